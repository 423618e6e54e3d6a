import Console
import Cryptography
import Election
import Encoding
import Record
import Storage
import Words
import Workspace

/// `coldcount doctor`: whether this laptop is fit.
enum DoctorCommand {
  static let action = CommandAction(
    command: Command(
      "doctor", workspace: .reads, summary: "is this laptop fit for a count?",
      discussion: """
        Looks at the network, radios, swap, hibernation, clock, room, memory, media and at what this \
        program denies itself; says of each what was found, why it matters and how to mend it. It \
        changes nothing. 'init', 'count' and 'release' do the same and put the outcome into the \
        journal. Status 1 where something is bad.
        """,
      examples: ["coldcount doctor --workspace count", "coldcount doctor --json"]),
    run: { context in
      let isWorkspace =
        try context.disk.info("\(context.workspacePath)/\(Journal.fileName)") != nil
      let workspace = try isWorkspace ? context.workspace(writing: false) : nil
      let findings = try context.checkup(of: workspace).findings
      try context.answer(findings.json, findings.words(context.language))
      return findings.isFit ? 0 : 1
    })
}

extension Context {
  /// What nobody but the system needs, so that it lies outside of every command's files.
  private static let foreignFile = "/etc/passwd"

  /// What there is to look at before a count.
  func checkup(of workspace: Workspace?) throws -> Checkup {
    var subject = Checkup.Subject(program: try software().hash)
    if let workspace {
      subject.folders = [("workspace", workspace.path), ("vault", workspace.vault.path)]
      subject.opens = workspace.definition.polls.opens
    }
    let disk = disk
    return Checkup(
      machine: Machine(disk: disk), clock: clock, subject: subject,
      media: { try Media.mounted(disk: disk) },
      isDenied: {
        do throws(StorageError) {
          _ = try disk.openReader(Self.foreignFile, limit: Int.max)
          return false
        } catch { return error.kind == .denied }
      })
  }

  /// Looks whether the laptop is fit, puts what was found into the journal and says it shortly.
  ///
  /// It informs: nothing is refused because of it.
  func recordCheckup(of workspace: Workspace, signer: Signer?) throws {
    let findings = try checkup(of: workspace).findings
    let checks = LaptopChecks(
      good: findings.checks(.good), look: findings.checks(.look), bad: findings.checks(.bad),
      notChecked: findings.checks(.notChecked))
    try workspace.record(.checked(checks), signer: signer)
    // The console's screens show what a command did; what the laptop is like is its own question.
    if Hosts.current == nil { try say(findings.summary) }
  }
}
