import Encoding
import Paper
import Record
import Storage
import Words

extension Desk {
  /// Writes every file of the desk to a medium, each into a folder of its own, and reads it back;
  /// gives the folders.
  ///
  /// All of them, whoever keyed: what was on a medium that is lost is on the next one too, and who
  /// imports it again changes nothing.
  ///
  /// - Throws: `WorkspaceError` where the medium fails or reads back something else.
  package func write(to target: String) throws(WorkspaceError) -> [String] {
    let files = files
    let folders = files.map { "\(target)/\(folderName($0.file))" }
    for ((file, signature), folder) in zip(files, folders) {
      try write(file, signature, to: folder, in: target)
    }
    do {
      try disk.syncFileSystem(of: target)
    } catch { throw .storage(error) }
    for ((file, signature), folder) in zip(files, folders) {
      do {
        let read = try readBack(file, folder)
        guard read.file == file, read.signature == Array(signature.utf8) else {
          throw WorkspaceError.refused(
            code: "damaged", problem: "\(SafeText.escaped(folder)) reads back as something else",
            advice: "take another medium and export again")
        }
      } catch let error as StorageError {
        throw .storage(error)
      } catch let error as DeskRefusal {
        throw .refused(
          code: "damaged", problem: error.report.message,
          advice: "take another medium and export again")
      } catch let error as WorkspaceError {
        throw error
      } catch {
        throw .notAWorkspace(path: folder, problem: "\(error)")
      }
    }
    return folders
  }

  private func write(
    _ file: DeskFile, _ signature: String, to folder: String, in target: String
  ) throws(WorkspaceError) {
    try disk.makeWhole(folder, in: target) { () throws(WorkspaceError) in
      do throws(StorageError) {
        try disk.makeFolder(target)
        try disk.makeFolder(folder)
        try disk.writeDurably(
          Array(signature.utf8), to: "\(folder)/\(DeskFolder.signatureName(file.clerk))",
          replace: true)
        // Last: without it the folder is refused as incomplete.
        try disk.writeDurably(file.file, to: "\(folder)/\(DeskFile.fileName)", replace: true)
      } catch { throw .storage(error) }
    }
  }

  private func readBack(_ file: DeskFile, _ folder: String) throws -> DeskFolder {
    try disk.dropCache("\(folder)/\(DeskFile.fileName)")
    return try DeskFolder(folder, disk: disk)
  }

  /// One folder for each desk, clerk and number, so that those of several lie side by side.
  private func folderName(_ file: DeskFile) -> String {
    "desk-\(id)-\(file.clerk)-\(file.sequence)"
  }
}
