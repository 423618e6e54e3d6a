import TestSupport
import Testing

extension ElectionRoom {
  /// A count of the vectors' election, begun.
  static func begun(officers: [String] = ["officer-b", "officer-c"]) throws -> ElectionRoom {
    let room = try ElectionRoom(vectors: { try Binary.run($0) }, officers: officers)
    try room.begin()
    return room
  }

  /// Counts the electronic ballots and exports a signed package; gives the folder.
  func export() throws -> String {
    let counted = try count("electronic")
    try #require(counted.status == 0, "\(counted.stderr)")
    return try package("electronic", to: "package")
  }
}
