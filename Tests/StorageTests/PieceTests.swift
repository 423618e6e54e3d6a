import Encoding
import Foundation
import TestSupport
import Testing
import Words

@testable import Storage

@Suite("A file in pieces")
struct PieceTests {
  private let folder: TemporaryFolder
  private let disk = LiveDisk()

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "Every piece is as large as it is asked for, only the last is smaller, and all are the file",
    arguments: [0, 1, 99, 100, 101, 200, 1_000, 1_050])
  func pieces(size: Int) throws {
    var random = SeededGenerator(seed: UInt64(size))
    let bytes = random.bytes(size)
    var pieces = try disk.pieces(folder.write(bytes, to: "file"), of: 100)
    #expect(pieces.byteCount == size)
    var found: [[UInt8]] = []
    while let piece = try pieces.next() { found.append(Array(piece)) }
    #expect(found.flatMap(\.self) == bytes)
    #expect(found.dropLast().allSatisfy { $0.count == 100 })
    #expect(found.allSatisfy { !$0.isEmpty })
    #expect(try pieces.next() == nil, "the end stays the end")
  }

  @Test("A piece of another size, also a larger one, is what stands there")
  func sizes() throws {
    let bytes = (0..<255).map(UInt8.init)
    var pieces = try disk.pieces(folder.write(bytes, to: "file"), of: 10)
    #expect(try pieces.next(3).map(Array.init) == [0, 1, 2])
    #expect(try pieces.next(50).map(Array.init) == Array(3..<53))
    #expect(try pieces.next().map(Array.init) == Array(53..<63))
    #expect(try pieces.next(1_000).map(Array.init) == Array(63..<255))
    #expect(try pieces.next(1) == nil)
  }

  @Test("A piece that is kept stays what it was")
  func kept() throws {
    var pieces = try disk.pieces(folder.write([1, 2, 3, 4], to: "file"), of: 2)
    let first = try pieces.next()
    let second = try pieces.next()
    #expect(first.map(Array.init) == [1, 2] && second.map(Array.init) == [3, 4])
  }

  @Test("A file that becomes shorter or longer while it is read is an error", arguments: [5, 15])
  func changed(size: UInt64) throws {
    let path = try folder.write([UInt8](repeating: 1, count: 10), to: "file")
    var pieces = try disk.pieces(path, of: 6)
    #expect(try pieces.next()?.count == 6)
    try #require(FileHandle(forUpdatingAtPath: path)).truncate(atOffset: size)
    let error = #expect(throws: StorageError.self) { try pieces.next() }
    #expect(error?.report.message == "cannot read: its size changed while it was read")
  }

  private func lines(
    _ text: String, of pieceByteCount: Int = 5, maxByteCount: Int = Int.max
  ) throws -> [String] {
    var lines = SortedLines(
      try disk.pieces(folder.write(text, to: "text"), of: pieceByteCount),
      maxByteCount: maxByteCount)
    var found: [String] = []
    while try lines.advance() != nil { found.append(String(decoding: lines.line, as: UTF8.self)) }
    return found
  }

  @Test("Lines are cut at their ends, wherever pieces end", arguments: 1...12)
  func cut(pieceByteCount: Int) throws {
    for text in ["", "a", "a\n", "\n", "\n\n", "abc\ndefgh\n\ni", "abcdefghijklmnop\nq\n"] {
      var expected = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if expected.last == "" { expected.removeLast() }
      #expect(try lines(text, of: pieceByteCount) == expected, "\(text)")
    }
  }

  @Test("Of an over-long line the beginning is kept")
  func long() throws {
    #expect(try lines("abcdefgh\nij\nklmnopq", of: 3, maxByteCount: 4) == ["abcd", "ij", "klmn"])
  }

  /// Whether the only line of one text comes before that of another.
  private func comes(
    _ one: String, before other: String, keyByteCount: Int = Int.max
  ) throws -> Bool {
    var first = SortedLines(
      try disk.pieces(folder.write("\(one)\n", to: "one")), keyByteCount: keyByteCount)
    var second = SortedLines(
      try disk.pieces(folder.write("\(other)\n", to: "other")), keyByteCount: keyByteCount)
    let number = try #require(try first.advance())
    let otherNumber = try #require(try second.advance())
    return number < otherNumber || number == otherNumber && first.precedes(second)
  }

  @Test("Lines order as their bytes do, as far as their key goes")
  func order() throws {
    let texts = [
      "", "a", "a\0", "ab", "abcdefgh", "abcdefgh\0", "abcdefghi", "abcdefghj", "b", "é",
    ]
    for (one, first) in texts.enumerated() {
      for (other, second) in texts.enumerated() {
        #expect(try comes(first, before: second) == (one < other), "\(first), \(second)")
      }
    }
    #expect(try !comes("abcX", before: "abcY", keyByteCount: 3))
    #expect(try !comes("abcY", before: "abcX", keyByteCount: 3))
    #expect(try comes("abcY", before: "abdX", keyByteCount: 3))
  }
}
