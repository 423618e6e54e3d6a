import Audit
import Console
import Synchronization
import Words

/// Shows how far the checks of proofs are, part by part.
final class ProofBar: Sendable {
  private let part = Mutex<ProofWork.Part?>(nil)
  private let bar: ProgressBar

  init(_ context: Context) {
    bar = ProgressBar(
      Self.title(.lists), total: 0, language: context.language, isQuiet: context.isQuiet)
  }

  /// Checks on so many threads that are shown here.
  func work(threads: Int) -> ProofWork {
    ProofWork(threads: threads) { [self] part, steps, total in
      self.part.withLock { shown in
        guard shown != part else { return }
        shown = part
        bar.begin(Self.title(part), total: total)
      }
      bar.advance(steps)
    }
  }

  /// Shows checks while they are made; wipes what is shown after them.
  func showing<Made>(_ checks: () throws -> Made) rethrows -> Made {
    defer {
      part.withLock { $0 = nil }
      bar.finish()
    }
    return try checks()
  }

  private static func title(_ part: ProofWork.Part) -> Message {
    switch part {
    case .ballots: "checking the ballots"
    case .mixes: "checking the mixes"
    case .openings: "checking the openings"
    case .lists: "checking the proofs"
    }
  }
}
