import Encoding
import Words

/// The checksum list of a package as it is read (FormatPackage § B2SUMS): what `b2sum -c --strict`
/// reads in the same way, and nothing else.
///
/// b2sum reads much more: names with escapes, binary marks, space before a hash, comments, hashes of
/// other lengths, lines that end in CR LF or not at all, and a file that is standard input.
struct PackageList {
  /// Names with the hash of each, in the order of the file.
  private(set) var entries: [(name: String, hash: Digest)] = []
  private(set) var problems: [Message] = []

  private static let hashByteCount = 2 * Digest.byteCount

  init(_ bytes: [UInt8]) {
    var last: String?
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.dropLast().enumerated() {
      guard let (name, hash) = Self.entry(line) else {
        problems.append("B2SUMS line \(index + 1) is not a hash and a plain name")
        continue
      }
      if let last, !last.utf8.lexicographicallyPrecedes(name.utf8) {
        problems.append("B2SUMS line \(index + 1) is out of order or repeated")
      }
      last = name
      entries.append((name, hash))
    }
    if lines.last?.isEmpty != true { problems.append("B2SUMS is cut off") }
  }

  /// The hash, two spaces and a name.
  private static func entry(_ line: ArraySlice<UInt8>) -> (name: String, hash: Digest)? {
    let name = line.dropFirst(hashByteCount + 2)
    guard !name.isEmpty, line.dropFirst(hashByteCount).prefix(2).elementsEqual("  ".utf8),
      let hash = Digest(hex: String(decoding: line.prefix(hashByteCount), as: UTF8.self)),
      isPlain(name)
    else { return nil }
    return (String(decoding: name, as: UTF8.self), hash)
  }

  /// Whether a name stays in the package and has nothing that a shell or terminal acts on.
  ///
  /// A file named `-` is standard input to b2sum.
  private static func isPlain(_ name: ArraySlice<UInt8>) -> Bool {
    let parts = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.count <= 3 && !name.elementsEqual("-".utf8)
      && parts.allSatisfy { part in
        part.first.map { $0 != UInt8(ascii: ".") } == true
          && part.allSatisfy {
            (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0)
              || "._-".utf8.contains($0)
          }
      }
  }

  /// Whether the package is one for the public: no member of the auditors' is listed.
  ///
  /// What the officers signed decides it, not what a file says of itself.
  var isPublic: Bool {
    !entries.isEmpty && !entries.contains { PackageMember.isForAuditors($0.name) }
  }
}
