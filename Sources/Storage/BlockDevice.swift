/// What the kernel tells of a disk, or of a partition of one.
struct BlockDevice: Equatable {
  /// Its place among the machine's devices: what `/sys/dev/block/8:17` leads to.
  var path: String
  /// What a disk says of its medium; true of most sticks and of discs, not of disks on USB.
  var saysRemovable = false
  /// `SD` for a card, `MMC` for memory that is soldered in; nil for other devices.
  var cardType: String?
  /// The numbers of the devices that this one lies on: what is below encryption or a volume.
  var layers: [String] = []
  /// Whether another device lies on it: what is encrypted on it is open.
  var isHeld = false

  /// Whether people can pull it out.
  var isRemovable: Bool {
    saysRemovable || cardType == "SD"
      || path.split(separator: "/").contains { part in
        part.hasPrefix("usb") && UInt(part.dropFirst(3)) != nil
      }
  }
}

extension BlockDevice {
  private static let maxByteCount = 4096

  /// Looks a device up by its number, `8:17`; nil where none has it, as the numbers of file
  /// systems in memory.
  init?(number: String, disk: any Disk) {
    guard let path = System.resolved("/sys/dev/block/\(number)") else { return nil }
    // What is not there does not apply to this device. A partition's own folder lies in that of
    // its disk, which has most of the answers.
    func answer(_ name: String) -> String? {
      for folder in [path, "\(path)/.."] {
        if let text = try? disk.readKernelTable("\(folder)/\(name)", limit: Self.maxByteCount) {
          return String(text.prefix { !$0.isNewline })
        }
      }
      return nil
    }
    let slaves = (try? disk.list("\(path)/slaves")) ?? []
    self.init(
      path: path, saysRemovable: answer("removable") == "1", cardType: answer("device/type"),
      layers: slaves.compactMap { answer("slaves/\($0)/dev") },
      isHeld: (try? disk.list("\(path)/holders"))?.isEmpty == false)
  }
}
