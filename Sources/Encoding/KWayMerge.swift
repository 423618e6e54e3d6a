/// Merges any number of sources into one stream in order; of equal records those of the source that
/// was named first come first.
///
/// A tournament in which every place keeps who lost there (Knuth, The Art of Computer Programming,
/// volume 3, section 5.4.1). Unlike in a heap the way up from a seat is always the same, and as long
/// as numbers tell the records apart who goes on is chosen without a branch: the processor need not
/// guess, which it would get wrong every other time.
public struct KWayMerge<Source: SortedSource> {
  /// A record's number, and the position of its source.
  @usableFromInline
  struct Player {
    @usableFromInline var number: UInt64
    @usableFromInline var seat: Int

    /// After all others, whatever their numbers.
    @usableFromInline static var ended: Player { Player(number: .max, seat: .max) }

    @inlinable
    init(number: UInt64, seat: Int) {
      self.number = number
      self.seat = seat
    }
  }

  @usableFromInline var all: [Source]
  /// At 0 who won, at every other place who lost there.
  ///
  /// Above place `n` stands place `n / 2`; seat `n` enters where place `count + n` would be.
  @usableFromInline var places: [Player] = []

  /// Goes to the first record of every source.
  ///
  /// - Throws: What a source throws.
  package init(_ sources: [Source]) throws(Source.Failure) {
    all = sources
    var winners = [Player](repeating: .ended, count: sources.count)
    for seat in sources.indices { winners.append(try Self.advance(&all, seat)) }
    places = Array(winners.prefix(sources.count))
    for place in places.indices.dropFirst().reversed() {
      let (one, other) = (winners[2 * place], winners[2 * place + 1])
      let isBeaten = Self.comes(other, before: one, all)
      winners[place] = isBeaten ? other : one
      places[place] = isBeaten ? one : other
    }
    if !sources.isEmpty { places[0] = winners[1] }
  }

  /// In the order in which they were named.
  @inlinable
  public var sources: [Source] { all }

  /// The position of the source that stands at the lowest record; nil after the last.
  @inlinable
  public var lowest: Int? {
    guard let winner = places.first, winner.seat != Player.ended.seat else { return nil }
    return winner.seat
  }

  /// Goes to the next record of the source that stands at the lowest.
  ///
  /// - Throws: What the source throws; the merge is of no use after that.
  @inlinable
  public mutating func advance() throws(Source.Failure) {
    guard let seat = lowest else { return }
    Self.replay(try Self.advance(&all, seat), from: seat, &places, all)
  }

  /// Lets who came to a seat play on the way up from it.
  @inlinable
  static func replay(
    _ player: Player, from seat: Int, _ places: inout [Player], _ sources: [Source]
  ) {
    var winner = player
    var place = (places.count + seat) / 2
    var tree = places.mutableSpan
    while place > 0 {
      let other = tree[place]
      let isBeaten = comes(other, before: winner, sources)
      tree[place] = isBeaten ? winner : other
      winner = isBeaten ? other : winner
      place /= 2
    }
    tree[0] = winner
  }

  @inlinable
  static func advance(_ sources: inout [Source], _ seat: Int) throws(Source.Failure) -> Player {
    guard let number = try sources[seat].advance() else { return .ended }
    return Player(number: number, seat: seat)
  }

  @inlinable
  static func comes(_ one: Player, before other: Player, _ sources: [Source]) -> Bool {
    one.number < other.number
      || one.number == other.number && precedes(one.seat, other.seat, sources)
  }

  /// The order of two records of the same number.
  @inlinable @inline(never)
  static func precedes(_ one: Int, _ other: Int, _ sources: [Source]) -> Bool {
    // Who has ended sits behind all others, and its source stands at nothing.
    guard one < sources.count else { return false }
    guard other < sources.count else { return true }
    return one < other
      ? !sources[other].precedes(sources[one]) : sources[one].precedes(sources[other])
  }
}
