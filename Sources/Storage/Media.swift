/// Removable media that are mounted, from the kernel's own tables.
package enum Media {
  private static let maxByteCount = 1 << 20

  /// The mount points of removable media, sorted.
  package static func mounted(disk: any Disk) throws(StorageError) -> [String] {
    // A file of /proc tells no size: it is read until it ends.
    var reader = try disk.openReader("/proc/self/mountinfo", limit: maxByteCount)
    var bytes = [UInt8](repeating: 0, count: maxByteCount)
    let count = try reader.fill(&bytes)
    return mountPoints(String(decoding: bytes[..<count], as: UTF8.self)) { device in
      // A partition's own folder lies in that of its disk, which knows whether it is removable.
      ["removable", "../removable"].contains { name in
        guard var reader = try? disk.openReader("/sys/dev/block/\(device)/\(name)", limit: 1 << 16)
        else { return false }
        var answer: [UInt8] = [0]
        return (try? reader.fill(&answer)) == 1 && answer == [UInt8(ascii: "1")]
      }
    }
  }

  /// The mount points in a table of mounts (proc(5), mountinfo) that people plugged in: on a
  /// removable device, or where desktops mount such.
  static func mountPoints(_ table: String, isRemovable: (String) -> Bool) -> [String] {
    var points: Set<String> = []
    for line in table.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 5 else { continue }
      let point = unescaped(fields[4])
      let isDesktops = ["/media/", "/run/media/"].contains { point.hasPrefix($0) }
      if isDesktops || isRemovable(String(fields[2])) { points.insert(point) }
    }
    return points.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// A path of the table, in which spaces and the like are written as three octal digits.
  private static func unescaped(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), rest.count >= 3,
        let value = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
      else {
        bytes.append(byte)
        continue
      }
      bytes.append(value)
      rest = rest.dropFirst(3)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
