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

extension Contest {
  /// The options whose marks a point of a verifiable ballot holds.
  package static let optionsPerPoint = 30

  /// The points of its marks in a verifiable ballot: one at least.
  package var pointCount: Int {
    max(1, (options.count + Self.optionsPerPoint - 1) / Self.optionsPerPoint)
  }
}

extension Definition {
  /// The points of each contest of a style, in its order.
  package func points(of style: Style) -> [Int] {
    style.contests.map { contest($0)?.pointCount ?? 0 }
  }
}
