package import Encoding

extension CSVError.Problem {
  /// The problem in words.
  package var message: Message {
    switch self {
    case .notUTF8: "not UTF-8"
    case .noHeader: "no header line"
    case .fields(let count, let header): "\(count) fields where the header has \(header)"
    case .otherHeader(let header): "the header is not \(header.joined(separator: ","))"
    case .notCanonical: "not in the one order and spelling of this file"
    case .textAfterField: "text after a quoted field, or a lone carriage return"
    case .quoteInField: "a quote inside a field that is not quoted"
    case .openQuote: "a quote that is never closed"
    case .quoteOverLines: "a quote that is not closed in its line"
    }
  }
}

extension CSVError: CustomStringConvertible {
  /// The error in one line.
  package var message: Message { "line \(line): \(problem.message)" }

  package var description: String { message.english }
}

extension JSONError.Problem {
  fileprivate var message: Message {
    switch self {
    case .empty: "the file is empty"
    case .notUTF8: "not UTF-8"
    case .byteOrderMark: "begins with a byte order mark"
    case .tooShort: "not JSON: it ends too early"
    case .nul: "a NUL byte"
    case .unexpected: "not JSON: something else belongs where this byte stands"
    case .notCanonical: "not canonical JSON"
    case .carriageReturn:
      "its lines end in CR LF, which some program changed: copy it again unchanged"
    case .tooDeep: "nested more than \(JSON.maxDepth) deep"
    case .keyTwice(let key): "the key \(SafeText.escaped(key)) twice"
    case .keyNotASCII: "a key that is not ASCII"
    case .unknownEscape: "an escape that JSON does not have"
    case .halfSurrogate: "half a surrogate pair"
    case .notAnInteger: "not an integer within ±(2^53 − 1)"
    }
  }
}

extension JSONError: CustomStringConvertible {
  /// The error in one line.
  package var message: Message {
    let shown = path.flatMap(Violation.shown)
    let placed = shown.map { "\(SafeText.escaped($0)): \(problem.message)" } ?? problem.message
    return "\(placed) (byte \(offset))"
  }

  package var description: String { message.english }
}
