import Bundles
import Cryptography
import Election
import Encoding
import Foundation
import TestSupport
import Testing

@Suite("An election that is made for a test")
struct MadeElectionTests {
  @Test("is signed by its officers, opened by their shares, and gone with the test")
  func made() throws {
    let path: String
    do {
      let room = try PetitionRoom()
      path = room.path
      let file = Array(try Data(contentsOf: URL(filePath: room.election.definition)))
      let definition = try Definition(file: file, keys: .checked)
      #expect(definition.officers.map(\.id) == ["officer-a", "officer-b"])
      #expect(definition.contests.map(\.id) == ["petition"])
      for officer in definition.officers {
        let signature = try MinisignSignature(
          file: Array(
            try Data(contentsOf: URL(filePath: "\(room.election.definition).\(officer.id).minisig"))
          ))
        try SigningPublicKey(text: officer.publicKey).verify(signature, file: file)
      }
      let shares = try room.election.shareWords.map { words in
        try Share(words: Array(words.utf8).span)
      }
      let key = try BoxKey(secret: try Share.combine(shares))
      #expect(key.publicKey.base64 == definition.keys.count)
      let status = try Binary.json(["status"] + room.workspace)
      #expect(status["id"] == "petition")
      #expect(status["next"] == "import the bundles: coldcount import /media/...")
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
