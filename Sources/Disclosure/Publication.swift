package import Audit
import Election
package import Result
package import Encoding
import Paper
import Record
package import Words

/// What a disclosure is made from: the public figures of a checked package and how they are to be
/// shown.
package struct Publication {
  /// How pages are written.
  package struct Settings: Sendable {
    /// The languages of pages, in their order.
    package var languages: [Language]
    /// Decimals of percentages, 0 to 6.
    package var decimals: Int
    /// What people say of the vote that no file says, by the name of the item.
    package var facts: [String: String]
    /// The contests that have a declaration of their own.
    package var declarations: Set<String> = []

    package init(
      languages: [Language] = Language.allCases.reversed(), decimals: Int = 1,
      facts: [String: String] = [:]
    ) {
      self.languages = languages
      self.decimals = decimals
      self.facts = facts
    }
  }

  let definition: Definition
  let election: Digest
  /// The result as the public may see it.
  let result: PublicResult
  /// The hash of result.json, whole, as the officers signed it.
  package let resultHash: Digest
  /// The result that it replaces, as the public may see it.
  let replaced: (hash: Digest, result: PublicResult)?
  let contests: [PublicContest]
  let amendments: [Amendment]
  /// The accounts that do not add up, with what officers said of them; none where the package does
  /// not have them.
  let explained: [ElectionResult.Account]
  /// What was keyed again or taken out of the paper.
  let corrections: [RecordedCorrection]
  let journal: [JournalLine]
  let signers: [String]
  let settings: Settings
  let marker: Marker
  /// The first difference from an earlier result that tells how a few people voted; nil where there
  /// is none.
  package let smallDifference: SmallDifferenceError?

  package init(_ package: VerifiedPackage, settings: Settings, marker: Marker) {
    definition = package.definition
    election = package.election
    amendments = package.amendments
    journal = package.journal
    signers = package.signers
    self.settings = settings
    self.marker = marker
    resultHash = package.resultHash
    switch package.result {
    case .shown(let shown):
      (explained, corrections) = ([], [])
      result = shown
      smallDifference = nil
      replaced = nil
    case .whole(let whole, let hash):
      explained = whole.accounts.filter { $0.explanation != nil }
      corrections = whole.corrections
      let definition = package.definition
      let earlier = package.earlier.map(\.result)
      let places = SmallPlaces(whole, earlier: earlier, definition: definition)
      result = PublicResult(whole, hash: hash, definition: definition, places: places)
      smallDifference = places.differences.first.map {
        SmallDifferenceError(
          $0, since: package.earlier[$0.since].hash, least: definition.policy.smallCell)
      }
      let position = package.earlier.firstIndex { $0.hash == whole.replaces }
      replaced = position.map { position in
        let (hash, one) = package.earlier[position]
        return (
          hash,
          PublicResult(
            one, hash: hash, definition: definition, earlier: Array(earlier[..<position]))
        )
      }
    }
    contests = PublicContest.list(result, definition: package.definition)
  }

  /// When the result was counted or released; nil without a journal, which says it.
  var countedAt: Timestamp? {
    let hash = resultHash
    return journal.first { line in
      switch line.event {
      case .counted(let count), .released(let count, _): count.result == hash
      default: false
      }
    }?.at
  }

  /// When the result was counted or released; without a journal, when the poll closed.
  var counted: Timestamp { countedAt ?? definition.polls.closes }

  var stage: Stage { result.stage }
  var isProvisional: Bool { stage != .final }
  var title: Text { Text(definition.title) }

  /// What is still out, by names.
  var stillOut: StillOutText { StillOutText(result: result, definition: definition) }

  /// When it was counted, and who signed it.
  var provenance: [Text] {
    let people = signers.map { id in
      definition.person(id).map { Text($0.name) } ?? Text(SafeText.escaped(id))
    }
    let signed = people.isEmpty ? [] : [Text(saying: "Signed by \(Text.list(people)).")]
    let counted = countedAt.map {
      let offset = definition.polls.closes.offsetMinutes
      let there = Timestamp(seconds: $0.seconds, offsetMinutes: offset)
      return Text(saying: "Counted on \(there).")
    }
    return (counted.map { [$0] } ?? []) + signed
  }

  /// Whom the press may ask: what somebody says of this result, else what the definition has.
  var contact: String? {
    settings.facts["contact"] ?? definition.contact.map { SafeText.escaped($0) }
  }

  func sentences(_ contest: PublicContest) -> Sentences {
    Sentences(
      contest: contest, isProvisional: isProvisional, decimals: settings.decimals, marker: marker)
  }

  /// The name of a file: of what is not final it begins with PROVISIONAL.
  func fileName(_ name: String) -> String {
    guard isProvisional else { return name }
    guard let slash = name.lastIndex(of: "/") else { return "PROVISIONAL-\(name)" }
    return name[...slash] + "PROVISIONAL-" + name[name.index(after: slash)...]
  }

  func percent(_ part: Int, _ whole: Int, signed: Bool = false) -> String {
    let text = Percentage.text(part, of: whole, decimals: settings.decimals, signed: signed)
    return text == "–" ? text : NumberStyle.printed(text) + "%"
  }

  /// The stage in words.
  var stageWords: Text {
    switch stage {
    case .electronic: Text(saying: "provisional, electronic ballots only")
    case .partial where stillOut.isOnlyLots: Text(saying: "provisional, lots still to be drawn")
    case .partial: Text(saying: "provisional, part of the paper")
    case .final: Text(saying: "final")
    }
  }

  /// The items of the method statement that people may fill in.
  package static let factNames = MethodStatement.facts.map(\.key) + ["eligible", "limits"]

  static let provisional = Text(saying: "PROVISIONAL")

  /// The same in every language at once, for what lies across a page or ends it.
  static let watermark = provisional.together(in: Language.allCases)
}
