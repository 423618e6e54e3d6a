import Console
import Foundation
import TestSupport
import Testing

@testable import coldcount

@Suite("No switch turns a check off")
struct NoSwitchTests {
  /// Every option without a value, and what it does instead of turning a check off.
  private static let flags: [String: String] = [
    "--json": "how the answer looks", "--quiet": "no progress and no messages",
    "--no-color": "how the answer looks", "--help": "help",
    "--blind": "a count that nobody sees", "--public": "which package is written",
    "--form": "a page to sign", "--proofs": "another kind of election; its own checks alone",
    "--rehearsal": "which election proofs are checked for", "--words": "shares as words too",
    "--anew": "what officers began or mixed before is made again, with every check",
    "--final": "the collector's last bundle", "--sign": "signs what was written",
    "--no-passphrase": "a key for a machine, which is told",
    "--account": "which paper is set aside",
    "--inputs": "what is written: what came in, and no result",
    "--exact": "what the custodian alone sees; what may be told to all is the default",
    "--not-a-total": "what a batch is; its figures are checked all the same",
  ]

  @Test("every option without a value is known and is none")
  func flags() {
    let options = Commands.table.commands.flatMap { command in
      (command.options + Commands.table.common).filter { $0.value == nil }
        .map { (command.name, $0) }
    }
    for (command, option) in options {
      #expect(Self.flags[option.name] != nil, "\(command) \(option.name)")
    }
  }

  @Test("no option, command or environment variable speaks of forcing, skipping or trusting")
  func words() throws {
    let suspicious = [
      "force", "skip", "ignore", "insecure", "unsafe", "trust", "unchecked", "bypass", "yes",
      "debug", "override", "no-check", "no-verify", "no-sync", "no-lock",
    ]
    let names = Commands.table.commands.flatMap { command in
      [command.name] + (command.options + Commands.table.common).map(\.name)
    }
    for name in names {
      #expect(!suspicious.contains { name.contains($0) }, "\(name)")
    }
  }

  @Test("the program reads these environment variables and no others")
  func environment() throws {
    let known: Set = [
      "COLDCOUNT_WORKSPACE", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "TERM", "COLUMNS",
    ]
    let sources = URL(filePath: "\(Peer.packageRoot)/Sources")
    var found: Set<String> = []
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for call in text.matches(of: /(?:getenv|Environment\.value)\("([A-Z_]+)"\)/) {
        found.insert(String(call.output.1))
      }
      for list in text.matches(of: /\[((?:"[A-Z_]+",? ?)+)\]\s*\.compactMap\(Environment\.value\)/)
      {
        for name in list.output.1.matches(of: /"([A-Z_]+)"/) {
          found.insert(String(name.output.1))
        }
      }
    }
    #expect(found.contains("COLDCOUNT_WORKSPACE") && found.contains("LC_ALL"))
    #expect(found.isSubset(of: known), "\(found.subtracting(known))")
  }
}
