import Cryptography
import Election
import Result
import Encoding
import Record
import Storage
import Workspace

/// The results of a workspace: the latest of each stage, and every earlier one, so that whatever
/// officers signed stays in the record.
struct ResultArchive {
  private let workspace: Workspace
  private var disk: any Disk { workspace.disk }

  init(_ workspace: Workspace) { self.workspace = workspace }

  /// An empty folder for the files of a new result.
  func begin(_ stage: Stage) throws(StorageError) -> String {
    let staging = "\(workspace.resultFolder(stage)).new"
    try disk.removeTree(staging)
    try disk.makeFolder("\(workspace.path)/results")
    try disk.makeFolder(staging)
    return staging
  }

  /// Puts the new result from the folder that `begin` gave in its place, and the one that lay there
  /// among the earlier ones.
  func finish(_ staging: String, as stage: Stage) throws(StorageError) {
    let folder = workspace.resultFolder(stage)
    if try disk.info("\(folder)/result.json") != nil {
      let file = try disk.read("\(folder)/result.json", limit: ElectionResult.maxByteCount)
      let earlier = workspace.earlierResultFolder(Digest.of(file))
      try disk.makeFolder("\(workspace.path)/results/earlier")
      try disk.rename(folder, to: earlier)
    }
    try disk.removeTree(folder)
    try disk.rename(staging, to: folder)
  }

  /// An empty folder for what a blind count of a stage writes.
  func beginBlind(_ stage: Stage) throws(StorageError) -> String {
    let folder = workspace.blindFolder(stage)
    try disk.removeTree("\(folder).new")
    try disk.makeFolder("\(workspace.path)/results")
    try disk.makeFolder("\(workspace.path)/results/blind")
    try disk.makeFolder("\(folder).new")
    return "\(folder).new"
  }

  /// Puts a blind count in the place of the one before.
  func finishBlind(_ stage: Stage) throws(StorageError) {
    let folder = workspace.blindFolder(stage)
    // Its files are on the medium; their names have to be too.
    try disk.syncFolder("\(folder).new")
    try disk.removeTree(folder)
    try disk.rename("\(folder).new", to: folder)
  }

  /// The folder of a result that was counted; nil where it lies nowhere any more.
  ///
  /// A count that was cut off may have left another result in the place of its stage.
  func folder(of count: RecordState.CountRecord) throws(StorageError) -> String? {
    for folder in [
      workspace.resultFolder(count.stage), workspace.earlierResultFolder(count.result),
    ] where try disk.info("\(folder)/result.json") != nil {
      let file = try disk.read("\(folder)/result.json", limit: ElectionResult.maxByteCount)
      if Digest.of(file) == count.result { return folder }
    }
    return nil
  }

  /// The bytes of a result that was counted.
  ///
  /// - Throws: `CountingError.damaged` where they are not there any more.
  func file(of count: RecordState.CountRecord) throws -> [UInt8] {
    guard let folder = try folder(of: count) else {
      throw CountingError.damaged(
        path: "\(workspace.resultFolder(count.stage))/result.json")
    }
    return try disk.read("\(folder)/result.json", limit: ElectionResult.maxByteCount)
  }

  /// A result that was counted.
  ///
  /// - Throws: `CountingError.damaged` where it is not there any more, `ResultError` where its file
  ///   is no result of this election.
  func result(of count: RecordState.CountRecord) throws -> ElectionResult {
    try ElectionResult(file: file(of: count), of: workspace.definition)
  }

  /// A result that officers signed.
  struct Signed {
    let hash: Digest
    let file: [UInt8]
    let signatures: OfficerSignatures
  }

  /// The last result that enough officers signed; nil where there is none.
  func latestSigned() throws -> Digest? { try signed().last?.hash }

  /// Every result that enough officers signed, in the order in which they were counted.
  func signed() throws -> [Signed] {
    try workspace.state.counts.compactMap { count in
      guard let folder = try folder(of: count) else { return nil }
      let file = try file(of: count)
      let signatures = try OfficerSignatures(
        of: file, beside: "\(folder)/result.json", people: workspace.definition.officers,
        disk: disk)
      guard signatures.valid.count >= workspace.definition.quorum.sign else { return nil }
      return Signed(hash: count.result, file: file, signatures: signatures)
    }
  }
}
