package import Audit
import Election
package import Encoding
import Record
package import Tally
import Words

/// What a disclosure is made from: the public figures of a checked package and how they are to be
/// shown.
package struct Publication {
  /// How pages are written.
  package struct Style: Sendable {
    /// The languages of pages, in their order.
    package var languages: [PageLanguage]
    /// Decimals of percentages, 0 to 6.
    package var decimals: Int
    /// What people say of the vote that no file says, by the name of the item.
    package var facts: [String: String]

    package init(
      languages: [PageLanguage] = [.chinese, .english], decimals: Int = 1,
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
  let result: JSON
  /// The hash of result.json, whole, as the officers signed it.
  package let resultHash: Digest
  /// The result that it replaces, as the public may see it.
  let replaced: (hash: Digest, result: JSON)?
  let contests: [PublicContest]
  let amendments: [Amendment]
  let journal: [JournalLine]
  let signers: [String]
  let style: Style
  let marker: Marker
  /// Where the difference from an earlier result tells how a few people voted.
  package let smallDifferences: [PublicResult.SmallDifference]

  package init(_ package: VerifiedPackage, style: Style, marker: Marker) {
    definition = package.definition
    election = package.election
    amendments = package.amendments
    journal = package.journal
    signers = package.signers
    self.style = style
    self.marker = marker
    let earlier = package.earlier.map(\.json)
    if package.isPublic {
      result = package.result
      resultHash =
        Digest(hex: package.result["public"]?["result"]?.string ?? "") ?? package.resultHash
      smallDifferences = []
    } else {
      let shown = PublicResult(
        package.result, hash: package.resultHash, definition: package.definition, earlier: earlier)
      result = shown.json
      resultHash = package.resultHash
      smallDifferences = shown.smallDifferences
    }
    let definition = package.definition
    contests = (result["contests"]?.array ?? []).compactMap {
      PublicContest($0, definition: definition)
    }
    let named = package.result["replaces"]?.string.flatMap { Digest(hex: $0) }
    let position = package.earlier.firstIndex { $0.hash == named }
    replaced = position.map { position in
      let one = package.earlier[position]
      guard one.json["public"] == nil else { return (one.hash, one.json) }
      let shown = PublicResult(
        one.json, hash: one.hash, definition: package.definition,
        earlier: Array(earlier[..<position]))
      return (one.hash, shown.json)
    }
  }

  /// When the result was counted or released; without a journal, when the poll closed.
  var counted: Timestamp {
    let hash = resultHash
    let line = journal.first { line in
      switch line.event {
      case .counted(_, hash, _), .released(_, hash, _, _): true
      default: false
      }
    }
    return line?.at ?? definition.polls.closes
  }

  var stage: String { result["stage"]?.string ?? "" }
  var isProvisional: Bool { stage != "final" }
  var title: Text { Text(definition.title) }

  /// What is still out, in words.
  var outstanding: [Text] {
    (result["outstanding"]?.array ?? []).map { item in
      Text(
        zh: SafeText.escaped(item["words"]?["zh-Hant"]?.string ?? ""),
        en: SafeText.escaped(item["words"]?["en"]?.string ?? ""))
    }
  }

  func sentences(_ contest: PublicContest) -> Sentences {
    Sentences(
      contest: contest, isProvisional: isProvisional, decimals: style.decimals, marker: marker)
  }

  /// What options are ranked by: votes, or net support.
  static func rank(_ option: ContestOption, _ contest: PublicContest) -> Int {
    let count = contest.total(option.id)
    return contest.isJudged ? count.net : count.votes
  }

  /// Options with the most votes first, level ones in the definition's order.
  static func ordered(_ contest: PublicContest) -> [ContestOption] {
    contest.contest.standing.enumerated().sorted { one, other in
      let ranks = (rank(one.element, contest), rank(other.element, contest))
      return ranks.0 != ranks.1 ? ranks.0 > ranks.1 : one.offset < other.offset
    }.map(\.element)
  }

  /// The name of a file: of what is not final it begins with PROVISIONAL.
  func fileName(_ name: String) -> String {
    guard isProvisional else { return name }
    guard let slash = name.lastIndex(of: "/") else { return "PROVISIONAL-\(name)" }
    return name[...slash] + "PROVISIONAL-" + name[name.index(after: slash)...]
  }

  func percent(_ part: Int, _ whole: Int, signed: Bool = false) -> String {
    let text = Percentage.text(part, of: whole, decimals: style.decimals, signed: signed)
    return text == "–" ? text : text + "%"
  }

  /// The stage in words.
  var stageWords: Text {
    switch stage {
    case "electronic": Text(zh: "臨時結果（只計電子票）", en: "provisional, electronic ballots only")
    case "partial": Text(zh: "臨時結果（部分紙票）", en: "provisional, part of the paper")
    default: Text(zh: "最終結果", en: "final")
    }
  }

  /// The items of the method statement that people may fill in.
  package static let factNames = MethodStatement.facts.map(\.key) + ["eligible", "limits"]

  static let provisional = Text(zh: "臨時結果", en: "PROVISIONAL")
}
