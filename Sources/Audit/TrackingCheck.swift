import Encoding

/// The lines of tracking.txt (FORMATS.md section 7), read in pieces and counted.
struct TrackingCheck {
  private static let maxLineByteCount = 80

  /// Codes by the word behind them.
  private(set) var counts: [String: Int] = [:]
  private(set) var total = 0
  private(set) var problems: [String] = []
  private var line: [UInt8] = []
  /// The code before, its word, and whether one of its lines is not excluded.
  private var last: (code: Digest, word: String, live: Bool)?

  /// Whether the codes stand alone, as in the package for the public.
  var isPublic: Bool { total > 0 && counts.isEmpty }

  /// Takes the next piece of the file.
  mutating func take(_ piece: Span<UInt8>) {
    for position in 0..<piece.count {
      let byte = piece[position]
      guard byte == UInt8(ascii: "\n") else {
        if line.count <= Self.maxLineByteCount { line.append(byte) }
        continue
      }
      take(line)
      line.removeAll(keepingCapacity: true)
    }
  }

  /// Ends the file.
  mutating func finish() {
    if !line.isEmpty { note("cut off") }
    if !counts.isEmpty, counts.values.reduce(0, +) != total {
      problems.append("tracking.txt: some codes have a word and some have none")
    }
  }

  private mutating func note(_ problem: String) {
    if problems.count < Auditor.maxFailures {
      problems.append("tracking.txt line \(total + 1): \(problem)")
    }
  }

  private mutating func take(_ line: [UInt8]) {
    let text = String(decoding: line, as: UTF8.self)
    let words = ["", " counted", " struck", " excluded"]
    guard let code = Digest(hex: text.prefix(64)), words.contains(String(text.dropFirst(64))) else {
      note("not a code and its fate")
      total += 1
      return
    }
    let word = String(text.dropFirst(65))
    if let last, last.code == code {
      // The same sealed ballot twice: an amendment excluded all but one.
      if !(last.word < word || (word == "excluded" && last.word == word)) {
        note("out of order or repeated")
      } else if word != "excluded", last.live {
        note("counts or is struck twice")
      }
    } else if let last, !(last.code < code) {
      note("out of order or repeated")
    }
    let wasLive = last?.code == code && last?.live == true
    last = (code, word, wasLive || word != "excluded")
    if !word.isEmpty { counts[word, default: 0] += 1 }
    total += 1
  }
}

/// Where two JSON values differ.
enum JSONDifference {
  /// The differences in words, with their paths; what was counted again comes first.
  static func list(counted: JSON, stated: JSON, path: String = "contests") -> [String] {
    guard counted != stated else { return [] }
    switch (counted, stated) {
    case (.object(let one), .object(let other)):
      return Set(one.keys).union(other.keys).sorted().flatMap { key in
        list(
          counted: one[key] ?? .null, stated: other[key] ?? .null,
          path: "\(path).\(SafeText.escaped(key))")
      }
    case (.array(let one), .array(let other)) where one.count == other.count:
      return zip(one, other).enumerated().flatMap { index, pair in
        let name = pair.0["id"]?.string ?? "\(index)"
        return list(counted: pair.0, stated: pair.1, path: "\(path)[\(name)]")
      }
    default:
      return ["\(path): counted again \(words(counted)), the result says \(words(stated))"]
    }
  }

  private static func words(_ value: JSON) -> String {
    SafeText.escaped(String(decoding: value.canonical.dropLast().prefix(80), as: UTF8.self))
  }
}
