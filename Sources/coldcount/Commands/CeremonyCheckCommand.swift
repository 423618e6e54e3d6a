import Console
import Counting
import Encoding
import Mixnet
import Words

/// `coldcount ceremony check`: whether the deals of an election with proofs give an officer a share.
enum CeremonyCheckCommand {
  static let action = CommandAction(
    command: Command(
      "ceremony check", arguments: "DIR", kind: .folder, count: 1...1,
      summary: "check the deals of an election with proofs, as an officer who takes a share",
      discussion: """
        Reads draft.json, deal.OFFICER.json of every officer with its signature, and election.json. \
        Prints ok, or the first code with who dealt wrongly. Status 0 or 1. The share itself is \
        neither shown nor written.
        """,
      options: [
        Option("--as", "OFFICER", "the officer who takes a share", required: true),
        Option(
          "--box", "FILE", kind: .file, "box.OFFICER.json, or the key in base64 on one line",
          required: true),
      ], examples: ["coldcount ceremony check ceremony --as officer-a --box officer-a.box"]),
    run: { context in
      let officer = try context.required("--as")
      do {
        let ceremony = try CeremonyFolder(context.parsed.arguments[0], disk: context.disk)
        let box = try context.secrets.boxKey(
          context.required("--box"), definition: ceremony.definition)
        _ = try ceremony.taken(as: officer, box: box, isComplete: true)
        try context.answer(["ok": true], "ok\n")
        return 0
      } catch let refusal as TakingRefusal {
        let dealer = refusal.dealer.map { ": \(SafeText.escaped($0))" } ?? ""
        try context.answer(
          [
            "ok": false, "code": .string(refusal.code.rawValue),
            "dealer": refusal.dealer.map { .string($0) } ?? .null,
            "problem": .string(refusal.problem.english),
          ], "\(refusal.code.rawValue)\(dealer)\n\(context.text(refusal.problem))\n")
        return 1
      }
    })
}
