extension SecretBytes {
  /// So many characters keep a passphrase of several words from being found by trying.
  package static let safeCharacterCount = 12

  /// Whether a machine finds this passphrase by trying: it has fewer than `safeCharacterCount`
  /// characters of UTF-8, or nothing but the letters a–z and A–Z, as one word of a dictionary has.
  package var isEasilyGuessed: Bool {
    withBytes { bytes in
      var characters = 0
      var isWord = true
      for index in bytes.indices {
        // Every byte but those that continue a character.
        if bytes[index] & 0xC0 != 0x80 { characters += 1 }
        let letter = bytes[index] | 0x20
        isWord = isWord && letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")
      }
      return characters < Self.safeCharacterCount || isWord
    }
  }
}
