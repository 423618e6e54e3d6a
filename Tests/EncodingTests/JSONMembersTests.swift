import Testing

@testable import Encoding

@Suite("The members of an object")
struct JSONMembersTests {
  /// A small generator, so that a failure comes again.
  struct Steps: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state
    }
  }

  @Test("behave as a table does, whatever is set and taken out", arguments: UInt64(1)...20)
  func table(seed: UInt64) {
    var steps = Steps(state: seed)
    var members = JSON.Members()
    var table: [String: JSON] = [:]
    for number in 0..<200 {
      let key = "k\(steps.next() >> 40 % 24)"
      let value: JSON? = steps.next() >> 40 % 3 == 0 ? Optional.none : .integer(number)
      members[key] = value
      table[key] = value
      #expect(members[key] == value)
    }
    #expect(members.keys == table.keys.sorted())
    #expect(members.values == table.keys.sorted().compactMap { table[$0] })
    #expect(JSON.object(members) == .object(table))
    #expect((0..<24).allSatisfy { members["k\($0)"] == table["k\($0)"] })
  }

  @Test("a member that is null is there, one that is missing is not")
  func null() {
    let members: JSON.Members = ["a": nil]
    #expect(members["a"] == JSON.null)
    #expect(members["b"] == Optional.none)
    #expect(members.count == 1)
  }

  @Test("of two with one key the last holds, and what is merged in wins where it is to")
  func twice() {
    let members = JSON.Members([("b", 1), ("a", 2), ("b", 3)])
    #expect(members == ["a": 2, "b": 3])
    #expect(members.merging(["b": 4, "c": 5]) { $1 } == ["a": 2, "b": 4, "c": 5])
    #expect(members.merging(["b": 4, "c": 5]) { one, _ in one } == ["a": 2, "b": 3, "c": 5])
  }

  @Test(
    "an object is the same bytes whether it is written at once or piece by piece",
    arguments: ["a", "m", "z"])
  func pieces(key: String) {
    let elements: [JSON] = [1, "x\n", ["k": nil], [], true]
    let others: JSON.Members = ["b": "é\"", "n": [-1, false]]
    var whole = others
    whole[key] = .array(elements)
    var writer = CanonicalWriter()
    writer.add(others, key) { $0.add(elements) { $0.add($1) } }
    #expect(writer.finished() == JSON.object(whole).canonical)
  }
}
