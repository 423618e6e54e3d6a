import Bundles
import Cryptography
import Election
import Encoding
import Foundation
import TestSupport
import Testing

@Suite("An election that is counted for a test")
struct ElectionRoomTests {
  @Test("made anew, is signed by its officers, opened by their shares, and gone with the test")
  func made() throws {
    let path: String
    do {
      let room = try ElectionRoom.petition()
      path = room.path
      let file = Array(try Data(contentsOf: URL(filePath: room.definition)))
      let definition = try Definition(file: file, keys: .checked)
      #expect(definition.officers.map(\.id) == ["officer-a", "officer-b"])
      #expect(definition.contests.map(\.id) == ["petition"])
      for officer in definition.officers {
        let signature = try MinisignSignature(
          file: Array(
            try Data(contentsOf: URL(filePath: "\(room.definition).\(officer.id).minisig"))
          ))
        try SigningPublicKey(text: officer.publicKey).verify(signature, file: file)
      }
      let shares = try definition.officers.map { officer in
        let words = try Data(contentsOf: URL(filePath: room.people.share(officer.id)))
        return try Share(words: Array(words).span)
      }
      let key = try BoxKey(secret: try Share.combine(shares))
      #expect(key.publicKey.base64 == definition.keys.count)
      let status = try Binary.json(["status"] + room.workspace)
      #expect(status["id"] == "petition")
      #expect(status["next"] == "import the bundles: coldcount import /media/...")
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("of the vectors, is counted with the paper that its people key, and holds")
  func vectors() throws {
    let room = try ElectionRoom.begun(officers: ["officer-a", "officer-c"])
    try room.fill()
    try room.key(.tied())
    #expect(try room.count("partial").status == 0)
    let result = try room.result("partial")
    #expect(result["accounts"]?.array?.first?["in-box"] == 32, "\(result)")
    let package = try room.package("partial")
    for officer in ["officer-a", "officer-c"] {
      #expect(FileManager.default.fileExists(atPath: "\(package)/B2SUMS.\(officer).minisig"))
    }
    #expect(try Binary.json(["verify", package])["holds"] == true)
  }

  @Test("a command that had to succeed says what it said")
  func refused() throws {
    let room = try ElectionRoom.begun()
    let refused = #expect(throws: ElectionRoom.Refused.self) { try room.amend(["restore 00"]) }
    #expect(refused?.description.contains("coldcount: ") == true)
    #expect(throws: ElectionRoom.Refused.self) { try room.begin() }
  }

  @Test("tables of paper have the columns that people bring")
  func tables() {
    var table = PaperTable()
    table.add(
      "b1", "c", at: "s2", papers: 3, PaperTable.judged(["x": [1, 2, 0]]), rejected: ["u": 1])
    table.account(at: "s2", issued: 5, unused: 2, inBox: 3, note: "two, torn")
    #expect(
      table.sheets == "station,batch,contest,item,count\ns2,b1,c,papers,3\ns2,b1,c,x:support,1\n"
        + "s2,b1,c,x:oppose,2\ns2,b1,c,x:abstain,0\ns2,b1,c,rejected:u,1\n")
    #expect(
      table.accounts == "station,issued,unused,spoilt,tendered,in-box,note\n"
        + "s2,5,2,0,0,3,\"two, torn\"\n")
  }
}
