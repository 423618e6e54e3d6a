/// Removable media that are mounted, from the kernel's own tables.
package enum Media {
  private static let maxByteCount = 1 << 20
  /// A device may lie on others (encryption, volumes) this many levels deep.
  private static let maxLayerCount = 8
  private static let emptyDriveBlockCount = 1_048_575

  /// A removable medium that is mounted.
  package struct Mounted: Equatable, Sendable {
    package let point: String
    /// Whether nothing can be written to it.
    package let isReadOnly: Bool

    package init(point: String, isReadOnly: Bool) {
      self.point = point
      self.isReadOnly = isReadOnly
    }
  }

  /// The mount points of removable media, sorted.
  ///
  /// Sticks, disks and card readers on USB, memory cards and discs, encrypted ones too, and
  /// whatever desktops mount for people; not what the system itself runs from.
  package static func mounted(disk: any Disk) throws(StorageError) -> [String] {
    try mountedMedia(disk: disk).map(\.point)
  }

  /// The removable media that are mounted, sorted by where.
  package static func mountedMedia(disk: any Disk) throws(StorageError) -> [Mounted] {
    let table = try disk.readKernelTable("/proc/self/mountinfo", limit: maxByteCount)
    return media(table) { BlockDevice(number: $0, disk: disk) }
  }

  /// The names of removable devices that are plugged in and mounted nowhere, as `/dev` has them.
  package static func unmounted(disk: any Disk) throws(StorageError) -> [String] {
    let table = try disk.readKernelTable("/proc/self/mountinfo", limit: maxByteCount)
    let partitions = try disk.readKernelTable("/proc/partitions", limit: maxByteCount)
    return unmounted(partitions, mounts: table) { BlockDevice(number: $0, disk: disk) }
  }

  /// The mount points in a table of mounts (proc(5), mountinfo) that people plugged in.
  ///
  /// `device` looks a block device up by its number as the table spells it: `8:17`.
  static func mountPoints(_ table: String, device: (String) -> BlockDevice?) -> [String] {
    media(table, device: device).map(\.point)
  }

  /// The media in a table of mounts that people plugged in.
  static func media(_ table: String, device: (String) -> BlockDevice?) -> [Mounted] {
    var found: [String: Mounted] = [:]
    for line in table.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 5 else { continue }
      let point = unescaped(fields[4])
      if lies(point, below: ["/media", "/run/media"])
        || !isSystem(point) && isRemovable(String(fields[2]), device, layer: 0)
      {
        // The options of the mount, and at the end of the line those of its file system.
        let options = [fields[5], fields[fields.count - 1]].flatMap { $0.split(separator: ",") }
        found[point] = Mounted(point: point, isReadOnly: options.contains("ro"))
      }
    }
    return found.values.sorted { $0.point.utf8.lexicographicallyPrecedes($1.point.utf8) }
  }

  /// The removable devices in a table of partitions (proc(5)) that hold something and are neither
  /// mounted nor below what is.
  static func unmounted(
    _ partitions: String, mounts: String, device: (String) -> BlockDevice?
  ) -> [String] {
    let mounted = Set(
      mounts.split(separator: "\n").compactMap { line -> String? in
        let fields = line.split(separator: " ")
        return fields.count > 5 ? String(fields[2]) : nil
      })
    let rows = partitions.split(separator: "\n").compactMap { line -> (String, String)? in
      let fields = line.split(separator: " ")
      guard fields.count == 4, Int(fields[0]) != nil, let blocks = Int(fields[2]),
        // What a drive without a disc says of itself.
        blocks > 1, !(fields[0] == "11" && blocks == emptyDriveBlockCount)
      else { return nil }
      return ("\(fields[0]):\(fields[1])", String(fields[3]))
    }
    return rows.filter { number, name in
      guard !mounted.contains(number), let found = device(number), !found.isHeld,
        isRemovable(number, device, layer: 0)
      else { return false }
      // A disk with partitions is mounted by those.
      return !rows.contains { $0.1 != name && $0.1.hasPrefix(name) }
    }.map(\.1)
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
