import Election
import Vault
import Words

/// What a reconciliation found, in words: no identity is among it.
enum ReconciliationText {
  static func words(
    _ result: Reconciliation, identities: Int, _ language: Language
  ) -> String {
    var byReason: [StrikeReason: Int] = [:]
    for (kind, count) in result.struck { byReason[kind.reason, default: 0] += count }
    let struck = byReason.values.reduce(0, +)
    let say = { (line: Message) in SafeText.escaped(language.text(line)) + "\n" }
    var text = say("read \(identities) entries of \(Plural.of(result.manifests.count, "bundle"))")
    text += say("struck \(Plural.of(struck, "ballot"))")
    for (reason, count) in byReason.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      text += say("  \(reason): \(count)")
    }
    for (station, count) in result.unresolved.sorted(by: { $0.key < $1.key }) {
      text += say("unresolved at \(station): \(count)")
    }
    for bundle in result.excluded {
      text += say(
        "identities: bundle \(bundle.bundle) is left out with \(bundle.ballots) ballots: "
          + "\(bundle.problem)")
    }
    if result.crossStyle > 0 {
      text += say(
        "cross-style: \(result.crossStyle) people stand in two styles with a contest in common")
    }
    if result.restored > 0 || result.leftOut > 0 {
      text += say(
        "by amendment: \(Plural.of(result.restored, "strike")) lifted, "
          + "\(Plural.of(result.leftOut, "ballot")) left out")
    }
    if result.rollRepeated > 0 {
      text += say(
        "\(Plural.of(result.rollRepeated, "person", "people")) on the roll of one style twice")
    }
    if !result.hasRoll { text += say("no roll: eligibility was not checked") }
    return text + "strikes.csv \(result.strikes)\n"
  }
}
