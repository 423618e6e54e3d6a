import CRawCalls
import Confinement
import Glibc

// Applies to itself what the program applies, makes one call, and says what the kernel answered:
//   ConfinedCall confined|free NUMBER [ARGUMENT …]
//   ConfinedCall confined|free thread|spawn|abi
var words = CommandLine.arguments.dropFirst()
if words.popFirst() == "confined" { try Hardening.apply() }
switch words.first {
case "thread":
  let answer = unsafe withUnsafeTemporaryAllocation(of: pthread_t.self, capacity: 1) { thread in
    guard let thread = thread.baseAddress else { return Int32(-1) }
    let status = unsafe pthread_create(thread, nil, { @Sendable _ in nil }, nil)
    return status == 0 ? unsafe pthread_join(thread.pointee, nil) : status
  }
  print(answer)
case "spawn":
  var child: pid_t = 0
  let name = unsafe strdup("/bin/true")
  var arguments = unsafe [name, nil]
  let status = unsafe posix_spawn(&child, "/bin/true", nil, nil, &arguments, nil)
  print(status)
case "abi": print(rawcalls_other_architecture())
default:
  let numbers = words.compactMap { Int($0) } + [0, 0, 0]
  print(rawcalls_call(numbers[0], numbers[1], numbers[2], numbers[3]))
}
