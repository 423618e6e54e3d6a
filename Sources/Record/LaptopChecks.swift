import Encoding
import Words

/// What a look at the laptop came to: the names of the checks by how they came out.
package struct LaptopChecks: Equatable, Sendable {
  package let good: [String]
  /// To be looked at by people.
  package let look: [String]
  package let bad: [String]
  package let notChecked: [String]

  package init(good: [String], look: [String], bad: [String], notChecked: [String]) {
    self.good = good
    self.look = look
    self.bad = bad
    self.notChecked = notChecked
  }

  init(_ reader: ObjectReader) {
    self.init(
      good: reader.strings("good"), look: reader.strings("look"), bad: reader.strings("bad"),
      notChecked: reader.strings("not-checked"))
  }

  /// The lists by their names in the file, the worst first.
  package var lists: [(name: String, checks: [String])] {
    [("bad", bad), ("look", look), ("not-checked", notChecked), ("good", good)]
  }

  var json: JSON {
    .object(
      Dictionary(lists.map { ($0.name, .strings($0.checks)) }, uniquingKeysWith: { one, _ in one }))
  }
}
