import Encoding
import FoundationEssentials
import TestSupport
import Testing

/// Random documents and damaged ones, read by ours, by FoundationEssentials and by Python.
@Suite("JSON as others read it")
struct JSONPeerTests {
  /// What ours makes of a document: the canonical form of it as a draft, where it is one, and
  /// whether it is canonical itself.
  private static func verdict(_ document: [UInt8]) -> String {
    let draft = (try? JSON.parse(draft: document)).map { hex($0.canonical) } ?? "-"
    let isCanonical = (try? JSON.parse(canonical: document)) != nil
    return "\(draft) \(isCanonical)"
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  /// The same, as Python's decoder has it with hooks for what we leave out of JSON.
  private static let script = """
    import decimal, json, sys

    class Refused(Exception):
        pass

    def number(text):
        if len(text) > 60:
            raise Refused
        value = decimal.Decimal(text)
        if value == 0:
            return 0
        if value.adjusted() > 16 or value != value.to_integral_value() or abs(value) > 2**53 - 1:
            raise Refused
        return int(value)

    def members(pairs):
        keys = [key for key, _ in pairs]
        if len(set(keys)) < len(keys) or not all(key.isascii() for key in keys):
            raise Refused
        return dict(pairs)

    def constant(text):
        raise Refused

    def depth(value):
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
        return 0 if inner is None else 1 + max(map(depth, inner), default=0)

    decimal.getcontext().prec = 100
    for line in sys.stdin:
        document = bytes.fromhex(line)
        try:
            value = json.loads(document.decode(), parse_int=number, parse_float=number,
                               parse_constant=constant, object_pairs_hook=members)
            if depth(value) > 16:
                raise Refused
            again = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            canonical = again.encode() + b"\\n"  # half a surrogate pair cannot be encoded
            print(canonical.hex(), "true" if canonical == document else "false")
        except (ValueError, Refused, RecursionError):
            print("- false")
    """

  @Test("the same documents are taken as by Python, with the same value")
  func python() throws {
    var documents = RandomDocuments(seed: 20)
    let all = (0..<6_000).map { documents.next(damaged: $0 % 3 > 0) }
    let others = try Peer.run(
      script: Self.script, input: all.map { Self.hex($0) + "\n" }.joined()
    ).split(separator: "\n").map(String.init)
    try #require(others.count == all.count)
    for (document, other) in zip(all, others) {
      #expect(Self.verdict(document) == other, "\(String(decoding: document, as: UTF8.self))")
    }
    // Neither side of the comparison may be empty.
    #expect(others.count { $0.hasPrefix("-") } > 1_000)
    #expect(others.count { !$0.hasPrefix("-") } > 2_000)
    #expect(others.count { $0.hasSuffix("true") } > 500)
  }

  @Test("what is taken has the value that FoundationEssentials finds in it")
  func decoder() throws {
    var documents = RandomDocuments(seed: 21)
    var taken = 0
    for number in 0..<3_000 {
      let document = documents.next(damaged: number % 3 > 0)
      guard let ours = try? JSON.parse(draft: document) else { continue }
      taken += 1
      let other = try JSONDecoder().decode(Decoded.self, from: Data(document)).json
      #expect(ours == other, "\(String(decoding: document, as: UTF8.self))")
    }
    #expect(taken > 1_000)
  }
}

/// JSON as FoundationEssentials decodes it.
private struct Decoded: Decodable {
  let json: JSON

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      json = .null
    } else if let flag = try? value.decode(Bool.self) {
      json = .bool(flag)
    } else if let number = try? value.decode(Int.self) {
      json = .integer(number)
    } else if let text = try? value.decode(String.self) {
      json = .string(text)
    } else if let elements = try? value.decode([Decoded].self) {
      json = .array(elements.map(\.json))
    } else {
      json = .object(try value.decode([String: Decoded].self).mapValues(\.json))
    }
  }
}

/// Documents laid out as people and programs do, some of them damaged in a few bytes.
private struct RandomDocuments {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func next(damaged: Bool) -> [UInt8] {
    let isCanonical = Bool.random(using: &random)
    var bytes = Array(value(depth: 0, isFree: !isCanonical).utf8)
    if isCanonical, let json = try? JSON.parse(draft: bytes) { bytes = json.canonical }
    if damaged { for _ in 0...Int.random(in: 0...1, using: &random) { damage(&bytes) } }
    return bytes
  }

  private static let signs = Array("{}[]\",:\\ \n\t0123456789-+.eEtrufalsn/bdD\0\u{1F}é￿x".utf8)

  private mutating func damage(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0..<max(bytes.count, 1), using: &random)
    let sign = Self.signs.randomElement(using: &random) ?? 0
    switch Int.random(in: 0..<5, using: &random) {
    case 0 where place < bytes.count: bytes.remove(at: place)
    case 1 where place < bytes.count: bytes[place] = sign
    case 2 where place < bytes.count: bytes.insert(bytes[place], at: place)
    case 3: bytes.insert(contentsOf: bytes[..<place].suffix(6), at: place)
    default: bytes.insert(sign, at: min(place, bytes.count))
    }
  }

  private mutating func space() -> String {
    ["", "", "", " ", "\n", "\t\r\n  "].randomElement(using: &random) ?? ""
  }

  private mutating func value(depth: Int, isFree: Bool) -> String {
    let inner =
      switch Int.random(in: 0..<(depth > 15 ? 5 : 9), using: &random) {
      case 0: ["true", "false", "null"].randomElement(using: &random) ?? "null"
      case 1, 2: number()
      case 3, 4: string(ofKey: false)
      case 5, 6:
        "[" + list { $0.value(depth: depth + 1, isFree: isFree) } + "]"
      default:
        "{"
          + list {
            $0.string(ofKey: true) + ($0.space() + ":" + $0.space())
              + $0.value(depth: depth + 1, isFree: isFree)
          } + "}"
      }
    return isFree ? space() + inner + space() : inner
  }

  private mutating func list(_ element: (inout Self) -> String) -> String {
    let count = Int.random(in: 0...3, using: &random)
    return (0..<count).map { _ in element(&self) }.joined(separator: ",")
  }

  private mutating func number() -> String {
    let whole = ["0", "-0", "1", "-17", "120", "9007199254740991", "9007199254740992", "-3000"]
    let rest = [
      "", "", "", "", ".0", ".5", "e0", "e2", "E+1", "e-1", "e-2", ".50e1", "e15", "e400",
    ]
    return (whole.randomElement(using: &random) ?? "0") + (rest.randomElement(using: &random) ?? "")
  }

  private mutating func string(ofKey isKey: Bool) -> String {
    let parts = [
      "a", "b", "key", "zz", "A b", "\\n", "\\u0041", "\\\"", "\\\\", "\\/", "\\u000a", "\\u001F",
      "\\u0000", "\u{7F}", "a fairly long text that is not small",
    ]
    let others = ["曾俊華", "é", "😀", "\\ud83d\\ude00", "\\ud83d", "\\u00e9", "\\uFFFF", "e\u{301}"]
    let count = Int.random(in: 0...2, using: &random)
    let isPlain = isKey && Int.random(in: 0..<20, using: &random) > 0
    return "\""
      + (0...count).map { _ in
        (isPlain ? parts : parts + others).randomElement(using: &random) ?? ""
      }.joined() + "\""
  }
}
