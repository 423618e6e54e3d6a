import Encoding
import Record
import Words

/// The journal of a package, as far as it can be read.
struct PackageJournal {
  let lines: [JournalLine]
  /// What is wrong with lines and their chain.
  let problems: [Message]
  /// The numbers of the lines that cannot be read.
  let unread: [Int]

  init(_ bytes: [UInt8], election: Digest) {
    let text = JournalText(bytes, election: election, maxProblems: Auditor.maxFailures + 1)
    lines = text.lines
    unread = text.unread
    var problems = text.problems.map(\.message)
    let count = lines.count + unread.count
    if text.problems.count <= Auditor.maxFailures, !text.rest.isEmpty {
      problems.append("line \(count + 1) is cut off")
    }
    if count == 0, text.rest.isEmpty { problems.append("the journal is empty") }
    self.problems = problems
  }
}

extension LineProblem {
  /// What is wrong with which line.
  var message: Message { "line \(line): \(problem)" }
}
