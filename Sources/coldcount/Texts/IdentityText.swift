import Console
import Cryptography
import Election
import Encoding
import Words

/// Identity strings as people type or pipe them: one a line, its fields in the definition's order
/// with commas or tabs between them.
struct IdentityText {
  private static let maxPepperByteCount = 128
  let definition: Definition

  /// The pepper of the election, from a file of 64 hexadecimal digits.
  func pepper(_ path: String, context: Context) throws -> SecretBytes {
    let text = try SecretFiles.read(path, limit: Self.maxPepperByteCount, disk: context.disk)
      .trimmedLine()
    let pepper = try SecretBytes(hex: text)
    guard let rule = definition.identity, try Token.pepperHash(pepper) == rule.pepper else {
      throw UsageError(
        "this is not the pepper of this election", command: context.parsed.command.name)
    }
    return pepper
  }

  /// The token of one line.
  ///
  /// - Throws: `IdentityError` where there are not as many fields as the definition names, or one
  ///   of them holds something else than an identity may.
  func token(_ line: String, number: Int, pepper: borrowing SecretBytes) throws -> Digest {
    let names = definition.identity?.fields ?? []
    let separator: Character = line.contains("\t") ? "\t" : ","
    let fields = line.split(separator: separator, omittingEmptySubsequences: false)
      .map(String.init)
    guard fields.count == names.count else {
      throw IdentityError(
        line: number,
        problem: "\(Plural.of(fields.count, "field")), needed are \(names.joined(separator: ", "))")
    }
    do {
      return try Token.make(identity: Token.normalise(fields: fields), pepper: pepper)
    } catch { throw IdentityError(line: number, problem: error.report.message) }
  }
}

/// What is wrong with an identity, which is never shown.
struct IdentityError: ReportedError, Equatable {
  let line: Int
  let problem: Message

  var report: Report {
    Report(
      .refused, code: "identity", problem, place: "line \(line)",
      advice: "one identity a line, its fields in the definition's order with commas between them")
  }
}
