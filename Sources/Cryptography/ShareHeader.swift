/// What a share says of itself before its value (SLIP-0039, "Format of the share mnemonic").
struct ShareHeader: Equatable, Sendable {
  /// More would keep the machine busy for minutes; ours have 0.
  static let maxIterationExponent: UInt32 = 6
  /// Bits that precede the value: 40 of the header, four of padding.
  static let bitCount = 40
  /// Thresholds, counts and indices are kept in four bits.
  static let maxShareCount = 16

  /// The sharing: 15 random bits, the same in all shares of one.
  let identifier: UInt32
  /// Whether the identifier stays out of the cipher.
  let isExtendable: Bool
  /// The cipher's iterations, as a power of two.
  let iterationExponent: UInt32
  /// Which group the share is of.
  let groupIndex: UInt32
  /// How many groups are needed.
  let groupThreshold: UInt32
  /// How many groups there are.
  let groupCount: UInt32
  /// Which share of its group this is, from 0: the polynomials' argument.
  let index: UInt32
  /// How many shares of the group are needed.
  let threshold: UInt32

  /// One group; extendable; exponent 0.
  init(identifier: UInt32, index: UInt32, threshold: UInt32) {
    self.identifier = identifier
    isExtendable = true
    iterationExponent = 0
    groupIndex = 0
    groupThreshold = 1
    groupCount = 1
    self.index = index
    self.threshold = threshold
  }

  /// Reads the first 40 bits.
  init(_ words: borrowing ShareWords) {
    identifier = words.bits(from: 0, count: 15)
    isExtendable = words.bits(from: 15, count: 1) == 1
    iterationExponent = words.bits(from: 16, count: 4)
    groupIndex = words.bits(from: 20, count: 4)
    groupThreshold = words.bits(from: 24, count: 4) + 1
    groupCount = words.bits(from: 28, count: 4) + 1
    index = words.bits(from: 32, count: 4)
    threshold = words.bits(from: 36, count: 4) + 1
  }

  /// Writes the first 40 bits.
  func write(to words: inout ShareWords) {
    words.setBits(identifier, from: 0, count: 15)
    words.setBits(isExtendable ? 1 : 0, from: 15, count: 1)
    words.setBits(iterationExponent, from: 16, count: 4)
    words.setBits(groupIndex, from: 20, count: 4)
    words.setBits(groupThreshold - 1, from: 24, count: 4)
    words.setBits(groupCount - 1, from: 28, count: 4)
    words.setBits(index, from: 32, count: 4)
    words.setBits(threshold - 1, from: 36, count: 4)
  }

  /// What the checksum begins with.
  var customization: [UInt8] {
    Array((isExtendable ? "shamir_extendable" : "shamir").utf8)
  }

  /// Whether two shares are of one sharing, be it in different groups.
  func isSameSharing(as other: ShareHeader) -> Bool {
    identifier == other.identifier && isExtendable == other.isExtendable
      && iterationExponent == other.iterationExponent
      && groupThreshold == other.groupThreshold && groupCount == other.groupCount
  }
}
