import TestSupport
import Testing

@Suite("The second audit, which was written from the pages alone")
struct SecondAuditTests {
  // `make torture` tries hundreds. In the last two no ballot counts, so that nothing is mixed twice,
  // and a contest has no options.
  @Test(
    "says of packages of random elections, good and tampered with, what verify says",
    arguments: [
      ["--tamperings", "12", "3"], ["--verifiable", "--tamperings", "3", "1"],
      ["--verifiable", "7", "9"],
    ])
  func randomElections(options: [String]) throws {
    let compared = try Peer.run(
      Peer.python, ["\(Peer.packageRoot)/Tests/Peers/compare_audits.py", Binary.path] + options)
    #expect(compared.status == 0, "\(compared.stdout)\(compared.stderr)")
    #expect(compared.stdout.contains("packages audited alike"))
  }
}
