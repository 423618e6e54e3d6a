import Console
import Storage
import Words

/// `coldcount demo`: a whole count on the samples, every step a command that could be typed.
enum DemoCommand {
  /// Where the samples are looked for when nobody names them: where a package of the system has
  /// them, and wherever above the program they lie, be it installed or in its build folder.
  static let places: [String] = {
    var places = ["/usr/share/coldcount/samples"]
    // Where the program cannot be found the others remain.
    var folder = (try? OwnProcess.executable()) ?? ""
    while folder.count > 1 {
      folder = Path.parent(of: folder)
      places += ["samples", "share/coldcount/samples"].map {
        folder == "/" ? "/\($0)" : "\(folder)/\($0)"
      }
    }
    return places
  }()

  static let action = CommandAction(
    command: Command(
      "demo", arguments: "[DIR]", kind: .newFolder, fallback: "coldcount-demo", count: 0...1,
      summary: "a whole count on the samples, from sealed bundles to a verified result",
      discussion: """
        Counts the 2017 civil referendum at full size: seals 65,000 ballots, imports them, enters \
        the paper, strikes who voted twice, opens, signs, exports and verifies. Shows every \
        command. DIR (else coldcount-demo) must be new.
        """,
      options: [
        Option(
          "--samples", "DIR", kind: .folder, fallback: "samples",
          "the samples (else ./samples, else those beside or above the program)")
      ],
      examples: ["coldcount demo", "coldcount demo /tmp/demo --samples samples"]),
    run: { context in
      let target = context.parsed.paths.first ?? ""
      let sample = try sample(context)
      guard try context.disk.info(target) == nil else {
        throw StorageError(.exists, "make the folder", target, "something stands there")
      }
      let steps = DemoSteps(sample: sample, target: target, passThrough: passThrough(context))
      for (title, lines) in steps.all {
        if !context.wantsJSON, !context.isQuiet {
          try Output.standard.line("\n" + context.text(title))
        }
        for line in lines {
          if !context.wantsJSON, !context.isQuiet { try show(line) }
          // In JSON only the last document is printed: what the verification found.
          let isLast = line == steps.verification
          let status = Coldcount.run(line, isSilent: context.wantsJSON && !isLast)
          guard status == 0 else { return status }
        }
      }
      if !context.wantsJSON, !context.isQuiet {
        try Output.standard.line("\n" + context.text("With stock tools:"))
        try Output.standard.write(steps.stockCommands)
      }
      return 0
    })

  private static func sample(_ context: Context) throws -> String {
    let folder = context.parsed.path("--samples") ?? ""
    let folders = [folder] + (context.parsed.has("--samples") ? [] : places)
    for folder in folders {
      let sample = "\(folder)/referendum-2017"
      if try context.disk.info("\(sample)/election.json") != nil { return sample }
    }
    throw UsageError(
      "no samples at \(folders.map { SafeText.escaped($0) }.joined(separator: ", ")); "
        + "name their folder with --samples",
      command: "demo")
  }

  private static func passThrough(_ context: Context) -> [String] {
    var options: [String] = []
    if context.wantsJSON { options.append("--json") }
    if context.isQuiet { options.append("--quiet") }
    if let language = context.parsed.value("--lang") { options += ["--lang", language] }
    return options
  }

  private static func show(_ line: [String]) throws {
    var text = "  $ coldcount"
    var width = text.count
    for word in line {
      if width + word.count + 1 > 96 {
        text += " \\\n     "
        width = 5
      }
      text += " \(word)"
      width += word.count + 1
    }
    try Output.standard.line(text)
  }
}
