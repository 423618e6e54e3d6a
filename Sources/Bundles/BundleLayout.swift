/// The names and sizes of a bundle's files (FORMATS.md section 3).
package enum BundleLayout {
  package static let manifest = "manifest.json"
  package static let signature = "manifest.json.minisig"
  package static let ballots = "ballots.sealed"
  package static let identities = "identities.sealed"

  /// Everything that may lie in the folder; other files are ignored and listed.
  package static let names = [manifest, signature, ballots, identities]

  /// Bytes of one identity record: token 32, ballot index 8, time cast 8.
  package static let recordByteCount = 48
  /// Records of a full chunk of the identity stream.
  package static let recordsPerChunk = 1_365
  /// Bytes that a chunk grows by when it is sealed.
  package static let chunkOverhead = 17
  /// Bytes of the sealed stream key for one custodian.
  package static let recipientByteCount = 80
  /// Bytes of the stream's header.
  package static let headerByteCount = 24

  /// The size of `identities.sealed` with `count` records for so many custodians, in bytes; nil
  /// where it exceeds what a file can be.
  package static func identitiesByteCount(count: Int, recipients: Int) -> Int? {
    guard count >= 0 else { return nil }
    let chunks = max(1, count / recordsPerChunk + (count.isMultiple(of: recordsPerChunk) ? 0 : 1))
    let records = count.multipliedReportingOverflow(by: recordByteCount)
    let overhead = chunks.multipliedReportingOverflow(by: chunkOverhead)
    let body = records.partialValue.addingReportingOverflow(overhead.partialValue)
    let preamble = recipients * recipientByteCount + headerByteCount
    let total = body.partialValue.addingReportingOverflow(preamble)
    guard !records.overflow, !overhead.overflow, !body.overflow, !total.overflow else {
      return nil
    }
    return total.partialValue
  }
}
