import Encoding
import Testing
import Words

@Suite("Moments and numbers as people write them")
struct ConventionTests {
  @Test(
    "a moment is told in words and in columns, in the offset that it has",
    arguments: [
      (
        "2017-03-19T22:00:00+08:00", "19 March 2017 22:00 (UTC+08:00)", "2017-03-19 22:00:00"
      ),
      ("2020-12-01T00:05:09Z", "1 December 2020 00:05:09 (UTC)", "2020-12-01 00:05:09"),
      ("1970-01-01T00:00:00-09:30", "1 January 1970 00:00 (UTC-09:30)", "1970-01-01 00:00:00"),
    ])
  func words(text: String, words: String, columns: String) throws {
    let time = try #require(Timestamp(text))
    #expect("\(time)" as Message == Message(words))
    #expect(time.inColumns == columns)
    let other = Timestamp(seconds: time.seconds).asWritten(like: time)
    #expect(other.message == time.message)
  }

  @Test("a moment beyond all calendars has words too", arguments: [-1 << 52, 1 << 52])
  func farAway(seconds: Int) {
    #expect(!Timestamp(seconds: seconds).message.english.isEmpty)
    #expect(!Timestamp(seconds: seconds).inColumns.isEmpty)
  }

  @Test(
    "numbers are written in groups of three",
    arguments: [
      (0, "0"), (7, "7"), (999, "999"), (1_000, "1,000"), (65_192, "65,192"),
      (-65_192, "-65,192"), (1_234_567, "1,234,567"), (-999, "-999"),
      (Int.min, "-9,223,372,036,854,775,808"),
    ])
  func grouped(number: Int, text: String) {
    #expect(number.grouped == text)
    #expect("\(number) of all" as Message == Message("\(text) of all"))
    #expect(Plural.of(number, "ballot", "ballots").english == "\(text) ballots")
  }
}
