package import Encoding

extension BinaryInteger {
  /// The number as people in Hong Kong, Taiwan and English-speaking places write it: `65,192`.
  package var grouped: String {
    let digits = String(magnitude)
    var text = self < 0 ? "-" : ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.utf8.count - position).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }
}

extension Timestamp {
  private static let months: [Message] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// The moment as people write it: `19 March 2017 22:00 (UTC+08:00)`.
  package var message: Message {
    let (year, month, day, _) = civil
    return "\(day) \(Self.months[month - 1]) \(String(year)) \(shortClock) (\(zone))"
  }

  /// The time of day, with seconds only where they say something.
  package var shortClock: String {
    let clock = civil.clock
    return clock.hasSuffix(":00") ? String(clock.dropLast(3)) : clock
  }

  /// Date and time in the same width throughout, for tables: `2017-03-19 22:00:00`.
  package var inColumns: String { "\(description.prefix(10)) \(civil.clock)" }
}
