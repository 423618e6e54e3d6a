import Cryptography
import Election
import Encoding
import Record
import Storage
import Words

/// What a hall wrote, on a medium, with its journal checked as far as that says of itself.
struct HallFolder {
  let path: String
  let inputs: HallInputs
  let lines: [JournalLine]

  /// The folder of the bundles.
  static func bundles(in path: String) -> String { "\(path)/\(bundlesName)" }

  private static let bundlesName = "bundles"

  /// Reads it and checks everything but how it stands to what is in.
  init(
    _ path: String, definition: Definition, election: Digest, disk: any Disk
  ) throws(HallRefusal) {
    self.path = path
    let fail = { (code: HallRefusalCode, file: String, problem: Message) in
      HallRefusal(code, folder: path, file: file, problem: problem)
    }
    let file = try Self.read(
      HallInputs.fileName, in: path, limit: HallInputs.maxByteCount, tooLarge: .inputsFile,
      disk: disk)
    do throws(Violation) {
      inputs = try HallInputs(file: file)
    } catch { throw fail(.inputsFile, HallInputs.fileName, error.message) }
    let by = inputs.by
    let signature = try Self.read(
      HallInputs.signatureName(by), in: path, limit: MinisignSignature.maxByteCount,
      tooLarge: .signature, disk: disk)
    guard inputs.election == election else {
      throw fail(
        .electionMismatch, HallInputs.fileName, "it is of the election \(inputs.election)")
    }
    guard let person = definition.person(by),
      JournalEvent.Kind.hall.objection(toWriter: person) == nil
    else { throw fail(.personUnknown, HallInputs.fileName, "\(by) is no officer or operator") }
    let people = LineSignatures(definition)
    let text = String(decoding: signature, as: UTF8.self)
    if let problem = people.problem(file, text, of: by) {
      throw fail(.signature, HallInputs.signatureName(by), problem)
    }
    for bundle in inputs.bundles {
      let name = "\(Self.bundlesName)/\(bundle)"
      let found: FileInfo?
      do {
        found = try disk.info("\(path)/\(name)")
      } catch { throw fail(Self.code(of: error, .media), name, error.report.message) }
      guard found?.isFolder == true else {
        throw fail(.missingFile, name, "there is no such folder")
      }
    }
    let bytes = try Self.read(
      Journal.fileName, in: path, limit: Journal.maxByteCount, tooLarge: .hashMismatch, disk: disk)
    guard Digest.of(bytes) == inputs.journal else {
      throw fail(.hashMismatch, Journal.fileName, "it is not the journal that \(by) signed")
    }
    let journal = JournalText(bytes, election: election, maxProblems: 1)
    lines = journal.lines
    let problem =
      journal.problems.first ?? lines.lazy.compactMap(people.problem).first
      ?? lines.first { $0.event.kind == .hall }.map {
        LineProblem(line: $0.number, "it took in a hall: import that hall's own stick")
      }
    if let problem {
      throw fail(.journal, Journal.fileName, "line \(problem.line): \(problem.problem)")
    }
    guard journal.rest.isEmpty, lines.first?.event.kind == .started else {
      throw fail(.journal, Journal.fileName, "it is no whole journal of a workspace")
    }
  }

  private static func read(
    _ name: String, in folder: String, limit: Int, tooLarge: HallRefusalCode, disk: any Disk
  ) throws(HallRefusal) -> [UInt8] {
    do {
      return try disk.read("\(folder)/\(name)", limit: limit)
    } catch {
      throw HallRefusal(
        code(of: error, tooLarge), folder: folder, file: name, problem: error.report.message)
    }
  }

  private static func code(
    of error: StorageError, _ tooLarge: HallRefusalCode
  ) -> HallRefusalCode {
    switch error.kind {
    case .missing: .missingFile
    case .unsafeFile: .unsafeFile
    case .tooLarge: tooLarge
    case .denied: .denied
    default: .media
    }
  }
}
