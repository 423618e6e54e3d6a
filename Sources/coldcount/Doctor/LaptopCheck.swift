import Words

/// One thing about a laptop that matters to a count.
enum LaptopCheck: String, CaseIterable, Sendable {
  case network
  case wireless
  case bluetooth
  case swap
  case hibernation
  case coreDumps = "core-dumps"
  case clock
  case space
  case memory
  case entropy
  case media
  case privacy
  case tracing
  case lockedMemory = "locked-memory"
  case callFilter = "call-filter"
  case fileScope = "file-scope"
  case program

  var title: Message {
    switch self {
    case .network: "network interfaces"
    case .wireless: "wireless radios"
    case .bluetooth: "Bluetooth"
    case .swap: "swap"
    case .hibernation: "hibernation"
    case .coreDumps: "core dumps"
    case .clock: "clock"
    case .space: "free space"
    case .memory: "free memory"
    case .entropy: "random numbers"
    case .media: "mounted media"
    case .privacy: "who may read the workspace"
    case .tracing: "tracing of programs"
    case .lockedMemory: "locked memory"
    case .callFilter: "filter of system calls"
    case .fileScope: "limit on files"
    case .program: "this program's hash"
    }
  }

  /// Why it matters.
  var why: Message {
    switch self {
    case .network:
      "what is connected can be attacked and can leak"
    case .wireless, .bluetooth:
      "a radio reaches through walls without a cable to be seen"
    case .swap:
      "opened ballots and passphrases may be written to it"
    case .hibernation:
      "it writes all of the memory, keys included, to the disk"
    case .coreDumps:
      "another program's crash would be handed to a program"
    case .clock:
      "the journal and the result carry its times"
    case .space:
      "an import or an export that finds no room has to be made again"
    case .memory:
      "a passphrase takes up to 1.1 GB to try"
    case .entropy:
      "keys made of guessable numbers can be guessed"
    case .media:
      "media carry files in and out; each must be accounted for"
    case .privacy:
      "other users of this machine could read along"
    case .tracing:
      "a user's programs could read each other's memory"
    case .lockedMemory:
      "keys must lie in memory that is never written to a disk"
    case .callFilter:
      "it ends this program at any call to a network"
    case .fileScope:
      "it keeps this program to the files of its command"
    case .program:
      "a changed program could count as it likes"
    }
  }

  /// What to do where it is not good.
  var mend: Message {
    switch self {
    case .network:
      "pull the cable; switch the interface off in the firmware"
    case .wireless:
      "take the card out, or switch it off in the firmware"
    case .bluetooth: "switch it off in the firmware"
    case .swap:
      "swapoff -a, and take swap out of /etc/fstab"
    case .hibernation:
      "systemctl mask hibernate.target hybrid-sleep.target, and no swap"
    case .coreDumps:
      "sysctl kernel.core_pattern=core"
    case .clock:
      "date -s 'YYYY-MM-DD hh:mm', then hwclock -w"
    case .space: "remove what is not needed, or use a larger disk"
    case .memory: "close other programs"
    case .entropy: "wait, type and move the mouse, then look again"
    case .media: "unmount what is not needed now"
    case .privacy: "chmod -R o= on the folder named"
    case .tracing:
      "sysctl kernel.yama.ptrace_scope=2"
    case .lockedMemory:
      "raise 'memlock' in /etc/security/limits.conf"
    case .callFilter:
      "use a kernel with seccomp filters, as Debian's is"
    case .fileScope:
      "use Linux 5.19 or later with lsm=landlock, as Debian's is"
    case .program: "compare it with the published one, digit by digit"
    }
  }
}

/// What a check found.
struct LaptopFinding: Equatable, Sendable {
  enum Verdict: String, CaseIterable, Sendable {
    case good
    /// Somebody should look at it.
    case look
    case bad
    case notChecked = "not-checked"

    var words: Message {
      switch self {
      case .good: "good"
      case .look: "look"
      case .bad: "BAD"
      case .notChecked: "not checked"
      }
    }
  }

  let check: LaptopCheck
  let verdict: Verdict
  let found: Message

  init(_ check: LaptopCheck, _ verdict: Verdict, _ found: Message) {
    self.check = check
    self.verdict = verdict
    self.found = found
  }
}
