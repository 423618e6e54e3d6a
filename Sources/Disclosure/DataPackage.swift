import Cryptography
import Election
import Encoding
import Words

/// `datapackage.json`: what the tables are, after the Frictionless Data Package specification.
struct DataPackage {
  /// A table of the disclosure.
  struct Resource {
    let name: String
    let path: String
    let bytes: [UInt8]
    let header: [String]
    let key: [String]
  }

  let publication: Publication
  let resources: [Resource]

  var json: JSON {
    [
      "name": .string(publication.definition.id),
      "title": .string(publication.title[.english]),
      "description": .string(
        (publication.isProvisional ? "PROVISIONAL. " : "")
          + "Result of \(publication.definition.date), stage \(publication.stage), "
          + "result.json \(publication.resultHash)"),
      "resources": .array(resources.map(json)),
    ]
  }

  private func json(_ resource: Resource) -> JSON {
    let fields = resource.header.map { name -> JSON in
      var field: JSON.Members = [
        "name": .string(name), "type": name == "count" ? "integer" : "string",
      ]
      if let words = Self.words[name] { field["description"] = .string(words) }
      return .object(field)
    }
    var schema: JSON.Members = ["fields": .array(fields)]
    if !resource.key.isEmpty { schema["primaryKey"] = .array(resource.key.map { .string($0) }) }
    return [
      "name": .string(resource.name), "path": .string(resource.path), "format": "csv",
      "mediatype": "text/csv", "encoding": "utf-8-sig", "bytes": .integer(resource.bytes.count),
      "hash": .string("sha256:\(SHA256.hex(resource.bytes))"), "schema": .object(schema),
    ]
  }

  private static let words = [
    "contest": "the contest's id", "level": "total, channel, area or station",
    "place": "ids of areas or stations, joined with + where small ones are shown together",
    "channel": "ids of channels, joined with + where small ones are shown together",
    "kind":
      "votes, support, oppose, abstain, net, elected, electorate, or what ballots came to",
    "count": "a whole number; net may be negative",
    "stage": "final, or PROVISIONAL and the stage",
  ]
}
