import Words

/// The command lines of the demo.
struct DemoSteps {
  let sample: String
  let target: String
  let passThrough: [String]

  private var passphrase: [String] { ["--passphrase-file", "\(sample)/demo-passphrase.txt"] }
  private var workspace: [String] { ["--workspace", "\(target)/count"] }

  private func key(_ person: String) -> [String] {
    ["--as", person, "--key", "\(sample)/keys/\(person).key"]
  }

  private func seal(
    _ collector: String, _ sequence: Int, of count: Int, file: String, kind: String
  ) -> [String] {
    var line = ["seal", "\(sample)/\(file)", "--election", "\(sample)/election.json"]
    line += key(collector)
    line += ["--pepper", "\(sample)/pepper.hex", "--kind", kind, "--sequence", "\(sequence)"]
    if sequence > 1 {
      line += ["--previous", "\(target)/stick/\(collector)-\(sequence - 1)/manifest.json"]
    }
    if sequence == count { line.append("--final") }
    return line + ["--to", "\(target)/stick/\(collector)-\(sequence)"]
  }

  var verification: [String] { ["verify", "\(target)/result"] + passThrough }

  /// What is done, step by step.
  var all: [(title: Message, lines: [[String]])] {
    let sealing =
      ["web", "app"].flatMap { collector in
        (1...2).map {
          seal(collector, $0, of: 2, file: "ballots/\(collector)-\($0).csv", kind: "ballots")
        }
      }
      + ["desk-1", "desk-2"].map {
        seal($0, 1, of: 1, file: "registers/\($0).csv", kind: "register")
      }
    let shares = ["officer-a", "officer-b"].flatMap { ["--share", "\(sample)/share.\($0).json"] }
    let steps: [(Message, [[String]])] = [
      ("The collectors seal their ballots and the stations their registers", sealing),
      (
        "The workspace and the vault are made, and the stick is imported",
        [
          [
            "init", "\(target)/count", "--election", "\(sample)/election.json", "--vault",
            "\(target)/vault",
          ] + key("clerk-1"),
          ["import", "\(target)/stick"] + workspace + key("clerk-1"),
        ]
      ),
      (
        "Paper is keyed twice; where two people differ a third decides",
        (1...3).map {
          ["paper", "import", "\(sample)/sheets/clerk-\($0).csv"] + workspace + key("clerk-\($0)")
        }
          + (1...2).map {
            ["paper", "account", "\(sample)/accounts.csv"] + workspace + key("clerk-\($0)")
          }
      ),
      (
        "The custodian finds who voted twice, without seeing who they are",
        [
          ["reconcile", "--vault-key", "\(sample)/vault.keeper.json"] + passphrase + workspace
            + key("keeper")
        ]
      ),
      (
        "Two of three officers open the ballots and sign the result",
        [["count", "--stage", "final"] + shares + passphrase + workspace + key("officer-a")]
          + sign("\(target)/count/results/final/result.json")
      ),
      (
        "The package is exported and signed, and anyone verifies it",
        [["export", "\(target)/result"] + workspace + key("officer-a")]
          + sign("\(target)/result/B2SUMS")
      ),
      (
        "Pages, tables and charts are made of it for the public",
        [
          ["disclose", "\(target)/result", "--to", "\(target)/public"] + workspace
            + key("officer-a")
        ]
      ),
      ("The audit", [["verify", "\(target)/result"]]),
    ]
    return steps.map { title, lines in (title, lines.map { $0 + passThrough }) }
  }

  private func sign(_ file: String) -> [[String]] {
    ["officer-a", "officer-b"].map { ["sign", file] + key($0) }
  }

  /// What does the same with tools that others wrote.
  var stockCommands: String {
    """
      $ cd \(target)/result
      $ minisign -V -H -p KEYS/officer-a.pub -m B2SUMS -x B2SUMS.officer-a.minisig
      $ minisign -V -H -p KEYS/officer-b.pub -m B2SUMS -x B2SUMS.officer-b.minisig
      $ b2sum -c --strict B2SUMS

    """
  }
}
