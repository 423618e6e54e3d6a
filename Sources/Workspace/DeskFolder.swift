import Cryptography
import Encoding
import Paper
import Record
import Storage
import Words

/// A desk's folder on a medium, of which nothing is believed yet.
///
/// Each file is opened once, without following links; what is checked is what was read then.
struct DeskFolder {
  let path: String
  let file: DeskFile
  let signature: [UInt8]

  /// The name of a clerk's signature beside their file.
  static func signatureName(_ clerk: String) -> String { "\(DeskFile.fileName).\(clerk).minisig" }

  init(_ path: String, disk: any Disk) throws(DeskRefusal) {
    self.path = path
    let name = DeskFile.fileName
    let bytes = try Self.read(
      name, in: path, limit: DeskFile.maxByteCount, tooLarge: .deskFile, disk: disk)
    do throws(SheetError) {
      file = try DeskFile(file: bytes)
    } catch {
      throw DeskRefusal(
        .deskFile, folder: path, problem: error.report.message, details: error.report.details)
    }
    signature = try Self.read(
      Self.signatureName(file.clerk), in: path, limit: MinisignSignature.maxByteCount,
      tooLarge: .signature, disk: disk)
  }

  private static func read(
    _ name: String, in folder: String, limit: Int, tooLarge: DeskRefusalCode, disk: any Disk
  ) throws(DeskRefusal) -> [UInt8] {
    do {
      return try disk.read("\(folder)/\(name)", limit: limit)
    } catch {
      let code: DeskRefusalCode =
        switch error.kind {
        case .missing: .missingFile
        case .unsafeFile: .unsafeFile
        case .tooLarge: tooLarge
        case .denied: .denied
        default: .media
        }
      throw DeskRefusal(code, folder: folder, file: name, problem: error.report.message)
    }
  }
}
