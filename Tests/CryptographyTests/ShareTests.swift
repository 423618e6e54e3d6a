import Cryptography
import Encoding
import TestSupport
import Testing
import Words

@Suite("Shares")
struct ShareTests {
  /// Each subset of `count` elements.
  static func subsets<T>(_ elements: [T], of count: Int) -> [[T]] {
    guard count > 0 else { return [[]] }
    return elements.indices.flatMap { index in
      subsets(Array(elements[(index + 1)...]), of: count - 1).map { [elements[index]] + $0 }
    }
  }

  /// A share's words as text.
  static func words(_ share: Share) -> String { share.withWords { text($0) } }

  static func share(_ words: String) throws(CryptographyError) -> Share {
    try Share(words: Array(words.utf8).span)
  }

  @Test(
    "Any k shares give the secret back, in any order",
    arguments: [(1, 1), (2, 2), (2, 3), (3, 5), (4, 5), (16, 16), (2, 16)])
  func whole(threshold: Int, count: Int) throws {
    let original = try SecretBytes.random(count: 32)
    let expected = bytes(original)
    let shares = try Share.split(original, threshold: threshold, count: count)
    #expect(shares.map(\.index) == Array(0..<count))
    #expect(shares.allSatisfy { $0.threshold == threshold })
    #expect(Set(shares.map(\.identifier)).count == 1)
    #expect(Set(shares.map(\.hash)).count == count)
    for subset in Self.subsets(shares, of: threshold).prefix(12) {
      let found = bytes(try Share.combine(subset.reversed()))
      #expect(found == expected)
    }
  }

  @Test("A share reads again from its words, in whatever case and space")
  func words() throws {
    let share = try Share.split(SecretBytes.random(count: 32), threshold: 2, count: 3)[1]
    let words = Self.words(share)
    let list = words.split(separator: " ")
    #expect(list.count == 33)
    #expect(share.hash == Digest.of(Array(words.utf8)))
    for text in [
      words, words.uppercased(), words + "\n", words + "\r\n", "\n\t " + words,
      list.joined(separator: "\n"), list.joined(separator: "  "),
    ] {
      let again = try Self.share(text)
      #expect(again.hash == share.hash && again.index == 1 && again.threshold == 2)
      #expect(again.identifier == share.identifier)
    }
  }

  @Test("Sharing twice gives other shares of another identifier or value")
  func fresh() throws {
    let original = try SecretBytes.random(count: 32)
    let one = try Share.split(original, threshold: 2, count: 2)
    let other = try Share.split(original, threshold: 2, count: 2)
    #expect(Set((one + other).map(\.hash)).count == 4)
  }

  @Test(
    "Sharings that cannot be are refused",
    arguments: [
      (0, 1), (1, 2), (3, 2), (2, 17), (17, 17), (0, 0), (-1, 3), (2, .max), (.min, .max),
    ])
  func range(threshold: Int, count: Int) throws {
    let error = failure { () throws(CryptographyError) in
      _ = try Share.split(SecretBytes(count: 32), threshold: threshold, count: count)
    }
    #expect(error == .share(.range(threshold: threshold, count: count)))
  }

  @Test("Only secrets of 32 bytes are shared", arguments: [0, 16, 31, 33])
  func size(count: Int) throws {
    let error = failure { () throws(CryptographyError) in
      _ = try Share.split(SecretBytes(count: count), threshold: 2, count: 3)
    }
    #expect(error == .size(of: "the secret to share", expected: 32, found: count))
  }

  @Test("Sets of shares that do not fit are told apart")
  func sets() throws {
    let original = try SecretBytes.random(count: 32)
    let shares = try Share.split(original, threshold: 3, count: 5)
    let others = try Share.split(original, threshold: 3, count: 5)
    let fewer = try Share.split(original, threshold: 2, count: 5)
    let cases: [([Share], CryptographyError.ShareProblem)] = [
      ([], .tooFew(found: 0, needed: 1)),
      (Array(shares[0...1]), .tooFew(found: 2, needed: 3)),
      (Array(shares[0...3]), .tooMany(found: 4, needed: 3)),
      ([shares[0], shares[1], shares[0]], .repeated(index: 0)),
      ([shares[0], others[1], shares[2]], .mixed(position: 2)),
      ([shares[0], shares[1], fewer[2]], .mixed(position: 3)),
    ]
    for (set, problem) in cases {
      #expect(throws: CryptographyError.share(problem)) {
        _ = bytes(try Share.combine(set))
      }
    }
  }

  @Test("A word that is wrong is found, by its place or by the checksum")
  func damaged() throws {
    let share = try Share.split(SecretBytes.random(count: 32), threshold: 2, count: 3)[0]
    let list = Self.words(share).split(separator: " ").map(String.init)
    for position in list.indices {
      var unknown = list
      unknown[position] = "coldcount"
      #expect(throws: CryptographyError.share(.unknownWord(position: position + 1))) {
        try Self.share(unknown.joined(separator: " "))
      }
      var other = list
      other[position] = other[position] == "academic" ? "acid" : "academic"
      #expect(throws: CryptographyError.share(.checksum)) {
        try Self.share(other.joined(separator: " "))
      }
    }
    for (one, other) in [(4, 5), (0, 32), (29, 30)] where list[one] != list[other] {
      var swapped = list
      swapped.swapAt(one, other)
      #expect(throws: CryptographyError.share(.checksum)) {
        try Self.share(swapped.joined(separator: " "))
      }
    }
  }

  @Test("Text that is not 33 words of the list is refused")
  func texts() throws {
    let word = "academic "
    let cases: [(String, CryptographyError)] = [
      ("", .share(.wordCount(0))), ("\n \r\n", .share(.wordCount(0))),
      (String(repeating: word, count: 32), .share(.wordCount(32))),
      (String(repeating: word, count: 34), .share(.wordCount(34))),
      (String(repeating: word, count: 32) + "acad", .share(.unknownWord(position: 33))),
      ("academicacademic " + String(repeating: word, count: 32), .share(.unknownWord(position: 1))),
      ("曾俊華 " + String(repeating: word, count: 32), .share(.unknownWord(position: 1))),
      ("\u{FEFF}" + String(repeating: word, count: 33), .share(.unknownWord(position: 1))),
      ("a\u{0}id " + String(repeating: word, count: 32), .share(.unknownWord(position: 1))),
      (String(repeating: " ", count: 4_097), .tooLarge("a share", limit: 4_096)),
    ]
    for (text, expected) in cases {
      #expect(throws: expected) { try Self.share(text) }
    }
  }

  @Test("A forged share is seen by the digest")
  func forged() throws {
    let script = """
      import sys
      from dataclasses import replace
      from shamir_mnemonic.share import Share
      share = Share.from_mnemonic(sys.argv[1])
      print(replace(share, value=bytes([share.value[0] ^ 1]) + share.value[1:]).mnemonic())
      """
    let shares = try Share.split(SecretBytes.random(count: 32), threshold: 2, count: 3)
    let forged = try Self.share(Peer.run(script: script, [Self.words(shares[1])]))
    #expect(throws: CryptographyError.share(.digest)) {
      _ = bytes(try Share.combine([shares[0], forged]))
    }
  }

  @Test("The reference implementation recovers what we split, from every subset")
  func recovered() throws {
    let script = """
      import sys, itertools
      from shamir_mnemonic import combine_mnemonics
      from shamir_mnemonic.share import Share
      k, *words = sys.argv[1:]
      first = Share.from_mnemonic(words[0])
      assert first.extendable and first.iteration_exponent == 0 and first.group_count == 1
      for subset in itertools.combinations(words, int(k)):
          print(combine_mnemonics(subset).hex())
      """
    for (threshold, count) in [(1, 1), (2, 3), (3, 5)] {
      let original = try SecretBytes.random(count: 32)
      let words = try Share.split(original, threshold: threshold, count: count).map(Self.words)
      let found = try Peer.run(script: script, ["\(threshold)"] + words).split(separator: "\n")
      #expect(found.count == Self.subsets(words, of: threshold).count)
      let expected = Hex.encode(bytes(original))
      #expect(found.allSatisfy { $0 == expected })
    }
  }

  @Test(
    "We recover what the reference implementation splits, from every subset",
    arguments: [
      "True, iteration_exponent=0", "False, iteration_exponent=0", "True, iteration_exponent=2",
      "False, iteration_exponent=1",
    ])
  func recovering(settings: String) throws {
    let script = """
      from shamir_mnemonic import generate_mnemonics
      for words in generate_mnemonics(1, [(3, 5)], bytes(range(32)), extendable=\(settings))[0]:
          print(words)
      """
    let shares = try Peer.run(script: script).split(separator: "\n").map {
      try Self.share(String($0))
    }
    #expect(shares.count == 5)
    for subset in Self.subsets(shares, of: 3) {
      let found = bytes(try Share.combine(subset))
      #expect(found == Array(0..<32))
    }
  }

  @Test("An iteration exponent that would keep the machine busy for minutes is refused")
  func exponent() throws {
    let script = """
      import sys
      from shamir_mnemonic.share import Share
      for e in 6, 7, 15:
          print(Share(1, True, e, 0, 1, 1, 0, 1, bytes(32)).mnemonic())
      """
    let words = try Peer.run(script: script).split(separator: "\n").map(String.init)
    _ = try Self.share(words[0])
    for (words, exponent) in [(words[1], 7), (words[2], 15)] {
      #expect(
        throws: CryptographyError.share(.unsupported("an iteration exponent of \(exponent)"))
      ) { try Self.share(words) }
    }
  }
}
