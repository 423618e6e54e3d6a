import Encoding
import Console
import Words

/// `coldcount console`: the full-screen guide for counting staff.
enum ConsoleCommand {
  static let action = CommandAction(
    command: Command(
      "console", arguments: "[DIR]", kind: .exchange, count: 0...1, workspace: .makes,
      summary: "the guide for counting staff, on the whole screen",
      discussion: """
        Shows the steps of the count, what is done, pending and wrong, and what lies on the media that \
        are plugged in; asks for what a step needs, shows the command that it comes to, and runs it. \
        It mounts nothing and runs nothing from a medium, and shows no vote before the officers open \
        the result. The keys stand at the bottom of the screen. With DIR it leads officers through \
        what lies in that folder: a ceremony that was begun there, or what was handed out to be mixed \
        or opened on a laptop of an officer's own; where there is no workspace it finds such a folder \
        on the media by itself.
        """,
      options: [
        Option(
          "--election", "FILE", kind: .signedFile, "the signed election.json, for a new workspace"),
        Option("--vault", "DIR", kind: .newFolder, "the folder of the vault, for a new workspace"),
        Option(
          "--media", "DIR", kind: .exchange,
          "a folder to look at instead of the media that are mounted",
          repeatable: true),
        Option(
          "--keys", "DIR", kind: .folder, "a folder with people's keys and shares", repeatable: true
        ),
      ],
      examples: [
        "coldcount console --workspace count",
        "coldcount console /media/stick/ceremony --keys keys",
      ]),
    run: { context in
      let screen = try FullScreen(
        colour: Context.wantsColour(context.parsed), command: "coldcount console",
        instead: "use a terminal, or the commands: 'coldcount status' says what is next")
      defer { screen.leave() }
      guard let language = screen.settled(context.language) else { return 0 }
      let absolute = { (option: String) in
        context.parsed.values(option).map(Environment.absolute)
      }
      ConsoleSession(
        screen: screen,
        maker: ReadingMaker(
          finder: Finder(
            disk: context.disk, folders: absolute("--media"), keyFolders: absolute("--keys")),
          disk: context.disk, clock: context.clock)
      ).run(
        SessionMemory(
          workspace: Environment.absolute(context.workspacePath),
          election: absolute("--election").first, vault: absolute("--vault").first,
          folder: context.parsed.arguments.first.map(Environment.absolute)),
        language: language)
      return 0
    })
}
