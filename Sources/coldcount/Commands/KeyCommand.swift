import Console
import Cryptography
import Encoding
import Storage
import Words

/// `coldcount key`: signing keys of people and collectors, in minisign's own files.
enum KeyCommand {
  static let new = CommandAction(
    command: Command(
      "key new", arguments: "NAME", count: 1...1, summary: "make a signing key",
      discussion: """
        Writes NAME.key, encrypted with a passphrase as minisign does, and NAME.pub. Stock \
        minisign signs with the one and verifies with the other.
        """,
      options: [
        Option(
          "--to", "DIR", kind: .newFolder, fallback: ".",
          "where the two files go (else this folder)"),
        Option(
          flag: "--no-passphrase",
          "leave the key unprotected, as 'minisign -W' does: for demonstrations only"),
      ], examples: ["coldcount key new officer-a --to keys"]),
    run: { context in
      let name = context.parsed.arguments[0]
      guard Identifier.isValid(name) else {
        throw UsageError("NAME must be an identifier such as officer-a", command: "key new")
      }
      let folder = context.parsed.path("--to") ?? ""
      let key = try SigningKey.generate()
      let path = "\(folder)/\(name)"
      try context.disk.makeFolder(folder)
      if context.parsed.has("--no-passphrase") {
        let file = try key.unencryptedFile()
        try file.withBytes { bytes throws(StorageError) in
          try context.disk.writeDurably(bytes, to: "\(path).key")
        }
      } else {
        let file = try context.passphrases.make(
          "New passphrase of \(name)'s signing key", disk: context.disk
        ) { try key.encryptedFile(passphrase: $0, cost: .stock) }
        try context.disk.writeDurably(file, to: "\(path).key")
      }
      try context.disk.writeDurably(key.publicKey.file(), to: "\(path).pub")
      try context.disk.makePublic("\(path).pub")
      try context.answer(
        ["publicKey": .string(key.publicKey.text), "secretKey": .string("\(path).key")],
        "\(key.publicKey.text)\n")
      try context.say("wrote \(path).key and \(path).pub")
      return 0
    })

  static let show = CommandAction(
    command: Command(
      "key show", arguments: "FILE", kind: .file, count: 1...1, summary: "print a public key",
      discussion: "Takes a minisign public key file, or a secret one.",
      examples: ["coldcount key show keys/officer-a.pub"]),
    run: { context in
      let path = context.parsed.arguments[0]
      let file = try SecretFiles.read(
        path, limit: SigningPublicKey.maxByteCount, disk: context.disk)
      let publicKey: SigningPublicKey
      if let key = try? SigningPublicKey(
        file: file.withBytes { span in
          (0..<min(span.count, SigningPublicKey.maxByteCount)).map { span[$0] }
        })
      {
        publicKey = key
      } else {
        publicKey = try context.secrets.signingKey(path, of: path).publicKey
      }
      try context.answer(
        ["publicKey": .string(publicKey.text), "id": .string(publicKey.displayID)],
        "\(publicKey.text)\n")
      return 0
    })

  static let box = made(
    .box, summary: "make the key under which an officer is dealt parts of a share",
    discussion: """
      Writes box.NAME.json under a passphrase and prints the public key, which goes into the draft \
      of an election with proofs. It serves one ceremony and is destroyed when that is complete.
      """)

  static let vault = made(
    .vault, summary: "make a custodian's vault key for an election with proofs",
    discussion: """
      Writes vault.NAME.json under a passphrase and prints the public key, which goes into the draft \
      of an election with proofs. Of any other election the ceremony makes it.
      """)

  /// A command that makes a key to which others seal.
  private static func made(
    _ kind: WrappedSecret.Kind, summary: Message, discussion: Message
  ) -> CommandAction {
    let name = kind == .box ? "key box" : "key vault"
    return CommandAction(
      command: Command(
        name, arguments: "NAME", count: 1...1, summary: summary, discussion: discussion,
        options: [
          Option("--election", "ID", "the election's id, as in the draft", required: true),
          Option(
            "--to", "DIR", kind: .newFolder, fallback: ".",
            "where the file goes (else this folder)"),
        ], examples: ["coldcount \(name) person-a --election referendum-2027 --to keys"]),
      run: { context in
        let holder = context.parsed.arguments[0]
        let election = try context.required("--election")
        guard Identifier.isValid(holder), Identifier.isValid(election) else {
          throw UsageError("NAME and ID must be identifiers such as officer-a", command: name)
        }
        let folder = context.parsed.path("--to") ?? ""
        let key = try BoxKey.generate()
        let wrapped = try context.passphrases.make(
          "New passphrase of \(holder) for the \(kind.rawValue)", disk: context.disk
        ) { passphrase in
          try key.withSecret { secret in
            try WrappedSecret.wrap(
              secret, kind: kind, election: election, holder: holder, passphrase: passphrase,
              cost: .standard)
          }
        }
        let path = "\(folder)/\(kind.rawValue).\(holder).json"
        try context.disk.makeFolder(folder)
        try context.disk.writeDurably(wrapped.file, to: path)
        try context.answer(
          ["publicKey": .string(key.publicKey.base64), "secretKey": .string(path)],
          "\(key.publicKey.base64)\n")
        try context.say("wrote \(path)")
        return 0
      })
  }
}
