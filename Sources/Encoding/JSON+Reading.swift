/// Why some bytes are not the JSON that was asked for, and where.
package struct JSONError: Error, Equatable, CustomStringConvertible {
  /// What is wrong, in words.
  package let problem: Message
  /// The offset of the first offending byte, where it is known.
  package let offset: Int?

  package init(problem: Message, offset: Int? = nil) {
    self.problem = problem
    self.offset = offset
  }

  /// The error in one line.
  package var message: Message {
    guard let offset else { return problem }
    return "\(problem) (byte \(offset))"
  }

  package var description: String { message.english }
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
    guard !bytes.isEmpty else { throw JSONError(problem: "the file is empty", offset: 0) }
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch { throw JSONError(problem: "not UTF-8", offset: error.byteOffsets.lowerBound) }
    guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
      throw JSONError(problem: "begins with a byte order mark", offset: 0)
    }
    var reader = JSONReader(bytes, isCanonical: isCanonical)
    do {
      return try reader.document()
    } catch { throw error.error }
  }
}
