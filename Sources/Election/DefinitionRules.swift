import Encoding
import Words

/// What must hold of the parts of a definition together.
///
/// What could not be read is not judged again: a rule says nothing of a path at which, above which
/// or below which something is wrong already.
struct DefinitionRules {
  let definition: Definition
  private let violations: Violations
  /// Where something could not be read.
  private let unread: Set<String>
  /// What holds something that could not be read.
  private let holders: Set<String>
  private let areaIDs: Set<String>
  private let styleIDs: Set<String>
  private let channels: [String: Channel]
  private let stations: [String: Station]
  private var areasAreRead = true
  private var stylesAreRead = true
  private var channelsAreRead = true
  private var stationsAreRead = true

  init(definition: Definition, violations: Violations) {
    self.definition = definition
    self.violations = violations
    areaIDs = Set(definition.areas.map(\.id))
    styleIDs = Set(definition.styles.map(\.id))
    channels = Dictionary(
      definition.channels.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    stations = Dictionary(
      definition.stations.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    unread = Set(violations.list.map(\.path))
    holders = Set(unread.flatMap(Self.holders))
    areasAreRead = isRead("areas")
    stylesAreRead = isRead("styles")
    channelsAreRead = isRead("channels", keys: ["id", "kind"])
    stationsAreRead = isRead("stations", keys: ["id", "channel"])
  }

  func note(_ path: String, _ problem: Message) {
    guard !unread.contains(path), !holders.contains(path),
      unread.isDisjoint(with: Self.holders(of: path))
    else { return }
    violations.note(path, problem)
  }

  /// `$`, `$.areas` and `$.areas[0]` for `$.areas[0].id`.
  private static func holders(of path: String) -> [String] {
    path.indices.filter { path[$0] == "." || path[$0] == "[" }.map { String(path[..<$0]) }
  }

  /// Whether every element of a list was read, as far as `keys` of it matter to the others: what
  /// names none of them then names nothing.
  private func isRead(_ list: String, keys: Set<String> = ["id"]) -> Bool {
    !unread.contains { path in
      guard path.hasPrefix("$.\(list)") else { return false }
      let rest = path.dropFirst(list.count + 2)
      guard rest.first == "[", let end = rest.firstIndex(of: "]") else { return rest.isEmpty }
      let key = rest[rest.index(after: end)...].dropFirst()
      return key.isEmpty || keys.contains(String(key))
    }
  }

  func check(isDraft: Bool) {
    checkLimits()
    checkIDs()
    checkReservedWords()
    checkNames()
    checkPolls()
    checkAreas()
    checkContests()
    checkPlaces()
    checkCollectors()
    // Who is an officer is not known where a role could not be read.
    guard isRead("people", keys: ["id", "role"]) else { return }
    checkPeople()
    if !isDraft || definition.format == .verifiable { checkKeys() }
  }

  private func checkIDs() {
    let lists: [(String, [String])] = [
      ("areas", definition.areas.map(\.id)), ("contests", definition.contests.map(\.id)),
      ("styles", definition.styles.map(\.id)), ("channels", definition.channels.map(\.id)),
      ("stations", definition.stations.map(\.id)),
      ("collectors", definition.collectors.map(\.id)), ("people", definition.people.map(\.id)),
      ("rejections", definition.rejections.map(\.id)),
    ]
    for (list, ids) in lists { noteRepeated(ids) { "$.\(list)[\($0)].id" } }
    for (index, contest) in definition.contests.enumerated() {
      noteRepeated(contest.options.map(\.id)) { "$.contests[\(index)].options[\($0)].id" }
    }
    noteRepeated(definition.identity?.fields ?? []) { "$.identity.fields[\($0)]" }
    // A person and a collector must be different signers. The key's number is anybody's choice: one
    // point under two numbers is one signer.
    var seen: [ArraySlice<UInt8>: String] = [:]
    let people = definition.people.enumerated().map { ("$.people[\($0)]", $1.publicKey) }
    let collectors = definition.collectors.enumerated().map {
      ("$.collectors[\($0)]", $1.publicKey)
    }
    for (path, key) in people + collectors {
      let point = Self.point(key)
      if let other = seen[point]?.trimmingPrefix("$.") {
        note("\(path).publicKey", "also the key of \(other)")
      }
      seen[point] = seen[point] ?? path
    }
    for (list, isEmpty) in [
      ("areas", definition.areas.isEmpty), ("contests", definition.contests.isEmpty),
      ("styles", definition.styles.isEmpty), ("channels", definition.channels.isEmpty),
    ] where isEmpty { note("$.\(list)", "empty") }
  }

  /// The point of the curve in a minisign public key: the eight bytes of its number tell no two
  /// signers apart.
  static func point(_ key: String) -> ArraySlice<UInt8> {
    (Base64.decode(key) ?? Array(key.utf8)).suffix(32)
  }

  private func noteRepeated(_ ids: [String], path: (Int) -> String) {
    var seen: Set<String> = []
    for (index, id) in ids.enumerated() where !seen.insert(id).inserted {
      note(path(index), "\(SafeText.escaped(id)) is there twice")
    }
  }

  private func checkNames() {
    let languages = definition.languages
    if languages.isEmpty { note("$.languages", "no language") }
    noteRepeated(languages) { "$.languages[\($0)]" }
    guard isRead("languages") else { return }
    func check(_ names: Names, _ path: String) {
      for language in languages where names.texts[language] == nil {
        note("\(path).\(language)", "missing")
      }
    }
    check(definition.title, "$.title")
    for (index, area) in definition.areas.enumerated() {
      check(area.name, "$.areas[\(index)].name")
    }
    for (index, contest) in definition.contests.enumerated() {
      check(contest.title, "$.contests[\(index)].title")
      for (number, option) in contest.options.enumerated() {
        check(option.name, "$.contests[\(index)].options[\(number)].name")
      }
      noteAlike(contest.options.map(\.name)) { "$.contests[\(index)].options[\($0)].name" }
    }
    // Two people may bear one name; one who writes it in other characters hides behind it.
    noteAlike(definition.people.map(\.name), mayBeSame: true) { "$.people[\($0)].name" }
    noteAlike(definition.collectors.map(\.name), mayBeSame: true) { "$.collectors[\($0)].name" }
  }

  /// Names in one list that nobody can tell apart.
  private func noteAlike(_ names: [Names], mayBeSame: Bool = false, path: (Int) -> String) {
    for language in definition.languages {
      var seen: [NameLook: (place: String, text: String)] = [:]
      for (index, name) in names.enumerated() {
        guard let text = name.texts[language] else { continue }
        let (look, place) = (NameLook(text), "\(path(index)).\(language)")
        if let other = seen[look], !mayBeSame || other.text != text {
          note(place, "looks like \(other.place)")
        }
        seen[look] = seen[look] ?? (place, text)
      }
    }
  }

  private func checkPolls() {
    if definition.polls.opens.seconds >= definition.polls.closes.seconds {
      note("$.polls.closes", "not after the poll opens")
    }
    if definition.polls.opens.seconds < 0 {
      note("$.polls.opens", "before 1970")
    }
  }

  /// An area lies in another, and none in itself however far up.
  private func checkAreas() {
    var roots: Set<String> = []
    for (index, area) in definition.areas.enumerated() {
      guard let parent = area.parent else { continue }
      let path = "$.areas[\(index)].parent"
      checkArea(parent, path)
      var (above, passed): (Area?, [String]) = (area, [])
      while let one = above, !roots.contains(one.id), !passed.contains(one.id) {
        guard passed.count < DefinitionLimits.maxAreaLevels else {
          note(path, "more than \(DefinitionLimits.maxAreaLevels) areas above it")
          break
        }
        passed.append(one.id)
        above = one.parent.flatMap(definition.area)
      }
      if above?.id == area.id { note(path, "\(SafeText.escaped(area.id)) lies in itself") }
      if above == nil { roots.formUnion(passed) }
    }
  }

  private func checkContests() {
    let ids = Set(definition.contests.map(\.id))
    for (index, contest) in definition.contests.enumerated() {
      checkArea(contest.area, "$.contests[\(index)].area")
      var numbers: Set<Int> = []
      for (place, option) in contest.options.enumerated() {
        guard let number = option.number, !numbers.insert(number).inserted else { continue }
        note("$.contests[\(index)].options[\(place)].number", "\(number) is there twice")
      }
    }
    let isRead = isRead("contests")
    for (index, style) in definition.styles.enumerated() {
      checkArea(style.area, "$.styles[\(index)].area")
      for (number, contest) in style.contests.enumerated()
      where isRead && !ids.contains(contest) {
        note(
          "$.styles[\(index)].contests[\(number)]", "no contest \(SafeText.escaped(contest))")
      }
      noteRepeated(style.contests) { "$.styles[\(index)].contests[\($0)]" }
    }
  }

  private func checkArea(_ area: String, _ path: String) {
    if areasAreRead, !areaIDs.contains(area) {
      note(path, "no area \(area)")
    }
  }

  private func checkStyles(_ styles: [String], _ path: String) {
    for (index, style) in styles.enumerated() where stylesAreRead && !styleIDs.contains(style) {
      note("\(path)[\(index)]", "no style \(SafeText.escaped(style))")
    }
    noteRepeated(styles) { "\(path)[\($0)]" }
  }

  private func checkPlaces() {
    for (index, station) in definition.stations.enumerated() {
      let path = "$.stations[\(index)]"
      checkArea(station.area, "\(path).area")
      checkStyles(station.styles, "\(path).styles")
      checkBatches(station.batches ?? [], "\(path).batches")
      let channel = channels[station.channel]
      guard channelsAreRead else { continue }
      if channel == nil {
        note("\(path).channel", "no channel \(station.channel)")
      } else if channel?.kind != .paper {
        note("\(path).channel", "not a channel of kind paper")
      }
    }
  }

  private func checkBatches(_ batches: [String], _ path: String) {
    for (index, batch) in batches.enumerated() where !Identifier.isValid(batch) {
      note("\(path)[\(index)]", "not an identifier")
    }
    noteRepeated(batches) { "\(path)[\($0)]" }
  }

  private func checkCollectors() {
    for (index, collector) in definition.collectors.enumerated() {
      let path = "$.collectors[\(index)]"
      checkStyles(collector.styles, "\(path).styles")
      noteRepeated(collector.roles.map(\.rawValue)) { "\(path).roles[\($0)]" }
      let channel = collector.channel.flatMap { channels[$0] }
      if let id = collector.channel, channel == nil, channelsAreRead {
        note("\(path).channel", "no channel \(id)")
      }
      let station = collector.station.flatMap { stations[$0] }
      if let id = collector.station, station == nil, stationsAreRead {
        note("\(path).station", "no station \(id)")
      }
      if collector.roles.contains(.register) {
        if collector.station == nil {
          note("\(path).station", "a register belongs to a station")
        }
        if let channel, channel.kind != .paper, channelsAreRead {
          note("\(path).channel", "a register is of a channel of kind paper")
        }
        if let station, station.channel != collector.channel, stationsAreRead {
          note("\(path).channel", "not the channel of its station")
        }
      }
      if collector.roles.contains(.withdrawal), !definition.policy.withdrawal, isRead("policy") {
        note("\(path).roles", "the policy does not allow a withdrawal")
      }
      if collector.roles.contains(where: { $0 == .ballots || $0 == .register }),
        collector.channel == nil
      {
        note("\(path).channel", "ballots and registers have a channel")
      }
    }
  }

  private func checkPeople() {
    let officers = definition.officers.count
    // Of a verifiable election this is a matter of its keys.
    let isSealed = definition.format == .sealed
    if isSealed, definition.quorum.open > officers {
      note("$.quorum.open", "more than the \(officers) officers")
    }
    if definition.quorum.sign > officers {
      note("$.quorum.sign", "more than the \(officers) officers")
    }
    if definition.quorum.sign * 2 <= officers {
      note("$.quorum.sign", "not more than half of the \(officers) officers")
    }
    if isSealed, officers > DefinitionLimits.maxOfficers {
      note("$.people", "more than \(DefinitionLimits.maxOfficers) officers")
    }
    if definition.custodians.isEmpty { note("$.people", "no custodian") }
    if definition.custodians.count > DefinitionLimits.maxCustodians {
      note("$.people", "more than \(DefinitionLimits.maxCustodians) custodians")
    }
  }

  private func checkKeys() {
    let keys = definition.keys
    if keys.vault.count != definition.custodians.count {
      note(
        "$.keys.vault", "\(keys.vault.count) keys for \(definition.custodians.count) custodians")
    }
    noteRepeated(keys.vault) { "$.keys.vault[\($0)]" }
    if keys.vault.contains(keys.count) {
      note("$.keys.count", "also a vault key")
    }
    guard !keys.shares.isEmpty else { return }
    let officers = Set(definition.officers.map(\.id))
    for (index, share) in keys.shares.enumerated() where !officers.contains(share.officer) {
      note("$.keys.shares[\(index)].officer", "\(share.officer) is no officer")
    }
    noteRepeated(keys.shares.map(\.officer)) { "$.keys.shares[\($0)].officer" }
    noteRepeated(keys.shares.map(\.hash.description)) { "$.keys.shares[\($0)].hash" }
    if keys.shares.count != officers.count {
      note("$.keys.shares", "\(keys.shares.count) shares for \(officers.count) officers")
    }
  }
}
