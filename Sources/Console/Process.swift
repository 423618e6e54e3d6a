import CLinux
import Glibc

/// What the process does to itself before it reads anything.
package enum Hardening {
  /// Leaves no core dump, cannot be read by another process of the same user, makes files for
  /// its own user only, and takes a closed pipe as an error instead of dying of it.
  package static func apply() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    _ = coldcount_set_not_dumpable()
    umask(0o077)
    signal(SIGPIPE, SIG_IGN)
  }
}
