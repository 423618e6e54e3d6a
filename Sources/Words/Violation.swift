/// One thing wrong in a document, and the path of the value that it concerns.
package struct Violation: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where: `$.contests[2].seats`; `$` is the whole document.
  package let path: String
  /// What is wrong, in words.
  package let problem: Message

  package init(path: String, problem: Message) {
    self.path = path
    self.problem = problem
  }

  /// The violation in one line, as people are told it.
  package var message: Message { Self.shown(path).map { "\($0): \(problem)" } ?? problem }

  package var description: String { "\(path): \(problem.english)" }

  /// A path as people read it, without the sign of the whole document; nil for that itself.
  static func shown(_ path: String) -> String? {
    let rest = path.trimmingPrefix("$").trimmingPrefix(".")
    return rest.isEmpty ? nil : String(rest)
  }
}

/// Collects everything that is wrong with a document, so that people are told all of it at once.
package final class Violations {
  /// In the order in which they were found.
  package private(set) var list: [Violation] = []
  private var paths: Set<String> = []

  package init() {}

  /// Adds one; a path that comes from outside has been escaped by whoever made it.
  package func note(_ path: String, _ problem: Message) {
    list.append(Violation(path: path, problem: problem))
    paths.insert(path)
  }

  /// Whether something is wrong at `path` itself.
  package func isNoted(_ path: String) -> Bool { paths.contains(path) }
}
