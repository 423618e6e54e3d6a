import Words

/// Portable bitmaps, greymaps and pixmaps, plain or binary (netpbm's pbm(5), pgm(5), ppm(5)).
enum PNM {
  static func read(_ file: [UInt8]) throws(PictureError) -> Picture {
    var reader = Reader(file: file)
    let kind = Int(file[1]) - 0x30
    let isPlain = kind <= 3
    let channels = kind % 3 == 0 ? 3 : 1
    let isBitmap = kind % 3 == 1
    guard let width = reader.number(), let height = reader.number(),
      let most = isBitmap ? 1 : reader.number(), (1...65_535).contains(most)
    else { throw .damaged("its head") }
    guard Picture.isSize(width, height) else { throw .tooLarge }
    reader.position += isPlain ? 0 : 1
    let size = most > 255 ? 2 : 1
    let row = isBitmap ? (width + 7) / 8 : width * channels * size
    let left = file.count - reader.position
    guard isPlain ? left >= width * height : left / row >= height else {
      throw .damaged("it is cut off")
    }
    var luminance: [UInt8] = []
    luminance.reserveCapacity(width * height)
    for y in 0..<height {
      for x in 0..<width {
        var values: [Int] = []
        for channel in 0..<channels {
          let value: Int?
          if isPlain {
            value = isBitmap ? reader.digit() : reader.number()
          } else if isBitmap {
            value = Int(file[reader.position + y * row + x / 8] >> (7 - UInt8(x % 8)) & 1)
          } else {
            let place = reader.position + y * row + (x * channels + channel) * size
            value = size == 2 ? Int(file[place]) << 8 | Int(file[place + 1]) : Int(file[place])
          }
          guard let value, value <= most else { throw .damaged("a value out of range") }
          values.append(isBitmap ? (1 - value) * 255 : (value * 255 + most / 2) / most)
        }
        luminance.append(
          Picture.luminance(values[0], values[channels / 2], values[channels - 1]))
      }
    }
    return Picture(width: width, height: height, luminance: luminance)
  }

  private struct Reader {
    let file: [UInt8]
    var position = 2

    init(file: [UInt8]) { self.file = file }

    private mutating func skipSpace() {
      while position < file.count {
        if file[position] == UInt8(ascii: "#") {
          while position < file.count, file[position] != 0x0A { position += 1 }
        } else if file[position] == 0x20 || (0x09...0x0D).contains(file[position]) {
          position += 1
        } else {
          return
        }
      }
    }

    mutating func number() -> Int? {
      skipSpace()
      var value: Int?
      while position < file.count, (0x30...0x39).contains(file[position]) {
        let next = (value ?? 0) * 10 + Int(file[position] - 0x30)
        guard next <= Picture.maxPixels else { return nil }
        value = next
        position += 1
      }
      return value
    }

    mutating func digit() -> Int? {
      skipSpace()
      guard position < file.count, file[position] == 0x30 || file[position] == 0x31 else {
        return nil
      }
      position += 1
      return Int(file[position - 1] - 0x30)
    }
  }
}
