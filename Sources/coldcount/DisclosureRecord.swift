import Audit
import Console
import Counting
import Disclosure
import Election
import Encoding
import Record
import Storage
import Words
import Workspace

/// Where a disclosure is entered, and whether it may be made.
struct DisclosureRecord {
  private let context: Context
  private let package: VerifiedPackage
  private let workspace: Workspace?

  /// - Throws: `DisclosureError`, `CountingError.embargo` where nothing may be disclosed yet.
  init(_ package: VerifiedPackage, _ context: Context) throws {
    self.context = context
    self.package = package
    let isNamed =
      context.parsed.value("--workspace") != nil
      || Environment.value("COLDCOUNT_WORKSPACE") != nil
    workspace = isNamed ? try context.workspace(writing: true) : nil
    if let workspace {
      guard workspace.election == package.election else { throw DisclosureError.otherElection }
    } else if context.parsed.value("--for") != nil {
      throw DisclosureError.noRecord
    }
    try checkEmbargo()
  }

  var isRecorded: Bool { workspace != nil }

  /// The yes of the quorum may stand in the package's own journal or in the workspace's.
  private func checkEmbargo() throws {
    guard let embargo = package.definition.policy.embargo,
      context.clock.now().seconds < embargo.seconds
    else { return }
    let act = Allowance.disclose(wholeResult)
    var officers = Set(
      package.journal.filter { line in
        if case .allowed(act, _) = line.event { true } else { false }
      }.map(\.by))
    if let workspace {
      officers.formUnion(workspace.state.officers(allowing: act))
    }
    officers.formIntersection(package.definition.officers.map(\.id))
    let needed = package.definition.quorum.sign
    guard officers.count >= needed else {
      throw CountingError.embargo(
        act: "disclose", until: embargo, given: officers.count, needed: needed)
    }
    guard isRecorded else { throw DisclosureError.noRecord }
  }

  private var wholeResult: Digest { package.resultHash }

  /// The marks of the copy for one recipient; nil for what is published for all.
  func copy(_ signer: Signer?) throws -> MarkedCopy? {
    guard let name = context.parsed.value("--for") else { return nil }
    guard let signer else { throw DisclosureError.noRecord }
    guard !name.allSatisfy(\.isWhitespace),
      !name.unicodeScalars.contains(where: SafeText.isHostile)
    else { throw UsageError("--for is a name", command: "disclose") }
    let before = copies.compactMap(\.recipient)
    return MarkedCopy(
      of: wholeResult, election: package.election,
      for: try RecipientName.chosen(name, before: before), key: signer.key)
  }

  /// Everything that was disclosed so far.
  private var copies: [DisclosedCopy] {
    (workspace?.journal.lines ?? []).compactMap { line in
      if case .disclosed(let copy) = line.event { copy } else { nil }
    }
  }

  /// How many recipients the result has, with that of a copy that is made.
  func recipientCount(with copy: MarkedCopy) -> Int {
    let names = copies.filter { $0.result == wholeResult }.compactMap(\.recipient)
    return Set(names + [copy.recipient]).count
  }

  func enter(_ copy: MarkedCopy?, sums: Digest, signer: Signer?) throws {
    try workspace?.record(
      .disclosed(
        DisclosedCopy(
          recipient: copy?.recipient, result: wholeResult, marks: copy?.commitment,
          b2sums: sums, decision: context.parsed.value("--accept-difference"))),
      signer: signer)
  }
}
