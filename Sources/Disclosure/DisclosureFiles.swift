import Cryptography
import Encoding

/// Everything that a disclosure consists of, as files: the same package gives the same bytes.
package struct DisclosureFiles: Sendable {
  package struct File: Sendable {
    package let name: String
    package let bytes: [UInt8]
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
    var files: [File] = []
    func add(_ name: String, _ text: String) {
      files.append(File(name: publication.fileName(name), bytes: Array(text.utf8)))
    }
    add("report.html", ReportPage(publication, comparisons: comparisons).html)
    for contest in publication.contests {
      for chart in Charts(contest, publication: publication).all {
        add("charts/\(chart.id).svg", chart.svg(marker: publication.marker))
      }
    }
    var resources: [DataPackage.Resource] = []
    func add(_ name: String, header: [String], key: [String], rows: [[String]]) {
      let file = File(
        name: publication.fileName("\(name).csv"),
        bytes: ResultsTable.file(header: header, rows: rows))
      files.append(file)
      resources.append(
        DataPackage.Resource(
          name: name, path: file.name, bytes: file.bytes, header: header, key: key))
    }
    add(
      "results", header: ResultsTable.header, key: ResultsTable.key,
      rows: ResultsTable(publication).rows)
    let compared = comparisons.flatMap(\.table)
    if !compared.isEmpty {
      add("comparison", header: ComparisonSection.header, key: [], rows: compared)
    }
    files.append(
      File(
        name: publication.fileName("datapackage.json"),
        bytes: DataPackage(publication: publication, resources: resources).json.canonical))
    files.append(
      File(name: publication.fileName("results.json"), bytes: publication.result.canonical))
    files.append(
      File(
        name: publication.fileName("nist-results.json"),
        bytes: ResultsReport(publication).json.canonical))
    if let log = EventLog.json(
      publication.journal, election: publication.election, generated: publication.counted)
    {
      files.append(
        File(name: publication.fileName("nist-events.json"), bytes: log.canonical))
    }
    add("method.md", MethodStatement(publication).markdown)
    let press = PressSheet(publication)
    add("press.txt", press.plain)
    add("press.md", press.markdown)
    add("declaration.html", Declaration(publication).html)
    self.files = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let lines = self.files.map { "\(Digest.of($0.bytes))  \($0.name)\n" }
    sums = File(name: publication.fileName("B2SUMS"), bytes: Array(lines.joined().utf8))
  }
}
