package import Election
package import Encoding
package import Paper
package import Words

/// Something that a count reads.
package enum CountInput: Hashable, Sendable {
  case bundle(collector: String, Int)
  case reconciliation
  case amendment(Int)
  case lots(contest: String)
  case sheet(SheetKey)
  case account(AccountKey)
  case explanation(AccountKey)
  case correction(PaperSubject)
  /// A result that was counted later and that officers signed.
  case result(Stage, Digest)

  /// Whether it concerns paper alone, of which the sealed ballots say nothing.
  var isOfPaper: Bool {
    switch self {
    case .bundle, .reconciliation, .amendment, .lots, .result: false
    case .sheet, .account, .explanation, .correction: true
    }
  }

  /// What it is.
  package var message: Message {
    switch self {
    case .bundle(let collector, let sequence): "bundle \(String(sequence)) of \(collector)"
    case .reconciliation: "another reconciliation"
    case .amendment(let number): "amendment \(String(number))"
    case .lots(let contest): "lots in \(contest)"
    case .sheet(let key): Sheet.name(key)
    case .account(let key): StationAccount.name(key)
    case .explanation(let key): "an explanation of \(StationAccount.name(key))"
    case .correction(let subject): "a correction of \(subject.name)"
    case .result(let stage, _): "a later result of stage \(stage), which officers signed"
    }
  }

  /// All of them in a row; of many the first.
  package static func words(_ inputs: [CountInput]) -> Message { .list(inputs.map(\.message)) }
}

/// What came in after a count.
extension RecordState {
  /// Whether nothing that a count reads came in since the latest count.
  package var isCounted: Bool {
    guard let latest = [counts.last?.line, blind?.line].compactMap({ $0 }).max() else {
      return false
    }
    return (lastInput ?? 0) < latest
  }

  /// What a result lacks that came in since it was counted, each thing once: where there is any, the
  /// result is overtaken, and neither signed nor exported.
  package func overtaking(_ count: CountRecord) -> [CountInput] {
    var seen: Set<CountInput> = []
    let later = signedAfter(count).map { CountInput.result($0.stage, $0.result) }
    return (inputs(after: count.line) + later).filter { input in
      (count.stage != .electronic || !input.isOfPaper) && seen.insert(input).inserted
    }
  }

  /// Whether a result that enough officers signed, or that was exported, has what a correction
  /// concerns: then an amendment alone sets it aside.
  package func isSigned(_ subject: PaperSubject) -> Bool {
    guard let since = paper.agreements(subject).min() else { return false }
    return since < signedLine
  }
}
