import FuzzTargets
import TestSupport
import Testing

@Suite("What an officer's own laptop reads, and each bit of what is proved")
struct OfficerTests {
  private func target(_ name: String) throws -> FuzzTarget {
    try #require(FuzzTarget.all.first { $0.name == name })
  }

  /// A number between 0 and 2^24 in three bytes.
  private func place(_ generator: inout SeededGenerator) -> [UInt8] {
    let place = Int.random(in: 0..<1 << 24, using: &generator)
    return [UInt8(place >> 16), UInt8(place >> 8 & 255), UInt8(place & 255)]
  }

  @Test(
    "with any bit another, signed again by all who have a hand in it, no proof and no ballot holds",
    arguments: [true, false])
  func flips(isSigned: Bool) throws {
    let target = try target("flip")
    var generator = SeededGenerator(seed: 8)
    for number in 0..<(isSigned ? 32 : 8) {
      let head = [UInt8(number), isSigned ? 1 : 0]
      #expect(try !target.run(head + place(&generator) + [UInt8(number % 8)]))
    }
  }

  @Test(
    "what is carried, dealt or kept in words is taken as it was made, and cut off or changed it is not",
    arguments: ["carried", "deals", "dealt-share"])
  func seeds(name: String) throws {
    let target = try target(name)
    var generator = SeededGenerator(seed: 8)
    for (number, seed) in try target.seeds().enumerated() {
      // The first bytes say what it is.
      let head = name == "dealt-share" ? 0 : 2
      #expect(try target.run(seed), "\(number)")
      var damaged = seed
      let position = Int.random(in: head..<seed.count, using: &generator)
      switch number % 3 {
      case 0: damaged[position] ^= 1
      case 1: damaged.remove(at: position)
      default: damaged.insert(UInt8(ascii: "1"), at: position)
      }
      // Every property is asked of it, refused or not.
      _ = try target.run(damaged)
      let cut = seed.dropLast((seed.count - head) / 2 + 1)
      let isSigned = head > 0 && seed[1] == 1
      #expect(try !target.run(Array(cut)) || isSigned, "\(number)")
    }
  }
}
