package import Words

/// Why something secret, sealed or signed could not be made, opened or trusted.
///
/// Never holds a byte of a secret: words and characters are named by their position.
package enum CryptographyError: ReportedError, Equatable {
  /// libsodium does not start.
  case unavailable
  /// The system gave no memory: so many bytes were asked for.
  case memory(byteCount: Int)
  /// The system does not keep so many bytes of memory out of swap.
  case unlocked(byteCount: Int)
  /// A value has another size than it must have.
  case size(of: Message, expected: Int, found: Int)
  /// A value is larger than the limit for it.
  case tooLarge(Message, limit: Int)
  /// Text is not canonical base64 of so many bytes.
  case base64(Message)
  /// A public key cannot be used; `problem` says why.
  case publicKey(problem: Message)
  /// A public or secret key file is not what minisign writes; line 0 is the file as a whole.
  case keyFile(line: Int, problem: Message)
  /// The passphrase does not open the file, or the file is damaged: these look the same.
  case passphrase
  /// The cost of a passphrase lies outside of what this program takes.
  case cost(Message)
  /// A signature file is not what `minisign -S` writes; line 0 is the file as a whole.
  case signatureFile(line: Int, problem: Message)
  /// A comment cannot stand in a minisign file.
  case comment(Message)
  /// The signature was made with another key.
  case otherSigner
  /// The signature does not belong to these bytes, or its comment was changed.
  case signature
  /// A secret is no number below the order of the group.
  case scalar
  /// A sealed box does not open with this key.
  case box
  /// What the program had laid on the disk for a while is not what it was.
  case scratch
  /// A section of identities is not what this key and this bundle call for.
  case identities(StreamProblem)
  /// A share of the count key, or a set of them, cannot be used.
  case share(ShareProblem)
  /// A wrapped secret is not in the format of FormatKeys § Wrapped keys.
  case wrapped([Violation])
  /// A field of an identity, from 1, has a character, from 1, that is left over; 0 is all of it.
  case identity(field: Int, character: Int)

  /// What can be wrong with `identities.sealed` (FormatBundle § identities.sealed).
  package enum StreamProblem: Equatable, Sendable {
    /// The stream key's box is not for this vault key.
    case notForThisKey
    /// The stream key is not the one that the manifest names.
    case otherStreamKey
    /// A chunk was changed, moved, left out, or belongs to another bundle. Counted from 0.
    case chunk(Int)
    /// A chunk has a size that the format does not allow.
    case chunkSize(Int)
    /// A chunk has a tag other than MESSAGE or FINAL.
    case tag(Int)
    /// Something follows the final chunk.
    case afterFinal
  }

  /// What can be wrong with SLIP-0039 shares.
  package enum ShareProblem: Equatable, Sendable {
    /// There are not 33 words.
    case wordCount(Int)
    /// The word at this position, from 1, is not in the list.
    case unknownWord(position: Int)
    /// A word was mistaken for another, or words were swapped.
    case checksum
    /// The bits before the value are not zero.
    case padding
    /// The share has settings that this program does not take.
    case unsupported(Message)
    /// Fewer shares than the threshold.
    case tooFew(found: Int, needed: Int)
    /// More shares than the threshold.
    case tooMany(found: Int, needed: Int)
    /// Not as many groups of shares as the threshold of groups; elsewhere than here, there may be
    /// several.
    case groups(found: Int, needed: Int)
    /// The same share twice.
    case repeated(index: Int)
    /// The share at this position, from 1, is of another sharing than the first.
    case mixed(position: Int)
    /// The shares do not fit one another: one of them is forged.
    case digest
    /// The threshold or the number of shares is out of range.
    case range(threshold: Int, count: Int)
  }
}
