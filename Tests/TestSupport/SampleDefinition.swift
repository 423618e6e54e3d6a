package import Election
package import Encoding

/// A small valid definition with all four methods, which a test changes at a path.
///
/// Its public keys are real ones (those of Tests/Vectors), so that every key check takes them.
package struct SampleDefinition: Sendable {
  package private(set) var json: JSON

  package init() { json = Self.whole }

  /// The canonical file.
  package var file: [UInt8] { json.canonical }

  /// The definition, once read and checked.
  ///
  /// - Throws: `DefinitionError` where a change has made it invalid.
  package func definition() throws(DefinitionError) -> Definition {
    try Definition(file: file, keys: .wellFormed)
  }

  /// A copy with the value at `path`, written as violations write it (`$.contests[1].seats`),
  /// replaced, or taken out where `value` is nil; an index one past the end appends.
  package func setting(_ path: String, to value: JSON?) -> SampleDefinition {
    var copy = self
    copy.json = json.setting(path, to: value)
    return copy
  }

  /// A copy with several changes.
  package func setting(_ changes: [(path: String, value: JSON?)]) -> SampleDefinition {
    changes.reduce(self) { $0.setting($1.path, to: $1.value) }
  }
}

extension JSON {
  /// A copy with the value at `path`, written as violations write it (`$.contests[1].seats`),
  /// replaced, or taken out where `value` is nil; an index one past the end appends.
  package func setting(_ path: String, to value: JSON?) -> JSON {
    let steps = path.dropFirst().replacing("[", with: ".").split(separator: ".").map {
      String($0.replacing("]", with: ""))
    }
    return Self.change(self, steps[...], value)
  }

  private static func change(_ json: JSON, _ steps: ArraySlice<String>, _ value: JSON?) -> JSON {
    guard let step = steps.first else { return value ?? .null }
    let rest = steps.dropFirst()
    switch json {
    case .object(var members):
      members[step] =
        rest.isEmpty ? value : change(members[step] ?? .object([:]), rest, value)
      return .object(members)
    case .array(var elements):
      guard let index = Int(step), index <= elements.count else { return json }
      if index == elements.count {
        elements.append(change(.object([:]), rest, value))
      } else if rest.isEmpty, value == nil {
        elements.remove(at: index)
      } else {
        elements[index] = change(elements[index], rest, value)
      }
      return .array(elements)
    default: return change(.object([:]), steps, value)
    }
  }
}

extension KeyCheck {
  /// Takes every key of the right form, whether libsodium can use it or not.
  package static let wellFormed = KeyCheck(
    isSigningKey: { $0.hasPrefix("RW") && Base64.decode($0)?.count == 42 },
    isSealingKey: { Base64.decode($0)?.count == 32 })
}

extension SampleDefinition {
  /// Signing keys of the collectors, then of the people, in the definition's order.
  package static let signingKeys = [
    "RWTw44uDDr2KUGa+fjMsekUzMr2dCn99sFX1xe8aBq2mbZizn7aBDEc6",
    "RWQwjBz4l6BcNQtROtm0kkAVygkC7QeQRNOsXb7CMG8GlIwQ2o62458t",
    "RWSWfr41lh2UBJGiigt0OBWTpNlGlXkgiSavyK2CyIObdkQ1m566mks6",
    "RWRJzCIJ0DbJTQvu9anmeeaj4TT+J4N7/zLHy19dROoJvLDlQrrWpMDM",
    "RWT45ijMMr60UiCCi/XFvcrLaEhjM2wgL7VZnaSL5VlmFXQhcHBb7Kn3",
    "RWTJSPqk02EzMtVCB9oZSXfc9Grb/sK8LnW1LVqKQhhP7f3AACTw4+ja",
    "RWRvXsuPyHPSBFEcNKGiy1Id8WuyRrjejnmXziNcfnayKj11A6JIGd2K",
    "RWRDmVJC8Rz0c6zbDil0PwzLhobQoQTLluBavv7BU4dl51lYaffcjEmq",
    "RWS9cG7RRIXggEMEa/5AkrPpSZTq2hXcwg2Kqge2WP05VOuODvuL3KXe",
    "RWQMlLeBNKW3bfpINBR/bmkMNpPv9hM2BGQDzYrioU8xs8QHNYVpI5Vl",
    "RWRUTmLO6AM3CRl/ayPhbIUyxqvIOPrNXqeJvgx2spIDNAOb+os9No1h",
  ]

  /// The count key, then the vault keys.
  package static let sealingKeys = [
    "rZCKinCKygdYjNp8TtPkTUlmqAqauy8eS7rFPGdBTjQ=",
    "9osFugP3GF4bqIh4aC+N0LFRWPYFCInJSB15wtfS+gc=",
    "JhzZzS6TX5wkVYdqgPAqTWeGuKuHfwcidzfKC1d78WE=",
  ]

  /// A name in both languages.
  package static func name(_ english: String, _ chinese: String) -> JSON {
    ["en": .string(english), "zh-Hant": .string(chinese)]
  }

  private static let whole: JSON = [
    "format": "coldcount/election/1", "id": "sample-2017", "title": name("Sample", "樣本"),
    "date": "2017-03-19", "timeZone": "Asia/Hong_Kong", "languages": ["zh-Hant", "en"],
    "polls": ["opens": "2017-03-10T12:00:00+08:00", "closes": "2017-03-19T22:00:00+08:00"],
    "identity": ["fields": ["number"], "pepper": .string(String(repeating: "5e", count: 32))],
    "areas": [
      ["id": "hk", "name": name("Hong Kong", "香港"), "electorate": 500],
      ["id": "east", "name": name("East", "東區"), "electorate": 200],
    ],
    "contests": contests,
    "styles": [
      ["id": "all", "area": "hk", "contests": ["chief", "motion"]],
      ["id": "east", "area": "east", "contests": ["chief", "council", "petition", "motion"]],
    ],
    "channels": [
      ["id": "paper", "kind": "paper", "name": name("Paper", "紙張")],
      ["id": "kiosk", "kind": "electronic", "name": name("Kiosk", "票站電子")],
      ["id": "online", "kind": "electronic", "name": name("Online", "網上")],
    ],
    "stations": [
      [
        "id": "s1", "name": name("Station 1", "票站一"), "area": "east", "channel": "paper",
        "styles": ["all", "east"],
      ],
      [
        "id": "s2", "name": name("Station 2", "票站二"), "area": "hk", "channel": "paper",
        "styles": ["all"],
      ],
    ],
    "collectors": collectors, "people": people, "quorum": ["open": 2, "sign": 2],
    "keys": [
      "count": .string(sealingKeys[0]),
      "vault": [.string(sealingKeys[1]), .string(sealingKeys[2])],
      "shares": .array(
        ["officer-a", "officer-b", "officer-c"].enumerated().map { index, officer in
          [
            "officer": .string(officer),
            "hash": .string(String(repeating: "a\(index)", count: 32)),
          ]
        }),
    ],
    "rejections": [
      ["id": "unmarked", "name": name("Unmarked", "未填劃")],
      ["id": "overvoted", "name": name("Too many choices", "選擇過多")],
    ],
    "policy": ["withinChannel": "last", "smallCell": 5, "embargo": nil],
  ]

  private static let contests: JSON = [
    [
      "id": "chief", "title": name("Chief Executive", "行政長官"), "area": "hk",
      "method": "support-oppose", "options": options(["tsang", "lam", "woo"]),
    ],
    [
      "id": "council", "title": name("Council", "區議會"), "area": "east", "method": "plurality",
      "seats": 2, "minChoices": 1, "maxChoices": 1, "options": options(["c1", "c2", "c3", "c4"]),
    ],
    [
      "id": "petition", "title": name("Petition", "呈請"), "area": "east", "method": "threshold",
      "required": 3, "maxChoices": 2, "options": options(["p1", "p2", "p3"]),
    ],
    [
      "id": "motion", "title": name("Motion", "議案"), "area": "hk", "method": "question",
      "minYes": 2, "minTurnout": 4, "options": options(["yes", "no", "abstain"]),
    ],
  ]

  private static func options(_ ids: [String]) -> JSON {
    .array(ids.map { ["id": .string($0), "name": name("Option \($0)", "選項 \($0)")] })
  }

  private static let collectors: JSON = .array([
    [
      "id": "web", "name": name("Web", "網上"), "publicKey": .string(signingKeys[0]),
      "roles": ["ballots"], "channel": "online", "styles": ["all", "east"],
    ],
    [
      "id": "app", "name": name("App", "應用程式"), "publicKey": .string(signingKeys[1]),
      "roles": ["ballots"], "channel": "kiosk", "styles": ["all", "east"],
    ],
    [
      "id": "desk", "name": name("Desk", "登記處"), "publicKey": .string(signingKeys[2]),
      "roles": ["register"], "channel": "paper", "styles": ["all", "east"], "station": "s1",
    ],
    [
      "id": "registrar", "name": name("Registrar", "登記主任"),
      "publicKey": .string(signingKeys[3]), "roles": ["roll"], "channel": nil,
      "styles": ["all", "east"],
    ],
  ])

  private static let people: JSON = .array(
    [
      ("officer-a", "officer"), ("officer-b", "officer"), ("officer-c", "officer"),
      ("keeper", "custodian"), ("keeper-2", "custodian"), ("clerk-1", "operator"),
      ("clerk-2", "operator"),
    ].enumerated().map { index, person in
      [
        "id": .string(person.0), "role": .string(person.1), "name": name(person.0, person.0),
        "publicKey": .string(signingKeys[4 + index]),
      ]
    })
}
