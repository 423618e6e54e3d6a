/// Removable media that are mounted, from the kernel's own tables.
package enum Media {
  private static let maxByteCount = 1 << 20
  /// A device may lie on others (encryption, volumes) this many levels deep.
  private static let maxLayerCount = 8

  /// The mount points of removable media, sorted.
  ///
  /// Sticks, disks and card readers on USB, memory cards and discs, encrypted ones too, and
  /// whatever desktops mount for people; not what the system itself runs from.
  package static func mounted(disk: any Disk) throws(StorageError) -> [String] {
    let table = try disk.readKernelTable("/proc/self/mountinfo", limit: maxByteCount)
    return mountPoints(table) { BlockDevice(number: $0, disk: disk) }
  }

  /// The mount points in a table of mounts (proc(5), mountinfo) that people plugged in.
  ///
  /// `device` looks a block device up by its number as the table spells it: `8:17`.
  static func mountPoints(_ table: String, device: (String) -> BlockDevice?) -> [String] {
    var points: Set<String> = []
    for line in table.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 5 else { continue }
      let point = unescaped(fields[4])
      if lies(point, below: ["/media", "/run/media"])
        || !isSystem(point) && isRemovable(String(fields[2]), device, layer: 0)
      {
        points.insert(point)
      }
    }
    return points.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether the system needs what is mounted there: it may itself run from a stick, and that is
  /// not where bundles are looked for.
  private static func isSystem(_ point: String) -> Bool {
    let folders = [
      "/bin", "/boot", "/cdrom", "/dev", "/etc", "/home", "/lib", "/opt", "/proc", "/root", "/run",
      "/sbin", "/srv", "/sys", "/tmp", "/usr", "/var",
    ]
    return point == "/" || folders.contains(point) || lies(point, below: folders)
  }

  private static func lies(_ point: String, below folders: [String]) -> Bool {
    folders.contains { point.hasPrefix($0 + "/") }
  }

  private static func isRemovable(
    _ number: String, _ lookUp: (String) -> BlockDevice?, layer: Int
  ) -> Bool {
    guard layer < maxLayerCount, let device = lookUp(number) else { return false }
    return device.isRemovable
      || device.layers.contains { isRemovable($0, lookUp, layer: layer + 1) }
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
