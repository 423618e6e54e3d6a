import Bundles
import Cryptography
import Election
import Encoding
import Record
import Storage
import Workspace

/// The rejected register: token, style, channel, reason and tracking code of every struck ballot,
/// sealed in the vault for its custodians (FormatReconciliation § The vault).
///
/// The same stream as an identity section, with an additional datum of its own; its text is CSV
/// with a header, sorted by token, and blank lines at its end. Written while the sections are
/// merged, so that it takes no memory for those who are in it.
final class RejectedRegister {
  static let header = ["token", "style", "channel", "reason", "tracking"]

  private let workspace: Workspace
  private let sections: [Section]
  private let path: String
  private var sealer: IdentitySealer
  private var writer: FileWriter
  private var text = CSV.line(RejectedRegister.header)
  private var ballots: [Int: RecordReader] = [:]

  /// What binds the register to its election.
  static func context(election: Digest) -> Digest {
    Digest.of(Array("coldcount/rejected/1\n\(election)\n".utf8))
  }

  /// Begins a register beside the one that is there.
  init(_ workspace: Workspace, sections: [Section]) throws {
    self.workspace = workspace
    self.sections = sections
    var recipients: [BoxPublicKey] = []
    for text in workspace.definition.keys.vault {
      recipients.append(try BoxPublicKey(base64: text))
    }
    sealer = try IdentitySealer(
      recipients: recipients, context: Self.context(election: workspace.election))
    path = "\(workspace.vault.rejected).new"
    try workspace.disk.removeFile(path)
    writer = try workspace.disk.openWriter(path)
    try writer.write(sealer.preamble.span)
  }

  /// Adds a struck ballot, whose sealed bytes give its tracking code.
  func add(token: Digest, _ entry: SectionEntry, _ reason: StrikeReason) throws {
    let section = sections[entry.section]
    let definition = workspace.definition
    text += CSV.line([
      token.description, definition.styles[section.style].id,
      section.channel.map { definition.channels[$0].id } ?? "", reason.rawValue,
      Digest.of(try ballot(entry)).description,
    ])
    while text.count > IdentityOpener.chunkByteCount {
      let chunk = Array(text.prefix(IdentityOpener.chunkByteCount))
      let sealed = try sealer.seal(chunk.span, final: false)
      try writer.write(sealed.span)
      text.removeFirst(chunk.count)
    }
  }

  private func ballot(_ entry: SectionEntry) throws -> [UInt8] {
    let section = sections[entry.section]
    let size = workspace.definition.sealedByteCount(
      style: workspace.definition.styles[section.style].id)
    let reader =
      try ballots[entry.section]
      ?? RecordReader(
        "\(workspace.bundleFolder(section.bundle))/\(BundleLayout.ballots)",
        size: size, disk: workspace.disk)
    ballots[entry.section] = reader
    return try reader.record(Int(truncatingIfNeeded: entry.ballot))
  }

  /// Ends the register and puts it in the place of the one before.
  func finish() throws {
    // Blank lines fill the last chunk up to whole records, as the stream wants them.
    while !text.count.isMultiple(of: IdentityOpener.recordByteCount) {
      text.append(UInt8(ascii: "\n"))
    }
    let last = text
    let sealed = try sealer.seal(last.span, final: true)
    try writer.write(sealed.span)
    try writer.sync()
    try workspace.disk.rename(path, to: workspace.vault.rejected)
  }
}
