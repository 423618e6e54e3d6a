import Cryptography
package import Election
package import Encoding
package import Result
package import Storage
package import Words

/// A package as it lies on its medium before its officers sign it: every file that it lists was
/// read again, and its result can be read.
package struct ListedPackage: Sendable {
  /// The hash of its B2SUMS.
  package let sums: Digest
  package let definition: Definition
  /// The hash of election.json.
  package let election: Digest
  /// What its result says, whole or for the public.
  package let result: any StatedResult
  /// The hash of the whole result.
  package let resultHash: Digest

  /// Whether it is one for the public.
  package var isPublic: Bool { result is PublicResult }

  /// Reads the package in a folder.
  ///
  /// - Throws: `ListedPackageError` with everything that is not as its list says, `StorageError` where
  ///   the folder cannot be read.
  package init(_ path: String, disk: any Disk) throws {
    let auditor = try Auditor.listed(path, disk: disk)
    let problems = auditor.report.failures
    guard problems.isEmpty, let list = auditor.folder.read("B2SUMS"),
      let definition = auditor.definition, let file = auditor.definitionFile,
      let result = auditor.result, let bytes = auditor.resultFile
    else { throw ListedPackageError(path: path, problems: problems) }
    sums = Digest.of(list)
    self.definition = definition
    election = Digest.of(file)
    self.result = result
    resultHash = (result as? PublicResult)?.whole ?? Digest.of(bytes)
  }
}

/// What in a folder is not as its list says.
package struct ListedPackageError: ReportedError {
  package let path: String
  package let problems: [Message]

  package static let advice: Message =
    "sign nothing of it; export the package again, and keep this folder for the auditors"

  package var report: Report {
    Report(
      .refused, code: "package-changed", "this folder is not the package that its list says",
      place: Message(SafeText.escaped(path)),
      advice: Self.advice,
      details: problems)
  }
}
