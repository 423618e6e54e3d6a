import Election
package import Encoding

/// Figures by what they are of, such as `chief/ballots/online/valid`.
///
/// What is not there is zero.
package struct ControlFigures: Equatable, Sendable {
  package private(set) var counts: [String: Int] = [:]

  package init() {}

  package mutating func add(_ count: Int, _ path: String...) {
    counts[path.joined(separator: "/"), default: 0] += count
  }

  /// The figure of a path.
  package func count(_ path: String...) -> Int { counts[path.joined(separator: "/")] ?? 0 }

  /// Everything in which two sets of figures differ, sorted by what it is of.
  package func differences(
    from other: ControlFigures
  ) -> [(path: String, expected: Int, found: Int)] {
    Set(counts.keys).union(other.counts.keys).sorted().compactMap { path in
      let (expected, found) = (counts[path] ?? 0, other.counts[path] ?? 0)
      return expected == found ? nil : (path, expected, found)
    }
  }
}

extension ControlFigures {
  /// Every figure of a result: of each contest the ballots and papers, the votes, every place and
  /// the turnout; of the election what became of the sealed ballots, the papers that could not be
  /// taken out of their boxes, and the stations' accounts.
  package init(result: JSON) {
    for contest in result["contests"]?.array ?? [] { take(contest: contest) }
    take(result["electronic"], "electronic")
    for item in result["unresolved"]?.array ?? [] {
      add(item["count"]?.integer ?? 0, "unresolved", item["station"]?.string ?? "")
    }
    for account in result["accounts"]?.array ?? [] {
      for key in ["papers", "unaccounted", "uncounted"] {
        add(account[key]?.integer ?? 0, "accounts", account["station"]?.string ?? "", key)
      }
    }
  }

  private mutating func take(contest: JSON) {
    let id = contest["id"]?.string ?? ""
    add(contest["turnout"]?.integer ?? 0, id, "turnout")
    take(contest["ballots"], "\(id)/ballots")
    for option in contest["options"]?.array ?? [] {
      let name = "\(id)/options/\(option["id"]?.string ?? "")"
      take(option["channels"], name)
      take(option["total"], "\(name)/total")
    }
    for place in contest["places"]?.array ?? [] {
      for kind in ContestResult.Place.Kind.all {
        guard let of = place[kind.rawValue]?.string else { continue }
        let name = Self.place(id, kind, of, place["channel"]?.string ?? "")
        take(place["ballots"], "\(name)/ballots")
        for option in place["options"]?.array ?? [] {
          take(option["count"], "\(name)/options/\(option["id"]?.string ?? "")")
        }
      }
    }
  }

  /// How the figures of a place begin.
  static func place(
    _ contest: String, _ kind: ContestResult.Place.Kind, _ id: String, _ channel: String
  ) -> String { "\(contest)/places/\(kind.rawValue)/\(id)/\(channel)" }

  private mutating func take(_ value: JSON?, _ path: String) {
    switch value {
    case .integer(let count): add(count, path)
    case .object(let members):
      for (key, member) in members { take(member, "\(path)/\(key)") }
    default: break
    }
  }
}

extension ContestResult.Place.Kind {
  static let all: [Self] = [.area, .collector, .station]
}
