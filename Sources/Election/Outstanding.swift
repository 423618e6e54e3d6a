package import Encoding
package import Words

/// One thing that is still out: it refuses nothing that comes in, but no count is final while it is
/// there.
package enum Outstanding: Equatable, Sendable {
  /// No bundle of this collector is in.
  case nothing(collector: String)
  /// Bundle `sequence` is not in although a later one is.
  case missing(collector: String, sequence: Int)
  /// No bundle that is in is the collector's last; `highest` is the highest number that is in.
  case noFinal(collector: String, highest: Int)
  /// Bundle `sequence` comes after one that was to be the last.
  case afterFinal(collector: String, sequence: Int)
  /// Bundle `sequence` names another predecessor than the one that is in.
  case previous(collector: String, sequence: Int)
  /// Identities that do not hold: none of the bundle's ballots counts.
  case identities(bundle: Digest)
  /// People with entries in two styles that share a contest.
  case crossStyle(count: Int)
  /// No custodian has signed the reconciliation.
  case unsignedReconciliation
  /// Nothing of a station is in: no account and no sheet.
  case station(String)
  /// A station that handed out papers has no account.
  case account(station: String)
  /// More papers handed out by the register than the station's account says were issued.
  case register(station: String, entries: Int, issued: Int)
  /// A contest that nobody keyed a sheet of, at a station that has papers in its box.
  case noSheet(station: String, contest: String)
  /// A sheet that does not count yet, and why.
  case sheet(SheetKey, SheetBook.Pending)
  /// Lots are to be drawn between these options.
  case lots(contest: String, candidates: [String])

  /// What is out, in English or Traditional Chinese.
  package func words(chinese: Bool = false) -> String {
    let say = { (english: String, translated: String) in chinese ? translated : english }
    switch self {
    case .nothing(let collector):
      return say("no bundle of \(collector) is in", "未有 \(collector) 的票包")
    case .missing(let collector, let sequence):
      return say(
        "bundle \(sequence) of \(collector) is missing", "欠缺 \(collector) 的第 \(sequence) 個票包")
    case .noFinal(let collector, _):
      return say("the last bundle of \(collector) is not in", "未有 \(collector) 的最後票包")
    case .afterFinal(let collector, let sequence):
      return say(
        "bundle \(sequence) of \(collector) comes after its last",
        "\(collector) 的第 \(sequence) 個票包在其最後票包之後")
    case .previous(let collector, let sequence):
      return say(
        "bundle \(sequence) of \(collector) does not follow the one before it",
        "\(collector) 的第 \(sequence) 個票包與前一個不相連")
    case .identities(let bundle):
      return say(
        "the identities of bundle \(bundle) do not hold (identities)", "票包 \(bundle) 的身分資料不符")
    case .crossStyle(let count):
      return say(
        "\(Plural.of(count, "person", "people")) stand in two styles (cross-style)",
        "有 \(count) 人同時列於兩種選票")
    case .unsignedReconciliation:
      return say("no custodian has signed the reconciliation", "保管人尚未簽署核對")
    case .station(let station):
      return say("nothing of station \(station) is in", "票站 \(station) 未有任何資料")
    case .account(let station):
      return say("station \(station) has no account", "票站 \(station) 未有帳目")
    case .register(let station, let entries, let issued):
      return say(
        "station \(station) has \(entries) register entries but issued \(issued) papers",
        "票站 \(station) 登記了 \(entries) 人，但只發出 \(issued) 張選票")
    case .noSheet(let station, let contest):
      return say(
        "station \(station) has no sheet of \(contest)", "票站 \(station) 未有 \(contest) 的點票紙")
    case .sheet(let key, let pending): return say("sheet ", "點票紙 ") + pending.words(key, chinese)
    case .lots(let contest, let candidates):
      let names = candidates.joined(separator: ", ")
      return say(
        "lots are to be drawn in \(contest) between \(names)", "\(contest) 須由 \(names) 抽籤")
    }
  }

  /// The same for messages.
  package var message: Message { Message(words(), chinese: words(chinese: true)) }

  /// Its name, and what it concerns, for programs.
  package var json: JSON {
    var members: JSON.Members
    switch self {
    case .nothing(let collector):
      members = ["kind": "no-bundle", "collector": .string(collector)]
    case .missing(let collector, let sequence):
      members = [
        "kind": "missing-bundle", "collector": .string(collector), "sequence": .integer(sequence),
      ]
    case .noFinal(let collector, _):
      members = ["kind": "no-last-bundle", "collector": .string(collector)]
    case .afterFinal(let collector, let sequence):
      members = [
        "kind": "after-last-bundle", "collector": .string(collector),
        "sequence": .integer(sequence),
      ]
    case .previous(let collector, let sequence):
      members = [
        "kind": "broken-chain", "collector": .string(collector), "sequence": .integer(sequence),
      ]
    case .identities(let bundle):
      members = ["kind": "identities", "bundle": .string(bundle.description)]
    case .crossStyle(let count): members = ["kind": "cross-style", "count": .integer(count)]
    case .unsignedReconciliation: members = ["kind": "unsigned-reconciliation"]
    case .station(let station): members = ["kind": "station", "station": .string(station)]
    case .account(let station): members = ["kind": "account", "station": .string(station)]
    case .register(let station, let entries, let issued):
      members = [
        "kind": "register", "station": .string(station), "entries": .integer(entries),
        "issued": .integer(issued),
      ]
    case .noSheet(let station, let contest):
      members = ["kind": "no-sheet", "station": .string(station), "contest": .string(contest)]
    case .sheet(let key, _):
      members = [
        "kind": "sheet", "station": .string(key.station), "batch": .string(key.batch),
        "contest": .string(key.contest),
      ]
    case .lots(let contest, let candidates):
      members = [
        "kind": "lots", "contest": .string(contest),
        "candidates": .array(candidates.map { .string($0) }),
      ]
    }
    members["words"] = ["en": .string(words()), "zh-Hant": .string(words(chinese: true))]
    return .object(members)
  }
}
