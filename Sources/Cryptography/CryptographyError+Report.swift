package import Words

extension CryptographyError {
  package var report: Report {
    switch self {
    case .unavailable:
      Report(.machine, code: "cryptography", "libsodium does not start on this machine")
    case .memory(let byteCount):
      Report(
        .machine, code: "memory", "the machine has no \(byteCount) bytes of memory to give",
        advice: "close other programs; opening a key file takes about a gigabyte")
    case .unlocked(let byteCount):
      Report(
        .machine, code: "memory-lock",
        "the system does not lock \(byteCount) bytes of memory, so a secret could reach a disk",
        advice: "raise 'memlock' in /etc/security/limits.conf (ulimit -l says what it is)")
    case .size(let what, let expected, let found):
      Report(.refused, code: "size", "\(what) has \(found) bytes instead of \(expected)")
    case .tooLarge(let what, let limit):
      Report(.refused, code: "size", "\(what) is larger than \(limit) bytes")
    case .base64(let what):
      Report(.refused, code: "base64", "\(what) is not canonical base64 of the right length")
    case .publicKey(let problem):
      Report(.refused, code: "public-key", "not a usable public key: \(problem)")
    case .keyFile(let line, let problem):
      Report(
        .refused, code: "key-file", "not a minisign key file: \(problem)", place: Self.at(line),
        advice: "use the secret key, the file that ends in .key")
    case .passphrase:
      Report(
        .refused, code: "passphrase", "wrong passphrase, or the file is damaged",
        advice: "check the keyboard layout and capital letters, then try again")
    case .cost(let problem): Report(.refused, code: "cost", problem)
    case .signatureFile(let line, let problem):
      Report(
        .refused, code: "signature", "not a minisign signature file: \(problem)",
        place: Self.at(line),
        advice:
          "copy it again, unchanged, from where it was signed; to sign anew, use 'coldcount sign' "
          + "or `minisign -S` (prehashed, the default)")
    case .comment(let problem):
      Report(.refused, code: "comment", "the comment cannot be written: \(problem)")
    case .otherSigner:
      Report(.refused, code: "signature", "the signature was made with another key")
    case .signature:
      Report(.refused, code: "signature", "another key signed it, or the file was changed since")
    case .scalar:
      Report(.refused, code: "scalar", "a secret is not below the order of the group")
    case .box:
      Report(.refused, code: "box", "a sealed box does not open with this key")
    case .scratch:
      Report(
        .machine, code: "scratch", "what was laid on the disk for a while came back changed",
        advice: "check the disk, then do the same again")
    case .identities(let problem): problem.report
    case .share(let problem): problem.report
    case .wrapped(let violations):
      Report(
        .refused, code: "wrapped",
        violations.first.map { "not a wrapped secret: \($0.problem)" } ?? "not a wrapped secret",
        place: violations.first.map { "\($0.path)" })
    case .identity(let field, let character):
      Report(
        .refused, code: "identity",
        character == 0
          ? "the identity is empty"
          : "character \(character) is neither a letter A–Z nor a digit",
        place: field == 0 ? nil : "field \(field)")
    }
  }

  private static func at(_ line: Int) -> Message? { line == 0 ? nil : "line \(line)" }
}

extension CryptographyError.StreamProblem {
  var report: Report {
    let code = "identities"
    return switch self {
    case .notForThisKey:
      Report(.refused, code: code, "the identities are not sealed for this vault key")
    case .otherStreamKey:
      Report(.refused, code: code, "the stream key is not the one that the manifest names")
    case .chunk(let number):
      Report(
        .refused, code: code, "a chunk was changed, moved, or is of another bundle",
        place: "chunk \(number)")
    case .chunkSize(let number):
      Report(.refused, code: code, "a chunk has a size of its own", place: "chunk \(number)")
    case .tag(let number):
      Report(.refused, code: code, "a chunk has an unknown tag", place: "chunk \(number)")
    case .afterFinal:
      Report(.refused, code: code, "something follows the final chunk")
    }
  }
}

extension CryptographyError.ShareProblem {
  var report: Report {
    let code = "share"
    return switch self {
    case .wordCount(let found):
      Report(
        .refused, code: "share-length", "a share has 33 words, here are \(found)",
        advice: "copy all of its words, in their order")
    case .unknownWord(let position):
      Report(
        .refused, code: "share-word", "a word that is not in the list", place: "word \(position)",
        advice: "compare this word with the printed share")
    case .checksum:
      Report(
        .refused, code: "share-checksum",
        "the words do not fit together: one was mistaken or two swapped",
        advice: "compare every word with the printed share")
    case .padding: Report(.refused, code: code, "the bits before the share's value are not zero")
    case .unsupported(let what): Report(.refused, code: code, "not supported: \(what)")
    case .tooFew(let found, let needed):
      Report(.refused, code: code, "\(found) shares where exactly \(needed) are needed")
    case .tooMany(let found, let needed):
      Report(.refused, code: code, "\(found) shares where exactly \(needed) are taken")
    case .groups(let found, let needed):
      Report(
        .refused, code: code, "shares of \(found) groups where those of \(needed) are needed")
    case .repeated(let index):
      Report(.refused, code: code, "the share with index \(index) was given twice")
    case .mixed(let position):
      Report(
        .refused, code: code, "a share of another sharing than the first",
        place: "share \(position)")
    case .digest:
      Report(.refused, code: code, "the shares do not give a key: one of them is forged")
    case .range(let threshold, let count):
      Report(.refused, code: code, "\(threshold) of \(count) is not a sharing that can be made")
    }
  }
}
