import Bundles
import Cryptography
import Election
import Encoding
import Storage
import Workspace

/// A struck ballot and whose it was, until the rejected register is sealed.
struct Rejected {
  let token: Digest
  let entry: Entry
  let reason: StrikeReason
}

/// The rejected register: token, style, channel, reason and tracking code of every struck ballot,
/// sealed in the vault for its custodians (FORMATS.md section 6).
///
/// The same stream as an identity section, with an additional datum of its own; its text is CSV
/// with a header, sorted by token, and blank lines at its end.
struct RejectedRegister {
  let workspace: Workspace
  let sections: [Section]

  static let header = ["token", "style", "channel", "reason", "tracking"]

  /// What binds the register to its election.
  static func context(election: Digest) -> Digest {
    Digest.of(Array("coldcount/rejected/1\n\(election)\n".utf8))
  }

  /// Seals the register, replacing an earlier one.
  func write(_ rejected: [Rejected]) throws {
    let disk = workspace.disk
    var recipients: [BoxPublicKey] = []
    for text in workspace.definition.keys.vault {
      recipients.append(try BoxPublicKey(base64: text))
    }
    var sealer = try IdentitySealer(
      recipients: recipients, context: Self.context(election: workspace.election))
    let path = workspace.vault.rejected
    try disk.removeFile("\(path).new")
    var writer = try disk.openWriter("\(path).new")
    try writer.write(sealer.preamble.span)
    let codes = try trackingCodes(rejected)
    var text = CSV.line(Self.header)
    for (position, item) in rejected.enumerated() {
      text += line(item, code: codes[position])
      while text.count > IdentityOpener.chunkByteCount {
        let chunk = Array(text.prefix(IdentityOpener.chunkByteCount))
        let sealed = try sealer.seal(chunk.span, final: false)
        try writer.write(sealed.span)
        text.removeFirst(chunk.count)
      }
    }
    // Blank lines fill the last chunk up to whole records, as the stream wants them.
    while !text.count.isMultiple(of: IdentityOpener.recordByteCount) {
      text.append(UInt8(ascii: "\n"))
    }
    let sealed = try sealer.seal(text.span, final: true)
    try writer.write(sealed.span)
    try writer.sync()
    try disk.rename("\(path).new", to: path)
  }

  private func line(_ item: Rejected, code: Digest?) -> [UInt8] {
    let section = sections[item.entry.section]
    let definition = workspace.definition
    return CSV.line([
      item.token.description, definition.styles[section.style].id,
      section.channel.map { definition.channels[$0].id } ?? "", item.reason.rawValue,
      code?.description ?? "",
    ])
  }

  /// The tracking codes of the struck ballots, found by reading each bundle's ballots once.
  private func trackingCodes(_ rejected: [Rejected]) throws -> [Digest?] {
    var codes = [Digest?](repeating: nil, count: rejected.count)
    let bySection = Dictionary(grouping: rejected.indices) { rejected[$0].entry.section }
    let size = workspace.definition.ballotByteCount + BoxPublicKey.overhead
    for section in bySection.keys.sorted() {
      let wanted = Dictionary(
        (bySection[section] ?? []).map { (rejected[$0].entry.ballot, $0) },
        uniquingKeysWith: { first, _ in first })
      try workspace.forEachBallot(of: sections[section].bundle, size: size) { index, ballot in
        if let position = wanted[UInt64(index)] { codes[position] = Digest.of(ballot) }
      }
    }
    return codes
  }
}
