import Glibc

/// The process that the tests' runner starts for a test that ends it.
package enum Runner {
  /// Keeps libdispatch from logging, before the process hardens itself.
  ///
  /// The runner's tasks run on libdispatch, as the program's own work does not; it has something to
  /// log wherever a user may not raise a thread's priority, and does so through a socket (syslog(3)),
  /// which the filter does not let through.
  package static func quiet() { unsafe setenv("LIBDISPATCH_LOG", "NO", 1) }
}
