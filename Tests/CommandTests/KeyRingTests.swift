import Cryptography
import Encoding
import Record
import TestSupport
import Testing

@testable import coldcount

@Suite("Keys that stay unlocked at the console")
struct KeyRingTests {
  private final class Count { var unlocked = 0 }

  /// Has somebody unlock their key, who wants it kept or not.
  private func unlock(
    _ person: String, _ ring: KeyRing, _ count: Count, keeps: Bool, file: Digest = .of([1])
  ) throws -> Signer {
    try ring.signer(person, file: file) {
      count.unlocked += 1
      #expect(ring.isWanted == false)
      if keeps { ring.toggle() }
      return try VectorElection.signer(person)
    }
  }

  @Test("only a key whose person says so stays, and for that person and file alone")
  func keeps() throws {
    let (ring, count) = (KeyRing(), Count())
    #expect(ring.isWanted == nil)
    for _ in 0..<2 { _ = try unlock("clerk-1", ring, count, keeps: false) }
    #expect(count.unlocked == 2 && ring.people.isEmpty)
    for _ in 0..<3 { _ = try unlock("clerk-1", ring, count, keeps: true) }
    #expect(count.unlocked == 3 && ring.people == ["clerk-1"])
    _ = try unlock("clerk-2", ring, count, keeps: false)
    _ = try unlock("clerk-1", ring, count, keeps: false, file: .of([2]))
    #expect(count.unlocked == 5 && ring.people == ["clerk-1"])
  }

  @Test("a key that is locked is asked for again, and one that does not open is not kept")
  func locks() throws {
    struct Wrong: Error {}
    let (ring, count) = (KeyRing(), Count())
    #expect(throws: Wrong.self) {
      try ring.signer("clerk-1", file: .of([1])) {
        ring.toggle()
        throw Wrong()
      }
    }
    #expect(ring.people.isEmpty && ring.isWanted == nil)
    weak let key = try unlock("clerk-1", ring, count, keeps: true)
    #expect(key != nil)
    ring.lock()
    #expect(key == nil && ring.people.isEmpty, "nothing else holds it: its memory is wiped")
    _ = try unlock("clerk-1", ring, count, keeps: true)
    #expect(count.unlocked == 2)
  }
}
