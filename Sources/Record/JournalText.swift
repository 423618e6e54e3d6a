import Cryptography
package import Encoding
package import Words

/// How far a journal had come: the number of its lines and the hash of the last one.
package struct JournalHead: Equatable, Sendable {
  package let lines: Int
  package let hash: Digest

  package init(lines: Int, hash: Digest) {
    self.lines = lines
    self.hash = hash
  }
}

/// What is wrong with a line of a journal.
package struct LineProblem: Error, Equatable, Sendable {
  /// From 1.
  package let line: Int
  package let problem: Message

  package init(line: Int, _ problem: Message) {
    self.line = line
    self.problem = problem
  }
}

/// The bytes of a journal as lines, with what is wrong with them and with their chain.
package struct JournalText: Sendable {
  /// The lines that can be read, whether or not the chain holds.
  package private(set) var lines: [JournalLine] = []
  package private(set) var problems: [LineProblem] = []
  /// The numbers of the lines that cannot be read.
  package private(set) var unread: [Int] = []
  /// What follows the last newline.
  package private(set) var rest: [UInt8] = []
  /// The hash of the last whole line; of the definition where there is none.
  package private(set) var head: Digest
  private var count: Int

  /// Reads line after line, going on after one that does not hold until there are `maxProblems`.
  package init(_ bytes: [UInt8], election: Digest, maxProblems: Int) {
    self.init(bytes, after: JournalHead(lines: 0, hash: election), maxProblems: maxProblems)
  }

  /// Reads the lines that follow one.
  package init(_ bytes: [UInt8], after last: JournalHead, maxProblems: Int) {
    (count, head) = (last.lines, last.hash)
    var start = 0
    while problems.count < maxProblems, let end = bytes[start...].firstIndex(of: 0x0A) {
      take(Array(bytes[start...end]))
      start = end + 1
    }
    rest = Array(bytes[start...])
  }

  private mutating func take(_ bytes: [UInt8]) {
    count += 1
    let previous = head
    head = Digest.of(bytes.span.extracting(0..<bytes.count - 1))
    do {
      let line = try JournalLine(file: bytes)
      lines.append(line)
      if line.number != count { note("its number is \(line.number)") }
      if line.previous != previous { note("does not follow from the line before") }
    } catch {
      unread.append(count)
      note(error.message)
    }
  }

  private mutating func note(_ problem: Message) {
    problems.append(LineProblem(line: count, problem))
  }
}
