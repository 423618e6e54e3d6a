package import Encoding
import Words

/// A disclosure, as the journal records it.
package struct DisclosedCopy: Equatable, Sendable {
  /// For whom a marked copy is; nil for what is published for all.
  package let recipient: String?
  package let result: Digest
  /// The hash of the signature from which the copy's marks follow.
  package let marks: Digest?
  /// The hash of its list of hashes.
  package let b2sums: Digest
  /// Why so small a difference from an earlier result was published all the same.
  package let decision: String?

  package init(
    recipient: String?, result: Digest, marks: Digest?, b2sums: Digest, decision: String?
  ) {
    self.recipient = recipient
    self.result = result
    self.marks = marks
    self.b2sums = b2sums
    self.decision = decision
  }

  init?(_ reader: ObjectReader) {
    recipient = reader.isNull("for") ? nil : reader.string("for")
    marks = reader.isNull("marks") ? nil : reader.digest("marks")
    decision = reader.isNull("decision") ? nil : reader.string("decision")
    let (result, b2sums) = (reader.digest("result"), reader.digest("b2sums"))
    guard let result, let b2sums else { return nil }
    self.result = result
    self.b2sums = b2sums
  }

  var json: JSON {
    [
      "for": recipient.map { .string($0) } ?? .null, "result": .hash(result),
      "marks": marks.map { .hash($0) } ?? .null,
      "b2sums": .hash(b2sums),
      "decision": decision.map { .string($0) } ?? .null,
    ]
  }
}
