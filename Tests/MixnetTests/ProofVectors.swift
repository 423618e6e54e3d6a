import Cryptography
import Election
import Encoding
import Foundation
import Mixnet
import TestSupport
import Testing

/// An election with proofs that the reference implementation made, with every value on the way.
struct ProofVectors: Sendable, CustomTestStringConvertible {
  static let root = "\(Peer.packageRoot)/Tests/Vectors/verifiable"
  static let all = ["", "three", "rehearsal"]

  let folder: String
  let package: String
  let intermediate: JSON
  let secrets: JSON
  let definition: Definition
  let keys: CountKeys
  let context: ProofContext

  var testDescription: String { folder.isEmpty ? "the package" : folder }

  init(_ folder: String) throws {
    self.folder = folder
    let path = "\(Self.root)/\(folder)"
    package = "\(path)/package"
    intermediate = try JSON.parse(draft: Self.read("\(path)/intermediate.json"))
    secrets = try JSON.parse(draft: Self.read("\(path)/secrets.json"))
    let file = try Self.read("\(package)/election.json")
    definition = try Self.definition(file)
    keys = try CountKeys(definition, file: file)
    context = ProofContext(
      election: Digest.of(file), key: keys.key, isRehearsal: folder == "rehearsal")
  }

  static func read(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  static func definition(_ file: [UInt8]) throws -> Definition {
    try Definition(
      file: file,
      keys: KeyCheck(
        isSigningKey: { (try? SigningPublicKey(text: $0)) != nil },
        isSealingKey: { (try? BoxPublicKey(base64: $0)) != nil }),
      formats: [.verifiable])
  }

  /// The lists that have ballots, with their plans.
  func lists() throws -> [VectorList] {
    let counted = try counted()
    var lists: [VectorList] = []
    try definition.forEachList { plan throws in
      let values = try #require(intermediate["lists"]?["\(plan.name)"])
      let entries = try entries(of: plan, counted)
      #expect(values["width"]?.integer == plan.width)
      #expect(values["ballots"]?.integer == entries.count / (2 * plan.width))
      lists.append(VectorList(plan: plan, entries: entries, values: values))
    }
    return lists
  }

  /// The tracking codes that tracking.txt calls counted.
  private func counted() throws -> Set<Digest> {
    let lines = String(decoding: try Self.read("\(package)/tracking.txt"), as: UTF8.self)
      .split(separator: "\n").filter { $0.hasSuffix(" counted") }
    return Set(lines.compactMap { Digest(hex: $0.prefix(64)) })
  }

  private func entries(of plan: ListPlan, _ counted: Set<Digest>) throws -> [Point] {
    let style = try #require(definition.style(plan.name.style))
    let check = BallotCheck(
      context, collector: plan.name.collector, style: style.id,
      points: definition.points(of: style).reduce(0, +))
    let manifests = try FileManager.default.contentsOfDirectory(atPath: "\(package)/manifests")
      .filter { $0.hasSuffix(".json") }
      .map { name in
        (name, try JSON.parse(canonical: Self.read("\(package)/manifests/\(name)")))
      }
      .filter {
        $0.1["collector"]?.string == plan.name.collector && $0.1["style"]?.string == style.id
      }
      .sorted { ($0.1["sequence"]?.integer ?? 0) < ($1.1["sequence"]?.integer ?? 0) }
    var entries: [Point] = []
    for (name, _) in manifests {
      let file = try Self.read("\(package)/ballots/\(name.dropLast(5)).sealed")
      for start in stride(from: 0, to: file.count, by: check.byteCount) {
        let ballot = Array(file[start..<start + check.byteCount])
        guard counted.contains(Digest.of(ballot)), let all = check.ciphertexts(ballot.span) else {
          continue
        }
        entries += all[2 * plan.offset..<2 * (plan.offset + plan.width)]
      }
    }
    return entries
  }

  /// The numbers of the officers who open, ascending.
  func members(_ list: VectorList) -> [Int] {
    (list.values.object?.keys ?? []).filter { $0.hasPrefix("open.") }
      .compactMap { keys.draft.number(of: String($0.dropFirst(5))) }.sorted()
  }
}

/// A list of the vectors and what is known of it.
struct VectorList: Sendable {
  let plan: ListPlan
  let entries: [Point]
  let values: JSON

  var count: Int { entries.count / (2 * plan.width) }

  /// The files of its mixes, in their order: number, officer, file.
  func mixes(_ vectors: ProofVectors) throws -> [(number: Int, officer: Int, file: String)] {
    try (values["at"]?.object?.keys ?? []).filter { $0.hasPrefix("mix-") }.map { file in
      let parts = file.split(separator: ".", maxSplits: 1)
      let officer = String(parts[1].dropLast(4))
      let number = try #require(Int(parts[0].dropFirst(4)))
      return (number, try #require(vectors.keys.draft.number(of: officer)), file)
    }.sorted { $0.number < $1.number }
  }

  /// The section of the list in a proof file.
  func section(_ file: String, byteCount: Int, _ vectors: ProofVectors) throws -> [UInt8] {
    let start = try #require(values["at"]?[file]?.integer)
    return Array(
      try ProofVectors.read("\(vectors.package)/proof/\(file)")[start..<start + byteCount])
  }
}

/// Values of the vectors.
enum Value {
  static func bytes(_ json: JSON?) throws -> [UInt8] {
    try #require(json?.string.flatMap { Hex.decode($0) })
  }

  static func point(_ json: JSON?) throws -> Point {
    let encoding = try #require(GroupBytes(bytes(json)))
    return encoding == .zero ? .identity : try #require(Point(encoding))
  }

  static func scalar(_ json: JSON?) throws -> Scalar {
    let encoding = try #require(GroupBytes(bytes(json)))
    return try #require(Scalar(encoding))
  }

  static func points(_ json: JSON?) throws -> [Point] {
    try #require(json?.array).map { try point($0) }
  }

  static func scalars(_ json: JSON?) throws -> [Scalar] {
    try #require(json?.array).map { try scalar($0) }
  }

  /// Secrets that are none.
  static func secrets(_ scalars: [Scalar], room: Int = 0) throws -> SecretScalars {
    var secrets = try SecretScalars(count: scalars.count + room)
    for (place, scalar) in scalars.enumerated() { secrets.set(place, to: scalar) }
    return secrets
  }
}
