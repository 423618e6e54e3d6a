import Words

/// What minisign's text files have in common: comment lines, base64 lines, LF after each.
enum MinisignText {
  /// The longest line of an untrusted comment, in bytes without LF: what minisign 0.11 reads.
  static let maxCommentLine = 1_022
  /// The longest line of a trusted comment, in bytes without LF.
  static let maxTrustedLine = 8_190
  /// What an untrusted comment's line begins with.
  static let untrusted = "untrusted comment: "
  /// What a trusted comment's line begins with.
  static let trusted = "trusted comment: "
  /// The algorithm of every key: Ed25519.
  static let ed25519 = Array("Ed".utf8)
  /// The size of a key's number in bytes.
  static let keyIDByteCount = 8

  /// The lines of `file`, where there are exactly `count`, each ending in LF; else nil.
  ///
  /// The caller has limited the file's size.
  static func lines(_ file: [UInt8], count: Int) -> [ArraySlice<UInt8>]? {
    guard file.last == UInt8(ascii: "\n") else { return nil }
    let lines = file.dropLast().split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.count == count ? lines : nil
  }

  /// The comment on a line that begins with `prefix`; nil where it does not, is longer than
  /// `limit` bytes, is not UTF-8, or has a carriage return.
  static func comment(_ line: ArraySlice<UInt8>, prefix: String, limit: Int) -> String? {
    guard line.starts(with: prefix.utf8), line.count <= limit,
      !line.contains(UInt8(ascii: "\r")), !line.contains(0)
    else { return nil }
    return String(validating: line.dropFirst(prefix.utf8.count), as: UTF8.self)
  }

  /// Checks a comment that is to be written.
  ///
  /// - Throws: `.comment` where it holds control or bidirectional characters or is too long.
  static func check(
    comment: String, prefix: String, limit: Int
  ) throws(CryptographyError) {
    guard !comment.unicodeScalars.contains(where: SafeText.isHostile) else {
      throw .comment("it holds a control character")
    }
    guard prefix.utf8.count + comment.utf8.count <= limit else {
      throw .comment("it is longer than \(limit - prefix.utf8.count) bytes")
    }
  }
}
