import TestSupport
import Testing

@Suite("The second audit, which was written from the pages alone")
struct SecondAuditTests {
  @Test("says of packages of random elections, good and tampered with, what verify says")
  func randomElections() throws {
    // `make torture` tries hundreds.
    let compared = try Peer.run(
      Peer.python,
      [
        "\(Peer.packageRoot)/Tests/Peers/compare_audits.py", Binary.path, "--tamperings", "12", "3",
      ])
    #expect(compared.status == 0, "\(compared.stdout)\(compared.stderr)")
    #expect(compared.stdout.contains("packages audited alike"))
  }
}
