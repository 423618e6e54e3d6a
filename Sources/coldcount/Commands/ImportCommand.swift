import Bundles
import Console
import Encoding
import Record
import Storage
import Words
import Workspace

/// `coldcount import`: bundles and what was keyed at desks, from removable media.
enum ImportCommand {
  /// What on a medium is no bundle, and what this user may not look into.
  typealias PassedOver = (path: String, names: NameList, closed: NameList)

  static let action = CommandAction(
    command: Command(
      "import", arguments: "[PATH …]", kind: .media, count: 0...1_000, workspace: .writes,
      summary: "import sealed bundles, what was keyed at desks, and whole halls, from media",
      discussion: """
        A path is the folder of a bundle, of a desk or of a hall (export --inputs), or a folder of \
        such folders; without one, every removable medium that is mounted is looked at. Each is \
        accepted whole or refused whole, with the reason, the bundles of a hall one by one; what is \
        in already changes nothing.
        """,
      options: Commands.signerOptions,
      examples: ["coldcount import /media/stick --as clerk-1 --key clerk-1.key"]),
    run: { context in
      let signer = try context.requiredSigner()
      let (paths, closed) = try paths(context)
      let workspace = try context.workspace(writing: true)
      try workspace.requireWriter(signer, of: .imported)
      let found = try find(paths, isNamed: !context.parsed.arguments.isEmpty, context)
      var (folders, halls) = (found.bundles, [(folder: String, outcome: HallOutcome)]())
      for folder in found.halls {
        let outcome = try workspace.importHall(folder, signer: signer)
        halls.append((folder, outcome))
        // Whatever is refused of a hall is refused with its bundles.
        if case .refused = outcome { continue }
        folders += try BundleFolders(at: "\(folder)/bundles", disk: context.disk).found
      }
      var bundles: [(folder: String, outcome: ImportOutcome)] = []
      var unreadable: [Digest: Int] = [:]
      for folder in folders {
        let size = try byteCount(folder, disk: context.disk)
        let bar = ProgressBar(
          "importing", total: size, language: context.language, isQuiet: context.isQuiet)
        defer { bar.finish() }
        let outcome = try workspace.importBundle(folder, signer: signer) { bar.advance($0) }
        bundles.append((folder, outcome))
        if case .accepted(let bundle) = outcome {
          unreadable[bundle.hash] = try workspace.unreadable(of: bundle.hash)
        }
      }
      let text = ImportText(
        bundles: bundles, desks: try workspace.importDesks(found.desks, signer: signer),
        halls: halls, passedOver: closed + found.passedOver, unreadable: unreadable)
      let isSameDevice = try workspace.isVaultOnSameDevice()
      try context.answer(text.json(isSameDevice: isSameDevice), text.words(context.language))
      if isSameDevice { try context.say(StatusCommand.sameDevice) }
      return text.refused > 0 ? 1 : 0
    })

  /// What lies on media.
  private typealias Found = (
    bundles: [String], desks: [String], halls: [String], passedOver: [PassedOver]
  )

  /// - Throws: `no-bundle` where nothing lies in a path that was named.
  private static func find(
    _ paths: [String], isNamed: Bool, _ context: Context
  ) throws -> Found {
    var found: Found = ([], [], [], [])
    for path in paths {
      let folders = try BundleFolders(at: path, disk: context.disk)
      if !folders.others.isEmpty || !folders.closed.isEmpty {
        found.passedOver.append((path, folders.others, folders.closed))
      }
      if isNamed, folders.desks.isEmpty, folders.halls.isEmpty {
        try requireBundle(folders, at: path)
      }
      found.bundles += folders.found
      found.desks += folders.desks
      found.halls += folders.halls
    }
    return found
  }

  /// Where bundles are looked for: what is named, else every medium that this user may look into.
  private static func paths(_ context: Context) throws -> ([String], [PassedOver]) {
    guard context.parsed.arguments.isEmpty else { return (context.parsed.arguments, []) }
    let media = try Media.mounted(disk: context.disk)
    guard !media.isEmpty else {
      throw WorkspaceError.refused(
        code: "no-media", problem: "no removable medium is mounted",
        advice: "plug the medium in, or name its folder")
    }
    var open: [String] = []
    var closed: [PassedOver] = []
    var first: StorageError?
    for path in media {
      do throws(StorageError) {
        _ = try context.disk.list(path)
        open.append(path)
      } catch {
        guard error.kind == .denied else { throw error }
        first = first ?? error
        let name = path.split(separator: "/").last.map(String.init) ?? path
        closed.append((Path.parent(of: path), NameList(), NameList([name])))
      }
    }
    if open.isEmpty, let first { throw first }
    return (open, closed)
  }

  /// - Throws: `no-bundle` where none was found.
  static func requireBundle(_ folders: BundleFolders, at path: String) throws {
    guard folders.found.isEmpty else { return }
    throw WorkspaceError.refused(
      code: "no-bundle",
      problem: folders.closed.isEmpty
        ? "there is no bundle in \(SafeText.escaped(path))"
        : "there is no bundle in \(SafeText.escaped(path)) but in what is closed to this user: "
          + "\(ImportText.words(folders.closed))",
      advice: "name the folder of a bundle, or the folder that holds several")
  }

  static func byteCount(_ folder: String, disk: any Disk) throws -> Int {
    try [BundleLayout.ballots, BundleLayout.identities].reduce(0) {
      $0 + (try disk.info("\(folder)/\($1)")?.byteCount ?? 0)
    }
  }
}
