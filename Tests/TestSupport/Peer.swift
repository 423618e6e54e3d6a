package import Foundation

/// Software that others wrote, against which ours is checked.
package enum Peer {
  /// What a program printed, and how it ended.
  package struct Output: Sendable {
    package let status: Int32
    package let stdout: String
    package let stderr: String
  }

  /// A program that could not be used.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
  }

  /// The folder of Package.swift.
  package static let packageRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Stock minisign, as Debian installs it.
  package static let minisign = "/usr/bin/minisign"

  /// A Python that has PyNaCl, shamir-mnemonic and jsonschema.
  package static let python =
    ProcessInfo.processInfo.environment["COLDCOUNT_TEST_PYTHON"]
    ?? "\(packageRoot)/.build/python/bin/python3"

  /// Starts a program that takes signals as it does when a person starts it: the threads on which
  /// tests run keep them all from themselves, and so would what they start.
  package static func start(_ process: Process) throws {
    var none = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&none)
    unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
  }

  /// Runs a program to its end.
  ///
  /// The output goes through files, so that a program may print as much as it likes.
  package static func run(
    _ program: String, _ arguments: [String], input: String = ""
  ) throws -> Output {
    try inTemporaryFolder { folder in
      let paths = ["stdin", "stdout", "stderr"].map { "\(folder)/\($0)" }
      for path in paths {
        try Data((path == paths[0] ? input : "").utf8).write(to: URL(fileURLWithPath: path))
      }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = arguments
      process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: paths[0]))
      process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: paths[1]))
      process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: paths[2]))
      try start(process)
      process.waitUntilExit()
      let output = Output(
        status: process.terminationStatus,
        stdout: try String(contentsOfFile: paths[1], encoding: .utf8),
        stderr: try String(contentsOfFile: paths[2], encoding: .utf8))
      // A finding is one whatever a test expects of the program.
      if let finding = Sanitizer.finding(in: output.stderr) { throw Failure(description: finding) }
      return output
    }
  }

  /// What a Python script prints, without the last line end.
  ///
  /// - Throws: `Failure` with what it says on standard error, where it ends with a status.
  package static func run(
    script: String, _ arguments: [String] = [], input: String = ""
  ) throws -> String {
    guard FileManager.default.isExecutableFile(atPath: python) else {
      throw Failure(
        description: "no Python at \(python): `make test` installs it, or set "
          + "COLDCOUNT_TEST_PYTHON to one with PyNaCl, shamir-mnemonic and jsonschema")
    }
    let output = try run(python, ["-c", script] + arguments, input: input)
    guard output.status == 0 else { throw Failure(description: output.stderr) }
    return output.stdout.hasSuffix("\n") ? String(output.stdout.dropLast()) : output.stdout
  }

  /// Lends a new folder that only we may read, and removes it.
  package static func inTemporaryFolder<R>(_ body: (String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("coldcount-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }
}
