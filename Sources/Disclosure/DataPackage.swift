import Election
import Encoding
import Words

/// `datapackage.json`: what the tables are, after the Frictionless Data Package specification.
struct DataPackage {
  /// A column of a table: what stands in it, and of which type.
  struct Column {
    enum Kind: String { case string, integer, number }

    let name: String
    let description: String
    let kind: Kind

    init(_ name: String, _ description: String, _ kind: Kind = .string) {
      self.name = name
      self.description = description
      self.kind = kind
    }
  }

  /// A table of the disclosure.
  struct Resource {
    let name: String
    let file: DisclosureFiles.File
    let columns: [Column]
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
    let fields = resource.columns.map { column -> JSON in
      [
        "name": .string(column.name), "type": .string(column.kind.rawValue),
        "description": .string(column.description),
      ]
    }
    var schema: JSON.Members = ["fields": .array(fields)]
    if !resource.key.isEmpty { schema["primaryKey"] = .array(resource.key.map { .string($0) }) }
    return [
      "name": .string(resource.name), "path": .string(resource.file.name), "format": "csv",
      "mediatype": "text/csv", "encoding": "utf-8-sig", "bytes": .integer(resource.file.byteCount),
      "hash": .string("sha256:\(Hex.encode(resource.file.sha256))"), "schema": .object(schema),
    ]
  }
}
