extension Span<UInt8> {
  /// A copy of bytes that are no secret, such as salts and names of algorithms.
  var publicBytes: [UInt8] {
    var copy: [UInt8] = []
    copy.reserveCapacity(count)
    for index in indices { copy.append(self[index]) }
    return copy
  }
}
