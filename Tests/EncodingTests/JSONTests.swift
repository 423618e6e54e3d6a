import Encoding
import Testing
import Words

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
    #expect(throws: JSONError(.notUTF8, offset: offset)) {
      try JSON.parse(draft: bytes)
    }
  }

  @Test("sixteen levels are taken and seventeen are not; brackets in strings are none")
  func depth() throws {
    let nested = { (depth: Int) in
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try canonical(nested(16)) == nested(16) + "\n")
    #expect(throws: JSONError(.tooDeep, offset: 16)) {
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
      ("\"\\u000A\"\n", 2), ("\"\\u00e9\"\n", 1),
    ])
  func notCanonical(text: String, offset: Int) {
    #expect(throws: JSONError(.notCanonical, offset: offset)) {
      try JSON.parse(canonical: Array(text.utf8))
    }
  }

  @Test(
    "a line that ends in CR LF is told as one", arguments: ["{}\r\n", "{\"a\":1}\r\n", "{\r\n}\n"])
  func carriageReturn(text: String) {
    let offset = Array(text.utf8).firstIndex(of: 0x0D) ?? -1
    #expect(throws: JSONError(.carriageReturn, offset: offset)) {
      try JSON.parse(canonical: Array(text.utf8))
    }
  }

  @Test(
    "what is wrong is named with its path and its offset",
    arguments: [
      ("{\"a\":[0,{\"b\":1.5}]}", JSONError(.notAnInteger, offset: 13, path: "$.a[1].b")),
      ("{\"a\":[0,{\"b\":01}]}", JSONError(.notAnInteger, offset: 13, path: "$.a[1].b")),
      ("[[\"\\udc00\"]]", JSONError(.halfSurrogate, offset: 3, path: "$[0][0]")),
      ("[[\"\\v\"]]", JSONError(.unknownEscape, offset: 3, path: "$[0][0]")),
      ("{\"a\":{\"é\":1}}", JSONError(.keyNotASCII, offset: 6, path: "$.a")),
      ("{\"a\":{\"b\":1,\"b\":2}}", JSONError(.keyTwice("b"), offset: 12, path: "$.a")),
      ("{\"a\\n\":1e5000}", JSONError(.notAnInteger, offset: 7, path: "$.a\n")),
      ("[1,2", JSONError(.tooShort, offset: 4)), ("[1,]", JSONError(.unexpected, offset: 3)),
      ("[\"a\0b\"]", JSONError(.nul, offset: 3)), ("", JSONError(.empty, offset: 0)),
      ("\u{FEFF}1", JSONError(.byteOrderMark, offset: 0)),
    ])
  func place(text: String, expected: JSONError) {
    #expect(throws: expected) { try canonical(text) }
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
