import Encoding
import Testing

@Suite("Canonical JSON")
struct JSONTests {
  private func canonical(_ text: String) throws(JSONError) -> String {
    String(decoding: try JSON.parse(draft: Array(text.utf8)).canonical, as: UTF8.self)
  }

  /// The examples of RFC 8785 without its floating-point numbers, and its key of section 3.2.3
  /// that is ASCII.
  @Test(
    "is that of RFC 8785 with a newline",
    arguments: [
      (
        #"{ "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false] }"#,
        "{\"literals\":[null,true,false],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
      ),
      (#"{"b":1,"a":{"10":2,"9":1,"Z":[]}}"#, #"{"a":{"10":2,"9":1,"Z":[]},"b":1}"#),
      ("[56, {\"d\": true, \"10\": null, \"1\": [ ]}]", #"[56,{"1":[],"10":null,"d":true}]"#),
      (
        #"["\b\f\n\r\t\u0000\u001f\u007f"]"#.replacing("\\u0000", with: ""),
        "[\"\\b\\f\\n\\r\\t\\u001f\u{7F}\"]"
      ),
      (
        #"{"":{"peach":"This","péché":1}}"#.replacing("péché", with: "peche"),
        #"{"":{"peach":"This","peche":1}}"#
      ),
      ("\"\\ud83d\\ude00 曾俊華\"", "\"😀 曾俊華\""), ("1e2", "100"), ("1.0", "1"), ("-0", "0"),
      ("-0.0e5", "0"),
      ("120e-1", "12"), ("0.0125E+4", "125"), ("1e000000000000000000000000000000", "1"),
      ("0e99999999999999999999", "0"), ("9007199254740991", "9007199254740991"),
      ("-9007199254740991", "-9007199254740991"),
      (" null\n", "null"), ("{}", "{}"), ("[[[[]]]]", "[[[[]]]]"),
    ])
  func examples(text: String, expected: String) throws {
    let written = try canonical(text)
    #expect(written == expected + "\n")
    #expect(try JSON.parse(canonical: Array(written.utf8)).canonical == Array(written.utf8))
  }

  @Test("control characters are escaped as RFC 8785 says")
  func control() {
    let scalars = (0..<0x20).compactMap { Unicode.Scalar($0).map(Character.init) }
    let text = String(decoding: JSON.string(String(scalars)).canonical, as: UTF8.self)
    #expect(
      text == "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r"
        + "\\u000e\\u000f\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019"
        + "\\u001a\\u001b\\u001c\\u001d\\u001e\\u001f\"\n")
  }

  @Test(
    "what is no JSON of integers is refused",
    arguments: [
      "", " ", "{", "{a:1}", "'a'", "nul", "NaN", "Infinity", "1.5", "01",
      "+1",
      ".5", "1.", "9007199254740992", "-9007199254740992", "1e400", "1e16", "\"\\x\"", "\"\n\"",
      "\"\\ud800\"", "\"\\ud800\\u0041\"",
      "\"\\udc00\\ud800\"", "\"\\u00g0\"", "\"\\u00", "\"\\", "[1,]", "{\"a\":1,}", "[,1]", "[1 2]",
      "{\"a\" 1}", "{\"a\":1,\"a\":1}", "{\"a\":1,\"b\":2,\"\\u0061\":1}", "-", "1e", "1e+", "1e16",
      "1e-1",
      "12e-2", "1e99", "0.10000000000000000000000000001e1", "9007199254740991.5",
      "90071992547409910e-2",
      "\u{FEFF}1", "1 2", "// c\n1", "{\"é\":1}", "\"\0\"", "{\"a\"}", "[", "]",
      "\"",
    ])
  func refused(text: String) {
    #expect(throws: JSONError.self) { try canonical(text) }
  }

  @Test(
    "what is not UTF-8 is refused with its offset",
    arguments: [
      ([0x22, 0xFF, 0x22], 1), ([0x22, 0xC0, 0x80, 0x22], 1), ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),
      ([0x22, 0x61, 0xE6, 0x9B], 2),
    ] as [([UInt8], Int)])
  func notUTF8(bytes: [UInt8], offset: Int) {
    #expect(throws: JSONError(problem: "not UTF-8", offset: offset)) {
      try JSON.parse(draft: bytes)
    }
  }

  @Test("sixteen levels are taken and seventeen are not; brackets in strings are none")
  func depth() throws {
    let nested = { (depth: Int) in
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try canonical(nested(16)) == nested(16) + "\n")
    #expect(throws: JSONError(problem: "nested more than 16 deep", offset: 16)) {
      try canonical(nested(17))
    }
    let brackets = "\"" + String(repeating: "[{\\\"", count: 40) + "\""
    #expect(try canonical(brackets) == brackets + "\n")
  }

  @Test(
    "another spelling is refused at the first byte that differs",
    arguments: [
      ("{\"a\":1}", 7), ("{\"a\":1}\n\n", 8), ("{\"a\": 1}\n", 5), (" {}\n", 0),
      ("{\"b\":1,\"a\":2}\n", 7),
      ("{\"a\":1,\"a\":1}\n", 7), ("{\"a\":1e0}\n", 6), ("[-0]\n", 1), ("\"\\/\"\n", 1),
      ("\"\\u0041\"\n", 1),
      ("\"\\u000A\"\n", 2), ("{}\r\n", 2), ("\"\\u00e9\"\n", 1),
    ])
  func notCanonical(text: String, offset: Int) {
    #expect(throws: JSONError(problem: "not canonical JSON", offset: offset)) {
      try JSON.parse(canonical: Array(text.utf8))
    }
  }

  @Test(
    "what is wrong is named with its path and its offset",
    arguments: [
      ("{\"a\":[0,{\"b\":1.5}]}", "$.a[1].b: not an integer within ±(2^53 − 1) (byte 13)"),
      ("{\"a\":[0,{\"b\":01}]}", "$.a[1].b: not an integer within ±(2^53 − 1) (byte 13)"),
      ("[[\"\\udc00\"]]", "$[0][0]: half a surrogate pair (byte 3)"),
      ("[[\"\\v\"]]", "$[0][0]: an escape that JSON does not have (byte 3)"),
      ("{\"a\":{\"é\":1}}", "$.a: a key that is not ASCII (byte 6)"),
      ("{\"a\":{\"b\":1,\"b\":2}}", "$.a: the key b twice (byte 12)"),
      ("{\"a\\n\":1e5000}", "$.a\\u{a}: not an integer within ±(2^53 − 1) (byte 7)"),
      ("[1,2", "not JSON: it ends too early (byte 4)"),
      ("[1,]", "not JSON: something else belongs where this byte stands (byte 3)"),
      ("[\"a\0b\"]", "a NUL byte (byte 3)"),
    ])
  func place(text: String, words: String) {
    let error = #expect(throws: JSONError.self) { try canonical(text) }
    #expect(error?.description == words)
  }

  @Test("a value is asked for by its kind")
  func kinds() {
    let json: JSON = ["s": "x", "n": 5, "l": [1, true, nil], "o": ["k": false]]
    #expect(json["s"]?.string == "x")
    #expect(json["n"]?.integer == 5)
    #expect(json["l"]?.array?.count == 3)
    #expect(json["o"]?["k"] == false)
    #expect(json["s"]?.integer == nil)
    #expect(json["n"]?.string == nil)
    #expect(json["o"]?.array == nil)
    #expect(json["l"]?.object == nil)
    #expect(json["x"] == nil)
  }
}

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
        "$.extra\\u{a}: unknown key",
      ])
  }

  @Test("of what is no object nothing more is said")
  func noObject() {
    #expect(violations([1]) { _ = $0.string("a") } == ["$: not an object"])
  }
}
