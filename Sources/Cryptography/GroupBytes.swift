import Encoding

/// The 32 bytes of a point or a scalar, which may be any: a value that lies where it stands, so that
/// a list of them is one piece of memory.
package struct GroupBytes: Equatable, Comparable, Sendable, BitwiseCopyable {
  package static let byteCount = 32
  package static let zero = GroupBytes(words: (0, 0, 0, 0))

  /// As they lie in memory, whatever the order of bytes in the machine's numbers.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  private init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  /// The bytes that begin at `start`; whoever asks has checked that they are there.
  package init(_ bytes: Span<UInt8>, at start: Int) {
    words = (
      bytes.number(at: start).bigEndian, bytes.number(at: start + 8).bigEndian,
      bytes.number(at: start + 16).bigEndian, bytes.number(at: start + 24).bigEndian
    )
  }

  /// Nil unless there are exactly 32.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init(bytes.span, at: 0)
  }

  /// What a call writes to the address that it is given.
  @unsafe init(_ write: (UnsafeMutablePointer<UInt8>) -> Void) {
    var made = Self.zero
    unsafe withUnsafeMutableBytes(of: &made) { room in
      unsafe room.withMemoryRebound(to: UInt8.self) { room in
        if let start = room.baseAddress { unsafe write(start) }
      }
    }
    self = made
  }

  /// The last byte, which holds the highest bits of the number.
  package var last: UInt8 { UInt8(truncatingIfNeeded: words.3.bigEndian) }

  /// The bytes as an array, for texts.
  package var array: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  /// Appends the bytes.
  package func append(to bytes: inout [UInt8]) {
    unsafe withUnsafeBytes(of: self) { unsafe bytes.append(contentsOf: $0) }
  }

  /// Lends their address, for libsodium.
  @unsafe func withPointer<R>(_ body: (UnsafePointer<UInt8>) -> R) -> R {
    unsafe withUnsafePointer(to: self) { own in
      unsafe own.withMemoryRebound(to: UInt8.self, capacity: Self.byteCount) { unsafe body($0) }
    }
  }

  package static func == (one: GroupBytes, other: GroupBytes) -> Bool { one.words == other.words }

  /// The order of the bytes.
  package static func < (one: GroupBytes, other: GroupBytes) -> Bool {
    let (a, b) = (one.words, other.words)
    return (a.0.bigEndian, a.1.bigEndian, a.2.bigEndian, a.3.bigEndian)
      < (b.0.bigEndian, b.1.bigEndian, b.2.bigEndian, b.3.bigEndian)
  }
}
