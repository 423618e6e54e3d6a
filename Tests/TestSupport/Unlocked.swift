import Glibc
import Storage
import Workspace

/// What `open` gives; waits for the lock of what was let go.
///
/// A process that another test starts has it as well, from when it is forked until it becomes its
/// program.
package func unlocked<Made>(_ open: () throws -> Made) throws -> Made {
  let end = ContinuousClock.now + .seconds(10)
  while true {
    let opened = Result { try open() }
    guard case .failure(let error) = opened, isOfLock(error), ContinuousClock.now < end else {
      return try opened.get()
    }
    usleep(10_000)
  }
}

private func isOfLock(_ error: any Error) -> Bool {
  if let error = error as? StorageError { return error.kind == .locked }
  guard case .storage(let cause)? = error as? WorkspaceError else { return false }
  return cause.kind == .locked
}
