import Console
import Storage
import Workspace

/// Which files one command needs; the process denies itself all others.
///
/// They are what its command line names, its workspace and vault, and what every program needs of
/// the system.
struct FileScope {
  private(set) var rules: [AccessRule] = []
  private let disk: any Disk

  /// What the process may touch of the system: to read the time and people's languages, to ask at
  /// the terminal, and what `doctor` looks at.
  ///
  /// All of `/proc`, since libdispatch looks at its threads by their numbers, which are not known
  /// beforehand; into other processes Landlock lets nobody look there.
  static let system =
    [
      "/etc/ld.so.cache", "/etc/localtime", "/lib", "/lib64", "/usr/lib", "/usr/share/locale",
      "/usr/share/zoneinfo", "/usr/share/terminfo", "/etc/terminfo", DemoCommand.installed,
      "/proc", "/sys", "/dev/random", "/dev/urandom",
    ].map { AccessRule($0, .read) } + [
      AccessRule("/dev/tty", .terminal), AccessRule("/dev/null", [.read, .write]),
    ]

  /// Where media are mounted, now or while the command runs.
  static let mediaFolders = ["/media", "/run/media", "/mnt"]
  private static let maxDepth = 64

  /// The files of one command line.
  init(_ parsed: ParsedCommand, disk: any Disk) throws {
    self.disk = disk
    rules = Self.system
    rules.append(AccessRule(try OwnProcess.executable(), .read))
    for (kind, path) in parsed.named where path != "-" { allow(kind, path) }
    if parsed.command.kind == .media, parsed.arguments.isEmpty {
      // A table that cannot be read is an error of the command, which reads it again.
      for point in (try? Media.mounted(disk: disk)) ?? [] { allow(.folder, point) }
    }
    if parsed.command.options.contains(where: { $0.kind == .exchange }) {
      for folder in Self.mediaFolders { allow(.exchange, folder) }
    }
    let workspace = Environment.workspace(parsed)
    switch parsed.command.workspace {
    case .none: break
    case .reads: allowWorkspace(workspace, .read)
    case .writes: allowWorkspace(workspace, [.read, .write])
    case .makes:
      if isWorkspace(workspace) {
        allowWorkspace(workspace, [.read, .write])
      } else {
        allow(.newFolder, workspace)
      }
    }
  }

  /// Denies the process everything else, where the kernel can.
  func apply() throws { _ = try Landlock.apply(rules) }

  private mutating func allow(_ kind: ValueKind, _ path: String) {
    let folder = Self.parent(path)
    switch kind {
    case .word: break
    case .file: rules.append(AccessRule(path, .read))
    case .signedFile:
      rules.append(AccessRule(path, .read))
      allowSignatures(of: path)
    case .signs:
      rules.append(AccessRule(folder, [.read, .write]))
      allowFolders(above: path)
    case .removedFile:
      rules += [AccessRule(path, .read), AccessRule(folder, [.list, .remove])]
    case .folder, .media: rules.append(AccessRule(path, .read))
    case .exchange: rules.append(AccessRule(path, [.read, .write]))
    case .newFile:
      rules += [AccessRule(path, .read), AccessRule(nearest(folder), [.list, .write])]
    case .newFolder: rules.append(AccessRule(nearest(path), [.read, .write]))
    case .workspace: allowWorkspace(path, [.read, .write])
    }
  }

  /// The signatures that lie beside a file.
  private mutating func allowSignatures(of path: String) {
    let folder = Self.parent(path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    // A folder that cannot be listed is an error of the command, where it reads them.
    for other in (try? disk.list(folder)) ?? []
    where other.hasPrefix("\(name).") && other.hasSuffix(".minisig") {
      rules.append(AccessRule("\(folder)/\(other)", .read))
    }
  }

  /// The definition in a folder above, by which `sign` knows the people, and the workspace that the
  /// file lies in.
  private mutating func allowFolders(above path: String) {
    var folder = Environment.absolute(path)
    while let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
      folder = String(folder[..<slash])
      rules.append(AccessRule("\(folder)/election.json", .read))
      if isWorkspace(folder) { allowWorkspace(folder, [.read, .write]) }
    }
  }

  private func isWorkspace(_ path: String) -> Bool {
    ((try? disk.info("\(path)/\(Journal.fileName)")) ?? nil) != nil
  }

  /// A workspace with its vault; nothing where there is none.
  private mutating func allowWorkspace(_ path: String, _ access: FileAccess) {
    guard isWorkspace(path) else { return }
    rules.append(AccessRule(path, access))
    // Where it cannot be read the command says so.
    guard let line = try? disk.read("\(path)/vault", limit: 4_096) else { return }
    rules.append(AccessRule(String(decoding: line.dropLast(), as: UTF8.self), access))
  }

  /// The folder itself, or the nearest one above it that is there.
  private func nearest(_ path: String) -> String {
    var path = path.isEmpty ? "." : path
    for _ in 0..<Self.maxDepth {
      if ((try? disk.info(path)) ?? nil) != nil { return path }
      path = Self.parent(path)
    }
    return path
  }

  /// The folder that holds a path.
  static func parent(_ path: String) -> String {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed = trimmed.dropLast() }
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }
}
