import Election
import Cryptography
import Encoding
import Result
import Threads
import Words

/// Everything that a disclosure consists of, as files: the same package gives the same bytes.
package struct DisclosureFiles: Sendable {
  package struct File: Sendable {
    package let name: String
    package let bytes: [UInt8]
    let hash: Digest
    /// The places in it where copies differ, where they are kept.
    let slots: [String: Marker.Slot]

    init(name: String, bytes: [UInt8], slots: [String: Marker.Slot] = [:]) {
      self.name = name
      self.bytes = bytes
      self.slots = slots
      hash = .of(bytes)
    }
  }

  /// Sorted by name; the last one of the list is not B2SUMS but what it lists.
  package let files: [File]
  /// The list of hashes, as `b2sum -l 256` prints it.
  package let sums: File
  /// The folders that they lie in.
  package var folders: [String] {
    Set(files.compactMap { $0.name.split(separator: "/").dropLast().first.map(String.init) })
      .sorted()
  }

  /// Writes the pages, tables and charts of a publication.
  package init(_ publication: Publication, comparisons: [ComparisonSection] = []) {
    // What people read shares one marker; what machines read has none and is made beside it.
    let parts = [
      Part { Self.pages(publication, comparisons: comparisons) },
      Part { Self.documents(publication) },
    ]
    _ = Threads.map(parts.count) { parts[$0].run() }
    self.init(parts.flatMap(\.files), publication)
  }

  private init(_ files: [File], _ publication: Publication) {
    self.files = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let lines = self.files.map { "\($0.hash)  \($0.name)\n" }
    sums = File(name: publication.fileName("B2SUMS"), bytes: Array(lines.joined().utf8))
  }

  /// A part of the files.
  ///
  /// Unchecked: one thread makes it, and its files are read after that thread has ended.
  private final class Part: @unchecked Sendable {
    private(set) var files: [File] = []
    private let make: () -> [File]

    init(_ make: @escaping () -> [File]) { self.make = make }

    func run() { files = make() }
  }

  /// Pages, charts and tables.
  private static func pages(
    _ publication: Publication, comparisons: [ComparisonSection]
  ) -> [File] {
    var files: [File] = []
    let marker = publication.marker
    func add(_ name: String, _ text: String) {
      files.append(
        File(
          name: publication.fileName(name), bytes: Array(text.utf8), slots: marker.takeSlots()))
    }
    let page = Page(languages: publication.settings.languages)
    let openings = Dictionary(
      publication.contests.filter(\.isCounted).map {
        ($0.contest.id, ContestOpening($0, publication, page).opening)
      }, uniquingKeysWith: { first, _ in first })
    add(
      "report.html",
      ReportPage(publication, comparisons: comparisons, openings: openings).html)
    for contest in publication.contests {
      for chart in Charts(contest, publication: publication).all {
        add("charts/\(chart.id).svg", chart.file(marker: publication.marker))
      }
      if let flow = RoundsFlow(contest, languages: publication.settings.languages) {
        add("charts/\(flow.id).svg", flow.file)
      }
      add(
        "embed/\(contest.contest.id).html",
        EmbedPage(contest, publication, opening: openings[contest.contest.id] ?? "").html)
    }
    add("card.svg", SocialCard(publication).svg)
    let tables = tables(publication, comparisons: comparisons)
    files += tables.map { File(name: $0.resource.path, bytes: $0.resource.bytes, slots: $0.slots) }
    files.append(
      File(
        name: publication.fileName("datapackage.json"),
        bytes: DataPackage(publication: publication, resources: tables.map(\.resource)).json
          .canonical))
    add("method.md", MethodStatement(publication).markdown)
    let press = PressSheet(publication)
    add("press.txt", press.plain)
    add("press.md", press.markdown)
    add("declaration.html", Declaration(publication).html)
    for contest in publication.contests
    where publication.settings.declarations.contains(contest.contest.id) {
      add(
        "declaration-\(contest.contest.id).html", Declaration(publication, of: [contest]).html)
    }
    return files
  }

  /// The tables, as the description of them names them.
  private static func tables(
    _ publication: Publication, comparisons: [ComparisonSection]
  ) -> [(resource: DataPackage.Resource, slots: [String: Marker.Slot])] {
    func resource(
      _ path: String, _ columns: [DataPackage.Column], _ key: [String], _ bytes: [UInt8]
    ) -> (resource: DataPackage.Resource, slots: [String: Marker.Slot]) {
      let resource = DataPackage.Resource(
        name: path.replacing("/", with: "-"), path: publication.fileName("\(path).csv"),
        bytes: bytes, columns: columns, key: key)
      return (resource, publication.marker.takeSlots())
    }
    let wide = publication.contests.filter(\.isCounted).map { contest in
      let table = WideTable(contest, publication)
      return resource(
        "tables/\(contest.contest.id)", table.columns, WideTable.key, table.file)
    }
    let compared = Dictionary(grouping: comparisons.compactMap(\.table), by: \.name)
      .sorted { $0.key < $1.key }.map { name, tables in
        let columns = tables[0].columns
        return resource(
          name, columns, [],
          ResultsTable.file(header: columns.map(\.name), rows: tables.flatMap(\.rows)))
      }
    let all = resource(
      "results", ResultsTable.columns, ResultsTable.key, ResultsTable(publication).file)
    return [all] + compared + wide
  }

  /// The result and the record in formats for machines.
  private static func documents(_ publication: Publication) -> [File] {
    var files = [
      File(
        name: publication.fileName("results.json"), bytes: publication.result.shownFile),
      File(
        name: publication.fileName("results.schema.json"),
        bytes: Array(PublicResultSchema.text.utf8)),
      File(
        name: publication.fileName("nist-results.json"),
        bytes: ResultsReport(publication).file),
    ]
    if let log = EventLog.json(
      publication.journal, election: publication.election, generated: publication.counted)
    {
      files.append(
        File(name: publication.fileName("nist-events.json"), bytes: log.canonical))
    }
    return files
  }
}

/// What goes to one recipient.
extension DisclosureFiles {
  /// How many marks a file carries.
  package struct MarkCounts: Equatable, Sendable {
    package let file: String
    private let counts: [Trace.Carrier: Int]

    fileprivate init(_ file: File) {
      self.file = file.name
      counts = Dictionary(file.slots.values.map { ($0.carrier, 1) }, uniquingKeysWith: +)
    }

    package func count(_ carrier: Trace.Carrier) -> Int { counts[carrier] ?? 0 }
    package var all: Int { counts.values.reduce(0, +) }
  }

  /// The marks of each file.
  package var marks: [MarkCounts] { files.map { MarkCounts($0) } }

  /// The report, and every file whose text by itself tells whose copy it is; with the names of those
  /// that do not and are left out, since nobody could trace them (MarkedCopies § What goes out).
  package func marked(
    _ publication: Publication, needed: Int
  ) -> (files: DisclosureFiles, leftOut: [String]) {
    let report = publication.fileName("report.html")
    let goesOut = { (file: File) in
      let marks = MarkCounts(file)
      return file.name == report || marks.all - marks.count(.picture) >= needed
    }
    return (
      DisclosureFiles(files.filter(goesOut), publication),
      files.filter { !goesOut($0) }.map(\.name)
    )
  }
}
