import Console
import Cryptography
import Storage
import Words

/// The passphrases of a command: from files in the order of the questions, or asked for.
final class Passphrases {
  private static let maxByteCount = 1_024
  /// How often somebody may type the passphrase of one secret.
  private static let maxTryCount = 3

  private let files: [String]
  private let language: Language
  private let isQuiet: Bool
  private var asked = 0

  init(files: [String], language: Language, isQuiet: Bool) {
    self.files = files
    self.language = language
    self.isQuiet = isQuiet
  }

  /// Opens something with the passphrase that answers the next question.
  ///
  /// Who types a wrong one is asked again, and nobody else; a file is not read again.
  ///
  /// - Throws: what `body` throws, `CryptographyError.passphrase` where it is wrong to the end; why
  ///   there is none.
  func open<Opened: ~Copyable>(
    _ question: Message, disk: any Disk, _ body: (borrowing SecretBytes) throws -> Opened
  ) throws -> Opened {
    guard files.isEmpty else { return try body(try read(question, disk: disk)) }
    let prompt = try SecretPrompt()
    var words = question
    var tries = 1
    while true {
      let passphrase = try ask(words, at: prompt)
      do {
        return try prompt.working(language.text("unlocking")) { try body(passphrase) }
      } catch CryptographyError.passphrase where tries < Self.maxTryCount {
        tries += 1
        words = "that is not it; once more: \(question)"
      }
    }
  }

  /// Locks something with a new passphrase, typed twice where it is typed: a slip would lock it for
  /// ever.
  ///
  /// - Throws: what `body` throws; `PassphraseError`; why there is none.
  func make<Locked: ~Copyable>(
    _ question: Message, disk: any Disk, _ body: (borrowing SecretBytes) throws -> Locked
  ) throws -> Locked {
    guard files.isEmpty else {
      let passphrase = try read(question, disk: disk)
      try check(passphrase)
      return try body(passphrase)
    }
    let prompt = try SecretPrompt()
    let passphrase = try ask(question, at: prompt)
    try check(passphrase)
    let again = try ask("\(question), once more", at: prompt)
    guard passphrase.equals(again) else { throw PassphraseError.differ }
    return try prompt.working(language.text("locking")) { try body(passphrase) }
  }

  /// Refuses an empty one, and warns of one that a machine finds by trying.
  private func check(_ passphrase: borrowing SecretBytes) throws {
    guard passphrase.count > 0 else { throw PassphraseError.empty }
    guard passphrase.isEasilyGuessed, !isQuiet else { return }
    try Output.messages.line(
      language.text(
        "note: this passphrase is short or a single word: whoever gets the file has a machine try "
          + "all of those; take several words, \(SecretBytes.safeCharacterCount) characters or more"
      ))
  }

  private func read(_ question: Message, disk: any Disk) throws -> SecretBytes {
    defer { asked += 1 }
    guard files.count == 1 || asked < files.count else {
      throw UsageError(
        "\(files.count) passphrase files are given and this is question \(asked + 1): \(question)")
    }
    let path = files.count == 1 ? files[0] : files[asked]
    let line = try SecretFiles.read(path, limit: Self.maxByteCount, disk: disk).trimmedLine()
    let isOne = line.withBytes { bytes in
      bytes.indices.allSatisfy { bytes[$0] != UInt8(ascii: "\n") && bytes[$0] != 0x0D }
    }
    guard isOne else { throw SecretFileError(path: path, report: PassphraseError.lines.report) }
    return line
  }

  private func ask(_ question: Message, at prompt: borrowing SecretPrompt) throws -> SecretBytes {
    var line = try SecretBytes(count: Self.maxByteCount)
    let count = try line.withMutableBytes { bytes throws(TerminalError) in
      try prompt.read(prompt: language.text("\(question): "), into: &bytes)
    }
    return try line.prefix(count)
  }
}

/// Why a passphrase is not taken.
enum PassphraseError: ReportedError, Equatable {
  case empty
  case differ
  /// A file of passphrases: one of them would be taken for all.
  case lines

  var report: Report {
    let problem: Message =
      switch self {
      case .empty: "the passphrase is empty"
      case .differ: "the two passphrases differ"
      case .lines: "the passphrase file has more than one line"
      }
    return Report(
      .refused, code: "passphrase", problem,
      advice: self == .lines
        ? "one passphrase a file, and --passphrase-file once for each question, in their order"
        : "nothing was written; do the same again")
  }
}
