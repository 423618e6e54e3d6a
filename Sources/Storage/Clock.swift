package import Encoding
import Glibc

/// Tells the time.
package protocol Clock: Sendable {
  /// The present moment, with the offset it is to be written in.
  func now() -> Timestamp
}

/// The machine's clock, in its own time zone.
package struct LiveClock: Clock {
  package init() {}

  package func now() -> Timestamp {
    var seconds = time(nil)
    var local = unsafe tm()
    guard unsafe localtime_r(&seconds, &local) != nil else { return Timestamp(seconds: seconds) }
    return unsafe Timestamp(seconds: seconds, offsetMinutes: local.tm_gmtoff / 60)
  }
}
