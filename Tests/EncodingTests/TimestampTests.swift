import Encoding
import Foundation
import Testing
import Words

@Suite("Times")
struct TimestampTests {
  @Test(
    "are counted from 1970 in whatever offset",
    arguments: [
      ("1970-01-01T00:00:00Z", 0, 0), ("1970-01-01T08:00:00+08:00", 0, 480),
      ("1969-12-31T23:59:59Z", -1, 0), ("1969-12-31T19:00:00-05:00", 0, -300),
      ("2017-03-19T22:00:00+08:00", 1_489_932_000, 480), ("2000-02-29T12:00:00Z", 951_825_600, 0),
      ("2024-02-29T23:59:59Z", 1_709_251_199, 0), ("2024-03-01T00:00:00Z", 1_709_251_200, 0),
      ("2100-02-28T23:59:59Z", 4_107_542_399, 0), ("2100-03-01T00:00:00Z", 4_107_542_400, 0),
      ("9999-12-31T23:59:59Z", 253_402_300_799, 0), ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
      ("2017-01-01T00:30:00+05:45", 1_483_209_900, 345),
      ("2016-12-31T23:30:00-23:59", 1_483_313_340, -1439),
      ("1900-03-01T00:00:00Z", -2_203_891_200, 0),
    ])
  func read(text: String, seconds: Int, offset: Int) throws {
    let time = try #require(Timestamp(text))
    #expect(time.seconds == seconds)
    #expect(time.offsetMinutes == offset)
    #expect(time.description == text)
    #expect(Timestamp(seconds: seconds, offsetMinutes: offset) == time)
  }

  @Test(
    "of a day that the calendar lacks, or spelled otherwise, are refused",
    arguments: [
      "", "2017-03-19", "2017-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2024-02-30T00:00:00Z",
      "2017-04-31T00:00:00Z", "2017-00-10T00:00:00Z", "2017-13-10T00:00:00Z",
      "2017-03-00T00:00:00Z", "2017-03-32T00:00:00Z", "2017-03-19T24:00:00Z",
      "2017-03-19T23:60:00Z", "2017-03-19T23:59:60Z", "2017-03-19 22:00:00Z",
      "2017-03-19t22:00:00Z", "2017-03-19T22:00:00z", "2017-03-19T22:00:00",
      "2017-03-19T22:00Z", "2017-03-19T22:00:00.0Z", "2017-03-19T22:00:00+0800",
      "2017-03-19T22:00:00+08", "2017-03-19T22:00:00+24:00", "2017-03-19T22:00:00+08:60",
      "2017-03-19T22:00:00 08:00", "2017-03-19T22:00:00Z ", " 2017-03-19T22:00:00Z",
      "+017-03-19T22:00:00Z", "2017-3-19T22:00:00Z0", "２０１７-03-19T22:00:00Z",
      "2017-03-19T22:00:00−08:00", "17-03-19T22:00:00+08:00",
    ])
  func refused(text: String) { #expect(Timestamp(text) == nil) }

  @Test(
    "an offset of zero is taken in every form and written as it was",
    arguments: ["+00:00", "-00:00"])
  func zeroOffset(offset: String) throws {
    let time = try #require(Timestamp("2017-03-19T22:00:00\(offset)"))
    #expect(time.description == "2017-03-19T22:00:00\(offset)")
  }

  @Test("are read again from what they are written as, and are those of another implementation")
  func roundTrip() throws {
    var random = SystemRandomNumberGenerator()
    let style = Date.ISO8601FormatStyle()
    for _ in 0..<3_000 {
      let seconds = Int.random(in: -62_135_510_400...253_402_214_400, using: &random)
      let offset = Int.random(in: -1439...1439, using: &random)
      let time = Timestamp(seconds: seconds, offsetMinutes: offset)
      #expect(Timestamp(time.description) == time)
      // Foundation changes to the Julian calendar in 1582.
      guard seconds > -12_219_292_800 else { continue }
      let date = Date(timeIntervalSince1970: TimeInterval(seconds))
      #expect(Timestamp(seconds: seconds).description == style.format(date))
    }
  }

  @Test("a day follows a day for four hundred years")
  func days() throws {
    var days = 0
    for year in 1_600..<2_000 {
      for month in 1...12 {
        for day in 1...31 {
          let pad = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
          guard let time = Timestamp("\(year)-\(pad(month))-\(pad(day))T00:00:00Z") else {
            continue
          }
          if time.seconds != (days - 135_140) * 86_400 {
            Issue.record("\(year)-\(month)-\(day) is not the day after the one before")
          }
          days += 1
        }
      }
    }
    #expect(days == 146_097)
  }

  @Test(
    "a date is a day of the calendar",
    arguments: [
      ("2017-03-19", true), ("2024-02-29", true), ("2023-02-29", false), ("2017-3-19", false),
      ("2017-03-19T", false), ("", false), ("20170319", false),
    ])
  func date(text: String, isDate: Bool) { #expect(Timestamp.isDate(text) == isDate) }
}
