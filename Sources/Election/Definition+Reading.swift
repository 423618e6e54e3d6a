package import Encoding
import Words

extension Definition {
  /// Reads a definition, which must be canonical and hold in everything.
  ///
  /// Whoever takes a verifiable one as well checks its keys with what can reckon in their group.
  ///
  /// - Throws: `DefinitionError` with every violation and its path.
  package init(
    file bytes: [UInt8], keys check: KeyCheck, formats: [Format] = [.sealed]
  ) throws(DefinitionError) {
    guard bytes.count <= Self.maxByteCount else {
      throw DefinitionError([
        Violation(path: "$", problem: "larger than \(Self.maxByteCount) bytes")
      ])
    }
    let json: JSON
    do {
      json = try JSON.parse(canonical: bytes)
    } catch { throw DefinitionError(error) }
    try self.init(json, isDraft: false, check: check, formats: formats)
  }

  /// Reads a draft, laid out freely and without keys, which the ceremony makes; of a verifiable
  /// election it has the vault's.
  ///
  /// - Throws: `DefinitionError` with every violation and its path.
  package static func draft(
    _ bytes: [UInt8], keys check: KeyCheck, formats: [Format] = [.sealed]
  ) throws(DefinitionError) -> DefinitionDraft {
    let json: JSON
    do {
      json = try JSON.parse(draft: bytes)
    } catch { throw DefinitionError([Violation(path: "$", problem: error.message)]) }
    // All else follows from what is not there yet.
    let open = DraftTemplate.openPaths(json)
    guard open.isEmpty else {
      throw DefinitionError(
        open.map { Violation(path: $0.path, problem: "still to be filled in: \($0.hint)") })
    }
    let draft = DefinitionDraft(
      definition: try Definition(json, isDraft: true, check: check, formats: formats), json: json)
    let borrowed = SampleElection.borrowed(draft.definition)
    guard borrowed.isEmpty else { throw DefinitionError(borrowed) }
    return draft
  }

  private init(
    _ json: JSON, isDraft: Bool, check: KeyCheck, formats: [Format] = [.sealed]
  ) throws(DefinitionError) {
    let violations = Violations()
    let format = formats.first { $0.rawValue == json["format"]?.string }
    let parts = DefinitionParts(
      violations: violations, check: check, format: format ?? .sealed, formats: formats)
    let definition = parts.definition(ObjectReader(json, violations: violations), isDraft: isDraft)
    DefinitionRules(definition: definition, violations: violations).check(isDraft: isDraft)
    guard violations.list.isEmpty else { throw DefinitionError(violations.list) }
    self = definition
  }
}

/// A definition that lacks its keys.
package struct DefinitionDraft: Sendable {
  /// The definition, with no keys in it.
  package let definition: Definition
  private let json: JSON

  init(definition: Definition, json: JSON) {
    self.definition = definition
    self.json = json
  }

  /// The canonical file with keys.
  package func completed(keys: JSON) -> [UInt8] {
    var members = json.object ?? [:]
    members["keys"] = keys
    return JSON.object(members).canonical
  }
}

/// Reads the parts of a definition one by one, noting what is wrong with each by itself; what
/// concerns several together is `DefinitionRules`'.
///
/// Something stands in for a part that cannot be read, so that the others keep their places and
/// are checked as well; after a violation the definition is never used.
struct DefinitionParts {
  let violations: Violations
  let check: KeyCheck
  let format: Definition.Format
  /// Those that whoever reads it can do something with.
  let formats: [Definition.Format]

  /// Counts and seats that a definition may name.
  static let maxCount = 1_000_000_000

  func definition(_ reader: ObjectReader, isDraft: Bool) -> Definition {
    if let format = reader.string("format"), !formats.contains(where: { $0.rawValue == format }) {
      reader.note("format", "not \(formats.map(\.rawValue).joined(separator: ", "))")
    }
    let id = reader.identifier("id") ?? ""
    let title = names(reader, "title")
    let date = reader.string("date", as: "a day like 2017-03-19") {
      Timestamp.isDate($0) ? $0 : nil
    }
    let timeZone = reader.string("timeZone", as: "a time zone like Asia/Hong_Kong") {
      Self.isTimeZone($0) ? $0 : nil
    }
    let languages = reader.strings("languages")
    for (index, language) in languages.enumerated() where !Self.isLanguage(language) {
      violations.note("$.languages[\(index)]", "not a language tag")
    }
    let polls = reader.object("polls").map(polls)
    let identity = reader.has("identity") ? reader.object("identity").flatMap(identity) : nil
    let areas = reader.objects("areas").map(area)
    let contests = reader.objects("contests").map(contest)
    let styles = reader.objects("styles").map(style)
    let channels = reader.objects("channels").map(channel)
    let stations = reader.objects("stations").map(station)
    let collectors = reader.objects("collectors").map(collector)
    let people = reader.objects("people").map(person)
    let quorum = reader.object("quorum").map(quorum)
    let keys = keys(reader, isDraft: isDraft)
    let rejections =
      reader.has("rejections")
      ? reader.objects("rejections").map(rejection) : Rejection.standard
    let policy = reader.object("policy").map(policy)
    let papers =
      reader.has("papers")
      ? reader.string("papers", as: "one or each") { Definition.Papers(rawValue: $0) } : nil
    let contact =
      reader.has("contact")
      ? reader.string("contact", as: "a text without control characters") {
        $0.isEmpty || $0.unicodeScalars.contains(where: SafeText.isHostile) ? nil : $0
      } : nil
    reader.finish()
    return Definition(
      format: format, id: id, title: title, date: date ?? "", timeZone: timeZone ?? "",
      languages: languages,
      polls: polls ?? Self.polls(nil, nil), identity: identity, areas: areas, contests: contests,
      styles: styles, channels: channels, stations: stations, collectors: collectors,
      people: people, quorum: quorum ?? .init(open: 2, sign: 1), keys: keys,
      rejections: rejections, policy: policy ?? Self.policy(nil, nil, nil), papers: papers ?? .one,
      contact: contact)
  }

  func names(_ reader: ObjectReader, _ key: String) -> Names {
    var texts: [String: String] = [:]
    guard let object = reader.object(key) else { return Names(texts) }
    for language in object.keys {
      guard Self.isLanguage(language) else {
        object.note(language, "not a language tag")
        continue
      }
      guard let text = object.string(language) else { continue }
      if let problem = Self.problem(text) { object.note(language, problem) }
      texts[language] = text
    }
    if object.keys.isEmpty { reader.note(key, "no text in any language") }
    return Names(texts)
  }

  /// Why a name cannot be shown or put into a table (Formats § Text and names).
  static func problem(_ text: String) -> Message? {
    guard let first = text.unicodeScalars.first else { return "an empty name" }
    if text.unicodeScalars.contains(where: SafeText.isHostile) {
      return "a control or bidirectional character"
    }
    let forbidden: Set<Unicode.Scalar> = [
      " ", "=", "+", "-", "@", "\u{3000}", "\u{00A0}", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}",
      "\u{FF20}", "\u{2212}",
    ]
    if forbidden.contains(first) { return "begins with a space or a sign of a formula" }
    return NameDisguise.problem(text)
  }

  private static func isLanguage(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return text.utf8.count <= 35
      && parts.allSatisfy { part in
        (1...8).contains(part.utf8.count)
          && part.utf8.allSatisfy {
            (0x41...0x5A).contains($0 & 0xDF) || (0x30...0x39).contains($0)
          }
      } && (2...3).contains(parts[0].utf8.count)
  }

  private static func isTimeZone(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64
      && text.utf8.allSatisfy {
        (0x41...0x5A).contains($0 & 0xDF) || (0x30...0x39).contains($0) || "/_+-".utf8.contains($0)
      }
  }

  private func polls(_ reader: ObjectReader) -> Definition.Polls {
    let polls = Self.polls(reader.timestamp("opens"), reader.timestamp("closes"))
    reader.finish()
    return polls
  }

  private static func polls(_ opens: Timestamp?, _ closes: Timestamp?) -> Definition.Polls {
    .init(
      opens: opens ?? Timestamp(seconds: 0), closes: closes ?? Timestamp(seconds: Int.max))
  }

  private func identity(_ reader: ObjectReader) -> Definition.IdentityRule? {
    let fields = reader.strings("fields")
    for (index, field) in fields.enumerated() where !Identifier.isValid(field) {
      violations.note("\(reader.path("fields"))[\(index)]", "not an identifier")
    }
    if fields.isEmpty { reader.noteEmpty("fields", "no field") }
    let pepper = reader.digest("pepper")
    reader.finish()
    return pepper.map { Definition.IdentityRule(fields: fields, pepper: $0) }
  }

  private func area(_ reader: ObjectReader) -> Area {
    let id = reader.identifier("id") ?? ""
    let name = names(reader, "name")
    let electorate =
      reader.has("electorate") ? reader.integer("electorate", in: 0...Self.maxCount) : nil
    let parent = reader.has("parent") ? reader.identifier("parent") : nil
    let official = reader.has("code") ? reader.string("code") : nil
    if let official, let problem = Self.problem(official) { reader.note("code", problem) }
    reader.finish()
    return Area(id: id, name: name, electorate: electorate, parent: parent, code: official)
  }

  private func contest(_ reader: ObjectReader) -> Contest {
    let id = reader.identifier("id") ?? ""
    let title = names(reader, "title")
    let area = reader.identifier("area") ?? ""
    let options = reader.objects("options").map(option)
    // Which was let through where ballots are sealed one by one, and has its list like any other.
    if options.isEmpty, format == .sealed { reader.noteEmpty("options", "no option") }
    let method = method(reader, options: options)
    reader.finish()
    return Contest(
      id: id, title: title, area: area, method: method ?? .supportOppose, options: options)
  }

  private func option(_ reader: ObjectReader) -> ContestOption {
    let id = reader.identifier("id") ?? ""
    let name = names(reader, "name")
    var status: OptionStatus? = .standing
    if reader.has("status") {
      status = reader.string("status", as: "a status of an option") {
        OptionStatus(rawValue: $0).flatMap { $0 == .standing ? nil : $0 }
      }
    }
    let number = reader.has("number") ? reader.integer("number", in: 0...Self.maxCount) : nil
    let group = reader.has("group") ? names(reader, "group") : nil
    reader.finish()
    return ContestOption(
      id: id, name: name, status: status ?? .standing, number: number, group: group)
  }

  private func method(_ reader: ObjectReader, options: [ContestOption]) -> Method? {
    let most = max(1, options.count)
    switch reader.string("method") {
    case "plurality":
      let seats = reader.integer("seats", in: 1...Self.maxCount)
      let least = reader.integer("minChoices", in: 1...most)
      let greatest = reader.integer("maxChoices", in: 1...most)
      if let least, let greatest, least > greatest {
        reader.note("minChoices", "more than maxChoices")
      }
      guard let seats, let least, let greatest, least <= greatest else { return nil }
      return .plurality(seats: seats, minChoices: least, maxChoices: greatest)
    case "support-oppose": return .supportOppose
    case "threshold":
      let required = reader.integer("required", in: 1...Self.maxCount)
      let greatest = reader.integer("maxChoices", in: 1...most)
      guard let required, let greatest else { return nil }
      return .threshold(required: required, maxChoices: greatest)
    case "question":
      let minYes = reader.has("minYes") ? reader.integer("minYes", in: 0...Self.maxCount) : nil
      let minTurnout =
        reader.has("minTurnout") ? reader.integer("minTurnout", in: 0...Self.maxCount) : nil
      let ids = Set(options.map(\.id))
      for needed in ["yes", "no"] where !ids.contains(needed) && !options.isEmpty {
        reader.note("options", "a question needs the option \(needed)")
      }
      if !ids.isSubset(of: ["yes", "no", "abstain"]) {
        reader.note("options", "a question has only the options yes, no and abstain")
      }
      return .question(minYes: minYes, minTurnout: minTurnout)
    case "instant-runoff":
      guard let choices = rankedChoices(reader, options: most) else { return nil }
      return .instantRunoff(minChoices: choices.lowerBound, maxChoices: choices.upperBound)
    case "single-transferable":
      let seats = reader.integer("seats", in: 1...Self.maxCount)
      guard let choices = rankedChoices(reader, options: most), let seats else { return nil }
      return .singleTransferable(
        seats: seats, minChoices: choices.lowerBound, maxChoices: choices.upperBound)
    case "largest-remainder":
      return reader.integer("seats", in: 1...DefinitionLimits.maxListSeats)
        .map { .largestRemainder(seats: $0) }
    case .some: reader.note("method", "unknown method")
    case nil: break
    }
    // What belongs to a method that is not known is not looked at.
    for key in ["seats", "minChoices", "maxChoices", "required", "minYes", "minTurnout"] {
      _ = reader.optional(key)
    }
    return nil
  }

  /// How many preferences a valid ballot has; any number where the definition does not say.
  private func rankedChoices(_ reader: ObjectReader, options: Int) -> ClosedRange<Int>? {
    if options > DefinitionLimits.maxRankedOptions {
      reader.note("options", "more than \(DefinitionLimits.maxRankedOptions) options to rank")
    }
    let least = reader.has("minChoices") ? reader.integer("minChoices", in: 1...options) : 1
    let most = reader.has("maxChoices") ? reader.integer("maxChoices", in: 1...options) : options
    guard let least, let most else { return nil }
    guard least <= most else {
      reader.note("minChoices", "more than maxChoices")
      return nil
    }
    return least...most
  }

  private func collector(_ reader: ObjectReader) -> Collector {
    let id = reader.identifier("id") ?? ""
    let name = names(reader, "name")
    let publicKey = signingKey(reader)
    let roles = reader.strings("roles").enumerated().compactMap { index, text in
      let role = BundleKind(rawValue: text)
      if role == nil {
        violations.note(
          "\(reader.path("roles"))[\(index)]", "not ballots, register, roll or withdrawal")
      }
      return role
    }
    if (reader.optional("roles")?.array ?? []).isEmpty { reader.noteEmpty("roles", "no role") }
    let channel: String? = reader.isNull("channel") ? nil : reader.identifier("channel")
    let styles = reader.strings("styles")
    if styles.isEmpty { reader.noteEmpty("styles", "no style") }
    let station = reader.has("station") ? reader.identifier("station") : nil
    reader.finish()
    return Collector(
      id: id, name: name, publicKey: publicKey, roles: roles, channel: channel, styles: styles,
      station: station)
  }

  private func person(_ reader: ObjectReader) -> Person {
    let id = reader.identifier("id") ?? ""
    let name = names(reader, "name")
    let role = reader.string("role", as: "officer, operator, custodian or auditor") {
      Person.Role(rawValue: $0)
    }
    let publicKey = signingKey(reader)
    let box = format == .verifiable ? reader.optional("box")?.string : nil
    reader.finish()
    return Person(id: id, name: name, role: role ?? .auditor, publicKey: publicKey, box: box)
  }

  private func signingKey(_ reader: ObjectReader) -> String {
    reader.string("publicKey", as: "a minisign public key (RW…) that can be used") {
      check.isSigningKey($0) ? $0 : nil
    } ?? ""
  }

  private func quorum(_ reader: ObjectReader) -> Definition.Quorum {
    // How many may open is a matter of the keys where they are dealt out.
    let open = reader.integer("open", in: format == .verifiable ? 0...Self.maxCount : 2...16) ?? 2
    let sign = reader.integer("sign", in: 1...1_000) ?? 1
    reader.finish()
    return Definition.Quorum(open: open, sign: sign)
  }

  private func rejection(_ reader: ObjectReader) -> Rejection {
    let id = reader.identifier("id") ?? ""
    let name = names(reader, "name")
    reader.finish()
    return Rejection(id: id, name: name)
  }

  private func policy(_ reader: ObjectReader) -> Definition.Policy {
    let within = reader.string("withinChannel", as: "first or last") {
      Definition.Policy.WithinChannel(rawValue: $0)
    }
    let smallCell = reader.integer("smallCell", in: 1...Self.maxCount)
    let embargo: Timestamp? = reader.isNull("embargo") ? nil : reader.timestamp("embargo")
    let withdrawal = reader.has("withdrawal") ? reader.bool("withdrawal") : nil
    reader.finish()
    return Self.policy(within, smallCell, embargo, withdrawal)
  }

  private static func policy(
    _ within: Definition.Policy.WithinChannel?, _ smallCell: Int?, _ embargo: Timestamp?,
    _ withdrawal: Bool? = nil
  ) -> Definition.Policy {
    .init(
      withinChannel: within ?? .last, smallCell: smallCell ?? 1, withdrawal: withdrawal ?? false,
      embargo: embargo)
  }
}
