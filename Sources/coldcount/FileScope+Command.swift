import Confinement
import Console
import Storage
import Workspace

/// What a command line comes to: what it names, its workspace and vault.
extension FileScope {
  /// Where media are mounted, now or while the command runs.
  static let mediaFolders = ["/media", "/run/media", "/mnt"]

  /// The files of one command line.
  init(_ parsed: ParsedCommand, disk: any Disk) throws {
    try self.init(disk: disk)
    if parsed.command.name == DemoCommand.action.command.name {
      for place in DemoCommand.places { allow(place, .read) }
    }
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

  private mutating func allow(_ kind: ValueKind, _ path: String) {
    switch kind {
    case .word: break
    case .file, .folder, .media: allow(path, .read)
    case .signedFile: allowSigned(path)
    case .signs:
      allow(Path.parent(of: path), [.read, .write])
      allowFolders(above: path)
    case .removedFile: allowRemoved(path)
    case .exchange: allow(path, [.read, .write])
    case .newFile: allowNewFile(path)
    case .newFolder: allowNewFolder(path)
    case .workspace: allowWorkspace(path, [.read, .write])
    }
  }

  /// The definition in a folder above, by which `sign` knows the people, and the workspace among
  /// whose results the file lies.
  private mutating func allowFolders(above path: String) {
    var folder = Environment.absolute(path)
    if let workspace = SignCommand.workspace(of: folder) {
      allowWorkspace(workspace, [.read, .write])
    }
    while let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
      folder = String(folder[..<slash])
      allow("\(folder)/election.json", .read)
    }
  }

  /// Whether a folder has a journal and is not a package, which has one too.
  private func isWorkspace(_ path: String) -> Bool {
    let has = { (name: String) in ((try? disk.info("\(path)/\(name)")) ?? nil) != nil }
    return has(Journal.fileName) && !has("B2SUMS")
  }

  /// A workspace with its vault; nothing where there is none.
  ///
  /// What lies on a stick may be made to look like a workspace: the path that it names as its vault
  /// is allowed only where a vault is.
  private mutating func allowWorkspace(_ path: String, _ access: FileAccess) {
    guard isWorkspace(path) else { return }
    allow(path, access)
    // Where it cannot be read the command says so.
    guard let line = try? disk.read("\(path)/vault", limit: 4_096) else { return }
    let vault = VaultFolder(path: String(decoding: line.dropLast(), as: UTF8.self))
    if ((try? disk.info(vault.mark)) ?? nil)?.isFile == true { allow(vault.path, access) }
  }
}
