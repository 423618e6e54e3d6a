extension Span<UInt8> {
  /// The big-endian number that begins at `offset`; whoever asks has checked that eight bytes are there.
  @inlinable
  public func number(at offset: Int) -> UInt64 {
    // One load instead of eight: millions of records are read. Public, for only
    // then it is inlined in other modules.
    unsafe UInt64(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}

extension MutableSpan<UInt8> {
  /// Writes a big-endian number; there must be room for eight bytes.
  mutating func put(_ number: UInt64, at offset: Int) {
    var bytes = unsafe mutableBytes
    bytes.storeBytes(of: number.bigEndian, toByteOffset: offset, as: UInt64.self)
  }
}
