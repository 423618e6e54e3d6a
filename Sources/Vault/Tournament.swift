/// The lowest of several numbers of which one after the other is replaced: a tournament in which every
/// place keeps who lost there (Knuth, The Art of Computer Programming, volume 3, section 5.4.1).
///
/// Unlike in a heap the way up from a seat is always the same, and who goes on is chosen without a
/// branch: the processor need not guess, which it would get wrong every other time.
struct Tournament {
  /// A number, and at which place of the list it was given.
  typealias Player = (key: UInt64, seat: Int)

  /// At 0 the lowest, at every other place who lost there.
  ///
  /// Above place `n` stands place `n / 2`; seat `n` enters where place `count + n` would be.
  private var places: [Player]

  init(_ keys: [UInt64]) {
    places = keys.enumerated().map { ($0.element, $0.offset) }
    // Who comes out of each place; the second half are those who enter.
    var winners = places + places
    for place in places.indices.dropFirst().reversed() {
      let (one, other) = (winners[2 * place], winners[2 * place + 1])
      winners[place] = other.key < one.key ? other : one
      places[place] = other.key < one.key ? one : other
    }
    if !keys.isEmpty { places[0] = winners[1] }
  }

  /// The lowest; nil where there is none.
  var lowest: Player? { places.first }

  /// Puts another number at the seat of the lowest.
  mutating func replaceLowest(with key: UInt64) {
    var all = places.mutableSpan
    guard all.count > 0 else { return }
    var winner: Player = (key, all[0].seat)
    var place = (all.count + winner.seat) / 2
    while place > 0 {
      let other = all[place]
      let isBeaten = other.key < winner.key
      all[place] = isBeaten ? winner : other
      winner = isBeaten ? other : winner
      place /= 2
    }
    all[0] = winner
  }
}
