import Threads

/// On how many threads proofs are checked, and who hears how far it is.
package struct ProofWork {
  let threads: Int
  let progress: ((Int, Int) -> Void)?

  /// `progress` hears how many steps were made, of how many.
  package init(
    threads: Int = Threads.processorCount, progress: ((Int, Int) -> Void)? = nil
  ) {
    self.threads = threads
    self.progress = progress
  }
}
