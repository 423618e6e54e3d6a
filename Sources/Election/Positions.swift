/// Where each id stands in its list: an election may have tens of thousands of styles and stations,
/// and each is looked up for every sheet and pattern.
struct Positions: Equatable, Sendable {
  let areas: [String: Int]
  let contests: [String: Int]
  let styles: [String: Int]
  let stations: [String: Int]
  let collectors: [String: Int]
  let people: [String: Int]
  let stylesByContest: [String: Set<String>]
  let stylesByStation: [String: Set<String>]
  let stylesByCollector: [String: Set<String>]

  init(
    areas: [Area], contests: [Contest], styles: [Style], stations: [Station],
    collectors: [Collector], people: [Person]
  ) {
    self.areas = Self.positions(areas.map(\.id))
    self.contests = Self.positions(contests.map(\.id))
    self.styles = Self.positions(styles.map(\.id))
    self.stations = Self.positions(stations.map(\.id))
    self.collectors = Self.positions(collectors.map(\.id))
    self.people = Self.positions(people.map(\.id))
    stylesByStation = Self.sets(stations.map { ($0.id, $0.styles) })
    stylesByCollector = Self.sets(collectors.map { ($0.id, $0.styles) })
    var carrying: [String: Set<String>] = [:]
    for style in styles {
      for contest in style.contests { carrying[contest, default: []].insert(style.id) }
    }
    stylesByContest = carrying
  }

  private static func sets(_ lists: [(id: String, styles: [String])]) -> [String: Set<String>] {
    Dictionary(
      lists.map { ($0.id, Set($0.styles)) }, uniquingKeysWith: { first, _ in first })
  }

  private static func positions(_ ids: [String]) -> [String: Int] {
    Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
  }

  /// They follow from the lists, which are compared.
  static func == (one: Positions, other: Positions) -> Bool { true }
}
