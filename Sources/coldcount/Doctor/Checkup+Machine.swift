import Storage
import Words

/// What reaches out of the machine, and what of its memory reaches a disk.
extension Checkup {
  func network() throws -> Finding {
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
    guard !all.isEmpty else { return Finding(.network, .good, "none but lo") }
    return Finding(.network, up.isEmpty ? .look : .bad, all.joined(separator: ", "))
  }

  func radio(_ check: Check, _ classes: [String], switches: Set<String>) throws -> Finding {
    var radios: [String] = []
    for name in classes { radios += try machine.devices(name) }
    guard !radios.isEmpty else { return Finding(check, .good, "none") }
    let names = radios.joined(separator: ", ")
    return try machine.isBlocked(switches)
      ? Finding(check, .look, "\(names), switched off")
      : Finding(check, .bad, Message(names))
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

  func swap() throws -> Finding {
    let areas = try swapAreas()
    guard !areas.isEmpty else { return Finding(.swap, .good, "none") }
    let names = areas.map(\.name).joined(separator: ", ")
    return areas.allSatisfy(\.staysInMemory)
      ? Finding(.swap, .look, "\(names), in memory or encrypted")
      : Finding(.swap, .bad, Message(names))
  }

  func hibernation() throws -> Finding {
    let states = try machine.text("/sys/power/state")?.split(separator: " ") ?? []
    let mode = try machine.text("/sys/power/disk")
    let line = try machine.text("/proc/cmdline")?.split(separator: " ") ?? []
    guard states.contains("disk"), mode != nil, mode?.contains("[disabled]") != true else {
      return Finding(.hibernation, .good, "the kernel cannot")
    }
    let isPrepared = line.contains { $0.hasPrefix("resume=") }
    let hasRoom = try !swapAreas().isEmpty
    return isPrepared || hasRoom
      ? Finding(.hibernation, .bad, "possible")
      : Finding(
        .hibernation, .look, "the kernel can, but there is no swap to write to")
  }

  func coreDumps() throws -> Finding {
    guard let pattern = try machine.text("/proc/sys/kernel/core_pattern") else {
      return Finding(.coreDumps, .good, "the kernel makes none")
    }
    return pattern.hasPrefix("|")
      ? Finding(
        .coreDumps, .look, "this program leaves none; others': \(pattern)")
      : Finding(.coreDumps, .good, "this program leaves none")
  }

  func entropy() throws -> Finding {
    guard let text = try machine.text("/proc/sys/kernel/random/entropy_avail"),
      let bits = Int(text)
    else { return Finding(.entropy, .notChecked, "the kernel does not say") }
    let source = try machine.text("/sys/class/misc/hw_random/rng_current") ?? ""
    let hardware: Message = source.isEmpty || source == "none" ? "none" : Message(source)
    return Finding(
      .entropy, bits >= 256 ? .good : bits >= 128 ? .look : .bad,
      "\(bits) bits, hardware: \(hardware)")
  }

  func tracing() throws -> Finding {
    guard let scope = try machine.text("/proc/sys/kernel/yama/ptrace_scope") else {
      return Finding(
        .tracing, .look, "other programs of this user are not protected; this one is")
    }
    return scope == "0"
      ? Finding(
        .tracing, .look, "ptrace_scope is 0; this program is protected")
      : Finding(.tracing, .good, "ptrace_scope is \(scope)")
  }

  func memory() throws -> Finding {
    guard let table = try machine.text("/proc/meminfo"),
      let available = machine.number("MemAvailable", in: table)
    else { return Finding(.memory, .notChecked, "the kernel does not say") }
    let megabytes = available / 1_000
    return Finding(
      .memory, megabytes >= 2_000 ? .good : megabytes >= 1_200 ? .look : .bad,
      Message("\(megabytes.grouped) MB" as String))
  }
}
