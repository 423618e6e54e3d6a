import Cryptography
import Election
import Encoding
import Mixnet
import Record
import Storage
import Words

/// How far officers are, and so what there has to be in the folder.
package enum ProofProgress: Sendable {
  /// They mix, and not all have.
  case mixing
  /// All have mixed and none has opened.
  case mixed
  /// Some may have opened.
  case opening
  /// All have opened.
  case opened

  fileprivate func openings(of needed: Int) -> ClosedRange<Int> {
    switch self {
    case .mixing, .mixed: 0...0
    case .opening: 0...needed
    case .opened: needed...needed
    }
  }
}

/// The files in `proof/`: whose they are, and that each is signed and as long as the lists make it
/// (FormatProofs § Checks, 5 and 6).
struct ProofFiles {
  static let folder = ProofName.folder

  /// A proof file and the number of its officer.
  struct Owned {
    let name: String
    let officer: Int
  }

  /// In the order in which they were made.
  private(set) var mixes: [Owned] = []
  /// By the numbers of the officers.
  private(set) var openings: [Owned] = []
  private let proofs: ProofFolder
  private let progress: ProofProgress

  init(
    _ proofs: ProofFolder, _ lists: ProofLists, _ progress: ProofProgress = .opened
  ) throws {
    self.proofs = proofs
    self.progress = progress
    let names = try proofs.names(in: Self.folder)
    try sort(names)
    try check(lists)
  }

  /// The same with the openings of these officers alone.
  func opened(by isOfThem: (Int) -> Bool) -> ProofFiles {
    var files = self
    files.openings.removeAll { !isOfThem($0.officer) }
    return files
  }

  private mutating func sort(_ names: [String]) throws(ProofRefusal) {
    let all = Set(names)
    var numbered: [Int: Owned] = [:]
    for name in names {
      let path = "\(Self.folder)/\(name)"
      let isSignature = name.hasSuffix(".minisig")
      let plain = isSignature ? String(name.dropLast(".minisig".count)) : name
      guard all.contains(plain), let (number, officer) = owner(of: plain) else {
        throw ProofRefusal(.proofFile, path, "no proof by an officer has this name")
      }
      if isSignature { continue }
      let file = Owned(name: path, officer: officer)
      if let number {
        guard numbered.updateValue(file, forKey: number) == nil else {
          throw ProofRefusal(.proofFile, path, "there are two mixes of this number")
        }
      } else {
        openings.append(file)
      }
    }
    mixes = numbered.sorted { $0.key < $1.key }.map(\.value)
    guard numbered.isEmpty || numbered.keys.max() == numbered.count else {
      throw ProofRefusal(
        .proofFile, Self.folder, "the mixes are not numbered from 1 without gap")
    }
    openings.sort { $0.officer < $1.officer }
    var seen: Set<Int> = []
    for mix in mixes where !seen.insert(mix.officer).inserted {
      throw ProofRefusal(.officerRepeated, mix.name, "its officer made another mix")
    }
    let needed = proofs.keys.draft.threshold
    guard mixes.count >= (progress == .mixing ? 1 : needed),
      progress.openings(of: needed).contains(openings.count)
    else {
      throw ProofRefusal(
        .quorum, Self.folder,
        "\(Plural.of(mixes.count, "mix", "mixes")) and \(Plural.of(openings.count, "opening")); "
          + "needed are \(needed) mixes or more, and \(needed) openings")
    }
  }

  private static let otherKind: Message =
    "no ballot can be read here: a rehearsal is checked with --rehearsal, a count without it"

  /// The number of a mix, nil for an opening, and the officer's, from the name of the file; nil where
  /// it is neither.
  private func owner(of name: String) -> (number: Int?, officer: Int)? {
    guard name.hasSuffix(".bin"), let dot = name.firstIndex(of: ".") else { return nil }
    let (kind, rest) = (name[..<dot], name[name.index(after: dot)...])
    guard let officer = proofs.keys.draft.number(of: String(rest.dropLast(".bin".count))) else {
      return nil
    }
    if kind == "open" { return (nil, officer) }
    guard let number = Int(kind.dropFirst("mix-".count)), number > 0, kind == "mix-\(number)" else {
      return nil
    }
    return (number, officer)
  }

  private func check(_ lists: ProofLists) throws {
    let files =
      mixes.map { ($0, MixSection.byteCount) } + openings.map { ($0, OpeningSection.byteCount) }
    for (file, byteCount) in files {
      var hasher = Hasher512()
      let expected = try proofs.byteCount(of: file.name)
      try proofs.folder.forEachPiece(file.name) { hasher.update($0) }
      let key = proofs.keys.draft.officers[file.officer - 1].publicKey
      guard let text = try proofs.signature("\(file.name).minisig"),
        ProofFolder.holds(text, prehash: hasher.finish(), by: key)
      else { throw ProofRefusal(.proofSignature, file.name, "its officer has not signed it") }
      // At most 2^20 lists of 2^24 ballots of 334 points: well within an integer.
      var wanted = 0
      proofs.definition.forEachList { list in
        wanted += byteCount(lists.count(of: list), list.width)
      }
      guard expected == wanted else {
        throw ProofRefusal(
          .proofSize, file.name, "\(expected) bytes where the lists come to \(wanted)",
          advice: lists.counts.isEmpty && !lists.unreadable.isEmpty ? Self.otherKind : nil)
      }
    }
  }
}
