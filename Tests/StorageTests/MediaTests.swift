import Testing

@testable import Storage

@Suite("Removable media")
struct MediaTests {
  /// Lines as a laptop with an inner disk, sticks, a card, a disc and an encrypted stick has them.
  static let table = """
    22 27 0:21 / /proc rw,relatime - proc proc rw
    27 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
    28 27 259:1 / /boot/efi rw,relatime - vfat /dev/nvme0n1p1 rw
    30 27 8:17 / /mnt/stick rw,nosuid - vfat /dev/sdb1 rw
    31 27 8:33 / /mnt/usb\\040disk\\011\\134x rw - ext4 /dev/sdc1 rw
    32 27 8:1 / /data rw - ext4 /dev/sda1 rw
    33 27 179:1 / /mnt/card rw - exfat /dev/mmcblk0p1 rw
    34 27 179:9 / /mnt/soldered rw - ext4 /dev/mmcblk1p1 rw
    35 27 11:0 / /mnt/disc ro - iso9660 /dev/sr0 ro
    36 27 254:3 / /mnt/encrypted rw - ext4 /dev/mapper/luks rw
    37 27 254:4 / /mnt/inner rw - ext4 /dev/mapper/volume rw
    38 27 0:55 / /run/media/anna/NTFS rw - fuseblk /dev/sdd1 rw
    39 27 8:1 / /media/anna/\\346\\234\\203 rw - ext4 /dev/sda1 rw
    40 27 0:60 / /mnt/memory rw - tmpfs tmpfs rw
    """

  static let devices: [String: BlockDevice] = [
    "259:2": BlockDevice(path: "/sys/devices/pci0000:00/nvme/nvme0/nvme0n1/nvme0n1p2"),
    "259:1": BlockDevice(path: "/sys/devices/pci0000:00/nvme/nvme0/nvme0n1/nvme0n1p1"),
    "8:17": BlockDevice(
      path: "/sys/devices/pci0000:00/usb1/1-2/1-2:1.0/host1/block/sdb/sdb1", saysRemovable: true),
    "8:33": BlockDevice(path: "/sys/devices/pci0000:00/usb12/12-1/host2/block/sdc/sdc1"),
    "8:1": BlockDevice(path: "/sys/devices/pci0000:00/ata1/host0/block/sda/sda1"),
    "179:1": BlockDevice(path: "/sys/devices/mmc_host/mmc0/block/mmcblk0", cardType: "SD"),
    "179:9": BlockDevice(path: "/sys/devices/mmc_host/mmc1/block/mmcblk1", cardType: "MMC"),
    "11:0": BlockDevice(path: "/sys/devices/ata2/host3/block/sr0", saysRemovable: true),
    "254:3": BlockDevice(path: "/sys/devices/virtual/block/dm-3", layers: ["8:1", "254:5"]),
    "254:5": BlockDevice(path: "/sys/devices/virtual/block/dm-5", layers: ["8:33"]),
    "254:4": BlockDevice(path: "/sys/devices/virtual/block/dm-4", layers: ["8:1"]),
  ]

  @Test("sticks, USB disks, cards, discs and what lies encrypted on them are found")
  func found() {
    let points = Media.mountPoints(Self.table) { Self.devices[$0] }
    #expect(
      points == [
        "/media/anna/會", "/mnt/card", "/mnt/disc", "/mnt/encrypted", "/mnt/stick",
        "/mnt/usb disk\t\\x", "/run/media/anna/NTFS",
      ])
  }

  @Test("a medium that can be written to is told from one that cannot")
  func readOnly() {
    let media = Media.media(Self.table) { Self.devices[$0] }
    #expect(media.filter(\.isReadOnly).map(\.point) == ["/mnt/disc"])
    let table = "30 27 8:17 / /mnt/stick ro,nosuid - vfat /dev/sdb1 rw\n"
    #expect(
      Media.media(table) { Self.devices[$0] }
        == [Media.Mounted(point: "/mnt/stick", isReadOnly: true)])
  }

  @Test("what is plugged in and not mounted is found, an open encrypted stick and a whole disk not")
  func unmounted() {
    let partitions = """
      major minor  #blocks  name

       259        0  500107608 nvme0n1
       259        2  498056192 nvme0n1p2
         8       16   15728640 sdb
         8       17   15727616 sdb1
         8       33   15727616 sdc1
        11        0    1048575 sr0
       179        1   31166976 mmcblk0p1

      """
    var devices = Self.devices
    devices["8:16"] = BlockDevice(
      path: "/sys/devices/pci0000:00/usb1/1-2/host1/block/sdb", saysRemovable: true)
    let find = { (mounts: String) in
      Media.unmounted(partitions, mounts: mounts) { devices[$0] }
    }
    #expect(find("") == ["sdb1", "sdc1", "mmcblk0p1"])
    #expect(find("30 27 8:17 / /mnt/stick rw - vfat /dev/sdb1 rw") == ["sdc1", "mmcblk0p1"])
    devices["8:33"]?.isHeld = true
    #expect(find("") == ["sdb1", "mmcblk0p1"])
  }

  @Test(
    "a system that runs from a stick is not searched for bundles",
    arguments: ["/", "/boot", "/boot/efi", "/run/live/medium", "/usr", "/home", "/var/lib/x"])
  func system(point: String) {
    let points = Media.mountPoints("30 27 8:17 / \(point) rw - vfat /dev/sdb1 rw\n") {
      Self.devices[$0]
    }
    #expect(points.isEmpty)
  }

  @Test("only a number after usb makes a USB bus")
  func usbInAName() {
    #expect(!BlockDevice(path: "/sys/devices/virtual/usbhost/block/sda").isRemovable)
    #expect(!BlockDevice(path: "/sys/devices/usb/block/sda").isRemovable)
    #expect(BlockDevice(path: "/sys/devices/usb3/block/sda").isRemovable)
  }

  @Test("devices that lie on themselves end the search")
  func circle() {
    let circle = BlockDevice(path: "/sys/devices/virtual/block/dm-0", layers: ["254:0"])
    let points = Media.mountPoints("30 27 254:0 / /mnt/x rw - ext4 /dev/dm-0 rw") { _ in circle }
    #expect(points.isEmpty)
  }

  @Test("an empty table, a cut-off line and nonsense name no medium", arguments: ["", "\n", "1 2"])
  func nothing(table: String) {
    #expect(Media.mountPoints(table) { _ in nil }.isEmpty)
  }

  @Test("this machine's own table can be read")
  func live() throws {
    let points = try Media.mounted(disk: LiveDisk())
    #expect(!points.contains("/"))
    #expect(!points.contains("/proc"))
  }

  @Test("this machine's root device can be looked up, and no device is nil")
  func lookUp() throws {
    let device = try #require(try LiveDisk().info("/")).device
    // The numbers as stat packs them: 12 bits of the major one above 8 of the minor one.
    let root = BlockDevice(number: "\(device >> 8 & 0xFFF):\(device & 0xFF)", disk: LiveDisk())
    if let root { #expect(root.path.hasPrefix("/sys/devices/")) }
    #expect(BlockDevice(number: "0:999999", disk: LiveDisk()) == nil)
  }
}
