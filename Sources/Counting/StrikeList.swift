import Cryptography
import Election
import Encoding
import Storage
import Words

/// The ballots that must not be opened, read from strikes.csv: a bit for every ballot.
struct StrikeList: Sendable {
  /// Struck ballots by reason.
  private(set) var counts: [StrikeReason: Int] = [:]
  /// The hash of the file.
  private(set) var hash: Digest
  private var bits: [Digest: [UInt64]] = [:]

  private static let header = "bundle,index,reason"
  private static let maxLineByteCount = 128

  /// Reads the file, whose lines must ascend and name ballots that are in and not excluded: each ballot
  /// is in one bucket of the result.
  ///
  /// - Throws: `CountingError.strikes` with the line that does not hold, or what failed on disk.
  init(path: String, sources: [BallotSource], disk: any Disk) throws(CountingError) {
    hash = Digest.of([])
    let sources = Dictionary(sources.map { ($0.bundle, $0) }, uniquingKeysWith: { one, _ in one })
    for (bundle, source) in sources {
      bits[bundle] = [UInt64](repeating: 0, count: source.count / 64 + 1)
    }
    var hasher = Hasher256()
    var line: [UInt8] = []
    var last: [UInt8] = []
    var number = 0
    do {
      var pieces = try disk.pieces(path)
      while let piece = try pieces.next() {
        hasher.update(piece.span)
        for byte in piece {
          guard byte == UInt8(ascii: "\n") else {
            line.append(byte)
            guard line.count <= Self.maxLineByteCount else {
              throw CountingError.strikes(line: number + 1, problem: "longer than a line can be")
            }
            continue
          }
          number += 1
          if number == 1 {
            guard line.elementsEqual(Self.header.utf8) else {
              throw CountingError.strikes(line: 1, problem: "the header is not \(Self.header)")
            }
          } else {
            guard number == 2 || last.lexicographicallyPrecedes(line) else {
              throw CountingError.strikes(line: number, problem: "not above the line before it")
            }
            try take(line, number: number, sources: sources)
            last = line
          }
          line.removeAll(keepingCapacity: true)
        }
      }
    } catch let error as StorageError {
      throw .storage(error)
    } catch let error as CountingError {
      throw error
    } catch {
      throw .strikes(line: number, problem: "\(error)")
    }
    guard number > 0, line.isEmpty else {
      throw .strikes(line: number + 1, problem: "the file is cut short")
    }
    hash = hasher.finish()
  }

  /// Whether a ballot is struck.
  func contains(_ index: Int, of bundle: Digest) -> Bool {
    guard let words = bits[bundle], index / 64 < words.count else { return false }
    return words[index / 64] & (1 << UInt64(index % 64)) != 0
  }

  private mutating func take(
    _ line: [UInt8], number: Int, sources: [Digest: BallotSource]
  ) throws(CountingError) {
    let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard fields.count == 3, let bundle = Digest(hex: fields[0]),
      let index = Int(fields[1]), String(index) == fields[1],
      let reason = StrikeReason(rawValue: fields[2])
    else { throw .strikes(line: number, problem: "not bundle,index,reason") }
    guard let source = sources[bundle], index >= 0, index < source.count else {
      throw .strikes(line: number, problem: "names a ballot that is not in")
    }
    guard !source.isExcluded(index) else {
      throw .strikes(line: number, problem: "strikes a ballot that is excluded")
    }
    guard !contains(index, of: bundle) else {
      throw .strikes(line: number, problem: "strikes a ballot twice")
    }
    bits[bundle]?[index / 64] |= 1 << UInt64(index % 64)
    counts[reason, default: 0] += 1
  }
}
