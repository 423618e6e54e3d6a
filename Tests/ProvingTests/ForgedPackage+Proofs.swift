import Cryptography
import Encoding
import Foundation
import TestSupport
import Testing

extension ForgedPackage {
  /// Changes the data of the last line with this event.
  func editLast(
    _ event: String, _ change: @escaping (inout JSON.Members) throws -> Void
  ) throws {
    try rewrite { entries in
      let index = try #require(entries.lastIndex { $0.event == event })
      var data = try #require(entries[index].data.object)
      try change(&data)
      entries[index].data = .object(data)
    }
  }

  /// Takes out the last lines with this event.
  func removeLast(_ event: String, _ count: Int = 1) throws {
    try rewrite { entries in
      for _ in 0..<count {
        entries.remove(at: try #require(entries.lastIndex { $0.event == event }))
      }
    }
  }

  /// Has an officer tell of ceremonies that were ended, of which some had signed these definitions.
  func remember(_ definitions: [JSON], at index: Int) throws {
    try rewrite { entries in
      let at = try #require(entries.first).at
      for definition in definitions {
        entries.insert(
          .init(
            at: at, by: "officer-a", event: "ceremony-abandoned",
            data: ["dealer": "officer-b", "officer": "officer-c", "hash": definition]), at: index)
      }
    }
  }

  func removeSigned(_ name: String) throws {
    try remove(name)
    try remove("\(name).minisig")
  }

  var otherOpening: String {
    get throws { "openings/\(try #require(names(in: "openings").first))" }
  }

  /// Changes the hashes of proofs that the result names.
  func editNamedProofs(_ change: ([JSON]) -> [JSON]?) throws {
    try edit("result.json") { members in
      var inputs = try #require(members["inputs"]?.object)
      inputs["proof"] = change(try #require(inputs["proof"]?.array)).map { .array($0) }
      members["inputs"] = .object(inputs)
    }
  }

  /// Flips a bit of the last byte but 31.
  func flip(_ name: String) throws {
    var bytes = try bytes(name)
    bytes[bytes.count - 32] ^= 1
    try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
  }
}
