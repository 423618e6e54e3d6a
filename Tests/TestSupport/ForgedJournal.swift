import Cryptography
package import Encoding

/// A journal whose lines somebody writes anew.
package struct ForgedJournal {
  /// A line without its place in the chain.
  package struct Entry {
    package var at: String
    package var by: String
    package var event: String
    package var data: JSON
    /// The signature that it had.
    fileprivate let signature: JSON?
    /// The line as it was.
    fileprivate let original: JSON?

    package init(at: String, by: String, event: String, data: JSON) {
      self.at = at
      self.by = by
      self.event = event
      self.data = data
      signature = nil
      original = nil
    }

    fileprivate init?(_ json: JSON) {
      guard let at = json["at"]?.string, let by = json["by"]?.string,
        let event = json["event"]?.string, let data = json["data"]
      else { return nil }
      self.at = at
      self.by = by
      self.event = event
      self.data = data
      signature = json["sig"]
      original = json
    }
  }

  package var entries: [Entry]
  /// Whether a line lacks the signature of whom it names.
  private(set) var isUnsigned = false
  /// Whether a desk's file in a line lacks the signature of its clerk.
  private(set) var hasUnsignedDesk = false
  /// The desks' files that are others now, by the hashes that they had.
  private(set) var desks: [(old: String, data: JSON)] = []
  /// Whose lines were signed anew.
  private(set) var signers: Set<String> = []

  package init(_ bytes: [UInt8]) throws {
    entries = try bytes.split(separator: UInt8(ascii: "\n")).compactMap {
      Entry(try JSON.parse(canonical: Array($0) + [UInt8(ascii: "\n")]))
    }
  }

  /// The lines one after the other, each signed anew that is another now and whose author's key is
  /// held.
  ///
  /// `result` makes the file of a result that was counted name the head before it, and gives its new
  /// hash.
  mutating func chain(
    from election: Digest, keys: Set<String>, names: inout Renaming,
    result: (String, Digest, Renaming) throws -> String?
  ) throws -> String {
    var text = ""
    var previous = election
    var results: Set<String> = []
    // What was sealed in a blind count, with the head before it.
    var heads: [String: Digest] = [:]
    for (index, entry) in entries.enumerated() {
      let sealed = entry.data["sealed"]?.string ?? ""
      if entry.event == "blind", heads[sealed] == nil { heads[sealed] = previous }
      let head = entry.event == "count" ? previous : heads[sealed]
      if ["count", "release"].contains(entry.event), let head,
        let old = entry.data["result"]?.string, results.insert(old).inserted,
        let new = try result(old, head, names)
      {
        names.add(old, new)
      }
      var data = names.apply(entry.data)
      if entry.event == "desk" { data = try desk(data, of: entry, keys: keys, &names) }
      var members: JSON.Members = [
        "n": .integer(index + 1), "at": .string(entry.at), "by": .string(entry.by),
        "event": .string(entry.event), "data": data,
        "prev": .string(previous.description),
      ]
      if entry.by != "-" { members["sig"] = try signature(entry, members, keys: keys) }
      let line = JSON.object(members).canonical
      text += String(decoding: line, as: UTF8.self)
      previous = Digest.of(Array(line.dropLast()))
    }
    return text
  }

  /// The data of a desk's line, its file signed anew where it is another now and its clerk's key is
  /// held.
  private mutating func desk(
    _ data: JSON, of entry: Entry, keys: Set<String>, _ names: inout Renaming
  ) throws -> JSON {
    guard var members = data.object, let file = members["desk"],
      let clerk = file["clerk"]?.string, let old = entry.data["hash"]?.string
    else { return data }
    let hash = Digest.of(file.canonical).description
    guard hash != old else { return data }
    names.add(old, hash)
    members["hash"] = .string(hash)
    if keys.contains(clerk) {
      let signature = try VectorElection.key(clerk).sign(
        file: file.canonical, trustedComment: "test")
      members["signature"] = .string(String(decoding: signature.file, as: UTF8.self))
      signers.insert(clerk)
    } else {
      hasUnsignedDesk = true
    }
    desks.append((old, .object(members)))
    return .object(members)
  }

  private mutating func signature(
    _ entry: Entry, _ members: JSON.Members, keys: Set<String>
  ) throws -> JSON {
    if let original = entry.original, let signature = entry.signature {
      var before = members
      before["sig"] = signature
      if original == .object(before) { return signature }
    }
    guard keys.contains(entry.by) else {
      isUnsigned = true
      return entry.signature ?? .string(Base64.encode([UInt8](repeating: 0, count: 64)))
    }
    signers.insert(entry.by)
    let message = Array("coldcount/journal/1\n".utf8) + JSON.object(members).canonical
    return .string(Base64.encode(try VectorElection.key(entry.by).sign(message.span)))
  }
}
