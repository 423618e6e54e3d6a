import Bundles
import Cryptography
import Election
import Encoding
import Storage
import TestSupport
import Testing

@Suite("Tables of ballots, and sealing them")
struct BallotTableTests {
  private let definition: Definition
  private let style: Style

  init() throws {
    definition = try Definition(file: VectorElection.bytes("election.json"), keys: .checked)
    style = try #require(definition.styles.first { $0.id == "east" })
  }

  private func table(_ text: String, kind: BundleKind = .ballots) throws -> BallotTable {
    try BallotTable(
      csv: Array(text.utf8), definition: definition, style: style, kind: kind,
      pepper: SecretBytes(count: 0))
  }

  private static let token = String(repeating: "ab", count: 32)
  private static let header = "token,cast,chief,council,committee\n"
  private static let time = "2017-03-11T12:00:00+08:00"

  @Test("choices become the bytes that the format says")
  func choices() throws {
    let table = try table(
      Self.header
        + "\(Self.token),\(Self.time),tsang:support lam:oppose woo:abstain,c2,d1 d7\n"
        + "\(Self.token),\(Self.time),,,\n" + "\(Self.token),\(Self.time),woo:oppose,c1 c2,d3\n")
    #expect(table.entries.count == 3)
    let marks = table.vectors.map { Array($0.prefix(18)) }
    #expect(marks[0] == [1, 0, 1, 1, 2, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1])
    #expect(marks[1] == [1, 0, 1] + [UInt8](repeating: 0, count: 15))
    #expect(marks[2] == [1, 0, 1, 0, 0, 2, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])
    #expect(table.vectors.allSatisfy { $0.count == definition.ballotByteCount })
  }

  @Test(
    "what is wrong is refused with its line",
    arguments: [
      ("token,cast,chief,council\n", 1), ("token,cast,chief,council,committee,extra\n", 1),
      ("cast,chief,council,committee\n", 1), ("", 1),
      (header + "\(token),\(time),tsang,,\n", 2), (header + "\(token),\(time),tsang:like,,\n", 2),
      (header + "\(token),\(time),,c9,\n", 2), (header + "\(token),\(time),,c1:support,\n", 2),
      (header + "\(token),\(time),,c1 c1,\n", 2), (header + "\(token),noon,,,\n", 2),
      (header + "\(token),\(time)..2017-03-10T12:00:00+08:00,,,\n", 2),
      (header + "abc,\(time),,,\n", 2), (header + "\(token),\(time),,,\n\(token),\(time),,\n", 3),
    ])
  func wrong(_ text: String, _ line: Int) throws {
    let error = #expect(throws: TableError.self) { try table(text) }
    #expect(error?.line == line)
  }

  @Test("a roll needs no times and a register no contests")
  func otherKinds() throws {
    #expect(try table("token\n\(Self.token)\n", kind: .roll).entries.count == 1)
    let register = try table("token,cast\n\(Self.token),\(Self.time)\n", kind: .register)
    #expect(register.period?.from == register.period?.to)
    #expect(throws: TableError.self) { try table("token\n\(Self.token)\n", kind: .register) }
  }

  @Test("ballots are sealed in an order that tells nothing, and each opens to its marks")
  func sealed() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<600).map { number in
      let hex = String(number, radix: 16)
      let token = String(repeating: "0", count: 64 - hex.count) + hex
      return "\(token),\(Self.time),tsang:support,c\(number % 5 + 1),d1 d2 d3\n"
    }
    let table = try table(Self.header + rows.joined())
    let collector = try #require(definition.collectors.first { $0.id == "web" })
    _ = try BundleWriter(
      definition: definition, election: .of(VectorElection.bytes("election.json")),
      disk: LiveDisk()
    ).write(
      table.entries, vectors: table.vectors,
      plan: BundleWriter.Plan(
        collector: collector, sequence: 1, previous: nil, isFinal: true, kind: .ballots,
        style: "east", from: definition.polls.opens, to: definition.polls.closes),
      key: VectorElection.key("web"), to: folder.path("bundle"))
    let bytes = try #require(folder.read("bundle/ballots.sealed"))
    let size = definition.ballotByteCount + BoxPublicKey.overhead
    let ballots = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<$0 + size]) }
    #expect(ballots.count == 600)
    #expect(zip(ballots, ballots.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    let secret = try VectorElection.bytes("keys/count.secret")
    let key = try BoxKey(file: secret.span)
    var counts: [[UInt8]: Int] = [:]
    for ballot in ballots {
      let opened = try key.open(ballot.span)
      counts[opened.withBytes { marks in (0..<marks.count).map { marks[$0] } }, default: 0] += 1
    }
    #expect(counts == Dictionary(uniqueKeysWithValues: table.vectors.map { ($0, 120) }))
  }
}

@Suite("Manifests")
struct ManifestTests {
  @Test("every manifest of the vectors is written again as it was read")
  func roundTrip() throws {
    for folder in VectorElection.media {
      let name = String(folder.dropFirst(VectorElection.path.count + 1)) + "/manifest.json"
      let bytes = try VectorElection.bytes(name)
      #expect(try Manifest(file: bytes).file == bytes)
    }
  }

  @Test("a size that no file has is no size", arguments: [Int.max, Int.max / 48, 1 << 60, -1])
  func hugeCounts(_ count: Int) {
    #expect(IdentityOpener.byteCount(records: count, recipients: 2) == nil)
  }

  @Test(
    "the length of a section follows from its count",
    arguments: [(0, 201), (1, 249), (1_365, 65_721), (1_366, 65_786), (2_730, 131_258)])
  func lengths(_ count: Int, _ length: Int) {
    #expect(IdentityOpener.byteCount(records: count, recipients: 2) == length)
  }
}
