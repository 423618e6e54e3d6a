import Cryptography
import Testing
import Words

@Suite("Reports of errors")
struct ReportTests {
  @Test(
    "The machine's failures are told apart from what is refused",
    arguments: [
      (.unavailable, .machine, "cryptography", nil),
      (.memory(byteCount: 1), .machine, "memory", nil),
      (.size(of: "a key", expected: 32, found: 1), .refused, "size", nil),
      (.tooLarge("a share", limit: 1), .refused, "size", nil),
      (.base64("the key"), .refused, "base64", nil),
      (.publicKey(problem: "x"), .refused, "public-key", nil),
      (.keyFile(line: 0, problem: "x"), .refused, "key-file", nil),
      (.keyFile(line: 2, problem: "x"), .refused, "key-file", "line 2"),
      (.passphrase, .refused, "passphrase", nil), (.cost("x"), .refused, "cost", nil),
      (.signatureFile(line: 3, problem: "x"), .refused, "signature", "line 3"),
      (.comment("x"), .refused, "comment", nil), (.otherSigner, .refused, "signature", nil),
      (.signature, .refused, "signature", nil), (.box, .refused, "box", nil),
      (.scratch, .machine, "scratch", nil),
      (.identities(.notForThisKey), .refused, "identities", nil),
      (.identities(.chunk(4)), .refused, "identities", "chunk 4"),
      (.identities(.chunkSize(4)), .refused, "identities", "chunk 4"),
      (.identities(.tag(4)), .refused, "identities", "chunk 4"),
      (.identities(.afterFinal), .refused, "identities", nil),
      (.share(.unknownWord(position: 7)), .refused, "share-word", "word 7"),
      (.share(.mixed(position: 2)), .refused, "share", "share 2"),
      (.share(.tooFew(found: 1, needed: 2)), .refused, "share", nil),
      (.wrapped([Violation(path: "$.kdf.mem", problem: "x")]), .refused, "wrapped", "$.kdf.mem"),
      (.wrapped([]), .refused, "wrapped", nil),
      (.identity(field: 2, character: 3), .refused, "identity", "field 2"),
      (.identity(field: 0, character: 0), .refused, "identity", nil),
    ] as [(CryptographyError, Report.Kind, String, String?)])
  func reports(error: CryptographyError, kind: Report.Kind, code: String, place: String?) {
    let report = error.report
    #expect(report.kind == kind && report.code == code && report.place?.english == place)
    #expect(!report.message.english.isEmpty && !report.message.english.hasSuffix("."))
  }
}
