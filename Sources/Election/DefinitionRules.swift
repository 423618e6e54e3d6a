import Encoding

/// What must hold of the parts of a definition together.
struct DefinitionRules {
  let definition: Definition
  let violations: Violations

  func check(isDraft: Bool) {
    checkIDs()
    checkNames()
    checkPolls()
    checkContests()
    checkPlaces()
    checkCollectors()
    checkPeople()
    if !isDraft { checkKeys() }
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
    // A person and a collector must be different signers.
    var seen: [String: String] = [:]
    let people = definition.people.enumerated().map { ("$.people[\($0)]", $1.publicKey) }
    let collectors = definition.collectors.enumerated().map {
      ("$.collectors[\($0)]", $1.publicKey)
    }
    for (path, key) in people + collectors {
      if let other = seen[key] { violations.note("\(path).publicKey", "also the key of \(other)") }
      seen[key] = seen[key] ?? path
    }
    for (list, isEmpty) in [
      ("areas", definition.areas.isEmpty), ("contests", definition.contests.isEmpty),
      ("styles", definition.styles.isEmpty), ("channels", definition.channels.isEmpty),
    ] where isEmpty { violations.note("$.\(list)", "empty") }
  }

  private func noteRepeated(_ ids: [String], path: (Int) -> String) {
    var seen: Set<String> = []
    for (index, id) in ids.enumerated() where !seen.insert(id).inserted {
      violations.note(path(index), "\(id) is there twice")
    }
  }

  private func checkNames() {
    let languages = definition.languages
    if languages.isEmpty { violations.note("$.languages", "no language") }
    noteRepeated(languages) { "$.languages[\($0)]" }
    func check(_ names: Names, _ path: String) {
      for language in languages where names.texts[language] == nil {
        violations.note("\(path).\(language)", "missing")
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
    }
  }

  private func checkPolls() {
    if definition.polls.opens.seconds >= definition.polls.closes.seconds {
      violations.note("$.polls.closes", "not after the poll opens")
    }
    if definition.polls.opens.seconds < 0 {
      violations.note("$.polls.opens", "before 1970")
    }
  }

  private func checkContests() {
    if definition.styles.count > 65_536 { violations.note("$.styles", "more than 65536 styles") }
    let ids = Set(definition.contests.map(\.id))
    for (index, contest) in definition.contests.enumerated() {
      checkArea(contest.area, "$.contests[\(index)].area")
    }
    for (index, style) in definition.styles.enumerated() {
      checkArea(style.area, "$.styles[\(index)].area")
      for (number, contest) in style.contests.enumerated() where !ids.contains(contest) {
        violations.note(
          "$.styles[\(index)].contests[\(number)]", "no contest \(SafeText.escaped(contest))")
      }
      noteRepeated(style.contests) { "$.styles[\(index)].contests[\($0)]" }
    }
  }

  private func checkArea(_ area: String, _ path: String) {
    if !definition.areas.contains(where: { $0.id == area }) {
      violations.note(path, "no area \(area)")
    }
  }

  private func checkStyles(_ styles: [String], _ path: String) {
    let ids = Set(definition.styles.map(\.id))
    for (index, style) in styles.enumerated() where !ids.contains(style) {
      violations.note("\(path)[\(index)]", "no style \(SafeText.escaped(style))")
    }
    noteRepeated(styles) { "\(path)[\($0)]" }
  }

  private func checkPlaces() {
    for (index, station) in definition.stations.enumerated() {
      let path = "$.stations[\(index)]"
      checkArea(station.area, "\(path).area")
      checkStyles(station.styles, "\(path).styles")
      let channel = definition.channels.first { $0.id == station.channel }
      if channel == nil {
        violations.note("\(path).channel", "no channel \(station.channel)")
      } else if channel?.kind != .paper {
        violations.note("\(path).channel", "not a channel of kind paper")
      }
    }
  }

  private func checkCollectors() {
    for (index, collector) in definition.collectors.enumerated() {
      let path = "$.collectors[\(index)]"
      checkStyles(collector.styles, "\(path).styles")
      noteRepeated(collector.roles.map(\.rawValue)) { "\(path).roles[\($0)]" }
      let channel = definition.channels.first { $0.id == collector.channel }
      if let id = collector.channel, channel == nil {
        violations.note("\(path).channel", "no channel \(id)")
      }
      let station = definition.stations.first { $0.id == collector.station }
      if let id = collector.station, station == nil {
        violations.note("\(path).station", "no station \(id)")
      }
      if collector.roles.contains(.register) {
        if collector.station == nil {
          violations.note("\(path).station", "a register belongs to a station")
        }
        if let channel, channel.kind != .paper {
          violations.note("\(path).channel", "a register is of a channel of kind paper")
        }
        if let station, station.channel != collector.channel {
          violations.note("\(path).channel", "not the channel of its station")
        }
      }
      if collector.roles != [.roll], collector.channel == nil {
        violations.note("\(path).channel", "ballots and registers have a channel")
      }
    }
  }

  private func checkPeople() {
    let officers = definition.officers.count
    if definition.quorum.open > officers {
      violations.note("$.quorum.open", "more than the \(officers) officers")
    }
    if definition.quorum.sign > officers {
      violations.note("$.quorum.sign", "more than the \(officers) officers")
    }
    if definition.quorum.sign * 2 <= officers {
      violations.note("$.quorum.sign", "not more than half of the \(officers) officers")
    }
    if officers > 16 { violations.note("$.people", "more than 16 officers") }
    if definition.custodians.isEmpty { violations.note("$.people", "no custodian") }
    if definition.custodians.count > 64 { violations.note("$.people", "more than 64 custodians") }
  }

  private func checkKeys() {
    let keys = definition.keys
    if keys.vault.count != definition.custodians.count {
      violations.note(
        "$.keys.vault", "\(keys.vault.count) keys for \(definition.custodians.count) custodians")
    }
    noteRepeated(keys.vault) { "$.keys.vault[\($0)]" }
    if keys.vault.contains(keys.count) {
      violations.note("$.keys.count", "also a vault key")
    }
    guard !keys.shares.isEmpty else { return }
    let officers = Set(definition.officers.map(\.id))
    for (index, share) in keys.shares.enumerated() where !officers.contains(share.officer) {
      violations.note("$.keys.shares[\(index)].officer", "\(share.officer) is no officer")
    }
    noteRepeated(keys.shares.map(\.officer)) { "$.keys.shares[\($0)].officer" }
    noteRepeated(keys.shares.map(\.hash.description)) { "$.keys.shares[\($0)].hash" }
    if keys.shares.count != officers.count {
      violations.note("$.keys.shares", "\(keys.shares.count) shares for \(officers.count) officers")
    }
  }
}
