package import Encoding
package import Mixnet
package import Words

/// What of a folder with proofs does not hold, in the order of the checks.
package enum ProofCode: String, Sendable, CaseIterable {
  case missingFile = "missing-file"
  case definition
  case keys
  case signature
  case manifest
  case electionMismatch = "election-mismatch"
  case collectorUnknown = "collector-unknown"
  case collectorNotAllowed = "collector-not-allowed"
  case sequenceConflict = "sequence-conflict"
  case sizeMismatch = "size-mismatch"
  case hashMismatch = "hash-mismatch"
  case ballotOrder = "ballot-order"
  case amendment
  case reconciliation
  case duplicateBallot = "duplicate-ballot"
  case tracking
  case proofFile = "proof-file"
  case officerRepeated = "officer-repeated"
  case quorum
  case proofSignature = "proof-signature"
  case proofSize = "proof-size"
  case point
  case scalar
  case mixOrder = "mix-order"
  case mixProof = "mix-proof"
  case openProof = "open-proof"
  case patterns
}

/// The first check of a folder with proofs that fails (FormatProofs § Checks).
package struct ProofRefusal: ReportedError, Equatable {
  package let code: ProofCode
  package let file: String
  /// The list of a proof file; nil where it is the whole file.
  package let list: ListName?
  /// The place in the list or file, from 1; of a ballot its index, from 0.
  package let index: Int?
  package let problem: Message
  /// What whoever checks may have overlooked; nil where nothing is to be said.
  package private(set) var advice: Message?

  init(
    _ code: ProofCode, _ file: String, list: ListName? = nil, index: Int? = nil,
    _ problem: Message, advice: Message? = nil
  ) {
    self.code = code
    self.file = file
    self.list = list
    self.index = index
    self.problem = problem
    self.advice = advice
  }

  /// The same of a folder that has neither sealed ballots nor proofs.
  func ofNoProofs() -> ProofRefusal {
    var refusal = self
    refusal.advice =
      "no ballots/ and no proof/ are here: the package for auditors has them, that for the public "
      + "does not"
    return refusal
  }

  /// What a section of a proof file lacks.
  init(_ fault: SectionFault, _ file: String, list: ListName) {
    let (code, problem): (ProofCode, Message) =
      switch fault.code {
      case .point: (.point, "what stands here is no point of the group, in the \(fault.place)")
      case .scalar: (.scalar, "a scalar is not below the order of the group")
      case .mixOrder: (.mixOrder, "the outputs of the mix are not in ascending order")
      case .mixProof: (.mixProof, "the mix adds, drops or changes something: its proof fails")
      case .openProof:
        (.openProof, "the opening is not what the officer's share gives: its proof fails")
      }
    self.init(code, file, list: list, index: fault.index, problem)
  }

  package var report: Report {
    Report(.refused, code: code.rawValue, problem, place: "\(place)", advice: advice)
  }

  /// File, list and index, as far as there are.
  package var place: String {
    ([SafeText.escaped(file)] + (list.map { ["\($0)"] } ?? []) + (index.map { ["\($0)"] } ?? []))
      .joined(separator: " ")
  }

  package var json: JSON {
    [
      "ok": false, "code": .string(code.rawValue), "file": .string(file),
      "list": list.map { .string("\($0)") } ?? .null, "index": index.map { .integer($0) } ?? .null,
      "problem": .string(problem.english),
      "next": advice.map { .string($0.english) } ?? .null,
    ]
  }
}

extension SectionFault {
  /// The part of the section, as the page names it.
  fileprivate var place: Message {
    switch part {
    case .outputs: "outputs"
    case .commitments: "commitments"
    case .chain: "chain"
    case .parts: "parts of the opening"
    case .responses, nil: "responses"
    }
  }
}
