import Election
import Result
import Words

/// The reports of a package: the result for people, named PROVISIONAL where it is.
enum ResultReports {
  /// As this program makes them.
  static let program = Reports(version: Coldcount.version) { source in
    let texts = Language.allCases.map { ResultText(source, language: $0).text }
    let isFinal = source.result.stage == .final
    let mark = Language.allCases.map { $0.text("PROVISIONAL") }.joined(separator: " ")
    let text = texts.joined(separator: "\n") + (isFinal ? "" : "\n\(mark)\n")
    return [
      (
        name: isFinal ? "reports/result.txt" : "reports/PROVISIONAL-result.txt",
        bytes: Array(text.utf8)
      )
    ]
  }
}
