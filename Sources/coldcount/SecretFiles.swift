import Console
import Counting
import Cryptography
import Election
import Encoding
import Mixnet
import Record
import Storage
import Words

/// Reads files that hold secrets straight into locked memory.
struct SecretFiles {
  let disk: any Disk
  let passphrases: Passphrases

  /// The bytes of a file.
  static func read(_ path: String, limit: Int, disk: any Disk) throws -> SecretBytes {
    var reader = try disk.openReader(path, limit: limit)
    var bytes = try SecretBytes(count: reader.byteCount)
    let count = try bytes.withMutableBytes { span throws(StorageError) in
      try reader.fill(&span)
    }
    guard count == bytes.count else {
      throw StorageError(.failed, "read", path, "its size changed while it was read")
    }
    return bytes
  }

  /// A person's or collector's signing key.
  ///
  /// - Throws: what is wrong with the file, by its path.
  func signingKey(_ path: String, of owner: String) throws -> SigningKey {
    do {
      return try open(path, of: owner)
    } catch let error as CryptographyError {
      throw SecretFileError(path: path, report: error.report)
    }
  }

  private func open(_ path: String, of owner: String) throws -> SigningKey {
    let file = try Self.read(path, limit: SigningKey.maxFileByteCount, disk: disk)
    let isEncrypted = try file.withBytes { bytes throws(CryptographyError) in
      try SigningKey.isEncrypted(file: bytes)
    }
    guard isEncrypted else {
      return try file.withBytes { bytes throws(CryptographyError) in
        try SigningKey(unencryptedFile: bytes)
      }
    }
    return try unlock("\(owner)'s signing key", at: path) { passphrase in
      try file.withBytes { bytes throws(CryptographyError) in
        try SigningKey(file: bytes, passphrase: passphrase)
      }
    }
  }

  /// A person with their key; at the console one that its person keeps unlocked.
  func signer(_ path: String, of person: String) throws -> Signer {
    let unlock = { Signer(id: person, key: try signingKey(path, of: person)) }
    guard let ring = KeyRing.current else { return try unlock() }
    let file = try Self.read(path, limit: SigningKey.maxFileByteCount, disk: disk)
    return try ring.signer(person, file: file.withBytes { Digest.of($0) }, unlock)
  }

  /// Opens what lies in a file and belongs to somebody.
  ///
  /// - Throws: what `body` throws; of a wrong passphrase, whose it is and in which file.
  private func unlock<Opened: ~Copyable>(
    _ what: Message, at path: String, _ body: (borrowing SecretBytes) throws -> Opened
  ) throws -> Opened {
    do {
      return try passphrases.open("Passphrase of \(what)", disk: disk, body)
    } catch CryptographyError.passphrase {
      let report = CryptographyError.passphrase.report
      throw SecretFileError(
        path: path,
        report: Report(
          report.kind, code: report.code,
          "wrong passphrase of \(what), or the file is damaged", advice: report.advice))
    }
  }

  /// The officers' shares, of exactly as many as the quorum needs.
  func shares(_ paths: [String], definition: Definition) throws -> [OfficerShare] {
    try shares(paths, definition: definition) { share throws(CountingError) in
      try OfficerShare(share, definition: definition)
    }
  }

  /// The same of a key that nobody has.
  func shares(
    _ paths: [String], definition: Definition, keys: CountKeys
  ) throws -> [DealtShare] {
    let shares = try shares(paths, definition: definition) { share throws(CountingError) in
      try DealtShare(share, keys: keys)
    }
    _ = try DealtShare.officers(shares, needed: definition.quorum.open)
    return shares
  }

  /// One officer's share of a key that nobody has.
  func share(
    _ path: String, definition: Definition, keys: CountKeys
  ) throws -> DealtShare {
    try share(path, definition: definition) { share throws(CountingError) in
      try DealtShare(share, keys: keys)
    }
  }

  private func shares<Known>(
    _ paths: [String], definition: Definition, _ known: (Share) throws(CountingError) -> Known
  ) throws -> [Known] {
    // Before anybody types a passphrase.
    guard paths.count == definition.quorum.open else {
      throw CountingError.share(.count(found: paths.count, needed: definition.quorum.open))
    }
    return try paths.map { try share($0, definition: definition, known) }
  }

  /// An officer's share: a wrapped file, or its words as text.
  private func share<Known>(
    _ path: String, definition: Definition, _ known: (Share) throws(CountingError) -> Known
  ) throws -> Known {
    do {
      let file = try Self.read(path, limit: WrappedSecret.maxByteCount, disk: disk)
      guard Self.isWrapped(file) else { return try known(Self.share(words: file)) }
      let opened = try open(file, at: path, kind: .share, definition: definition)
      let share = try Self.share(words: opened.secret)
      do throws(CountingError) {
        return try known(share)
      } catch .share(.unknown) {
        throw CountingError.share(.otherSharing(holder: opened.holder))
      }
    } catch let error as StorageError {
      throw error
    } catch let error as SecretFileError {
      throw error
    } catch let error as any ReportedError {
      throw SecretFileError(path: path, report: error.report)
    }
  }

  private static func share(words: borrowing SecretBytes) throws -> Share {
    try words.withBytes { words throws(CryptographyError) in try Share(words: words) }
  }

  /// A custodian's vault key: a wrapped file, or base64 on one line.
  func vaultKey(_ path: String, definition: Definition) throws -> BoxKey {
    try key(path, kind: .vault, definition: definition)
  }

  /// The key under which an officer is dealt parts of a share, in the same form.
  func boxKey(_ path: String, definition: Definition) throws -> BoxKey {
    try key(path, kind: .box, definition: definition)
  }

  private func key(
    _ path: String, kind: WrappedSecret.Kind, definition: Definition
  ) throws -> BoxKey {
    let file = try Self.read(path, limit: WrappedSecret.maxByteCount, disk: disk)
    do {
      guard Self.isWrapped(file) else {
        return try file.withBytes { bytes throws(CryptographyError) in try BoxKey(file: bytes) }
      }
      let opened = try open(file, at: path, kind: kind, definition: definition)
      return try BoxKey(secret: opened.secret)
    } catch let error as CryptographyError {
      throw SecretFileError(path: path, report: error.report)
    }
  }

  private static func isWrapped(_ file: borrowing SecretBytes) -> Bool {
    file.withBytes { !$0.isEmpty && $0[0] == UInt8(ascii: "{") }
  }

  private func open(
    _ file: borrowing SecretBytes, at path: String, kind: WrappedSecret.Kind,
    definition: Definition
  ) throws -> OpenedSecret {
    // A wrapped file is not secret: it may leave locked memory.
    let bytes = file.withBytes { span in (0..<span.count).map { span[$0] } }
    let wrapped = try WrappedSecret(file: bytes)
    guard wrapped.election == definition.id, wrapped.kind == kind else {
      throw WrappedError(
        kind: wrapped.kind, election: wrapped.election, wanted: kind)
    }
    let holder = wrapped.holder
    let what: Message =
      switch kind {
      case .share: "\(holder)'s share"
      case .vault: "\(holder)'s vault key"
      case .box: "\(holder)'s box key"
      }
    let secret = try unlock(what, at: path) { try wrapped.open(passphrase: $0) }
    return OpenedSecret(holder: holder, secret: secret)
  }

  private struct OpenedSecret: ~Copyable {
    let holder: String
    let secret: SecretBytes
  }
}

/// What is wrong with a secret, and with which file.
struct SecretFileError: ReportedError, Equatable {
  let path: String
  private let inner: Report

  init(path: String, report: Report) {
    self.path = path
    inner = report
  }

  var report: Report {
    let file = SafeText.escaped(path)
    let place: Message = inner.place.map { "\(file) \($0)" } ?? Message(file)
    return Report(
      inner.kind, code: inner.code, inner.message, place: place,
      advice: inner.advice
        ?? "use the file as it was made; where it was copied, copy it again, unchanged",
      details: inner.details)
  }
}

/// A wrapped secret of another kind or election than is asked for.
struct WrappedError: ReportedError, Equatable {
  let kind: WrappedSecret.Kind
  let election: String
  let wanted: WrappedSecret.Kind

  var report: Report {
    Report(
      .refused, code: kind == wanted ? "election-mismatch" : "wrapped",
      "this file holds a \(kind) of the election \(SafeText.escaped(election)), "
        + "needed is a \(wanted) of this one",
      advice: "use the file made for this election")
  }
}
