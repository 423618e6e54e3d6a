/// What may be asked of a vault or done with it, as the journal names it.
package enum VaultAct: String, Sendable, CaseIterable {
  case rejected
  case find
  case progress
  case severed
  case destroyed

  /// Whether the vault no longer says after it who cast which ballot.
  package var endsIdentities: Bool { self == .severed || self == .destroyed }
}
