/// Why some bytes are not the JSON that was asked for, and where.
package struct JSONError: Error, Equatable {
  /// What a text can lack.
  package enum Problem: Equatable, Sendable {
    case empty, notUTF8, byteOrderMark
    /// The text ends before the value does.
    case tooShort
    case nul
    /// Something else belongs where this byte stands.
    case unexpected
    case notCanonical
    /// A carriage return, which some program put where a line ends; no canonical text has one.
    case carriageReturn
    /// Nested more than `JSON.maxDepth` deep.
    case tooDeep
    case keyTwice(String)
    case keyNotASCII
    case unknownEscape, halfSurrogate
    case notAnInteger
  }

  /// What is wrong.
  package let problem: Problem
  /// The offset of the first offending byte.
  package let offset: Int
  /// Where a value is wrong: its path, `$.contests[2].seats`; nil where it is the text itself.
  package let path: String?

  package init(_ problem: Problem, offset: Int, path: String? = nil) {
    self.problem = problem
    self.offset = offset
    self.path = path
  }
}

extension JSON {
  /// Reads JSON that people may lay out freely: UTF-8 text whose size the caller has limited.
  ///
  /// - Throws: `JSONError` for anything but JSON of integers within ±(2^53 − 1), with ASCII keys,
  ///   each once in its object, 16 deep at most.
  package static func parse(draft bytes: [UInt8]) throws(JSONError) -> JSON {
    try read(bytes, isCanonical: false)
  }

  /// Reads JSON that must be canonical byte for byte, as every signed or hashed file must.
  ///
  /// - Throws: `JSONError`, with the offset of the first byte that cannot stand there.
  package static func parse(canonical bytes: [UInt8]) throws(JSONError) -> JSON {
    try read(bytes, isCanonical: true)
  }

  private static func read(_ bytes: [UInt8], isCanonical: Bool) throws(JSONError) -> JSON {
    guard !bytes.isEmpty else { throw JSONError(.empty, offset: 0) }
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch { throw JSONError(.notUTF8, offset: error.byteOffsets.lowerBound) }
    guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
      throw JSONError(.byteOrderMark, offset: 0)
    }
    var reader = JSONReader(bytes, isCanonical: isCanonical)
    do {
      return try reader.document()
    } catch {
      let error = error.error
      let isChanged = isCanonical && error.offset < bytes.count && bytes[error.offset] == 0x0D
      throw isChanged ? JSONError(.carriageReturn, offset: error.offset) : error
    }
  }
}
