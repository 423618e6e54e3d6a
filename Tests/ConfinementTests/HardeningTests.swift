import Foundation
import Glibc
import TestSupport
import Testing

@testable import Confinement

/// What the kernel does when a program that has confined itself makes a call all the same.
@Suite("What the process denies itself")
struct HardeningTests {
  private static let program = Bundle.main.bundleURL.appending(path: "ConfinedCall").path

  private static func run(_ words: String...) throws -> Peer.Output {
    try Peer.run(program, words)
  }

  #if arch(x86_64)
    private static let numbers: [(String, Int)] = [
      ("socket", 41), ("connect", 42), ("accept", 43), ("sendto", 44), ("recvfrom", 45),
      ("sendmsg", 46), ("recvmsg", 47), ("bind", 49), ("listen", 50), ("socketpair", 53),
      ("setsockopt", 54), ("fork", 57), ("vfork", 58), ("execve", 59), ("ptrace", 101),
      ("syslog", 103), ("uselib", 134), ("personality", 135), ("modify_ldt", 154),
      ("pivot_root", 155), ("adjtimex", 159), ("chroot", 161), ("acct", 163),
      ("settimeofday", 164), ("mount", 165), ("umount2", 166), ("swapon", 167), ("swapoff", 168),
      ("reboot", 169), ("sethostname", 170), ("iopl", 172), ("ioperm", 173),
      ("init_module", 175), ("delete_module", 176), ("io_setup", 206), ("io_submit", 209),
      ("clock_settime", 227), ("kexec_load", 246), ("add_key", 248), ("request_key", 249),
      ("keyctl", 250), ("unshare", 272), ("accept4", 288), ("perf_event_open", 298),
      ("recvmmsg", 299), ("fanotify_init", 300), ("name_to_handle_at", 303),
      ("open_by_handle_at", 304), ("clock_adjtime", 305), ("sendmmsg", 307), ("setns", 308),
      ("process_vm_readv", 310), ("process_vm_writev", 311), ("kcmp", 312),
      ("finit_module", 313), ("memfd_create", 319), ("kexec_file_load", 320), ("bpf", 321),
      ("execveat", 322), ("userfaultfd", 323), ("shmget", 29), ("shmat", 30), ("shmctl", 31),
      ("semget", 64), ("semop", 65), ("semctl", 66), ("msgget", 68), ("msgsnd", 69),
      ("msgrcv", 70), ("msgctl", 71), ("rt_sigqueueinfo", 129), ("tkill", 200),
      ("semtimedop", 220), ("mq_open", 240), ("mq_unlink", 241), ("rt_tgsigqueueinfo", 297),
    ]
    private static let clone = 56
    private static let getpid = 39
    private static let (kill, tgkill, ioctl, prctl) = (62, 234, 16, 157)
  #else
    private static let numbers: [(String, Int)] = [
      ("io_setup", 0), ("io_submit", 2), ("umount2", 39), ("mount", 40), ("pivot_root", 41),
      ("chroot", 51), ("acct", 89), ("personality", 92), ("unshare", 97), ("kexec_load", 104),
      ("init_module", 105), ("delete_module", 106), ("clock_settime", 112), ("syslog", 116),
      ("ptrace", 117), ("reboot", 142), ("sethostname", 161), ("settimeofday", 170),
      ("adjtimex", 171), ("socket", 198), ("socketpair", 199), ("bind", 200), ("listen", 201),
      ("accept", 202), ("connect", 203), ("sendto", 206), ("recvfrom", 207), ("setsockopt", 208),
      ("sendmsg", 211), ("recvmsg", 212), ("add_key", 217), ("request_key", 218),
      ("keyctl", 219), ("execve", 221), ("swapon", 224), ("swapoff", 225),
      ("perf_event_open", 241), ("accept4", 242), ("recvmmsg", 243), ("fanotify_init", 262),
      ("name_to_handle_at", 264), ("open_by_handle_at", 265), ("clock_adjtime", 266),
      ("setns", 268), ("sendmmsg", 269), ("process_vm_readv", 270), ("process_vm_writev", 271),
      ("kcmp", 272), ("finit_module", 273), ("memfd_create", 279), ("bpf", 280),
      ("execveat", 281), ("userfaultfd", 282), ("kexec_file_load", 294), ("tkill", 130),
      ("rt_sigqueueinfo", 138), ("mq_open", 180), ("mq_unlink", 181), ("msgget", 186),
      ("msgctl", 187), ("msgrcv", 188), ("msgsnd", 189), ("semget", 190), ("semctl", 191),
      ("semtimedop", 192), ("semop", 193), ("shmget", 194), ("shmctl", 195), ("shmat", 196),
      ("rt_tgsigqueueinfo", 240),
    ]
    private static let clone = 220
    private static let getpid = 172
    private static let (kill, tgkill, ioctl, prctl) = (129, 131, 29, 167)
  #endif
  /// The calls whose numbers are the same everywhere.
  private static let common: [(String, Int)] = [
    ("io_uring_setup", 425), ("io_uring_enter", 426), ("io_uring_register", 427),
    ("open_tree", 428), ("move_mount", 429), ("fsopen", 430), ("fsmount", 432),
    ("pidfd_send_signal", 424), ("pidfd_open", 434), ("pidfd_getfd", 438),
    ("process_madvise", 440), ("mount_setattr", 442),
  ]

  @Test("A call to the network, to another program or to the machine ends the process")
  func denied() throws {
    for (name, number) in Self.numbers + Self.common {
      let output = try Self.run("confined", "\(number)")
      #expect(output.status == SIGSYS, "\(name): \(output.stdout)")
      #expect(output.stdout.isEmpty && output.stderr.isEmpty, "\(name)")
    }
  }

  @Test("Without the filter the same calls are answered, so that these tests can fail")
  func free() throws {
    for (name, number) in Self.numbers where ["connect", "bind", "keyctl", "bpf"].contains(name) {
      let output = try Self.run("free", "\(number)")
      #expect(output.status == 0, "\(name)")
      #expect(Int(output.stdout.dropLast()).map { $0 < 0 } == true, "\(name): \(output.stdout)")
    }
  }

  @Test("A thread can be made, a process cannot, by whatever call")
  func processes() throws {
    #expect(try Self.run("confined", "thread").stdout == "0\n")
    #expect(try Self.run("confined", "spawn").status == SIGSYS)
    #expect(try Self.run("free", "spawn").stdout == "0\n")
    // clone with the flags of fork, and with all namespaces new.
    for flags in [SIGCHLD, 0x7E02_0000 | SIGCHLD] {
      #expect(try Self.run("confined", "\(Self.clone)", "\(flags)").status == SIGSYS)
    }
    #expect(try Self.run("confined", "435").stdout == "-\(ENOSYS)\n")
  }

  @Test(
    "No signal reaches another process, nothing is typed into a terminal, the memory stays closed",
    arguments: [
      ("kill", [Self.kill, 1, 0]), ("kill all", [Self.kill, -1, 0]),
      ("tgkill", [Self.tgkill, 1, 1]), ("TIOCSTI", [Self.ioctl, 0, 0x5412]),
      ("TIOCLINUX", [Self.ioctl, 0, 0x541C]), ("PR_SET_DUMPABLE", [Self.prctl, 4, 1]),
      ("PR_SET_PTRACER", [Self.prctl, 0x5961_6D61, 1]),
    ])
  func reachingOut(_ call: (String, [Int])) throws {
    let words = call.1.map(String.init)
    let confined = try Peer.run(Self.program, ["confined"] + words)
    #expect(confined.status == SIGSYS && confined.stdout.isEmpty, "\(call): \(confined)")
    #expect(try Peer.run(Self.program, ["free"] + words).status == 0, "\(call)")
  }

  @Test("The same calls go through where they harm nobody")
  func itself() throws {
    #expect(try Self.run("confined", "signal", "0").stdout == "0\n")
    // What a descriptor is, asked of one that is no terminal; and the memory stays closed.
    #expect(try Self.run("confined", "\(Self.ioctl)", "0", "\(0x5401)").stdout == "-\(ENOTTY)\n")
    #expect(try Self.run("confined", "\(Self.prctl)", "4", "0").stdout == "0\n")
  }

  @Test("Calls of kernels to come do not exist, and harmless ones go through")
  func others() throws {
    #expect(try Self.run("confined", "463").stdout == "-\(ENOSYS)\n")
    #expect(try Self.run("confined", "1000").stdout == "-\(ENOSYS)\n")
    let answer = try Self.run("confined", "\(Self.getpid)")
    #expect(answer.status == 0 && Int(answer.stdout.dropLast()).map { $0 > 0 } == true)
  }

  @Test("A hardened process leaves no core dump and makes files for its own user")
  func hardening() async {
    await #expect(processExitsWith: .exitCode(7)) {
      Runner.quiet()
      try Hardening.apply()
      var limit = rlimit(rlim_cur: 1, rlim_max: 1)
      unsafe getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
      exit(limit.rlim_cur == 0 && limit.rlim_max == 0 && umask(0) == 0o077 ? 7 : 8)
    }
  }

  #if arch(x86_64)
    @Test("The numbers of 32-bit programs and of x32 end the process")
    func architectures() throws {
      #expect(try Self.run("confined", "abi").status == SIGSYS)
      #expect(try Self.run("confined", "\(Self.getpid | 0x4000_0000)").status == SIGSYS)
    }
  #endif
}
