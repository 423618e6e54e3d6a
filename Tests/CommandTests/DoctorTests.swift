import Confinement
import Console
import Cryptography
import Encoding
import Foundation
import Storage
import TestSupport
import Testing

import Words
@testable import coldcount

/// A machine as its kernel shows it, changed in some files.
struct Laptop: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// Files by their path; nil takes one away.
  let files: [String: String?]
  /// What each check comes to where it differs from the fit machine.
  let verdicts: [LaptopCheck: LaptopFinding.Verdict]

  init(_ name: String, _ files: [String: String?], _ verdicts: [LaptopCheck: LaptopFinding.Verdict])
  {
    testDescription = name
    self.files = files
    self.verdicts = verdicts
  }

  /// A laptop that is fit.
  static let fit: [String: String] = [
    "sys/class/net/lo/operstate": "unknown\n", "sys/power/state": "freeze mem\n",
    "sys/class/rtc/rtc0/since_epoch": "1490000030\n",
    "sys/class/misc/hw_random/rng_current": "tpm-rng-0\n",
    "proc/swaps": "Filename Type Size Used Priority\n", "proc/cmdline": "quiet\n",
    "proc/sys/kernel/core_pattern": "core\n",
    "proc/sys/kernel/random/entropy_avail": "256\n",
    "proc/sys/kernel/yama/ptrace_scope": "1\n",
    "proc/meminfo": "MemTotal: 8000000 kB\nMemAvailable:    6000000 kB\n",
    "proc/self/limits": "Limit  Soft\nMax locked memory         8388608   8388608   bytes\n",
    "proc/self/status": "Name:\tcoldcount\nNoNewPrivs:\t1\nSeccomp:\t2\nSeccomp_filters:\t1\n",
  ]

  static let all: [Laptop] = [
    Laptop("fit", [:], [:]),
    Laptop(
      "with a cable",
      ["sys/class/net/eth0/operstate": "up\n", "sys/class/net/eth0/flags": "0x1003\n"],
      [.network: .bad]),
    Laptop(
      "with an interface that is down",
      ["sys/class/net/eth0/operstate": "down\n", "sys/class/net/eth0/flags": "0x1002\n"],
      [.network: .look]),
    Laptop(
      "with a tunnel that does not know its state",
      ["sys/class/net/tun0/operstate": "unknown\n", "sys/class/net/tun0/flags": "0x1043\n"],
      [.network: .bad]),
    Laptop(
      "without /sys", ["sys": nil],
      [
        .network: .notChecked, .wireless: .notChecked, .bluetooth: .notChecked,
        .clock: .notChecked, .hibernation: .good,
      ]),
    Laptop("with wireless", ["sys/class/ieee80211/phy0/index": "0\n"], [.wireless: .bad]),
    Laptop(
      "with wireless that is switched off",
      [
        "sys/class/ieee80211/phy0/index": "0\n", "sys/class/rfkill/rfkill0/type": "wlan\n",
        "sys/class/rfkill/rfkill0/soft": "1\n", "sys/class/rfkill/rfkill0/hard": "0\n",
      ], [.wireless: .look]),
    Laptop(
      "with one of two switched off",
      [
        "sys/class/ieee80211/phy0/index": "0\n", "sys/class/rfkill/rfkill0/type": "wlan\n",
        "sys/class/rfkill/rfkill0/soft": "1\n", "sys/class/rfkill/rfkill1/type": "wlan\n",
        "sys/class/rfkill/rfkill1/soft": "0\n", "sys/class/rfkill/rfkill1/hard": "0\n",
      ], [.wireless: .bad]),
    Laptop("with mobile data", ["sys/class/wwan/wwan0/x": "\n"], [.wireless: .bad]),
    Laptop(
      "with Bluetooth, where the other radio's switch does not count",
      [
        "sys/class/bluetooth/hci0/x": "\n", "sys/class/rfkill/rfkill0/type": "wlan\n",
        "sys/class/rfkill/rfkill0/soft": "1\n",
      ], [.bluetooth: .bad]),
    Laptop(
      "with swap", ["proc/swaps": "Filename Type\n/dev/sda2 partition 9 0 -2\n"],
      [.swap: .bad]),
    Laptop(
      "with swap in memory", ["proc/swaps": "Filename Type\n/dev/zram0 partition 9 0 100\n"],
      [.swap: .look]),
    Laptop(
      "with encrypted swap",
      [
        "proc/swaps": "Filename Type\n/dev/dm-1 partition 9 0 -2\n",
        "sys/block/dm-1/dm/uuid": "CRYPT-PLAIN-swap\n",
      ], [.swap: .look]),
    Laptop(
      "with swap on a plain volume",
      [
        "proc/swaps": "Filename Type\n/dev/dm-1 partition 9 0 -2\n",
        "sys/block/dm-1/dm/uuid": "LVM-abc\n",
      ], [.swap: .bad]),
    Laptop(
      "that could hibernate",
      ["sys/power/state": "freeze mem disk\n", "sys/power/disk": "[platform]\n"],
      [.hibernation: .look]),
    Laptop(
      "that will hibernate",
      [
        "sys/power/state": "freeze mem disk\n", "sys/power/disk": "[platform] shutdown\n",
        "proc/cmdline": "quiet resume=/dev/sda2\n",
      ], [.hibernation: .bad]),
    Laptop(
      "whose kernel is locked down",
      ["sys/power/state": "freeze mem disk\n", "sys/power/disk": "[disabled]\n"],
      [.hibernation: .good]),
    Laptop(
      "that hands core dumps to a program",
      ["proc/sys/kernel/core_pattern": "|/usr/lib/systemd/systemd-coredump %P\n"],
      [.coreDumps: .look]),
    Laptop(
      "whose hardware clock is an hour off",
      ["sys/class/rtc/rtc0/since_epoch": "1490003600\n"], [.clock: .look]),
    Laptop(
      "without a hardware clock", ["sys/class/rtc/rtc0": nil, "sys/class/rtc": nil],
      [.clock: .look]),
    Laptop("of little memory", ["proc/meminfo": "MemAvailable: 1000000 kB\n"], [.memory: .bad]),
    Laptop("of not much memory", ["proc/meminfo": "MemAvailable: 1500000 kB\n"], [.memory: .look]),
    Laptop("that does not tell its memory", ["proc/meminfo": "?\n"], [.memory: .notChecked]),
    Laptop(
      "of few random bits", ["proc/sys/kernel/random/entropy_avail": "60\n"], [.entropy: .bad]),
    Laptop(
      "where programs are traced", ["proc/sys/kernel/yama/ptrace_scope": "0\n"], [.tracing: .look]),
    Laptop("without Yama", ["proc/sys/kernel/yama/ptrace_scope": nil], [.tracing: .look]),
    Laptop(
      "where little memory can be locked",
      ["proc/self/limits": "Max locked memory         65536   65536   bytes\n"],
      [.lockedMemory: .bad]),
    Laptop(
      "where less can be locked than the registers of many stations take",
      ["proc/self/limits": "Max locked memory         8388607   8388607   bytes\n"],
      [.lockedMemory: .look]),
    Laptop(
      "where all memory can be locked",
      ["proc/self/limits": "Max locked memory         unlimited  unlimited   bytes\n"], [:]),
    Laptop(
      "without the filter", ["proc/self/status": "NoNewPrivs:\t1\nSeccomp:\t0\n"],
      [.callFilter: .bad]),
  ]
}

@Suite("Whether a laptop is fit")
struct DoctorTests {
  private static let usual: [LaptopCheck: LaptopFinding.Verdict] = [
    .space: .notChecked, .privacy: .notChecked, .program: .notChecked,
  ]
  /// Twelve days after the clock of 2017 that tests have, long before this program.
  private static let now = Timestamp(seconds: 1_490_000_000)

  private func findings(
    _ root: String, subject: Checkup.Subject = .init(), media: [String] = [],
    isDenied: Bool = true, now: Timestamp = now
  ) -> [LaptopCheck: LaptopFinding] {
    let findings = Checkup(
      machine: Machine(disk: LiveDisk(), root: root), clock: FixedClock(now), subject: subject,
      media: { media }, isDenied: { isDenied }
    ).findings
    #expect(findings.map(\.check) == LaptopCheck.allCases)
    return Dictionary(findings.map { ($0.check, $0) }, uniquingKeysWith: { one, _ in one })
  }

  private func machine(_ changes: [String: String?] = [:]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in Laptop.fit.merging(
      changes.compactMapValues { $0 }, uniquingKeysWith: { $1 })
    {
      try FileManager.default.createDirectory(
        atPath: URL(filePath: folder.path(name)).deletingLastPathComponent().path,
        withIntermediateDirectories: true)
      try folder.write(text, to: name)
    }
    for (name, text) in changes where text == nil {
      try? FileManager.default.removeItem(atPath: folder.path(name))
    }
    return folder
  }

  @Test("Each machine gets the verdict that it should have, and no other", arguments: Laptop.all)
  func machines(_ laptop: Laptop) throws {
    let folder = try machine(laptop.files)
    let found = findings(folder.path)
    for check in LaptopCheck.allCases {
      // The clock of tests stands in 2017.
      let expected =
        laptop.verdicts[check] ?? Self.usual[check] ?? .good
      let verdict = try #require(found[check]).verdict
      if check == .clock {
        #expect(verdict == (expected == .notChecked ? .notChecked : .bad))
      } else {
        #expect(verdict == expected, "\(check)")
      }
    }
  }

  @Test("The clock is held against the hardware, the poll and what can be")
  func clock() throws {
    let opens = try #require(Timestamp("2026-03-10T09:00:00+08:00"))
    for (now, hardware, verdict, words) in [
      ("2026-03-11T09:00:00+08:00", 0, LaptopFinding.Verdict.good, "11 March 2026"),
      ("2026-03-09T09:00:00+08:00", 0, .look, "opens only at"),
      ("2027-06-09T09:00:00+08:00", 0, .look, "over a year"),
      ("2026-03-11T09:00:00+08:00", 119, .good, "2026"),
      ("2026-03-11T09:00:00+08:00", -3_600, .look, "3,600 s away"),
      ("1970-01-01T00:00:09Z", 0, .bad, "1970"),
    ] {
      let now = try #require(Timestamp(now))
      let folder = try machine(["sys/class/rtc/rtc0/since_epoch": "\(now.seconds + hardware)\n"])
      let found = findings(folder.path, subject: .init(opens: opens), now: now)[.clock]
      #expect(found?.verdict == verdict, "\(now)")
      #expect(found?.found.english.contains(words) == true, "\(now)")
    }
  }

  @Test("Media, room, the workspace's rights and the program are told")
  func subject() throws {
    let folder = try machine()
    let open = try TemporaryFolder()
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: open.path)
    let subject = Checkup.Subject(
      folders: [("workspace", folder.path), ("vault", open.path)],
      program: Digest.of(Array("program".utf8)))
    let found = findings(folder.path, subject: subject, media: ["/media/stick"], isDenied: false)
    #expect(found[.media]?.verdict == .look)
    #expect(found[.media]?.found.english == "/media/stick")
    #expect(found[.privacy]?.verdict == .bad)
    #expect(found[.privacy]?.found.english == "everybody: \(open.path)")
    #expect(found[.space]?.found.english.contains("vault: ") == true)
    #expect(found[.fileScope]?.verdict == .look)
    let digits = found[.program]?.found.english.filter { $0 != " " }
    #expect(digits == Digest.of(Array("program".utf8)).description)
    let gone = Checkup.Subject(folders: [("vault", open.path("gone"))])
    #expect(findings(folder.path, subject: gone)[.privacy]?.verdict == .notChecked)
    #expect(findings(folder.path, subject: gone)[.space]?.verdict == .notChecked)
  }

  @Test("Every check says in both languages what, why and how to mend")
  func words() {
    for check in LaptopCheck.allCases {
      for message in [check.title, check.why, check.mend] {
        let chinese = Language.chinese.text(message)
        #expect(!message.english.isEmpty && chinese.contains { $0 > "\u{2E80}" }, "\(check)")
      }
    }
    let findings = [LaptopFinding(.swap, .bad, "/dev/sda2"), LaptopFinding(.media, .good, "")]
    #expect(!findings.isFit)
    #expect(findings.words(.english).contains("BAD: swap: /dev/sda2\n    why: "))
    #expect(findings.words(.chinese).contains("不妥：交換空間"))
    #expect(findings.summary.english.hasPrefix("this laptop: 1 of 2 checks are good; BAD: swap"))
  }

  @Test("Making a workspace and counting put the outcome into the journal, whatever it is")
  func journal() throws {
    let room = try ElectionRoom.begun()
    try room.fill()
    _ = try room.export()
    let lines = try Binary.json(["journal"] + room.workspace)["lines"]?.array ?? []
    let events = lines.compactMap { $0["event"]?.string }
    #expect(events.count { $0 == "doctor" } == 2)
    #expect(events[1] == "doctor")
    #expect(events.firstIndex(of: "count").map { events[$0 - 1] } == "doctor")
    for line in lines where line["event"] == "doctor" {
      let checks = ["good", "look", "bad", "not-checked"].flatMap { verdict in
        (line["data"]?[verdict]?.array ?? []).compactMap(\.string)
      }
      #expect(checks.sorted() == LaptopCheck.allCases.map(\.rawValue).sorted())
      // An auditor sees from it what was in force: the filter always, Landlock where it was.
      #expect(line["data"]?["good"]?.array?.contains("call-filter") == true)
      let verdict = Landlock.version > 0 ? "good" : "look"
      #expect(line["data"]?[verdict]?.array?.contains("file-scope") == true)
    }
  }
}
