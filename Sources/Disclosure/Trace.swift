package import Encoding
package import Pictures

/// Whose marked copy something came from.
///
/// The bits of a copy are as good as coin tosses to anyone who does not hold the key of whoever
/// made it, independent from copy to copy. So the marks in a leak agree with those of somebody who
/// had nothing to do with it like tosses of a coin: k or more of m with a probability of
/// Σ C(m, i) / 2^m over i from k to m. A name is given only where that probability, times the
/// recipients and the ways in which we looked, is below one in a million.
package struct Trace: Sendable {
  /// Where marks lie, each independent of the others.
  package enum Carrier: String, Sendable, CaseIterable {
    case wording, order, picture
  }

  /// Who was given a copy.
  package struct Recipient: Sendable {
    package let name: String
    package let seed: Digest

    package init(name: String, seed: Digest) {
      self.name = name
      self.seed = seed
    }
  }

  /// How well the marks agree with one recipient's.
  package struct Match: Sendable {
    package let name: String
    package let agreeing: Int
    package let marks: Int
    /// An upper bound of the probability that marks agree so well with any of the recipients who
    /// had nothing to do with the leak.
    package let falseProbability: Double

    package var isNamed: Bool { falseProbability < Trace.limit }

    /// In how many cases that would happen once; no more than can be written exactly.
    package var oneIn: Int {
      let cases = 1 / max(falseProbability, 1e-15)
      return Int(min(cases, 1e15))
    }
  }

  /// The most that a false accusation may be probable.
  package static let limit = 1e-6

  let bits: [(name: String, carrier: Carrier, bit: Bool)]

  /// The marks that can be read, by carrier.
  package var counts: [Carrier: Int] {
    Dictionary(grouping: bits, by: \.carrier).mapValues(\.count)
  }

  /// The fewest marks, all agreeing, by which one of so many recipients can be named.
  package static func fewestMarks(recipients: Int) -> Int {
    (1...).first { falseProbability(agreeing: $0, of: $0, recipients: recipients) < limit } ?? 0
  }

  /// An upper bound of the probability that coin tosses agree so often, in any of the ways in which
  /// we look and for any of so many recipients.
  static func falseProbability(agreeing: Int, of marks: Int, recipients: Int) -> Double {
    // All carriers together and each by itself.
    let ways = Double((Carrier.allCases.count + 1) * max(1, recipients))
    return min(1, tail(agreeing, of: marks) * ways)
  }

  /// The probability that at least `agreeing` of `tosses` fall one way.
  private static func tail(_ agreeing: Int, of tosses: Int) -> Double {
    guard tosses > 0, 2 * agreeing > tosses else { return 1 }
    // C(m, k) / 2^m, halving as it grows so that no step leaves what a Double holds.
    var term = 1.0
    var halves = tosses
    for step in 1...agreeing {
      term *= Double(tosses - agreeing + step) / Double(step)
      while term > 1, halves > 0 {
        term /= 2
        halves -= 1
      }
    }
    while halves > 0, term > 0 {
      term /= 2
      halves -= 1
    }
    var sum = term
    for count in agreeing..<tosses {
      term *= Double(tosses - count) / Double(count + 1)
      sum += term
    }
    return sum
  }

  /// The recipients, the best match first.
  package func matches(_ recipients: [Recipient]) -> [Match] {
    recipients.map { recipient in
      let agreeing = bits.map { Marker.bit($0.name, seed: recipient.seed) == $0.bit }
      var best = Match(
        name: recipient.name, agreeing: 0, marks: bits.count, falseProbability: 1)
      for carrier in [nil] + Carrier.allCases.map(Optional.some) {
        let chosen = bits.indices.filter { carrier == nil || bits[$0].carrier == carrier }
        let count = chosen.count { agreeing[$0] }
        let probability = Self.falseProbability(
          agreeing: count, of: chosen.count, recipients: recipients.count)
        if carrier == nil || probability < best.falseProbability {
          best = Match(
            name: recipient.name, agreeing: count, marks: chosen.count,
            falseProbability: probability)
        }
      }
      return best
    }.sorted { ($0.falseProbability, $0.name) < ($1.falseProbability, $1.name) }
  }
}

extension Trace {
  /// What is read of several leaks that came together, as the pages of one print: a mark that two of
  /// them show differently is not counted.
  package init(together leaks: [Trace]) {
    var bits: [String: (carrier: Carrier, bit: Bool?)] = [:]
    for (name, carrier, bit) in leaks.flatMap(\.bits) {
      let isSame = bits[name].map { $0.bit == bit } ?? true
      bits[name] = (carrier, isSame ? bit : nil)
    }
    self.bits = bits.sorted { $0.key < $1.key }.compactMap { name, found in
      found.bit.map { (name, found.carrier, $0) }
    }
  }
}

/// Reads marks out of what was leaked of a publication, whose places are looked up once.
package struct TraceReader {
  private let slots: [(name: String, slot: Marker.Slot)]
  private let charts: ChartReading

  /// `publication` is the unmarked one of the same package, which keeps its slots.
  package init(_ publication: Publication) {
    let slots = DisclosureFiles(publication, to: NoTarget()).files.reduce(into: [:]) {
      slots, file in
      slots.merge(file.slots) { first, _ in first }
    }
    self.slots = slots.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    charts = ChartReading(
      publication.contests.flatMap { Charts($0, publication: publication).all })
  }

  /// Reads the marks of a text or page.
  package func read(text file: [UInt8]) -> Trace {
    let leaked = LeakedText(file: file)
    return Trace(
      bits: slots.compactMap { name, slot in
        leaked.bit(of: slot).map { (name, slot.carrier, $0) }
      })
  }

  /// Reads the marks of a picture of the page.
  package func read(_ picture: Picture) -> Trace {
    Trace(
      bits: charts.bits(picture).sorted { $0.key < $1.key }
        .map { (name: $0.key, carrier: .picture, bit: $0.value) })
  }
}

extension Marker.Slot {
  /// Where such a mark lies.
  var carrier: Trace.Carrier {
    switch self {
    case .text: .wording
    case .order: .order
    case .bar: .picture
    }
  }
}
