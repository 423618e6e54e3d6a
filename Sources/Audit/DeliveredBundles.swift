import Cryptography
import Encoding
import Storage

/// Bundles as their collectors delivered them, beside a package that names their manifests.
struct DeliveredBundles {
  private static let manifest = "manifest.json"
  private static let maxManifestByteCount = 1 << 20

  /// The folders of each manifest, by its hash: a stick may hold a bundle twice.
  private(set) var folders: [Digest: [String]] = [:]
  private let disk: any Disk

  /// Looks for bundles in folders and one level below.
  ///
  /// What no manifest can be read of is no bundle here.
  ///
  /// - Throws: `StorageError` where one of the folders cannot be read itself.
  init(in paths: [String], disk: any Disk) throws(StorageError) {
    self.disk = disk
    for path in paths {
      let inside = try disk.list(path).sorted().map { "\(path)/\($0)" }
      for folder in [path] + inside {
        guard
          let bytes = try? disk.read(
            "\(folder)/\(Self.manifest)", limit: Self.maxManifestByteCount)
        else { continue }
        folders[Digest.of(bytes), default: []].append(folder)
      }
    }
  }

  /// The hash of every sealed ballot of a bundle, in the order of its file; nil where no folder has
  /// the ballots that the manifest names.
  func codes(of manifest: PackageManifest, size: Int) -> [Digest]? {
    for folder in folders[manifest.hash] ?? [] {
      if let codes = try? codes(of: manifest, size: size, in: folder) { return codes }
    }
    return nil
  }

  private func codes(
    of manifest: PackageManifest, size: Int, in folder: String
  ) throws(StorageError) -> [Digest]? {
    let path = "\(folder)/ballots.sealed"
    let byteCount = manifest.ballots.multipliedReportingOverflow(by: size)
    let pieceByteCount = max(1, FilePieces.standardByteCount / size) * size
    var pieces = try disk.pieces(path, of: pieceByteCount)
    guard !byteCount.overflow, pieces.byteCount == byteCount.partialValue else { return nil }
    var hasher = Hasher256()
    var codes: [Digest] = []
    while let piece = try pieces.next() {
      let bytes = piece.span
      hasher.update(bytes)
      for start in stride(from: 0, to: bytes.count, by: size) {
        codes.append(Digest.of(bytes.extracting(start..<min(start + size, bytes.count))))
      }
    }
    return hasher.finish() == manifest.ballotsHash ? codes : nil
  }
}
