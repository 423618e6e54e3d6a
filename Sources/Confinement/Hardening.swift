import CLinux
import Glibc
package import Words

/// What the process does to itself before it reads anything.
package enum Hardening {
  /// Leaves no core dump, cannot be read by another process of the same user, gains no rights, is
  /// ended by the kernel at a call to the network, to another program or process or into a terminal,
  /// makes files for its own user only, and takes a closed pipe as an error instead of dying of it.
  ///
  /// Belongs at the beginning of the program: nothing of it can be taken back.
  ///
  /// - Throws: `HardeningError` where the kernel does not do it.
  package static func apply() throws(HardeningError) {
    umask(0o077)
    signal(SIGPIPE, SIG_IGN)
    occupyStreams()
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    try check("leave no core dump") {
      unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }
    try check("keep other processes from its memory") { coldcount_set_not_dumpable() }
    raiseLockedMemory()
    try check("gain no rights") { coldcount_no_new_privileges() }
    let problem = coldcount_set_call_filter()
    guard problem == 0 else {
      throw HardeningError(what: "deny itself the network", number: problem)
    }
  }

  /// Takes the numbers of standard streams that were closed, so that no file of ours gets one and
  /// what is said to people is written into it.
  ///
  /// Writing to them fails as before, with EBADF.
  private static func occupyStreams() {
    for stream in 0...2 where fcntl(Int32(stream), F_GETFD) < 0 { unsafe coldcount_open_path("/") }
  }

  /// Takes as much locked memory as may be had; whether that is enough is seen when it is asked
  /// for.
  private static func raiseLockedMemory() {
    let locked = __rlimit_resource_t(__RLIMIT_MEMLOCK.rawValue)
    var limit = rlimit()
    guard unsafe getrlimit(locked, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
    limit.rlim_cur = limit.rlim_max
    unsafe setrlimit(locked, &limit)
  }

  private static func check(_ what: Message, _ call: () -> Int32) throws(HardeningError) {
    guard call() == 0 else { throw HardeningError(what: what, number: errno) }
  }
}

/// The kernel does not let the process confine itself.
package struct HardeningError: ReportedError, Equatable {
  /// What it would deny itself.
  package let what: Message
  /// The system's error number.
  package let number: Int32

  package var report: Report {
    let problem =
      unsafe coldcount_error_text(number).map { Message(sentence: unsafe String(cString: $0)) }
      ?? "error \(number)"
    return Report(
      .machine, code: "confinement", "the program cannot \(what) on this system: \(problem)",
      advice: "use a Linux kernel with seccomp filters, as Debian's is")
  }
}
