import Storage
import Words

/// What reaches out of the machine, and what of its memory reaches a disk.
extension Checkup {
  func network() throws -> LaptopFinding {
    var up: [String] = []
    var down: [String] = []
    for name in try machine.devices("net") where name != "lo" {
      let folder = "/sys/class/net/\(name)"
      guard let state = try machine.text("\(folder)/operstate") else { continue }
      let flags = try machine.text("\(folder)/flags") ?? "0x0"
      // Some devices do not know; then bit 0 says whether it was switched on.
      let isOn = (UInt(flags.dropFirst(2), radix: 16) ?? 0) & 1 == 1
      if state == "up" || state == "unknown" && isOn {
        up.append(name)
      } else {
        down.append(name)
      }
    }
    let all: [Message] = up.map { "\($0) (up)" } + down.map { "\($0) (down)" }
    guard !all.isEmpty else { return LaptopFinding(.network, .good, "none but lo") }
    return LaptopFinding(.network, up.isEmpty ? .look : .bad, all.joined(separator: ", "))
  }

  func radio(_ check: LaptopCheck, _ classes: [String], switches: Set<String>) throws
    -> LaptopFinding
  {
    var radios: [String] = []
    for name in classes { radios += try machine.devices(name) }
    guard !radios.isEmpty else { return LaptopFinding(check, .good, "none") }
    let names = radios.joined(separator: ", ")
    return try machine.isBlocked(switches)
      ? LaptopFinding(check, .look, "\(names), switched off")
      : LaptopFinding(check, .bad, Message(names))
  }

  /// The areas that are in use, by what they are.
  private func swapAreas() throws -> [(name: String, staysInMemory: Bool)] {
    guard let table = try machine.text("/proc/swaps") else { return [] }
    return try table.split(separator: "\n").dropFirst().compactMap { line in
      guard let path = line.split(separator: " ").first else { return nil }
      let name = String(path.split(separator: "/").last ?? path)
      let isEncrypted =
        try machine.text("/sys/block/\(name)/dm/uuid")?.hasPrefix("CRYPT-") == true
      return (String(path), name.hasPrefix("zram") || isEncrypted)
    }
  }

  func swap() throws -> LaptopFinding {
    let areas = try swapAreas()
    guard !areas.isEmpty else { return LaptopFinding(.swap, .good, "none") }
    let names = areas.map(\.name).joined(separator: ", ")
    return areas.allSatisfy(\.staysInMemory)
      ? LaptopFinding(.swap, .look, "\(names), in memory or encrypted")
      : LaptopFinding(.swap, .bad, Message(names))
  }

  func hibernation() throws -> LaptopFinding {
    let states = try machine.text("/sys/power/state")?.split(separator: " ") ?? []
    let mode = try machine.text("/sys/power/disk")
    let line = try machine.text("/proc/cmdline")?.split(separator: " ") ?? []
    guard states.contains("disk"), mode != nil, mode?.contains("[disabled]") != true else {
      return LaptopFinding(.hibernation, .good, "the kernel cannot")
    }
    let isPrepared = line.contains { $0.hasPrefix("resume=") }
    let hasRoom = try !swapAreas().isEmpty
    return isPrepared || hasRoom
      ? LaptopFinding(.hibernation, .bad, "possible")
      : LaptopFinding(
        .hibernation, .look, "the kernel can, but there is no swap to write to")
  }

  func coreDumps() throws -> LaptopFinding {
    guard let pattern = try machine.text("/proc/sys/kernel/core_pattern") else {
      return LaptopFinding(.coreDumps, .good, "the kernel makes none")
    }
    return pattern.hasPrefix("|")
      ? LaptopFinding(
        .coreDumps, .look, "this program leaves none; others': \(pattern)")
      : LaptopFinding(.coreDumps, .good, "this program leaves none")
  }

  func entropy() throws -> LaptopFinding {
    guard let text = try machine.text("/proc/sys/kernel/random/entropy_avail"),
      let bits = Int(text)
    else { return LaptopFinding(.entropy, .notChecked, "the kernel does not say") }
    let source = try machine.text("/sys/class/misc/hw_random/rng_current") ?? ""
    let hardware: Message = source.isEmpty || source == "none" ? "none" : Message(source)
    return LaptopFinding(
      .entropy, bits >= 256 ? .good : bits >= 128 ? .look : .bad,
      "\(bits) bits, hardware: \(hardware)")
  }

  func tracing() throws -> LaptopFinding {
    guard let scope = try machine.text("/proc/sys/kernel/yama/ptrace_scope") else {
      return LaptopFinding(
        .tracing, .look, "other programs of this user are not protected; this one is")
    }
    return scope == "0"
      ? LaptopFinding(
        .tracing, .look, "ptrace_scope is 0; this program is protected")
      : LaptopFinding(.tracing, .good, "ptrace_scope is \(scope)")
  }

  func memory() throws -> LaptopFinding {
    guard let table = try machine.text("/proc/meminfo"),
      let available = machine.number("MemAvailable", in: table)
    else { return LaptopFinding(.memory, .notChecked, "the kernel does not say") }
    let megabytes = available / 1_000
    return LaptopFinding(
      .memory, megabytes >= 2_000 ? .good : megabytes >= 1_200 ? .look : .bad,
      Message("\(megabytes.grouped) MB" as String))
  }
}
