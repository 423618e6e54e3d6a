import Audit
import Encoding
import TestSupport
import Testing

/// What somebody makes of a whole package, with every hash and name that follows from it, and the
/// checks that refuse it even where everybody signs again.
struct Forgery: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let fails: Set<String>
  let stage: ForgedStage
  let change: @Sendable (ForgedPackage) throws -> Void

  init(
    _ what: String, of stage: ForgedStage = .final, fails: Set<String>,
    _ change: @escaping @Sendable (ForgedPackage) throws -> Void
  ) {
    testDescription = what
    self.fails = fails
    self.stage = stage
    self.change = change
  }
}

/// The package that is forged.
enum ForgedStage: Sendable, CaseIterable {
  case partial, final
  /// A final one before which two results were signed.
  case third
  /// A final one of which one clerk keyed at a desk.
  case desks
  /// A final one of which one clerk keyed in a hall.
  case halls
}

extension [ForgedJournal.Entry] {
  /// The place of the first line with this event and, in its data, this text.
  func index(of event: String, _ text: String = "") throws -> Int {
    try #require(
      firstIndex {
        $0.event == event
          && (text.isEmpty
            || String(decoding: $0.data.canonical, as: UTF8.self).contains(text))
      }, "no line \(event) \(text)")
  }

  /// The place of the last line with this event.
  func last(of event: String) throws -> Int { try #require(lastIndex { $0.event == event }) }
}

extension JSON.Members {
  /// Changes the object under a key.
  mutating func edit(_ key: String, _ change: (inout JSON.Members) throws -> Void) throws {
    var members = try #require(self[key]?.object)
    try change(&members)
    self[key] = .object(members)
  }

  /// Changes the list under a key.
  mutating func editList(_ key: String, _ change: (inout [JSON]) throws -> Void) throws {
    var list = try #require(self[key]?.array)
    try change(&list)
    self[key] = .array(list)
  }
}
