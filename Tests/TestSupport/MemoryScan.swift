import Foundation
import Glibc

/// A random secret that is nowhere in memory: only its bytes XORed with a mask are kept.
package struct Needle: Sendable {
  private static let mask: UInt8 = 0x5C
  private let masked: [UInt8]

  /// Random bytes.
  package init() {
    masked = (0..<32).map { _ in UInt8.random(in: 0...255) }
  }

  /// The bytes of a secret that is elsewhere.
  package init(count: Int, _ byte: (Int) -> UInt8) {
    masked = (0..<count).map { byte($0) ^ Self.mask }
  }

  package var count: Int { masked.count }

  /// The byte of the secret at `index`.
  package subscript(index: Int) -> UInt8 { masked[index] ^ Self.mask }

  /// How often the secret is in the memory of this process that can be read and written.
  package func copyCount() throws -> Int {
    let memory = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/self/mem"))
    let maps = try Self.maps()
    var copies = 0
    // What is read lies in this one buffer, which is blank whenever the next piece is read.
    let size = 1 << 20
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    defer { unsafe buffer.deallocate() }
    for line in maps.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 1, fields[1].hasPrefix("rw") else { continue }
      let bounds = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      guard bounds.count == 2 else { continue }
      var start = bounds[0]
      while start < bounds[1] {
        unsafe memset(buffer, 0, size)
        let length = min(size, Int(bounds[1] - start))
        let read = unsafe pread(memory.fileDescriptor, buffer, length, off_t(start))
        guard read > 0 else { break }
        unsafe copies += count(in: buffer, byteCount: read)
        // Pieces overlap by less than the secret's size, so that none is missed or seen twice.
        guard read == length, start + UInt(length) < bounds[1] else { break }
        start += UInt(length - (count - 1))
      }
    }
    unsafe memset(buffer, 0, size)
    return copies
  }

  private static func maps() throws -> String {
    // The kernel gives a page at a time, and Foundation takes the first for the whole file.
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/self/maps"))
    var bytes: [UInt8] = []
    while let piece = try file.read(upToCount: 4_096), !piece.isEmpty { bytes += piece }
    return String(decoding: bytes, as: UTF8.self)
  }

  @unsafe private func count(in bytes: UnsafeRawPointer, byteCount: Int) -> Int {
    var found = 0
    var position = 0
    while position + count <= byteCount {
      let rest = byteCount - position - count + 1
      guard let hit = unsafe memchr(bytes + position, Int32(self[0]), rest) else { break }
      let offset = unsafe UnsafeRawPointer(hit) - bytes
      let isSecret = (1..<count).allSatisfy { index in
        unsafe bytes.load(fromByteOffset: offset + index, as: UInt8.self) == self[index]
      }
      found += isSecret ? 1 : 0
      position = offset + 1
    }
    return found
  }
}
