import Cryptography
import Encoding
import Foundation
import TestSupport
import Testing

@Suite("A ceremony of which nobody ever has the key")
struct CeremonyCommandTests {
  private static let officers = ["officer-a", "officer-b", "officer-c"]

  /// What a command of an officer is called with, keys and all.
  private func line(_ act: String, _ officer: String, _ room: ProofRoom) -> [String] {
    ["ceremony", act, room.ceremony] + room.signer(officer)
      + (act == "take" ? room.taking(officer) : [])
  }

  @Test("Each officer deals and takes, and the words of any two open what is sealed")
  func whole() throws {
    let room = try ProofRoom()
    try room.begin()
    var told: JSON = nil
    for officer in Self.officers {
      let early = try Binary.run(line("take", officer, room))
      #expect(early.status == 1 && early.stderr.contains("[missing-file]"), "\(early)")
      #expect(early.stderr.contains("next: have everyone deal first"), "\(early)")
      told = try Binary.json(line("deal", officer, room))
      let again = try Binary.run(line("deal", officer, room))
      #expect(again.status == 1 && again.stderr.contains("[dealt]"), "\(again)")
    }
    #expect(told["missing"] == [])
    let words = try Self.officers.map { officer in
      let taken = try Binary.run(line("take", officer, room))
      #expect(taken.status == 0, "\(taken)")
      #expect(taken.stderr.contains("the election is not made yet") == (officer != "officer-c"))
      return String(taken.stdout.split(separator: "\n")[1])
    }
    // Another implementation reads the words, and puts the key together as nobody ever does.
    let proved = try Peer.run(
      Peer.python,
      [
        "-c",
        """
        import sys; sys.path.insert(0, sys.argv[1])
        import base64, itertools, json
        from proofs_group import _call
        from shamir_mnemonic import combine_mnemonics
        keys = json.load(open(sys.argv[2]))["keys"]
        q = 2**252 + 27742317777372353535851937790883648493
        x = {i: int.from_bytes(combine_mnemonics([w]), "little") for i, w in enumerate(sys.argv[3:], 1)}
        for i, j in itertools.combinations(x, 2):
            whole = (x[i] * j * pow(j - i, -1, q) + x[j] * i * pow(i - j, -1, q)) % q
            point = _call("crypto_scalarmult_ristretto255_base", 32, whole.to_bytes(32, "little"))[1]
            assert point == base64.b64decode(keys["count"]), (i, j)
        print("ok")
        """, "\(Peer.packageRoot)/Tests/Peers", "\(room.ceremony)/election.json",
      ] + words)
    #expect(proved.stdout == "ok\n", "\(proved)")
    let check = try Binary.run(
      ["ceremony", "check", room.ceremony, "--as", "officer-b", "--box", room.box("officer-b")])
    #expect(check.stdout == "ok\n", "\(check)")
  }

  @Test("What does not fit is refused with who dealt it, and nothing is signed")
  func refused() throws {
    let room = try ProofRoom()
    try room.begin()
    for officer in Self.officers { try Binary.succeed(line("deal", officer, room)) }
    let manager = FileManager.default
    let deal = "\(room.ceremony)/deal.officer-b.json"
    let kept = try String(contentsOfFile: deal, encoding: .utf8)
    try (kept + " ").write(toFile: deal, atomically: true, encoding: .utf8)
    let changed = try Binary.run(line("take", "officer-a", room))
    #expect(changed.status == 1, "\(changed)")
    #expect(changed.stderr.contains("[signature]\n  at officer-b"), "\(changed)")
    try kept.write(toFile: deal, atomically: true, encoding: .utf8)
    let other = try String(contentsOfFile: "\(room.ceremony)/draft.json", encoding: .utf8)
    try other.write(
      toFile: "\(room.ceremony)/election.json", atomically: true, encoding: .utf8)
    let draft = try Binary.run(line("take", "officer-a", room))
    #expect(draft.status == 1 && draft.stderr.contains("[deals]"), "\(draft)")
    let names = try manager.contentsOfDirectory(atPath: room.ceremony)
    #expect(!names.contains { $0.hasPrefix("share.") || $0.hasPrefix("election.json.") })
  }

  @Test("A deal that broke off before it was signed is dealt anew")
  func brokenOff() throws {
    let room = try ProofRoom()
    try room.begin()
    let deal = "\(room.ceremony)/deal.officer-a.json"
    try Binary.succeed(line("deal", "officer-a", room))
    let first = try String(contentsOfFile: deal, encoding: .utf8)
    let signature = try String(contentsOfFile: "\(deal).minisig", encoding: .utf8)
    #expect(signature.contains("trusted comment: coldcount ceremony question officer-a\n"))
    try FileManager.default.removeItem(atPath: "\(deal).minisig")
    try Binary.succeed(line("deal", "officer-a", room))
    #expect(try String(contentsOfFile: deal, encoding: .utf8) != first)
  }

  @Test("The ceremony takes no draft of the other format, and warns of a key that needs everybody")
  func formats() throws {
    let room = try ProofRoom()
    let samples = "\(Peer.packageRoot)/samples/referendum-2017/draft.json"
    for (line, told) in [
      (
        ["ceremony", "begin", samples, "--to", room.ceremony],
        "next: hold that ceremony: coldcount ceremony DRAFT"
      ),
      (
        ["ceremony", "\(room.path)/draft.json", "--to", room.ceremony] + room.passphrase,
        "next: begin that ceremony: coldcount ceremony begin DRAFT"
      ),
    ] {
      let output = try Binary.run(line)
      #expect(output.status == 1 && output.stderr.contains(told), "\(output)")
    }
    let good = try Binary.run(["draft", "check", "\(room.path)/draft.json"])
    #expect(good.stdout.contains("coldcount ceremony begin"), "\(good)")
    for command in [["draft", "check"], ["ceremony"], ["ceremony", "begin"]] {
      let to = command.first == "ceremony" ? ["--to", room.ceremony] : []
      let folder = try Binary.run(command + [room.path] + to)
      #expect(folder.status == 1 && folder.stderr.contains("a draft is a file"), "\(folder)")
      #expect(folder.stderr.contains("\(room.path)/draft.json"), "\(folder)")
    }
    #expect(!FileManager.default.fileExists(atPath: room.ceremony))
    for open in [2, 3] {
      let bytes = try Data(contentsOf: URL(filePath: "\(room.path)/draft.json"))
      var draft = try #require(JSON.parse(draft: Array(bytes)).object)
      draft["quorum"] = ["open": .integer(open), "sign": 2]
      let file = "\(room.path)/\(open).json"
      try Data(JSON.object(draft).canonical).write(to: URL(filePath: file))
      let begun = try Binary.run(["ceremony", "begin", file, "--to", "\(room.path)/of-\(open)"])
      #expect(begun.status == 0, "\(begun)")
      #expect(begun.stderr.contains("the end of all sealed votes") == (open == 3), "\(begun)")
    }
  }
}
