/// Decompression of zlib streams (RFC 1950) and what is inside them (RFC 1951).
struct Inflate {
  /// Why a stream is not what it should be.
  enum Problem: Error, Equatable {
    case cutOff
    case malformed
    case tooLarge
    case checksum
  }

  private let input: [UInt8]
  private let limit: Int
  private var position: Int
  private var bits: UInt64 = 0
  private var bitCount = 0
  private var output: [UInt8] = []

  /// The bytes of a zlib stream, at most `limit` of them.
  ///
  /// - Throws: `Problem`, also where the checksum at the end is another.
  static func zlib(_ input: [UInt8], limit: Int) throws(Problem) -> [UInt8] {
    guard input.count >= 6 else { throw .cutOff }
    // Deflate, a window of 32 KiB at most, no preset dictionary.
    guard input[0] & 15 == 8, input[0] >> 4 <= 7, input[1] & 32 == 0,
      (Int(input[0]) * 256 + Int(input[1])).isMultiple(of: 31)
    else { throw .malformed }
    var inflate = Inflate(input: input, limit: limit, position: 2)
    try inflate.run()
    return inflate.output
  }

  private init(input: [UInt8], limit: Int, position: Int) {
    self.input = input
    self.limit = limit
    self.position = position
  }

  private mutating func run() throws(Problem) {
    var isLast = false
    while !isLast {
      isLast = try take(1) == 1
      switch try take(2) {
      case 0: try stored()
      case 1: try compressed(Self.fixedLiterals, Self.fixedDistances)
      case 2:
        let (literals, distances) = try dynamicCodes()
        try compressed(literals, distances)
      default: throw .malformed
      }
    }
    giveBack()
    guard input.count - position >= 4 else { throw .cutOff }
    let stated = input[position..<position + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard stated == Self.adler32(output) else { throw .checksum }
  }

  private static func adler32(_ bytes: [UInt8]) -> UInt32 {
    var low: UInt32 = 1
    var high: UInt32 = 0
    var start = 0
    // So many sums fit into 32 bits before they have to be reduced.
    while start < bytes.count {
      let end = min(bytes.count, start + 5_552)
      for place in start..<end {
        low &+= UInt32(bytes[place])
        high &+= low
      }
      low %= 65_521
      high %= 65_521
      start = end
    }
    return high << 16 | low
  }

  /// Reads ahead until there are enough bits, or the input ends.
  private mutating func fill(_ count: Int) {
    while bitCount < count, position < input.count {
      bits |= UInt64(input[position]) << UInt64(bitCount)
      position += 1
      bitCount += 8
    }
  }

  private mutating func take(_ count: Int) throws(Problem) -> Int {
    fill(count)
    guard bitCount >= count else { throw .cutOff }
    let value = bits & (1 << UInt64(count) - 1)
    bits >>= UInt64(count)
    bitCount -= count
    return Int(value)
  }

  /// Gives back whole bytes that were read ahead, and drops what is left of one.
  private mutating func giveBack() {
    position -= bitCount / 8
    bits = 0
    bitCount = 0
  }

  private mutating func stored() throws(Problem) {
    giveBack()
    guard input.count - position >= 4 else { throw .cutOff }
    let length = Int(input[position]) | Int(input[position + 1]) << 8
    let inverse = Int(input[position + 2]) | Int(input[position + 3]) << 8
    guard length ^ 0xFFFF == inverse else { throw .malformed }
    position += 4
    guard input.count - position >= length else { throw .cutOff }
    guard output.count + length <= limit else { throw .tooLarge }
    output += input[position..<position + length]
    position += length
  }

  private mutating func compressed(_ literals: Code, _ distances: Code) throws(Problem) {
    while true {
      let symbol = try decode(literals)
      if symbol < 256 {
        guard output.count < limit else { throw .tooLarge }
        output.append(UInt8(symbol))
        continue
      }
      guard symbol != 256 else { return }
      guard symbol - 257 < Self.lengths.count else { throw .malformed }
      let length = Self.lengths[symbol - 257].base + (try take(Self.lengths[symbol - 257].extra))
      let code = try decode(distances)
      guard code < Self.distances.count else { throw .malformed }
      let distance = Self.distances[code].base + (try take(Self.distances[code].extra))
      guard distance <= output.count else { throw .malformed }
      guard output.count + length <= limit else { throw .tooLarge }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }

  private mutating func dynamicCodes() throws(Problem) -> (literals: Code, distances: Code) {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let lengthCount = try take(4) + 4
    guard literalCount <= 286, distanceCount <= 30 else { throw .malformed }
    var lengths = [UInt8](repeating: 0, count: 19)
    for place in Self.lengthOrder.prefix(lengthCount) { lengths[place] = UInt8(try take(3)) }
    guard let code = Code(lengths) else { throw .malformed }
    var all: [UInt8] = []
    while all.count < literalCount + distanceCount {
      let symbol = try decode(code)
      switch symbol {
      case 0..<16: all.append(UInt8(symbol))
      case 16:
        guard let last = all.last else { throw .malformed }
        all += [UInt8](repeating: last, count: try take(2) + 3)
      case 17: all += [UInt8](repeating: 0, count: try take(3) + 3)
      default: all += [UInt8](repeating: 0, count: try take(7) + 11)
      }
    }
    guard all.count == literalCount + distanceCount, all[256] > 0,
      let literals = Code(Array(all[..<literalCount])),
      let distances = Code(Array(all[literalCount...]))
    else { throw .malformed }
    return (literals, distances)
  }

  private mutating func decode(_ code: Code) throws(Problem) -> Int {
    fill(code.width)
    let entry = code.table[Int(bits & (1 << UInt64(code.width) - 1))]
    let length = Int(entry & 15)
    guard length > 0 else { throw bitCount < code.width ? .cutOff : .malformed }
    guard length <= bitCount else { throw .cutOff }
    bits >>= UInt64(length)
    bitCount -= length
    return Int(entry >> 4)
  }

  /// A canonical Huffman code (RFC 1951, section 3.2.2) as a table: for all bits that may come, the
  /// symbol that they begin with and how many of them name it.
  fileprivate struct Code {
    private static let mostBits = 15

    /// How many bits are looked at, as many as the longest name has.
    let width: Int
    /// `symbol << 4 | length`; 0 where nothing is named.
    let table: [UInt16]

    /// No code at all.
    static let empty = Code(width: 0, table: [0])

    private init(width: Int, table: [UInt16]) { (self.width, self.table) = (width, table) }

    /// Nil where the lengths name more codes than there are; fewer may be named, and whatever is
    /// then met without a name is malformed.
    init?(_ lengths: [UInt8]) {
      var counts = [Int](repeating: 0, count: Self.mostBits + 1)
      for length in lengths { counts[Int(length)] += 1 }
      counts[0] = 0
      var left = 1
      var next = [Int](repeating: 0, count: Self.mostBits + 2)
      for length in 1...Self.mostBits {
        left = left * 2 - counts[length]
        guard left >= 0 else { return nil }
        next[length + 1] = (next[length] + counts[length]) << 1
      }
      width = Int(lengths.max() ?? 0)
      var table = [UInt16](repeating: 0, count: 1 << width)
      for symbol in lengths.indices where lengths[symbol] > 0 {
        let length = Int(lengths[symbol])
        // The bits of a code come with the highest first.
        var place = Self.reversed(next[length], length)
        next[length] += 1
        while place < table.count {
          table[place] = UInt16(symbol << 4 | length)
          place += 1 << length
        }
      }
      self.table = table
    }

    private static func reversed(_ code: Int, _ length: Int) -> Int {
      (0..<length).reduce(0) { $0 | (code >> $1 & 1) << (length - 1 - $1) }
    }
  }

  private static let lengthOrder = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]

  private static let fixedLiterals =
    Code(
      [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112)
        + [UInt8](repeating: 7, count: 24) + [UInt8](repeating: 8, count: 8)) ?? .empty
  private static let fixedDistances = Code([UInt8](repeating: 5, count: 30)) ?? .empty

  /// Lengths and distances with the bits that follow them (RFC 1951, section 3.2.5).
  private static let lengths: [(base: Int, extra: Int)] = {
    var list: [(Int, Int)] = []
    var base = 3
    for symbol in 0..<28 {
      let extra = symbol < 8 ? 0 : symbol / 4 - 1
      list.append((base, extra))
      base += 1 << extra
    }
    return list + [(258, 0)]
  }()
  private static let distances: [(base: Int, extra: Int)] = {
    var list: [(Int, Int)] = []
    var base = 1
    for symbol in 0..<30 {
      let extra = symbol < 4 ? 0 : symbol / 2 - 1
      list.append((base, extra))
      base += 1 << extra
    }
    return list
  }()
}
