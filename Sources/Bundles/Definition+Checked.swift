import Cryptography
package import Election
import Mixnet
import Words

extension Definition {
  /// Reads a definition of either format, with keys that can be used.
  ///
  /// - Throws: `DefinitionError`.
  package init(checked file: [UInt8]) throws(DefinitionError) {
    try self.init(file: file, keys: .checked, formats: Format.allCases)
    guard format == .verifiable else { return }
    do throws(KeysFault) {
      _ = try CountKeys(self, file: file)
    } catch {
      let problem = error.officer.map { "\($0): \(error.problem)" } ?? error.problem
      throw DefinitionError([Violation(path: "$.keys", problem: problem)])
    }
  }

  /// How many officers sign the definition itself: all of a verifiable one, of whom each says that
  /// the share fits.
  package var definitionSigners: Int {
    format == .verifiable ? officers.count : quorum.sign
  }

  /// Bytes of a sealed ballot of a style; that of another election's where there is none.
  package func sealedByteCount(style: String) -> Int {
    switch format {
    case .sealed: ballotByteCount + BoxPublicKey.overhead
    case .verifiable:
      BallotLayout.byteCount(points: self.style(style).map { points(of: $0).reduce(0, +) } ?? 0)
    }
  }
}
