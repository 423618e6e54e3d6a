import Bundles
import Election
import Encoding
package import Paper
package import Record
import Words

extension ImportedBundle {
  /// A bundle as its manifest describes it.
  init(_ manifest: Manifest, hash: Digest, ignored: NameList) {
    self.init(
      hash: hash, collector: manifest.collector, sequence: manifest.sequence, kind: manifest.kind,
      style: manifest.style, channel: manifest.channel, ballots: manifest.ballots?.count,
      identities: manifest.identities.count, isFinal: manifest.isFinal, ignored: ignored)
  }
}

extension Workspace {
  /// The bundles that are in, with what their manifests say of the ones before them.
  package func links() throws(WorkspaceError) -> [BundleLink] {
    var links: [BundleLink] = []
    for bundle in state.bundles {
      links.append(
        BundleLink(
          hash: bundle.hash, collector: bundle.collector, sequence: bundle.sequence,
          previous: try manifest(of: bundle).previous, isFinal: bundle.isFinal))
    }
    return links
  }

  /// What is still missing of the collectors' bundles.
  package func gaps() throws(WorkspaceError) -> [Outstanding] {
    BundleChain.gaps(try links(), definition: state.definition, rulings: state.rulings)
  }

  /// Refuses where the vault no longer says who cast which ballot.
  package func requireIdentities() throws(WorkspaceError) {
    guard !state.isSevered else {
      throw .refused(
        code: "severed", problem: "the vault was severed: it does not point at ballots any more",
        advice: "what was counted stands; nothing can be reconciled or imported again")
    }
  }
}
