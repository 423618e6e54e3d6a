import Cryptography
import Election
import Encoding
import Record
import TestSupport
import Testing
import Words

@Suite("The text of a journal")
struct JournalTextTests {
  private let election = Digest.of([9])
  private let lines: [JournalLine]

  init() throws {
    let signer = Signer(id: "clerk-1", key: try VectorElection.key("clerk-1"))
    var lines: [JournalLine] = []
    for number in 1...4 {
      lines.append(
        try JournalLine.make(
          number: number, at: Timestamp(seconds: number),
          event: .refused(code: "media", folder: "f", problem: "\(number)"),
          previous: lines.last?.hash ?? election, signer: number == 2 ? nil : signer))
    }
    self.lines = lines
  }

  private func read(_ files: [[UInt8]], max: Int = 100) -> JournalText {
    JournalText(files.flatMap { $0 }, election: election, maxProblems: max)
  }

  @Test("gives its lines, the head, and what follows the last newline")
  func whole() {
    let text = read(lines.map(\.file) + [Array("{\"at".utf8)])
    #expect(text.lines == lines && text.problems.isEmpty && text.unread.isEmpty)
    #expect(text.head == lines.last?.hash)
    #expect(text.rest == Array("{\"at".utf8))
  }

  @Test("goes on after a line that does not hold, up to a number of problems")
  func problems() {
    let nonsense = Array("nonsense\n".utf8)
    let dropped = read([lines[0], lines[2], lines[3]].map(\.file))
    #expect(dropped.lines.count == 3)
    #expect(dropped.problems.map(\.line) == [2, 2, 3])
    let edited = read([lines[0].file, nonsense, lines[2].file, lines[3].file])
    #expect(edited.lines.map(\.number) == [1, 3, 4])
    #expect(edited.unread == [2] && edited.problems.map(\.line) == [2, 3])
    let many = read([[UInt8]](repeating: nonsense, count: 1_000), max: 7)
    #expect(many.problems.count == 7 && many.unread.count == 7)
  }

  @Test("names the lines that are not signed by whom they name")
  func signatures() throws {
    let file = try VectorElection.bytes("election.json")
    let definition = try Definition(file: file, keys: .wellFormed)
    #expect(lines.unsigned(definition).isEmpty)
    let stranger = Signer(id: "stranger", key: try VectorElection.key("clerk-1"))
    let other = Signer(id: "clerk-2", key: try VectorElection.key("clerk-1"))
    let forged = try [stranger, other].map { signer in
      try JournalLine.make(
        number: 1, at: Timestamp(seconds: 1), event: .shown(result: election), previous: election,
        signer: signer)
    }
    #expect(
      forged.unsigned(definition).map(\.problem.english) == [
        "by the unknown stranger", "not signed by clerk-2 as it claims",
      ])
  }
}
