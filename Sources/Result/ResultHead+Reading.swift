package import Election
package import Encoding
package import Words

/// Everything that is wrong with a result.
package struct ResultError: ReportedError, Equatable {
  /// Each in words, with its path.
  package let problems: [Message]

  package init(_ problems: [Message]) { self.problems = problems }

  package var report: Report {
    Report(
      .refused, code: "result", "the result does not hold",
      advice: "do not go on with this file; fetch it again from where it was made",
      details: problems)
  }
}

/// A result that can be read from its file.
package protocol ReadableResult {
  /// Reads as far as it can be understood; everything that is wrong is noted.
  init?(_ json: JSON, of definition: Definition?, violations: Violations)
}

extension ReadableResult {
  /// Reads a result of an election from its file.
  ///
  /// What this accepts, `file` writes again byte for byte.
  ///
  /// - Throws: `ResultError` with everything that is wrong with it.
  package init(file: [UInt8], of definition: Definition) throws(ResultError) {
    let json: JSON
    do { json = try JSON.parse(canonical: file) } catch { throw ResultError([error.message]) }
    let violations = Violations()
    let read = Self(json, of: definition, violations: violations)
    guard violations.list.isEmpty, let read else {
      throw ResultError(violations.list.map(\.message))
    }
    self = read
  }
}

extension ResultHead {
  init?(_ reader: ObjectReader, of definition: Definition?) {
    let format = reader.string("format")
    if let format, format != ElectionResult.format { reader.note("format", "another format") }
    let election = reader.digest("election")
    let stage = reader.stage("stage")
    let journal = reader.digest("journal")
    let inputs = reader.object("inputs").flatMap {
      ElectionResult.Inputs($0, isProved: definition?.format != .sealed)
    }
    let software = reader.object("software").flatMap(Software.init)
    let isChecked = reader.string("eligibility", as: "roll or not-checked") { text in
      [true, false].first { Self.eligibility(isChecked: $0) == text }
    }
    let replaces = reader.digestOrNull("replaces")
    // Of another format nothing is known.
    guard format == ElectionResult.format, let election, let stage, let journal, let inputs,
      let software, let isChecked
    else { return nil }
    self.init(
      election: election, stage: stage, journal: journal, inputs: inputs, software: software,
      isEligibilityChecked: isChecked, replaces: replaces)
  }
}

extension ElectionResult.Inputs {
  fileprivate init?(_ reader: ObjectReader, isProved: Bool) {
    let strikes = reader.digest("strikes")
    let reconciliation = reader.digest("reconciliation")
    let manifests = reader.digests("manifests")
    let sheets = reader.digests("sheets")
    let amendments = reader.digests("amendments")
    let patterns = reader.has("patterns") ? reader.digest("patterns") : nil
    let tracking = reader.has("tracking") ? reader.digest("tracking") : nil
    let proof = isProved && reader.has("proof") ? reader.ascendingDigests("proof") : nil
    reader.finish()
    guard let strikes, let reconciliation else { return nil }
    self.init(
      manifests: manifests, sheets: sheets, strikes: strikes, reconciliation: reconciliation,
      amendments: amendments, patterns: patterns, tracking: tracking, proof: proof)
  }
}

extension ElectionResult.Electronic {
  init?(_ reader: ObjectReader) {
    let numbers = ElectionResult.ballotNumbers
    let entries = reader.integer("entries", in: numbers)
    let excluded = reader.integer("excluded", in: numbers)
    let read = reader.integer("read", in: numbers)
    let unreadable = reader.integer("unreadable", in: numbers)
    var struck: [StrikeReason: Int] = [:]
    let reasons = reader.object("struck")
    for reason in StrikeReason.allCases where reasons?.has(reason.rawValue) == true {
      struck[reason] = reasons?.integer(reason.rawValue, in: numbers)
    }
    reasons?.finish()
    reader.finish()
    guard let entries, let excluded, let read, let unreadable else { return nil }
    self.init(
      entries: entries, excluded: excluded, struck: struck, read: read, unreadable: unreadable)
  }
}
