import Cryptography
import Election
import Encoding
import Storage
import Words

/// The folder, its checksum list, and signatures.
extension Auditor {
  static let sums = "B2SUMS"

  func checkFiles(_ finding: inout Finding) {
    for problem in folder.problems { finding.fail(problem) }
    let known = Set((list?.entries ?? []).map(\.name))
    let own = Set(["B2SUMS"] + folder.signers(of: Self.sums).map { "B2SUMS.\($0).minisig" })
    if !folder.litter.isEmpty { finding.fail(Litter.message(folder.litter)) }
    var folded: Set<String> = []
    for name in folder.names {
      if !known.contains(name), !own.contains(name) {
        finding.fail("\(SafeText.escaped(name)) is not listed in B2SUMS")
      } else if !PackageMember.isKnown(name) {
        finding.fail("\(SafeText.escaped(name)) is no file that a package has")
      }
      if isPublic, !PackageMember.isForPublic(name) {
        finding.fail("\(SafeText.escaped(name)) does not belong in a package for the public")
      }
      if !folded.insert(name.lowercased()).inserted {
        finding.fail("\(SafeText.escaped(name)) differs from another name by case only")
      }
    }
    finding.compared = Plural.of(folder.names.count, "file")
  }

  func checkSums(_ finding: inout Finding) {
    guard let list else { return finding.fail("B2SUMS is missing or cannot be read") }
    for problem in list.problems { finding.fail(problem) }
    let present = Set(folder.names)
    for (name, hash) in list.entries {
      guard present.contains(name) else {
        finding.fail("\(name) is missing")
        continue
      }
      do {
        if try folder.hash(name) != hash { finding.fail("\(name) is not what B2SUMS lists") }
      } catch { finding.fail("\(name): \(error.report.message)") }
    }
    // What is left out of a package for the public is said where it is needed.
    let needed = ["election.json", "result.json", "tracking.txt"]
    let forAuditors = ["journal.jsonl", "reconciliation.json", "strikes.csv"]
    for name in needed + (isPublic ? [] : forAuditors)
    where !list.entries.contains(where: { $0.name == name }) {
      finding.fail("\(name) is not listed")
    }
    finding.compared = "\(list.entries.count) hashes"
  }

  mutating func checkDefinition(_ finding: inout Finding) {
    guard let bytes = folder.read("election.json", limit: Definition.maxByteCount) else {
      finding.fail("election.json is missing or cannot be read")
      return
    }
    definitionFile = bytes
    facts.definition = Digest.of(bytes)
    do {
      let definition = try Definition(
        file: bytes,
        keys: KeyCheck(
          isSigningKey: { (try? SigningPublicKey(text: $0)) != nil },
          isSealingKey: { (try? BoxPublicKey(base64: $0)) != nil }),
        formats: Definition.Format.allCases)
      if definition.format == .verifiable, let problem = Self.keysProblem(definition, bytes) {
        return finding.fail(problem)
      }
      self.definition = definition
      facts.electionID = definition.id
      facts.title = Message { definition.title.text($0.rawValue) }
      facts.people = definition.people.filter { $0.role == .officer || $0.role == .custodian }
        .map { ($0.id, $0.role.rawValue, $0.publicKey) }
      finding.compared =
        "\(Plural.of(definition.contests.count, "contest")), \(Plural.of(definition.officers.count, "officer"))"
    } catch {
      for problem in error.problems { finding.fail(problem) }
    }
  }

  /// The people of a role whose signature on a file holds; every signature that lies there must.
  func signers(
    of name: String, role: Person.Role, _ finding: inout Finding
  ) -> [String]? {
    guard let definition else {
      finding.notMade = "the definition, which names the keys, does not hold"
      return nil
    }
    guard let bytes = folder.read(name) else {
      finding.fail("\(name) is missing or cannot be read")
      return nil
    }
    var valid: [String] = []
    for id in folder.signers(of: name) {
      let shown = SafeText.escaped(id)
      guard let person = definition.person(id), person.role == role else {
        finding.fail("\(name) has a signature of \(shown), who is no \(role)")
        continue
      }
      do {
        guard let file = folder.signature(of: name, by: id) else {
          finding.fail("the signature of \(shown) on \(name) cannot be read")
          continue
        }
        try SigningPublicKey(text: person.publicKey).verify(
          MinisignSignature(file: file), file: bytes)
        valid.append(id)
      } catch {
        finding.fail("the signature of \(shown) on \(name) does not hold: \(error.report.message)")
      }
    }
    return valid
  }

  /// A file that as many officers must have signed as the quorum says.
  func checkSigned(_ name: String, _ finding: inout Finding) {
    guard let valid = signers(of: name, role: .officer, &finding), let definition else { return }
    // Of a verifiable election every officer says that the share fits.
    let isOfAll = definition.format == .verifiable && name == "election.json"
    let needed = isOfAll ? definition.officers.count : definition.quorum.sign
    finding.compared = "\(valid.count) of \(needed) needed: \(valid.joined(separator: ", "))"
    if valid.count < needed {
      finding.fail("\(name) is signed by \(valid.count) officers, \(needed) are needed")
    }
  }

  /// Holds a file that was read against the hash by which the result names it.
  ///
  /// Earlier programs wrote results that name none, of which that is said.
  func checkNamed(_ name: String, _ named: Digest?, _ finding: inout Finding) {
    guard let named else {
      finding.compared = "\(finding.compared), the result names no hash of the file"
      return
    }
    do {
      let hash = try folder.hash(name)
      if hash != named { finding.fail("\(name) has the hash \(hash), the result names \(named)") }
    } catch { finding.fail("\(name): \(error.report.message)") }
  }

  func checkResultSigned(_ finding: inout Finding) {
    checkSigned("result.json", &finding)
    var ignored = Finding()
    let package = signers(of: Self.sums, role: .officer, &ignored)
    let result = signers(of: "result.json", role: .officer, &ignored)
    // Where B2SUMS itself lacks signatures that has been said.
    let needed = definition?.quorum.sign ?? 0
    if let package, let result, package.count >= needed, package != result {
      finding.fail("other officers signed B2SUMS than the result")
    }
  }
}
