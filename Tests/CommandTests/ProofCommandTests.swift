import Encoding
import Foundation
import TestSupport
import Testing

@Suite("Commands for elections with proofs")
struct ProofCommandTests {
  static let root = "\(Peer.packageRoot)/Tests/Vectors/verifiable"

  @Test(
    "The program and a second implementation say the same of random elections, whole and altered")
  func agrees() throws {
    let output = try Peer.run(
      Peer.python,
      ["\(Peer.packageRoot)/Tests/Peers/compare_proofs.py", Binary.path, "--tamperings", "12"]
        + (1...6).map(String.init))
    #expect(output.status == 0, "\(output.stdout)\(output.stderr)")
    #expect(output.stdout.contains("ok "))
  }

  @Test("A package that holds is ok, one that does not has code, file, list and index")
  func verifies() throws {
    let holds = try Binary.run(["verify", "--proofs", "\(Self.root)/package"])
    #expect(holds.status == 0 && holds.stdout == "ok\n")
    let json = try Binary.json(["verify", "--proofs", "\(Self.root)/package", "--threads", "1"])
    #expect(json["ok"] == true && json["ballots"] == 35 && json["unreadable"] == 7)
    let folder = try TemporaryFolder()
    let path = folder.path("package")
    try FileManager.default.copyItem(atPath: "\(Self.root)/package", toPath: path)
    for name in ["mix-1.officer-a.bin", "mix-1.officer-a.bin.minisig"] {
      try FileManager.default.removeItem(atPath: "\(path)/proof/\(name)")
      try FileManager.default.copyItem(
        atPath: "\(Self.root)/refused/point-high-bit/proof/\(name)",
        toPath: "\(path)/proof/\(name)")
    }
    let refused = try Binary.run(["verify", "--proofs", path])
    #expect(refused.status == 1)
    #expect(
      refused.stdout.hasPrefix("point: proof/mix-1.officer-a.bin alpha/full/mayor 1\n"))
    let told = try Binary.run(["verify", "--proofs", path, "--json"])
    let object = try JSON.parse(draft: Array(told.stdout.utf8))
    #expect(told.status == 1 && object["ok"] == false && object["code"] == "point")
    #expect(object["file"] == "proof/mix-1.officer-a.bin" && object["index"] == 1)
    #expect(object["list"] == "alpha/full/mayor")
  }

  @Test(
    "What does not go together is said",
    arguments: [
      ["--rehearsal"], ["--threads", "none"], ["--proofs", "--form"],
      ["--proofs", "--threads", "0"],
      ["--proofs", "--threads", "x"], ["--proofs", "--binary", String(repeating: "0", count: 64)],
    ])
  func usage(options: [String]) throws {
    let output = try Binary.run(["verify", "\(Self.root)/package"] + options)
    #expect(output.status == 2 && output.stderr.contains("--"), "\(output)")
  }

  @Test("An officer's software says which dealer is wrong, and whose key it needs")
  func ceremony() throws {
    let secrets = try JSON.parse(
      draft: Array(try Data(contentsOf: URL(fileURLWithPath: "\(Self.root)/secrets.json"))))
    let folder = try TemporaryFolder()
    let box = try #require(secrets["boxes"]?["officer-b"]?.string.flatMap { Hex.decode($0) })
    let key = try folder.write(Base64.encode(box) + "\n", to: "officer-b.box")
    let line = ["--as", "officer-b", "--box", key]
    let holds = try Binary.run(["ceremony", "check", "\(Self.root)/ceremony"] + line)
    #expect(holds.status == 0 && holds.stdout == "ok\n", "\(holds)")
    let path = folder.path("ceremony")
    try FileManager.default.copyItem(atPath: "\(Self.root)/ceremony", toPath: path)
    for name in ["deal.officer-a.json", "deal.officer-a.json.minisig"] {
      try FileManager.default.removeItem(atPath: "\(path)/\(name)")
      try FileManager.default.copyItem(
        atPath: "\(Self.root)/ceremony-refused/share-wrong/\(name)", toPath: "\(path)/\(name)")
    }
    let refused = try Binary.run(["ceremony", "check", path] + line)
    #expect(refused.status == 1 && refused.stdout.hasPrefix("share: officer-a\n"), "\(refused)")
    let told = try Binary.run(["ceremony", "check", path, "--json"] + line)
    let object = try JSON.parse(draft: Array(told.stdout.utf8))
    #expect(object["code"] == "share" && object["dealer"] == "officer-a")
    try FileManager.default.removeItem(atPath: "\(path)/deal.officer-c.json")
    let missing = try Binary.run(["ceremony", "check", path] + line)
    #expect(missing.status == 1 && missing.stdout.hasPrefix("missing-file: officer-c\n"))
    for (officer, code) in [
      ("officer-a", "key-mismatch"), ("keeper", "role"), ("nobody", "person-unknown"),
    ] {
      let other = try Binary.run(
        ["ceremony", "check", path, "--as", officer, "--box", key])
      #expect(other.status == 1 && other.stderr.contains("[\(code)]"), "\(other)")
    }
  }

  @Test("A rehearsal takes no election with proofs, and a workspace none that not all signed")
  func formatOne() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("election")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    for name in ["", ".officer-a.minisig", ".officer-b.minisig"] {
      try FileManager.default.copyItem(
        atPath: "\(Self.root)/package/election.json\(name)", toPath: "\(path)/election.json\(name)")
    }
    let output = try Binary.run([
      "init", folder.path("count"), "--election", "\(path)/election.json", "--vault",
      folder.path("vault"),
    ])
    #expect(output.status == 1 && output.stderr.contains("2 of the 3 officers"), "\(output)")
  }
}
