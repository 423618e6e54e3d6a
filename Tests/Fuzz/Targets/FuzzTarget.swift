import Words

/// What a fuzzer throws any bytes at: one parser, and what must hold of whatever it accepts.
package struct FuzzTarget: Sendable {
  package let name: String
  /// The largest input that is worth trying, in bytes.
  package let maxByteCount: Int
  /// Whether the input was accepted.
  ///
  /// - Throws: `BrokenProperty`; a refusal is no error.
  package let run: @Sendable ([UInt8]) throws -> Bool
  /// Inputs that are accepted, where no file of the repository is one.
  package let seeds: @Sendable () throws -> [[UInt8]]

  init(
    _ name: String, maxByteCount: Int = 8_192,
    seeds: @escaping @Sendable () throws -> [[UInt8]] = { [] },
    _ run: @escaping @Sendable ([UInt8]) throws -> Bool
  ) {
    self.name = name
    self.maxByteCount = maxByteCount
    self.run = run
    self.seeds = seeds
  }

  /// All of them, in the order in which `make fuzz` runs them.
  package static let all: [FuzzTarget] =
    [canary] + encodings + definitions + sheets + secrets + records + proofs + officers + packages
    + pictures

  /// A target in which there is something to be found: a fuzzer that does not find it is none.
  package static let canary = FuzzTarget("canary", maxByteCount: 64) { bytes in
    // One after the other, so that each right byte is an edge that was not there before.
    guard bytes.count > 4, bytes[0] == UInt8(ascii: "{") else { return false }
    guard bytes[1] == UInt8(ascii: "b") else { return true }
    guard bytes[2] == UInt8(ascii: "i") else { return true }
    guard bytes[3] == UInt8(ascii: "r") else { return true }
    try check(bytes[4] != UInt8(ascii: "d"), "the canary sings")
    return true
  }
}

/// What must hold of whatever is accepted, and does not.
package struct BrokenProperty: Error, CustomStringConvertible {
  package let description: String
}

func check(_ condition: Bool, _ property: @autoclosure () -> String) throws(BrokenProperty) {
  guard condition else { throw BrokenProperty(description: property()) }
}

/// What `body` gives, or nil where it refuses; which it must do in the same way every time.
func twice<T: Equatable>(_ body: () throws -> T) throws(BrokenProperty) -> T? {
  let outcomes = [attempt(body), attempt(body)]
  try check(outcomes[0].value == outcomes[1].value, "the second reading gives something else")
  try check(
    outcomes[0].refusal == outcomes[1].refusal,
    "refused as \(outcomes[0].refusal ?? "-"), then as \(outcomes[1].refusal ?? "-")")
  if let refusal = outcomes[0].refusal {
    try check(
      !refusal.unicodeScalars.contains { SafeText.isHostile($0) && $0 != "\n" },
      "the refusal has control characters: \(SafeText.escaped(refusal))")
  }
  return outcomes[0].value
}

private func attempt<T: Equatable>(_ body: () throws -> T) -> (value: T?, refusal: String?) {
  do {
    return (try body(), nil)
  } catch let error as any ReportedError {
    let report = error.report
    let parts = [report.message, report.place ?? "", report.advice ?? ""] + report.details
    return (nil, ([report.code] + parts.map(\.english)).joined(separator: "\n"))
  } catch { return (nil, "\(error)") }
}
