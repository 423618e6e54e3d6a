// swift-tools-version: 6.2
// The modules and who may import whom. The arrows are the design: identities (Vault) and votes
// (Tally, Counting) meet in the executable only, and the auditor's side shares with the side that
// writes what the journal says (Record) and how votes are counted (Tally), and nothing else.
import PackageDescription

// Set for a binary with libsodium linked in; otherwise the system's shared library is used.
let sodium = Context.environment["STATIC_SODIUM"] == nil ? "sodium" : ":libsodium.a"

let plainSettings: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // Small functions of one module are used millions of times in another: 2 to 5 % of a count, a
  // quarter of a reconciliation (make bench).
  .unsafeFlags(["-cross-module-optimization", "-gnone"], .when(configuration: .release)),
]

// Modules in which nothing is done a million times are not optimised: that would be nearly half of
// what a release build costs, and nothing that anybody waits for becomes faster by it (Speed.md).
let unhurried: Set = [
  "Confinement", "Guide", "Rehearsal", "Console", "coldcount",
]
let notOptimised: [SwiftSetting] = [
  .unsafeFlags(["-Onone", "-assert-config", "Release"], .when(configuration: .release))
]

// Set for fuzzing: every module counts its edges for libFuzzer and checks its memory (make fuzz).
let isFuzzed = Context.environment["FUZZ"] != nil
let fuzzing = ["-sanitize=fuzzer,address"]
let settings: [SwiftSetting] = isFuzzed ? plainSettings + [.unsafeFlags(fuzzing)] : plainSettings

func settings(of module: String) -> [SwiftSetting] {
  unhurried.contains(module) ? settings + notOptimised : settings
}

func module(_ name: String, imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: settings(of: name))
}

func tests(
  _ name: String, imports: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name), "TestSupport"] + imports,
    exclude: exclude,
    swiftSettings: settings)
}

// The fuzzer's own program, which nothing but `make fuzz` builds.
let fuzzer = Target.executableTarget(
  name: "Fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Driver",
  swiftSettings: settings,
  linkerSettings: [.unsafeFlags(fuzzing + ["-use-ld=lld"])])

let package = Package(
  name: "coldcount",
  products: [.executable(name: "coldcount", targets: ["coldcount"])],
  targets: [
    .systemLibrary(name: "CSodium"),
    .systemLibrary(name: "CLinux"),
    module("Threads"),
    module("Encoding"),
    module("Words", imports: ["Encoding"]),
    .target(
      name: "Cryptography", dependencies: ["CSodium", "Encoding", "Words"], swiftSettings: settings,
      linkerSettings: [.linkedLibrary(sodium)]),
    module("Storage", imports: ["CLinux", "Threads", "Encoding", "Words"]),
    module("Confinement", imports: ["CLinux", "Encoding", "Words", "Storage"]),
    module("Election", imports: ["Encoding", "Words"]),
    module("Mixnet", imports: ["Threads", "Encoding", "Words", "Cryptography", "Election"]),
    module("Paper", imports: ["Encoding", "Words", "Election"]),
    module("Record", imports: ["Encoding", "Words", "Cryptography", "Election", "Paper"]),
    module("Result", imports: ["Encoding", "Words", "Election", "Paper"]),
    module("Tally", imports: ["Encoding", "Words", "Election", "Paper", "Result"]),
    module(
      "Bundles",
      imports: [
        "Threads", "Encoding", "Words", "Cryptography", "Storage", "Election", "Mixnet",
      ]),
    module(
      "Workspace",
      imports: [
        "Encoding", "Words", "Cryptography", "Storage", "Election", "Paper", "Bundles", "Record",
      ]),
    module(
      "Vault",
      imports: [
        "Threads", "Encoding", "Words", "Cryptography", "Storage", "Election", "Bundles", "Record",
        "Workspace",
      ]),
    module(
      "Counting",
      imports: [
        "Threads", "Encoding", "Words", "Cryptography", "Storage", "Election", "Mixnet", "Paper",
        "Result", "Tally", "Bundles", "Record", "Workspace",
      ]),
    module(
      "Audit",
      imports: [
        "Threads", "Encoding", "Words", "Cryptography", "Storage", "Election", "Mixnet", "Paper",
        "Result", "Tally", "Record",
      ]),
    module(
      "Proving",
      imports: [
        "Encoding", "Words", "Cryptography", "Storage", "Election", "Mixnet", "Bundles", "Record",
        "Workspace", "Counting", "Audit",
      ]),
    module("Pictures", imports: ["Words"]),
    module("Guide", imports: ["Encoding", "Words", "Election", "Paper", "Record"]),
    module(
      "Disclosure",
      imports: [
        "Threads", "Encoding", "Words", "Cryptography", "Election", "Paper", "Result", "Record",
        "Audit", "Pictures",
      ]),
    module(
      "Rehearsal",
      imports: ["Encoding", "Words", "Cryptography", "Election", "Paper", "Result", "Bundles"]),
    module("Console", imports: ["CLinux", "Threads", "Encoding", "Words"]),
    .executableTarget(
      name: "coldcount",
      dependencies: [
        "Threads", "Encoding", "Words", "Cryptography", "Storage", "Confinement", "Election",
        "Mixnet", "Paper",
        "Result", "Tally", "Bundles", "Record", "Workspace", "Vault", "Counting", "Audit",
        "Proving", "Pictures", "Guide", "Disclosure", "Rehearsal", "Console",
      ],
      swiftSettings: settings(of: "coldcount"),
      // The program hashes itself before it counts; without what only a debugger reads that takes a
      // third of the time (make bench: 1 % of a count of 100,000).
      linkerSettings: [
        .unsafeFlags(["-Xlinker", "--strip-debug"], .when(configuration: .release))
      ]),

    .target(
      name: "TestSupport",
      dependencies: [
        "Encoding", "Words", "Cryptography", "Storage", "Election", "Paper", "Record", "Result",
        "Tally",
        "Workspace",
      ],
      path: "Tests/TestSupport", swiftSettings: settings),
    .executableTarget(
      name: "TallyBenchmark", dependencies: ["Encoding", "Election", "Paper", "Result", "Tally"],
      path: "Tests/Benchmarks/Tally", swiftSettings: settings),
    .executableTarget(
      name: "MixnetBenchmark", dependencies: ["Encoding", "Cryptography", "Mixnet"],
      path: "Tests/Benchmarks/Mixnet", swiftSettings: settings),
    .systemLibrary(name: "CRawCalls", path: "Tests/CRawCalls"),
    .executableTarget(
      name: "ConfinedCall",
      dependencies: ["CRawCalls", "Confinement", "Console", "Threads", "Words"],
      path: "Tests/ConfinedCall",
      swiftSettings: settings),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "Encoding", "Words", "Cryptography", "Storage", "Election", "Mixnet", "Paper", "Bundles",
        "Record", "Workspace", "Vault", "Counting", "Audit", "Proving", "Pictures", "Disclosure",
        "TestSupport",
      ], path: "Tests/Fuzz/Targets", swiftSettings: settings),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"], swiftSettings: settings),
    tests("Threads", imports: []),
    tests("Encoding", imports: []),
    tests("Words", imports: ["Encoding"]),
    tests("Cryptography", imports: ["Encoding", "Words"], exclude: ["Resources"]),
    tests("Storage", imports: ["Encoding", "Words"]),
    tests("Confinement", imports: ["Storage", "ConfinedCall"]),
    tests("Election", imports: ["Encoding", "Words"]),
    tests(
      "Mixnet", imports: ["Threads", "Encoding", "Words", "Cryptography", "Election"]),
    tests("Paper", imports: ["Encoding", "Words", "Election"]),
    tests("Record", imports: ["Encoding", "Words", "Cryptography", "Election", "Paper"]),
    tests("Result", imports: ["Encoding", "Words", "Election", "Paper"]),
    tests(
      "Tally", imports: ["Encoding", "Words", "Election", "Paper", "Result"], exclude: ["Elections"]
    ),
    tests("Bundles", imports: ["Encoding", "Words", "Cryptography", "Storage", "Election"]),
    tests(
      "Workspace",
      imports: [
        "Encoding", "Words", "Cryptography", "Storage", "Election", "Paper", "Bundles", "Record",
      ]),
    tests(
      "Vault",
      imports: [
        "Threads", "Encoding", "Words", "Cryptography", "Storage", "Election", "Bundles", "Record",
        "Workspace",
      ]),
    tests(
      "Counting",
      imports: [
        "Encoding", "Words", "Cryptography", "Storage", "Election", "Paper", "Result", "Tally",
        "Bundles",
        "Record",
        "Workspace",
      ]),
    tests(
      "Audit",
      imports: [
        "Encoding", "Words", "Cryptography", "Storage", "Election", "Paper", "Result", "Tally",
        "Bundles",
        "Record",
        "Workspace", "Vault", "Counting",
      ]),
    tests(
      "Proving",
      imports: [
        "Encoding", "Words", "Cryptography", "Storage", "Election", "Mixnet", "Bundles", "Record",
        "Result", "Workspace", "Vault", "Counting", "Audit",
      ]),
    tests("Pictures", imports: ["Words"]),
    tests("Guide", imports: ["Encoding", "Words", "Cryptography", "Election", "Paper", "Record"]),
    tests(
      "Disclosure",
      imports: [
        "Encoding", "Words", "Cryptography", "Storage", "Election", "Paper", "Result", "Tally",
        "Audit",
      ]),
    tests("Rehearsal", imports: ["Encoding", "Words", "Election", "Paper", "Result", "Bundles"]),
    tests("Console", imports: ["Encoding", "Words", "Confinement", "ConfinedCall"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "coldcount", "Encoding", "Words", "Cryptography", "Storage", "Confinement", "Election",
        "Paper",
        "Guide", "Console",
        "TestSupport",
      ],
      exclude: ["Schemas", "Screens"], swiftSettings: settings),
  ] + (isFuzzed ? [fuzzer] : []),
  swiftLanguageModes: [.v6]
)
