/// The names of a bundle's files (FormatBundle § Overview).
package enum BundleLayout {
  package static let manifest = "manifest.json"
  package static let signature = "manifest.json.minisig"
  package static let ballots = "ballots.sealed"
  package static let identities = "identities.sealed"

  /// Everything that may lie in the folder; other files are ignored and listed.
  package static let names = [manifest, signature, ballots, identities]
}
