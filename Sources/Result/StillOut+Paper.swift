package import Election
import Encoding
package import Paper
import Words

extension StillOut {
  /// What is out of the paper.
  ///
  /// The numbers of a station's papers are not told to the public.
  package enum Paper: Hashable, Sendable {
    case nothing(station: String)
    case noAccount(AccountKey)
    case account(AccountKey)
    case sheet(SheetKey)
    case noSheet(station: String, contest: String)
    case batchLacks(Batch, contests: [String])
    case batchMixed(Batch, contests: [String])
    case unequalPapers(Batch, papers: [String: Int]?)
    case unexpectedBatch(Batch)
    case missingBatch(Batch)
    case issued(AccountKey, Issued?)
    case inBox(AccountKey, InBox?)

    /// Papers that were issued, and those of which the account says where they are.
    package struct Issued: Hashable, Sendable {
      package let issued: Int
      package let accountedFor: Int
    }

    /// Papers in the box, and those in the batches.
    package struct InBox: Hashable, Sendable {
      package let inBox: Int
      package let papers: Int
    }

    /// How files name it.
    enum Kind: String {
      case nothing = "station"
      case noAccount = "account"
      case account = "account-entry"
      case sheet
      case noSheet = "no-sheet"
      case batchLacks = "batch-lacks"
      case batchMixed = "batch-mixed"
      case unequalPapers = "unequal-papers"
      case unexpectedBatch = "unexpected-batch"
      case missingBatch = "missing-batch"
      case issued
      case inBox = "in-box"
    }

    init(_ finding: PaperFinding) {
      switch finding {
      case .nothing(let station): self = .nothing(station: station)
      case .noAccount(let key): self = .noAccount(key)
      case .account(let key, _): self = .account(key)
      case .sheet(let key, _): self = .sheet(key)
      case .noSheet(let station, let contest): self = .noSheet(station: station, contest: contest)
      case .batchLacks(let batch, let contests): self = .batchLacks(batch, contests: contests)
      case .batchMixed(let batch, let contests): self = .batchMixed(batch, contests: contests)
      case .unequalPapers(let batch, let papers): self = .unequalPapers(batch, papers: papers)
      case .unexpectedBatch(let batch): self = .unexpectedBatch(batch)
      case .missingBatch(let batch): self = .missingBatch(batch)
      case .issued(let key, let issued, let accountedFor):
        self = .issued(key, Issued(issued: issued, accountedFor: accountedFor))
      case .inBox(let key, let inBox, let papers):
        self = .inBox(key, InBox(inBox: inBox, papers: papers))
      }
    }

    var kind: Kind {
      switch self {
      case .nothing: .nothing
      case .noAccount: .noAccount
      case .account: .account
      case .sheet: .sheet
      case .noSheet: .noSheet
      case .batchLacks: .batchLacks
      case .batchMixed: .batchMixed
      case .unequalPapers: .unequalPapers
      case .unexpectedBatch: .unexpectedBatch
      case .missingBatch: .missingBatch
      case .issued: .issued
      case .inBox: .inBox
      }
    }

    /// What it concerns.
    var members: JSON.Members {
      switch self {
      case .nothing(let station): ["station": .string(station)]
      case .noAccount(let key), .account(let key), .issued(let key, nil), .inBox(let key, nil):
        key.members
      case .sheet(let key): key.papers.members.merging(["contest": .string(key.contest)]) { $1 }
      case .noSheet(let station, let contest):
        ["station": .string(station), "contest": .string(contest)]
      case .batchLacks(let batch, let contests), .batchMixed(let batch, let contests):
        batch.members.merging(["contests": .strings(contests)]) { $1 }
      case .unequalPapers(let batch, let papers?):
        batch.members.merging(["papers": .object(papers.mapValues { .integer($0) })]) { $1 }
      case .unexpectedBatch(let batch), .missingBatch(let batch), .unequalPapers(let batch, nil):
        batch.members
      case .issued(let key, let numbers?):
        key.members.merging([
          "issued": .integer(numbers.issued), "accountedFor": .integer(numbers.accountedFor),
        ]) { $1 }
      case .inBox(let key, let numbers?):
        key.members.merging([
          "inBox": .integer(numbers.inBox), "papers": .integer(numbers.papers),
        ]) { $1 }
      }
    }
  }
}

extension Batch {
  /// Its members in files.
  fileprivate var members: JSON.Members { ["station": .string(station), "batch": .string(id)] }
}

extension StillOut.Paper {
  /// Reads what is out; `isPublic` where the numbers of a station's papers are left out.
  init?(_ kind: Kind, _ reader: ObjectReader, isPublic: Bool) {
    let station = reader.identifier("station")
    let contest = { reader.has("contest") ? reader.identifier("contest") : nil }
    let key = { station.map { AccountKey(station: $0, contest: contest()) } }
    let batch = { both(station, reader.identifier("batch")) { Batch(station: $0, id: $1) } }
    let number = { (name: String) in reader.integer(name, in: ContestResult.wholeNumbers) }
    let read: Self?
    switch kind {
    case .nothing: read = station.map { .nothing(station: $0) }
    case .noAccount: read = key().map { .noAccount($0) }
    case .account: read = key().map { .account($0) }
    case .sheet:
      read = both(batch(), reader.identifier("contest")) {
        .sheet(SheetKey(station: $0.station, batch: $0.id, contest: $1))
      }
    case .noSheet:
      read = both(station, reader.identifier("contest")) { .noSheet(station: $0, contest: $1) }
    case .batchLacks:
      let contests = reader.strings("contests")
      read = batch().map { .batchLacks($0, contests: contests) }
    case .batchMixed:
      let contests = reader.strings("contests")
      read = batch().map { .batchMixed($0, contests: contests) }
    case .unequalPapers where isPublic:
      read = batch().map { .unequalPapers($0, papers: nil) }
    case .unequalPapers:
      let papers = reader.object("papers").map { object in
        let numbers = object.keys.compactMap { contest in
          object.integer(contest, in: ContestResult.wholeNumbers).map { (contest, $0) }
        }
        object.finish()
        return Dictionary(numbers, uniquingKeysWith: { one, _ in one })
      }
      read = both(batch(), papers) { .unequalPapers($0, papers: $1) }
    case .unexpectedBatch: read = batch().map { .unexpectedBatch($0) }
    case .missingBatch: read = batch().map { .missingBatch($0) }
    case .issued where isPublic: read = key().map { .issued($0, nil) }
    case .issued:
      let numbers = both(number("issued"), number("accountedFor")) {
        Issued(issued: $0, accountedFor: $1)
      }
      read = both(key(), numbers) { .issued($0, $1) }
    case .inBox where isPublic: read = key().map { .inBox($0, nil) }
    case .inBox:
      let numbers = both(number("inBox"), number("papers")) { InBox(inBox: $0, papers: $1) }
      read = both(key(), numbers) { .inBox($0, $1) }
    }
    guard let read else { return nil }
    self = read
  }

  /// What the public is told instead, who is not told who keyed, nor numbers of one station; nil
  /// where it is told the same.
  ///
  /// Every kind stands here by itself, so that a new one is published only as it is decided here.
  var publicWords: (StillOut.Paper, Message)? {
    switch self {
    case .nothing, .noAccount, .noSheet, .batchLacks, .batchMixed, .unexpectedBatch, .missingBatch:
      nil
    case .account(let key): (self, "account \(key) is not keyed alike by two people")
    case .sheet(let key): (self, "sheet \(key) is not keyed alike by two people")
    case .unequalPapers(let batch, _):
      (.unequalPapers(batch, papers: nil), "batch \(batch) has unequal numbers of papers")
    case .issued(let key, _):
      (.issued(key, nil), "station \(key) does not account for the papers that it issued")
    case .inBox(let key, _):
      (.inBox(key, nil), "station \(key) has other papers in the box than in its batches")
    }
  }
}
