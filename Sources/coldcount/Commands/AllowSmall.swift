import Console
import Election
import Encoding
import Record
import Words
import Workspace

/// `coldcount allow small`: an officer's yes to one opening that tells few ballots apart.
extension Context {
  func allowSmall() throws -> Int32 {
    let number = { (option: String) throws(UsageError) -> Int in
      guard let number = Int(try self.required(option)), number > 0 else {
        throw UsageError("\(option) is a number from 1 on", command: "allow")
      }
      return number
    }
    guard let tracking = Digest(hex: try required("--tracking")) else {
      throw UsageError("--tracking is a hash of 64 hexadecimal digits", command: "allow")
    }
    let groups = SmallGroups(
      count: try number("--groups"), smallest: try number("--smallest"), tracking: tracking)
    let workspace = try workspace(writing: true)
    let signer = try signer(of: .smallAllowed, in: workspace)
    try workspace.record(.proof(.smallAllowed(groups)), signer: signer)
    let given = workspace.state.proofs.allowing(groups).sorted()
    let needed = workspace.definition.quorum.sign
    try answer(
      [
        "act": "small", "officers": .array(given.map { .string($0) }),
        "needed": .integer(needed),
      ], text("small: allowed by \(given.joined(separator: ", ")), \(needed) needed") + "\n")
    return 0
  }
}
