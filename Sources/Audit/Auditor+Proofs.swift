import Cryptography
import Election
import Encoding
import Mixnet
import Record
import Result
import Storage
import Threads
import Words

/// What an election with proofs has beside the rest: that the patterns are what the ballots hold.
extension Auditor {
  /// Why the keys that the officers dealt do not hold; nil where they do.
  static func keysProblem(_ definition: Definition, _ file: [UInt8]) -> Message? {
    do throws(KeysFault) {
      _ = try CountKeys(definition, file: file)
      return nil
    } catch {
      return error.officer.map { "keys: \(SafeText.escaped($0)): \(error.problem)" }
        ?? "keys: \(error.problem)"
    }
  }

  /// The checks of FormatProofs § Checks, and that result and journal name just these files.
  mutating func checkProofs(_ finding: inout Finding) {
    guard let result = whole else {
      finding.notMade = "the result cannot be read"
      return
    }
    let prefix = "\(ProofFiles.folder)/"
    let names = folder.names.filter { $0.hasPrefix(prefix) && !$0.hasSuffix(".minisig") }
    guard !names.isEmpty else {
      finding.notMade =
        "this package has no sealed ballots and no proofs, from which it could be seen"
      return
    }
    do {
      let hashes = try names.map { name throws(StorageError) in try folder.hash(name) }
      if hashes.sorted() != result.inputs.proof ?? [] {
        finding.fail("the result names other proofs than are here")
      }
      for (name, hash) in zip(names, hashes) where lastState?.proofs.hashes.contains(hash) == false
      {
        finding.fail("\(SafeText.escaped(name)): no line of the journal records it")
      }
      let audit = try ProofAudit.check(
        folder.path, disk: folder.disk, isRehearsal: false, threads: Threads.processorCount)
      finding.compared =
        "\(Plural.of(audit.ballots, "ballot")) in \(Plural.of(audit.lists, "list")), "
        + "\(Plural.of(audit.mixes, "mix", "mixes"))"
      isProved = finding.failures.isEmpty
    } catch let refusal as ProofRefusal {
      finding.fail("\(refusal.code.rawValue): \(refusal.place): \(refusal.problem)")
    } catch let error as any ReportedError {
      finding.fail(error.report.message)
    } catch { finding.fail("\(error)") }
  }

  /// What is proved of an election with proofs, what is not, and who has to be trusted for secrecy.
  var proofLimits: [Message] {
    let open = definition?.quorum.open ?? 0
    let proved: Message =
      isProved
      ? "proved, whoever conspired: patterns.csv is what the counted sealed ballots hold"
      : "patterns.csv was not held against the sealed ballots here; who has the auditors' package can"
    return [
      proved,
      "not proved: that a device sealed what its voter wanted, that a collector's ballots are people's, "
        + "and that a strike was due",
      "votes are secret as long as fewer than \(open) officers conspire, and the laptops on which they "
        + "opened kept nothing",
    ]
  }
}
