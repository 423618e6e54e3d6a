import Audit
import Console
import Disclosure
import Encoding
import Storage

/// `coldcount disclose`: tables, pages and charts for the public, from a package that holds.
enum DiscloseCommand {
  static let action = CommandAction(
    command: Command(
      "disclose", arguments: "PACKAGE", count: 1...1,
      summary: "write pages, tables and charts for the public from a verified package",
      discussion: """
        Verifies the package first and refuses one that does not hold. The same package gives the \
        same files, byte for byte, listed in B2SUMS. Small places are merged with neighbours; what \
        is provisional says so on every page and in every file name.
        """,
      options: [
        Option("--to", "DIR", "a new folder for the files", required: true),
        Option("--languages", "WHICH", "both, en or zh-Hant (else both)"),
        Option("--decimals", "N", "decimals of percentages, 0 to 6 (else 1)"),
      ],
      examples: ["coldcount disclose result --to public"]),
    run: { context in
      let (report, package) = try Auditor.open(context.parsed.arguments[0], disk: context.disk)
      guard let package else { return 1 }
      _ = report
      let files = DisclosureFiles(Publication(package, style: .init(), marker: Marker(seed: nil)))
      let target = try context.required("--to")
      try context.disk.makeFolder(target)
      for folder in files.folders { try context.disk.makeFolder("\(target)/\(folder)") }
      for file in files.files + [files.sums] {
        try context.disk.writeDurably(file.bytes, to: "\(target)/\(file.name)")
      }
      return 0
    })
}
