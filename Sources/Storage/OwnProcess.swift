import CLinux
import Encoding
import Glibc
import Words

/// What the process knows of itself, also where `/proc` is not mounted.
package enum OwnProcess {
  /// The words of the command line, the program's name first.
  ///
  /// Belongs before anything that changes the environment: without `/proc` they are found on the
  /// stack, right below it.
  package static let arguments: [String] = {
    // The runtime reads them from /proc.
    let words = CommandLine.arguments
    if !words.isEmpty { return words }
    var count = 0
    guard let found = unsafe coldcount_stack_arguments(&count) else { return [] }
    return (0..<count).compactMap { index in
      unsafe found[index].map { unsafe String(cString: $0) }
    }
  }()

  /// The path of the running program.
  package static func executable() throws(StorageError) -> String {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let link = "/proc/self/exe"
    let count = unsafe readlink(link, &buffer, buffer.count)
    if count > 0, count < buffer.count {
      return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    let number = errno
    guard let name = unsafe coldcount_executed_name(),
      let path = System.resolved(unsafe String(cString: name))
    else { throw StorageError("find the running program through", link, number: number) }
    return path
  }
}
