import Encoding
import Foundation

/// The tables of sheets and accounts that people bring (FormatSheet § A sheet, § An account).
package struct PaperTable: Sendable {
  /// A batch's counts of one contest: what a paper can say and how many do, in order.
  package typealias Counts = KeyValuePairs<String, Int>

  package private(set) var sheets = "station,batch,contest,item,count\n"
  package private(set) var accounts = "station,issued,unused,spoilt,tendered,in-box,note\n"

  package init() {}

  /// The tables of two files.
  package init(sheets: String, accounts: String) throws {
    self.sheets = try String(contentsOfFile: sheets, encoding: .utf8)
    self.accounts = try String(contentsOfFile: accounts, encoding: .utf8)
  }

  /// A table of the vectors' election that leaves two of its contests to lots: in `council` c3, c4
  /// and c5 are level for two seats, in `committee` d1, d2, d3 and d7 for three.
  package static func tied() throws -> PaperTable {
    let folder = "\(VectorElection.path)/paper"
    return try PaperTable(sheets: "\(folder)/sheets.csv", accounts: "\(folder)/accounts.csv")
  }

  /// Adds a sheet: its papers, the votes of each item, and the rejected papers by reason.
  package mutating func add(
    _ batch: String, _ contest: String, at station: String = "s1", papers: Int,
    _ items: [(String, Int)], rejected: Counts
  ) {
    let rows = [("papers", papers)] + items + rejected.map { ("rejected:\($0.key)", $0.value) }
    for (item, count) in rows { sheets += "\(station),\(batch),\(contest),\(item),\(count)\n" }
  }

  /// Adds a station's account.
  package mutating func account(
    at station: String = "s1", issued: Int, unused: Int = 0, spoilt: Int = 0, tendered: Int = 0,
    inBox: Int, note: String = ""
  ) {
    let figures = [issued, unused, spoilt, tendered, inBox].map(String.init)
    accounts += String(decoding: CSV.line([station] + figures + [note]), as: UTF8.self)
  }

  /// The items of a contest in which each option is judged: support, oppose, abstain.
  package static func judged(_ votes: KeyValuePairs<String, [Int]>) -> [(String, Int)] {
    votes.flatMap { option, numbers in
      zip(["support", "oppose", "abstain"], numbers).map { ("\(option):\($0)", $1) }
    }
  }
}
