import Console
import Cryptography
import Election
import Encoding
import Glibc
import Record
import Storage
import Words
import Workspace

/// What a command has to work with: its command line, the machine, and how it speaks.
final class Context {
  let parsed: ParsedCommand
  let disk: any Disk = LiveDisk()
  let clock: any Clock = LiveClock()
  let language: Language
  let passphrases: Passphrases

  private let isSilent: Bool
  private var opened: [Workspace] = []
  private var notes: [WorkspaceNote] = []
  private var program: Software?

  init(_ parsed: ParsedCommand, isSilent: Bool = false) throws(UsageError) {
    self.parsed = parsed
    self.isSilent = isSilent
    language = try Language(parsed)
    passphrases = Passphrases(
      files: parsed.values("--passphrase-file"), language: language,
      isQuiet: isSilent || parsed.has("--quiet"))
  }

  var isQuiet: Bool { isSilent || parsed.has("--quiet") }
  var wantsJSON: Bool { parsed.has("--json") }

  /// Whether a screen may have colours.
  static func wantsColour(_ parsed: ParsedCommand) -> Bool {
    !parsed.has("--no-color") && (Environment.value("NO_COLOR") ?? "").isEmpty
  }

  /// Where the count lies.
  var workspacePath: String { Environment.workspace(parsed) }

  /// Opens the workspace; for writing, or to look at.
  func workspace(writing: Bool, resuming: Bool = false) throws -> Workspace {
    try workspace(at: workspacePath, writing: writing, resuming: resuming)
  }

  /// Opens the workspace at a path.
  func workspace(at path: String, writing: Bool, resuming: Bool = false) throws -> Workspace {
    let workspace = try Workspace(
      open: path, writing: writing, resuming: resuming, disk: disk, clock: clock)
    keep(workspace)
    return workspace
  }

  /// Opens the desk or the workspace at which paper is keyed.
  func keyingPlace(writing: Bool) throws -> any KeyingPlace {
    guard try Desk.isDesk(workspacePath, disk: disk) else {
      return try workspace(writing: writing)
    }
    return try desk(writing: writing)
  }

  /// Opens the desk.
  func desk(writing: Bool) throws -> Desk {
    try Desk(open: workspacePath, writing: writing, disk: disk, clock: clock)
  }

  /// Has what there is to tell of a workspace told at the end.
  func keep(_ workspace: Workspace) { opened.append(workspace) }

  /// Has notes of a workspace told at the end that is not kept open until then.
  func keep(_ notes: [WorkspaceNote]) { self.notes += notes }

  /// Says what people should be told of the workspaces that were opened, everything once; also where
  /// the command failed.
  func sayNotes() throws {
    var said: [WorkspaceNote] = []
    for note in notes + opened.flatMap(\.notes) where !said.contains(note) {
      said.append(note)
      try say(note.message)
    }
  }

  /// The value of an option that the command cannot do without.
  func required(_ name: String) throws(UsageError) -> String {
    guard let value = parsed.value(name) else {
      throw UsageError("\(name) is missing", command: parsed.command.name)
    }
    return value
  }

  /// The stage that the command line names; nil where it names none.
  func stage() throws(UsageError) -> Stage? {
    guard let name = parsed.value("--stage") else { return nil }
    guard let stage = Stage(rawValue: name) else {
      throw UsageError("--stage is electronic, partial or final", command: parsed.command.name)
    }
    return stage
  }

  /// Who acts, with their key opened; nil where nobody in particular does.
  func signer() throws -> Signer? {
    switch (parsed.value("--as"), parsed.value("--key")) {
    case (nil, nil): return nil
    case (let person?, let file?): return try secrets.signer(file, of: person)
    case (_?, nil): throw UsageError("--as needs --key too", command: parsed.command.name)
    case (nil, _?): throw UsageError("--key needs --as too", command: parsed.command.name)
    }
  }

  /// A hash as people write it down, in groups or in capitals; nil where the option was not given.
  func hash(_ name: String) throws(UsageError) -> Digest? {
    guard let text = parsed.value(name) else { return nil }
    guard let hash = Digest(hex: text.lowercased().filter { !$0.isWhitespace }) else {
      throw UsageError(
        "\(name) is a hash of 64 hexadecimal digits", command: parsed.command.name)
    }
    return hash
  }

  /// Who acts, where somebody must.
  func requiredSigner() throws -> Signer {
    guard let signer = try signer() else {
      throw UsageError("--as and --key are missing", command: parsed.command.name)
    }
    return signer
  }

  /// Who acts, where a line of this kind is to be written: a person who may write it.
  ///
  /// Asked before anybody types a passphrase for what such a line records.
  func signer(of kind: JournalEvent.Kind, in workspace: Workspace) throws -> Signer {
    let signer = try requiredSigner()
    try workspace.requireWriter(signer, of: kind)
    return signer
  }

  /// Reads secrets from files, asking for passphrases.
  var secrets: SecretFiles { SecretFiles(disk: disk, passphrases: passphrases) }

  /// Writes the result: JSON where it is asked for, else words.
  func answer(
    _ json: @autoclosure () throws -> JSON, _ words: @autoclosure () throws -> String
  ) throws {
    guard !isSilent else { return }
    if wantsJSON {
      let bytes = try json().shown.canonical
      try Output.standard.write(bytes.span)
    } else {
      try Output.standard.write(words())
    }
  }

  /// Says something that is not a result.
  func say(_ message: Message) throws {
    if !isQuiet { try Output.messages.line(language.text(message)) }
  }

  /// Says something that is in words already.
  @_disfavoredOverload
  func say(_ text: String) throws { try say(Message(text)) }

  /// A message in the language of the command.
  func text(_ message: Message) -> String { language.text(message) }

  /// This program, as journals and results name it; it is read and hashed once.
  func software() throws -> Software {
    if let program { return program }
    // The link to the running binary is the one place where following a link is meant.
    let path = try OwnProcess.executable()
    var pieces = try disk.pieces(path)
    let hash = try Digest.of { () throws(StorageError) in try pieces.next() }
    let software = Software(version: Coldcount.version, hash: hash)
    program = software
    return software
  }
}

extension Language {
  init(_ parsed: ParsedCommand) throws(UsageError) {
    guard let asked = parsed.value("--lang") else {
      self = .ofEnvironment
      return
    }
    guard let language = Language(rawValue: asked) else {
      throw UsageError("--lang is \(Language.choice)", command: parsed.command.name)
    }
    self = language
  }

  /// The language of a command line that may not be right: what it asks for, as far as it can be
  /// seen, else that of the environment.
  init(line: [String]) {
    let words = line.prefix { $0 != "--" }
    let after = words.firstIndex(of: "--lang").map { words.dropFirst($0 + 1).first }
    let joined = words.last { $0.hasPrefix("--lang=") }.map { String($0.dropFirst(7)) }
    self = (joined ?? after ?? nil).flatMap(Language.init(rawValue:)) ?? .ofEnvironment
  }

  /// The language of the locale.
  private static var ofEnvironment: Language {
    let locale =
      ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap(Environment.value).first { !$0.isEmpty } ?? ""
    return Language(locale: locale)
  }
}

/// The environment of the process.
enum Environment {
  /// Where the count lies, by the command line or the environment.
  static func workspace(_ parsed: ParsedCommand) -> String {
    namedWorkspace(parsed) ?? "."
  }

  /// The same where one of them names it; nil where it would be the folder that people happen to be in.
  static func namedWorkspace(_ parsed: ParsedCommand) -> String? {
    parsed.value("--workspace") ?? value("COLDCOUNT_WORKSPACE")
  }

  static func value(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// The absolute form of a path.
  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    var buffer = [CChar](repeating: 0, count: 4_096)
    guard unsafe getcwd(&buffer, buffer.count) != nil else { return path }
    let folder = String(
      decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return path == "." ? folder : "\(folder)/\(path)"
  }
}
