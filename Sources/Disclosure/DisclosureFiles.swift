import Election
import Cryptography
import Encoding
import Result
import Threads
import Words

/// Everything that a disclosure consists of, as files: the same package gives the same bytes.
package struct DisclosureFiles: Sendable {
  /// A file that was made.
  package struct File: Sendable {
    package let name: String
    let byteCount: Int
    /// The places in it where copies differ, where they are kept.
    let slots: [String: Marker.Slot]
    let hash: Digest
    /// Of tables only, for their description.
    let sha256: [UInt8]
  }

  /// Sorted by name; the list of hashes is not one of them.
  package let files: [File]
  /// The list of hashes, as `b2sum -l 256` prints it.
  package let sums: (name: String, bytes: [UInt8])

  /// Writes the pages, tables and charts of a publication to where each goes as it is made.
  package init(
    _ publication: Publication, comparisons: [ComparisonSection] = [],
    to target: some DisclosureTarget
  ) {
    // What people read shares one marker; what machines read has none and is made beside it.
    let parts = [
      Part { Self.pages(publication, comparisons: comparisons, to: target) },
      Part { Self.documents(publication, to: target) },
    ]
    _ = Threads.map(parts.count) { parts[$0].run() }
    self.init(parts.flatMap(\.files), publication)
  }

  private init(_ files: [File], _ publication: Publication) {
    self.files = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let lines = self.files.map { "\($0.hash)  \($0.name)\n" }
    sums = (publication.fileName("B2SUMS"), Array(lines.joined().utf8))
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
    _ publication: Publication, comparisons: [ComparisonSection], to target: some DisclosureTarget
  ) -> [File] {
    var files: [File] = []
    let marker = publication.marker
    func write(_ name: String, _ write: (FileDraft) -> Void) {
      let draft = FileDraft(publication.fileName(name), to: target)
      write(draft)
      files.append(draft.finish(slots: marker.takeSlots()))
    }
    func add(_ name: String, _ text: String) { write(name) { $0.add(text) } }
    let page = Page(languages: publication.settings.languages)
    let openings = Dictionary(
      publication.contests.filter(\.isCounted).map {
        ($0.contest.id, ContestOpening($0, publication, page).opening)
      }, uniquingKeysWith: { first, _ in first })
    write("report.html") { draft in
      ReportPage(publication, comparisons: comparisons, openings: openings).write { draft.add($0) }
    }
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
    let resources = tables(publication, comparisons: comparisons, to: target)
    files += resources.map(\.file)
    write("datapackage.json") { draft in
      draft.add(DataPackage(publication: publication, resources: resources).json.canonical)
    }
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
    _ publication: Publication, comparisons: [ComparisonSection], to target: some DisclosureTarget
  ) -> [DataPackage.Resource] {
    func resource(
      _ path: String, _ columns: [DataPackage.Column], _ key: [String],
      _ write: (FileDraft) -> Void
    ) -> DataPackage.Resource {
      let draft = FileDraft(
        publication.fileName("\(path).csv"), to: target, isDescribed: true)
      write(draft)
      return DataPackage.Resource(
        name: path.replacing("/", with: "-"),
        file: draft.finish(slots: publication.marker.takeSlots()), columns: columns, key: key)
    }
    let all = resource("results", ResultsTable.columns, ResultsTable.key) { draft in
      ResultsTable(publication).write { draft.add($0) }
    }
    let compared = Dictionary(grouping: comparisons.compactMap(\.table), by: \.name)
      .sorted { $0.key < $1.key }.map { name, tables in
        let columns = tables[0].columns
        return resource(name, columns, []) { draft in
          draft.add(
            ResultsTable.file(header: columns.map(\.name), rows: tables.flatMap(\.rows)))
        }
      }
    let wide = publication.contests.filter(\.isCounted).map { contest in
      let table = WideTable(contest, publication)
      return resource("tables/\(contest.contest.id)", table.columns, WideTable.key) { draft in
        draft.add(table.file)
      }
    }
    return [all] + compared + wide
  }

  /// The result and the record in formats for machines.
  private static func documents(
    _ publication: Publication, to target: some DisclosureTarget
  ) -> [File] {
    func file(_ name: String, _ write: (FileDraft) -> Void) -> File {
      let draft = FileDraft(publication.fileName(name), to: target)
      write(draft)
      return draft.finish()
    }
    let log = EventLog.json(
      publication.journal, election: publication.election, generated: publication.counted)
    return [
      file("results.json") { draft in publication.result.writeShown { draft.add($0) } },
      file("results.schema.json") { $0.add(PublicResultSchema.text) },
      file("nist-results.json") { draft in ResultsReport(publication).write { draft.add($0) } },
    ] + (log.map { log in [file("nist-events.json") { $0.add(log.canonical) }] } ?? [])
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
