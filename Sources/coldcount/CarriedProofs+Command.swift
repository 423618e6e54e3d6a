import Console
import Counting
import Election
import Encoding
import Proving
import Record
import Threads
import Words
import Workspace

extension Commands {
  /// How what officers do comes to laptops of their own and back.
  static let carryOptions = [
    Option(
      "--to", "DIR", kind: .newFolder, "write what an officer's own laptop needs into a new folder"),
    Option("--take", "DIR", kind: .folder, "take in what was done in that folder"),
    Option("--head", "HASH", "with DIR: the journal's head as it stands on paper"),
  ]
}

/// What `mix` and `open` have in common.
extension Context {
  /// The workspace of an election with proofs.
  func proofWorkspace() throws -> Workspace {
    let workspace = try workspace(writing: true)
    guard workspace.definition.format == .verifiable else {
      throw WorkspaceError.refused(
        code: "order", problem: "this election has no proofs",
        advice: "count with 'coldcount count'")
    }
    return workspace
  }

  /// The cores that the command line asks for; all where it asks for none.
  func threads() throws(UsageError) -> Int {
    guard let text = parsed.value("--threads") else { return Threads.processorCount }
    guard let number = Int(text), (1...256).contains(number) else {
      throw UsageError("--threads is a number from 1 to 256", command: parsed.command.name)
    }
    return number
  }

  /// What was carried to this laptop, once it is what its journal says, and that what is on paper.
  func carriedProofs(_ folder: String) throws -> CarriedProofs {
    let carried = try CarriedProofs(folder, disk: disk, clock: clock)
    let officer = try officer(of: carried.definition)
    // All of it: whoever writes a journal can soon make two whose heads begin alike.
    if let paper = try hash("--head"), !carried.wasHandedOut(at: paper, to: officer) {
      throw CarriedError.head(carried.head)
    }
    try say("journal head \(carried.head)")
    try carried.requireRecorded()
    return carried
  }

  /// Who acts, of whom a key is there and yet to be asked for: an officer.
  private func officer(of definition: Definition) throws -> String {
    let name = try required("--as")
    _ = try required("--key")
    guard let person = definition.person(name) else { throw SignerError.unknown(name) }
    guard person.role == .officer else { throw SignerError.otherRole(name, needed: .officer) }
    return name
  }

  /// What was carried, once `check` has looked at it while a bar shows how far it is.
  func checked<Checked>(
    _ carried: CarriedProofs, in folder: String, _ check: (ProofOffice) throws -> Checked
  ) throws -> (office: ProofOffice, checked: Checked) {
    let bar = ProofBar(self)
    return try bar.showing {
      let office = try ProofOffice(
        carried, folder: folder, tracking: carried.tracking, work: bar.work(threads: threads()))
      return (office, try check(office))
    }
  }

  /// Tells where to go with what was handed out.
  func tellHandedOut(
    _ folder: String, of workspace: Workspace, _ command: String
  ) throws -> Int32 {
    try answer(
      [
        "folder": .string(folder), "head": .string(workspace.journal.head.description),
      ], text("journal head \(workspace.journal.head)") + "\n")
    try say(
      "next: with this head on paper, on the officer's own laptop: coldcount console "
        + "\(SafeText.escaped(folder)), or coldcount \(command) \(SafeText.escaped(folder)) "
        + "--head HASH --as OFFICER --key OFFICER.key")
    return 0
  }

  /// Tells that something was done on an officer's own laptop, and how it comes back.
  func tellCarried(
    _ carried: CarriedProofs, _ folder: String, _ command: String, by signer: Signer
  ) throws -> Int32 {
    try answer(
      ["folder": .string(folder), "head": .string(carried.head.description)],
      text("journal head \(carried.head)") + "\n")
    try say(
      "next: carry it back, and at the count: coldcount \(command) --take "
        + "\(SafeText.escaped(folder)) --as \(signer.id) --key OFFICER.key")
    return 0
  }
}
