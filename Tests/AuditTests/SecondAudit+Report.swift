import Audit
import Encoding
import TestSupport
import Testing

extension SecondAudit {
  /// Expects that the second audit says the same of a package as the first, check by check; gives
  /// what it says.
  @discardableResult
  static func expectSame(
    _ report: AuditReport, _ path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSON {
    let second = try audit(path)
    #expect(difference(report.json, second) == nil, "\(path)", sourceLocation: sourceLocation)
    return second
  }

  /// The same where the bundles in a folder were compared with the tracking list, word for word in
  /// what no check sees.
  static func expectSame(
    _ report: AuditReport, _ path: String, bundles: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let answer = try Peer.run(
      Peer.python,
      ["\(Peer.packageRoot)/Tests/Peers/audit.py", "--json", "--bundles", bundles, path])
    let second = try JSON.parse(canonical: Array(answer.stdout.utf8))
    #expect(difference(report.json, second) == nil, "\(path)", sourceLocation: sourceLocation)
    #expect(report.json["limits"] == second["limits"], sourceLocation: sourceLocation)
    let compared = [report.json, second].map { audit in
      audit["checks"]?.array?.first { $0["id"] == "tracking" }
    }
    #expect(
      compared[0]?["compared"] == compared[1]?["compared"], sourceLocation: sourceLocation)
  }
}
