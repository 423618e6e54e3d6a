import Audit
import Cryptography
import Encoding
import Foundation
import TestSupport
import Testing

/// What somebody with the officers' keys does to what was decided on the way; only amendments and
/// earlier results keep the signatures that they had.
let decisions: [Tampering] = [
  Tampering("an amendment is gone", fails: ["amendments", "ballots", "tally"]) {
    for name in ["", ".officer-a.minisig", ".officer-b.minisig"] {
      try $0.remove("amendment-001.json\(name)")
    }
  },
  Tampering("an amendment's reason is another", fails: ["amendments", "ballots", "tally"]) {
    try $0.replace("As the officers", "As somebody", in: "amendment-001.json")
  },
  Tampering("an amendment lacks a signature", fails: ["amendments"]) {
    try $0.remove("amendment-001.json.officer-b.minisig")
  },
  Tampering(
    "the result forgets its amendment",
    fails: ["record", "amendments", "reconciliation", "ballots", "tally"]
  ) {
    let text = try $0.read("result.json")
    let start = try #require(text.range(of: "\"amendments\":[\""))
    let end = try #require(text.range(of: "]", range: start.upperBound..<text.endIndex))
    try $0.write(
      text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "\"amendments\":[]"),
      "result.json")
  },
  Tampering("an amendment is slipped in", fails: ["amendments"]) {
    try $0.write(try $0.read("amendment-001.json"), "amendment-002.json")
  },
  Tampering("another number was drawn", fails: ["record", "tally"]) {
    try $0.replace(
      "\"draws\":{\"d2\":9,\"d3\":5}", "\"draws\":{\"d2\":5,\"d3\":9}", in: "result.json")
  },
  Tampering("the drawing is left out", fails: ["record", "tally"]) {
    let text = try $0.read("result.json")
    let start = try #require(text.range(of: "\"lots\":[{"))
    let end = try #require(text.range(of: "}]", range: start.upperBound..<text.endIndex))
    try $0.write(
      text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "\"lots\":[]"),
      "result.json")
  },
  Tampering("the other who drew is elected", fails: ["record", "tally"]) {
    try $0.replace("\"elected\":[\"d2\",", "\"elected\":[\"d3\",", in: "result.json")
  },
  Tampering("the disqualified candidate stands", fails: ["amendments", "ballots", "tally"]) {
    try $0.replace("disqualified-during", "standing", in: "amendment-001.json")
  },
  Tampering("an earlier result is gone", fails: ["earlier"]) {
    for name in try $0.names(in: "earlier") { try $0.remove("earlier/\(name)") }
  },
  Tampering("an earlier result is another", fails: ["earlier"]) { copy in
    let name = try #require(try copy.names(in: "earlier").first { $0.hasSuffix(".json") })
    try copy.replace("electronic", "partial", in: "earlier/\(name)")
  },
  Tampering("an earlier result lacks a signature", fails: ["earlier"]) { copy in
    let name = try #require(try copy.names(in: "earlier").first { $0.hasSuffix(".minisig") })
    try copy.remove("earlier/\(name)")
  },
  Tampering("the result says that it replaces none", fails: ["record", "earlier"]) {
    let text = try $0.read("result.json")
    let start = try #require(text.range(of: "\"replaces\":\""))
    let end = try #require(text.range(of: "\"", range: start.upperBound..<text.endIndex))
    try $0.write(
      text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "\"replaces\":null"),
      "result.json")
  },
  Tampering("a station that is out is said to be in", fails: ["record", "stage"]) {
    try $0.replace(
      "\"station\":\"s1\",\"toCome\":0", "\"station\":\"s1\",\"toCome\":9", in: "result.json")
  },
  Tampering("the provisional result calls itself final", fails: ["record", "stage"]) {
    try $0.replace("\"stage\":\"partial\"", "\"stage\":\"final\"", in: "result.json")
  },
]
