import CRawCalls
import Confinement
import Console
import Glibc
import Threads
import Words

// Applies to itself what the program applies, makes one call, and says what the kernel answered:
//   ConfinedCall free|confined|en|zh-Hant NUMBER [ARGUMENT …]
//   ConfinedCall free|confined|en|zh-Hant thread|spawn|abi|trap|overflow|overflow-beside
//   ConfinedCall free|confined|en|zh-Hant signal NUMBER
// With a language a fault is told in it, as the program does.
func deeper(_ depth: Int) -> Int { depth < 0 ? 0 : depth + deeper(depth + 1) + depth }
var words = CommandLine.arguments.dropFirst()
let how = words.popFirst() ?? ""
if let language = Language(rawValue: how) { Ending.watch(in: language) }
if how != "free" { try Hardening.apply() }
switch words.first {
case "trap":
  let none: [Int] = []
  print(none[words.count])
case "overflow": print(deeper(0))
case "overflow-beside": print(Threads.run({ deeper(0) }, every: .seconds(1), {}))
case "signal": print(raise(words.dropFirst().first.flatMap { Int32($0) } ?? 0))
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
