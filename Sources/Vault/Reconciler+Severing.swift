import Bundles
package import Cryptography
import Election
import Encoding
import Record
import Storage
package import Workspace

extension Reconciler {
  /// Rewrites the vault so that it says who voted in which style and channel and nothing points at a
  /// ballot any more: no index, no time, no tracking code; sealed to `newKey` alone.
  ///
  /// The sections and the rejected register are removed, and that they are gone is looked at again.
  /// Cut off at any point and done again it comes to the same: the new file is in its place before
  /// the first section goes.
  ///
  /// Gives how many entries of who voted there are.
  ///
  /// - Throws: `VaultError`.
  package func sever(
    to newKey: BoxPublicKey, progress: (Int) -> Void = { _ in }
  ) throws(VaultError) -> Int {
    do {
      try workspace.requireIdentities()
      let bundles = workspace.state.bundles
      let (readers, sections) = try open(bundles)
      var sealer = try IdentitySealer(
        recipients: [newKey], context: Self.votersContext(workspace))
      let path = "\(workspace.vault.voters).new"
      try workspace.disk.removeFile(path)
      var writer = try workspace.disk.openWriter(path)
      try writer.write(sealer.preamble.span)
      var count = 0
      var chunk: [UInt8] = []
      var merge = try SectionMerge(readers)
      while try merge.next() {
        progress(merge.count)
        for place in Self.places(merge.entries, sections) {
          if chunk.count == IdentityOpener.chunkByteCount {
            let sealed = try sealer.seal(chunk.span, final: false)
            try writer.write(sealed.span)
            chunk.removeAll(keepingCapacity: true)
          }
          chunk += IdentityRecord(token: merge.token, ballot: place, cast: 0).bytes
          count += 1
        }
      }
      let sealed = try sealer.seal(chunk.span, final: true)
      try writer.write(sealed.span)
      try writer.sync()
      try workspace.disk.rename(path, to: workspace.vault.voters)
      try Self.removeIdentities(of: workspace)
      return count
    } catch let failure as MergeFailure {
      throw .section(
        bundle: workspace.state.bundles[failure.section].hash, problem: failure.problem)
    } catch { throw VaultError(error) }
  }

  /// Ends a severing that was cut off after the new file was in its place.
  ///
  /// - Throws: `VaultError`.
  package static func finishSevering(_ workspace: Workspace) throws(VaultError) {
    do { try removeIdentities(of: workspace) } catch { throw VaultError(error) }
  }

  /// Styles and channels in which somebody voted, or on whose roll they stand, each once: the style
  /// in the upper half of the number, the channel and one in the lower, 0 for the roll.
  private static func places(_ entries: [SectionEntry], _ sections: [Section]) -> [UInt64] {
    Set(
      entries.filter { sections[$0.section].kind != .withdrawal }.map { entry in
        let section = sections[entry.section]
        return UInt64(section.style) << 32 | UInt64(section.channel.map { $0 + 1 } ?? 0)
      }
    ).sorted()
  }

  private static func votersContext(_ workspace: Workspace) -> Digest {
    Digest.of(Array("coldcount/voters/1\n\(workspace.election)\n".utf8))
  }

  /// Removes the sections and the rejected register, and looks whether they are gone.
  private static func removeIdentities(of workspace: Workspace) throws {
    let (disk, vault) = (workspace.disk, workspace.vault)
    for name in try disk.list(vault.sections) { try disk.removeFile("\(vault.sections)/\(name)") }
    for path in [vault.rejected, "\(vault.rejected).new"] { try disk.removeFile(path) }
    try disk.syncFileSystem(of: vault.path)
    let left = try disk.list(vault.sections)
    guard left.isEmpty, try disk.info(vault.rejected) == nil else {
      throw VaultError.unexpected("the sections are still there: \(left.joined(separator: ", "))")
    }
  }

  /// Removes everything that the vault holds, at the end of the time for which it is kept.
  ///
  /// - Throws: `VaultError`.
  package static func destroy(_ workspace: Workspace) throws(VaultError) {
    do {
      try removeIdentities(of: workspace)
      let (disk, vault) = (workspace.disk, workspace.vault)
      for path in [vault.voters, "\(vault.voters).new"] { try disk.removeFile(path) }
      try disk.syncFileSystem(of: vault.path)
      guard try disk.info(vault.voters) == nil else {
        throw VaultError.unexpected("the list of voters is still there")
      }
    } catch { throw VaultError(error) }
  }
}
