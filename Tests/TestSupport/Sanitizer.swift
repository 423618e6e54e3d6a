import Foundation

/// What watches the memory of tests and program, where anything does (make sanitize).
package enum Sanitizer {
  /// `address` or `thread`; nil in an ordinary run.
  package static let name = ProcessInfo.processInfo.environment["COLDCOUNT_SANITIZER"]

  package static var isWatching: Bool { name != nil }

  /// What a program prints where a sanitizer found something in it.
  private static let findings = [
    "ERROR: AddressSanitizer", "WARNING: ThreadSanitizer", "ERROR: ThreadSanitizer",
    "FATAL: ThreadSanitizer",
  ]

  /// The finding in what a program printed; nil where there is none.
  package static func finding(in text: String) -> String? {
    let start = findings.compactMap { text.range(of: $0)?.lowerBound }.min()
    return start.map { String(text[$0...]) }
  }
}
