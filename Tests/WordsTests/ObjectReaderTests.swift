import Encoding
import Testing
import Words

@Suite("Reading an object key by key")
struct ObjectReaderTests {
  private func violations(_ json: JSON, _ body: (ObjectReader) -> Void) -> [String] {
    let violations = Violations()
    let reader = ObjectReader(json, violations: violations)
    body(reader)
    reader.finish()
    return violations.list.map(\.description)
  }

  @Test("everything that is right is given, and nothing noted")
  func right() {
    let digest = String(repeating: "0f", count: 32)
    let found = violations([
      "i": "a-1", "d": .string(digest), "t": "1970-01-01T00:00:01Z", "n": 7, "b": true, "z": nil,
      "o": ["k": 1], "l": [["k": 2]], "s": ["x", "y"],
    ]) { reader in
      #expect(reader.identifier("i") == "a-1")
      #expect(reader.digest("d")?.description == digest)
      #expect(reader.timestamp("t")?.seconds == 1)
      #expect(reader.integer("n", in: 0...7) == 7)
      #expect(reader.bool("b") == true)
      #expect(reader.isNull("z"))
      #expect(reader.object("o")?.integer("k", in: 1...1) == 1)
      #expect(reader.objects("l").map { $0.integer("k", in: 2...2) } == [2])
      #expect(reader.strings("s") == ["x", "y"])
      #expect(reader.optional("none") == nil)
      #expect(reader.keys == ["b", "d", "i", "l", "n", "o", "s", "t", "z"])
    }
    #expect(found.isEmpty)
  }

  @Test("everything that is wrong is noted with its path, and what nobody asked for")
  func wrong() {
    let found = violations([
      "i": "A", "d": "0f", "t": "now", "n": 8, "b": 1, "o": [], "l": [1, [:]], "s": ["x", 1],
      "extra\n": 1,
    ]) { reader in
      #expect(reader.identifier("i") == nil)
      #expect(reader.digest("d") == nil)
      #expect(reader.timestamp("t") == nil)
      #expect(reader.integer("n", in: 0...7) == nil)
      #expect(reader.bool("b") == nil)
      #expect(!reader.isNull("b"))
      #expect(reader.object("o") == nil)
      #expect(reader.objects("l").map { $0.string("k") } == [nil, nil])
      #expect(reader.strings("s") == ["x"])
      #expect(reader.string("gone") == nil)
    }
    #expect(
      found == [
        "$.i: not an identifier ([a-z0-9][a-z0-9._-]{0,63})",
        "$.d: not a hash of 64 lower-case hexadecimal digits",
        "$.t: not a time like 2017-03-19T22:00:00+08:00", "$.n: not an integer from 0 to 7",
        "$.b: neither true nor false", "$.o: not an object", "$.l[0]: not an object",
        "$.l[1].k: missing", "$.s[1]: not a string", "$.gone: missing",
        "$.extra\\u{a}: unknown here: is it misspelt?",
      ])
  }

  @Test("of what is no object nothing more is said")
  func noObject() {
    #expect(violations([1]) { _ = $0.string("a") } == ["$: not an object"])
  }
}
