import Encoding
import Words

/// What opening a signing key with its passphrase costs, as minisign stores it in the key file.
package struct ScryptCost: Equatable, Sendable {
  /// The memory that a key file may ask for at most: 2 GiB.
  package static let maxMemory = 2 << 30
  /// The work that a key file may ask for at most: four times minisign's, some 20 s.
  package static let maxOperations = 4 * 33_554_432
  /// libsodium's smallest; below it, the work would have to be made up with parallel memory.
  package static let minMemory = 16_777_216
  /// libsodium's smallest.
  package static let minOperations = 32_768

  /// As minisign writes: some 5 s and 1 GiB.
  package static let stock = ScryptCost(operations: 33_554_432, memory: 1_073_741_824)
  /// The least there is, for passphrases that protect nothing, as in tests and demonstrations.
  package static let least = ScryptCost(operations: minOperations, memory: minMemory)

  /// libsodium's `opslimit`.
  package let operations: Int
  /// libsodium's `memlimit`, in bytes.
  package let memory: Int

  private init(operations: Int, memory: Int) {
    self.operations = operations
    self.memory = memory
  }

  /// A cost read from a file.
  ///
  /// - Throws: `.cost` where it lies outside of the limits.
  package init(reading operations: UInt64, memory: UInt64) throws(CryptographyError) {
    guard let operations = Int(exactly: operations), let memory = Int(exactly: memory),
      (Self.minOperations...Self.maxOperations).contains(operations),
      (Self.minMemory...Self.maxMemory).contains(memory)
    else { throw .cost("the key file asks for too much or too little memory or work") }
    self.init(operations: operations, memory: memory)
  }
}
