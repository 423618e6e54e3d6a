import Encoding
import Storage
import Words

/// The clock, the folders and the program itself.
extension Checkup {
  private static let gigabyte = 1_000_000_000
  private static let maxSecondsApart = 120
  private static let secondsPerYear = 366 * 24 * 3_600
  /// 2025-01-01: this program is younger.
  private static let earliest = 1_735_689_600

  func time() throws -> LaptopFinding {
    let now = clock.now()
    var problems: [Message] = []
    if let opens = subject.opens {
      if now.seconds < opens.seconds {
        problems.append("the poll opens only at \(opens)")
      } else if now.seconds - opens.seconds > Self.secondsPerYear {
        problems.append("the poll was over a year ago")
      }
    }
    let hardware = try machine.devices("rtc").first.flatMap { name in
      try machine.text("/sys/class/rtc/\(name)/since_epoch").flatMap { Int($0) }
    }
    if let hardware, abs(hardware - now.seconds) > Self.maxSecondsApart {
      problems.append(
        "the hardware clock is \(abs(hardware - now.seconds)) s away")
    }
    if hardware == nil {
      problems.append("no hardware clock to compare with")
    }
    let isImpossible = now.seconds < Self.earliest
    return LaptopFinding(
      .clock, isImpossible ? .bad : problems.isEmpty ? .good : .look,
      ([now.asWritten(like: subject.opens ?? now).message] + problems).joined(separator: "; "))
  }

  func space() throws -> LaptopFinding {
    guard !subject.folders.isEmpty else {
      return LaptopFinding(.space, .notChecked, "no workspace is named")
    }
    var least = Int.max
    var words: [Message] = []
    for (name, path) in subject.folders {
      let free = try machine.disk.freeByteCount(path)
      least = min(least, free)
      words.append("\(name): \(free / 1_000_000) MB")
    }
    let text = words.joined(separator: ", ")
    return LaptopFinding(
      .space, least >= 5 * Self.gigabyte ? .good : least >= Self.gigabyte ? .look : .bad, text)
  }

  func mounted() throws -> LaptopFinding {
    let points = try media()
    guard !points.isEmpty else { return LaptopFinding(.media, .good, "none") }
    return LaptopFinding(.media, .look, Message(points.joined(separator: ", ")))
  }

  func privacy() throws -> LaptopFinding {
    guard !subject.folders.isEmpty else {
      return LaptopFinding(.privacy, .notChecked, "no workspace is named")
    }
    var open: [String] = []
    for (name, path) in subject.folders {
      guard let found = try machine.disk.info(path) else {
        return LaptopFinding(.privacy, .notChecked, "the \(name) is not there")
      }
      if found.isOpenToOthers { open.append(path) }
    }
    guard !open.isEmpty else {
      return LaptopFinding(.privacy, .good, "only this user")
    }
    let text = open.joined(separator: ", ")
    return LaptopFinding(.privacy, .bad, "everybody: \(text)")
  }

  func lockedMemory() throws -> LaptopFinding {
    let table = try machine.text("/proc/self/limits") ?? ""
    let row = table.split(separator: "\n").first { $0.hasPrefix("Max locked memory") }
    guard let limit = row?.split(separator: " ").dropFirst(3).first else {
      return LaptopFinding(.lockedMemory, .notChecked, "the kernel does not say")
    }
    guard let bytes = Int(limit) else {
      return LaptopFinding(.lockedMemory, .good, Message(String(limit)))
    }
    return LaptopFinding(
      .lockedMemory, bytes >= 8 << 20 ? .good : bytes >= 1 << 20 ? .look : .bad,
      Message("\((bytes / 1_024).grouped) KiB" as String))
  }

  func callFilter() throws -> LaptopFinding {
    let status = try machine.text("/proc/self/status") ?? ""
    return machine.number("Seccomp", in: status) == 2
      && machine.number("NoNewPrivs", in: status) == 1
      ? LaptopFinding(.callFilter, .good, "in force")
      : LaptopFinding(.callFilter, .bad, "not in force")
  }

  func fileScope() -> LaptopFinding {
    isDenied()
      ? LaptopFinding(.fileScope, .good, "in force")
      : LaptopFinding(
        .fileScope, .look, "not in force: this kernel has no Landlock that can be used")
  }

  func program() -> LaptopFinding {
    let hash = subject.program.map(\.description) ?? "?"
    let groups = stride(from: 0, to: hash.count, by: 4).map { String(hash.dropFirst($0).prefix(4)) }
      .joined(separator: " ")
    return LaptopFinding(.program, .notChecked, Message(groups))
  }
}
