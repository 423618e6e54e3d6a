import Encoding
import Words

/// What is voted on together, how, and where.
extension DefinitionParts {
  func style(_ reader: ObjectReader) -> Style {
    let id = reader.identifier("id") ?? ""
    let area = reader.identifier("area") ?? ""
    let contests = reader.strings("contests")
    if contests.isEmpty { reader.noteEmpty("contests", "a style that names no contest") }
    reader.finish()
    return Style(id: id, area: area, contests: contests)
  }

  func channel(_ reader: ObjectReader) -> Channel {
    let id = reader.identifier("id") ?? ""
    let name = names(reader, "name")
    let kind = reader.string("kind", as: "electronic or paper") { Channel.Kind(rawValue: $0) }
    reader.finish()
    return Channel(id: id, name: name, kind: kind ?? .paper)
  }

  func station(_ reader: ObjectReader) -> Station {
    let id = reader.identifier("id") ?? ""
    let name = names(reader, "name")
    let area = reader.identifier("area") ?? ""
    let channel = reader.identifier("channel") ?? ""
    let styles = reader.strings("styles")
    if styles.isEmpty { reader.noteEmpty("styles", "no style") }
    let batches = reader.has("batches") ? reader.strings("batches") : nil
    reader.finish()
    return Station(
      id: id, name: name, area: area, styles: styles, channel: channel, batches: batches)
  }
}
