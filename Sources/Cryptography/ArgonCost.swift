/// What opening a wrapped secret with its passphrase costs, as its file says.
package struct ArgonCost: Equatable, Sendable {
  /// The memory that a file may ask for at most: 2 GiB (FormatKeys § Wrapped keys).
  package static let maxMemory = 2 << 30
  /// The passes that a file may ask for at most.
  package static let maxOperations = 16
  /// libsodium's smallest.
  package static let minMemory = 8_192

  /// As we write: 3 passes over 256 MiB, libsodium's moderate cost, which an old laptop can pay.
  package static let standard = ArgonCost(operations: 3, memory: 1 << 28)
  /// The least there is, for passphrases that protect nothing, as in tests and demonstrations.
  package static let least = ArgonCost(operations: 1, memory: minMemory)

  /// libsodium's `opslimit`: passes over the memory.
  package let operations: Int
  /// libsodium's `memlimit`, in bytes.
  package let memory: Int

  /// A cost that lies within the limits, which the caller has checked.
  init(operations: Int, memory: Int) {
    self.operations = operations
    self.memory = memory
  }
}
