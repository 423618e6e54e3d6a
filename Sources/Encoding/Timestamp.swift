/// A moment with the offset it was written in: `2017-03-19T22:00:00+08:00` or with `Z`.
package struct Timestamp: Hashable, Sendable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z.
  package let seconds: Int
  /// Minutes east of UTC in which the moment is written; `Z` is 0.
  package let offsetMinutes: Int
  /// How an offset of zero is spelled: what was signed is written again as it was.
  private let zero: String

  /// The moment `seconds` after 1970-01-01T00:00:00Z, to be written in the given offset.
  package init(seconds: Int, offsetMinutes: Int = 0) {
    self.seconds = seconds
    self.offsetMinutes = offsetMinutes
    zero = "Z"
  }

  /// Reads `\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)`.
  ///
  /// Nil for anything else and for a day that the calendar lacks.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20 || bytes.count == 25,
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"),
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
      let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]),
      (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, of: year),
      hour < 24, minute < 60, second < 60
    else { return nil }
    var offset = 0
    if bytes.count == 20 {
      guard bytes[19] == UInt8(ascii: "Z") else { return nil }
    } else {
      guard bytes[19] == UInt8(ascii: "+") || bytes[19] == UInt8(ascii: "-"),
        bytes[22] == UInt8(ascii: ":"), let hours = Self.number(bytes[20..<22]),
        let minutes = Self.number(bytes[23..<25]), hours < 24, minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * (bytes[19] == UInt8(ascii: "-") ? -1 : 1)
    }
    let days = Self.daysSince1970(year: year, month: month, day: day)
    seconds = ((days * 24 + hour) * 60 + minute - offset) * 60 + second
    offsetMinutes = offset
    zero =
      bytes.count == 20 || offset != 0
      ? "Z" : bytes[19] == UInt8(ascii: "-") ? "-00:00" : "+00:00"
  }

  /// The same moment, written in the offset of another.
  package func asWritten(like other: Timestamp) -> Timestamp {
    Timestamp(seconds: seconds, offsetMinutes: other.offsetMinutes)
  }

  /// The moment as files spell it; an offset of zero is `Z` where it was not read otherwise.
  package var description: String {
    let (year, month, day, clock) = civil
    let text = "\(Self.padded(year, to: 4))-\(Self.padded(month))-\(Self.padded(day))T\(clock)"
    return text + (offsetMinutes == 0 ? zero : offset)
  }

  /// Day and time in the offset that the moment is written in.
  package var civil: (year: Int, month: Int, day: Int, clock: String) {
    let local = seconds + offsetMinutes * 60
    let days = (local >= 0 ? local : local - 86_399) / 86_400
    let rest = local - days * 86_400
    let (year, month, day) = Self.civil(daysSince1970: days)
    let clock = [rest / 3600, rest / 60 % 60, rest % 60].map { Self.padded($0) }
    return (year, month, day, clock.joined(separator: ":"))
  }

  /// The offset as people name it: `UTC+08:00`, or `UTC`.
  package var zone: String { offsetMinutes == 0 ? "UTC" : "UTC\(offset)" }

  private var offset: String {
    let size = abs(offsetMinutes)
    return (offsetMinutes < 0 ? "-" : "+") + Self.padded(size / 60) + ":" + Self.padded(size % 60)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }

  private static func padded(_ number: Int, to width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// Days of the proleptic Gregorian calendar.
///
/// Counted in eras of 400 years (146,097 days) that begin on 1 March, so that the leap day is the
/// last of its year.
extension Timestamp {
  /// Whether `text` is a day of the calendar as `2017-03-19`.
  package static func isDate(_ text: some StringProtocol) -> Bool {
    Timestamp("\(text)T00:00:00Z") != nil
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2:
      (year.isMultiple(of: 4) && !year.isMultiple(of: 100)) || year.isMultiple(of: 400) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func civil(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}
