import Words

/// PNG pictures (W3C, Portable Network Graphics, second edition), without interlacing.
enum PNG {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// What the picture's head says.
  private struct Head {
    let width: Int
    let height: Int
    let depth: Int
    let colour: Int

    /// Samples a pixel.
    let channels: Int
    let rowByteCount: Int
    /// The bytes between a sample and the one that it is predicted from.
    let step: Int

    init(_ data: ArraySlice<UInt8>) throws(PictureError) {
      let data = Array(data)
      guard data.count == 13 else { throw .damaged("its head") }
      width = PNG.number(data[0..<4])
      height = PNG.number(data[4..<8])
      depth = Int(data[8])
      colour = Int(data[9])
      guard Picture.isSize(width, height) else { throw .tooLarge }
      let depths = [0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]]
      guard depths[colour]?.contains(depth) == true, data[10] == 0, data[11] == 0 else {
        throw .damaged("its head")
      }
      guard data[12] == 0 else { throw .damaged("it is interlaced; save it without") }
      channels =
        switch colour {
        case 2: 3
        case 4: 2
        case 6: 4
        default: 1
        }
      rowByteCount = (width * channels * depth + 7) / 8
      step = max(1, channels * depth / 8)
    }
  }

  static func read(_ file: [UInt8]) throws(PictureError) -> Picture {
    var head: Head?
    var palette: [UInt8] = []
    var transparent: [UInt8] = []
    var data: [UInt8] = []
    var position = signature.count
    var isEnded = false
    while !isEnded {
      guard file.count - position >= 12 else { throw .damaged("it is cut off") }
      let length = number(file[position..<position + 4])
      guard length <= file.count - position - 12 else { throw .damaged("it is cut off") }
      let kind = file[position + 4..<position + 8]
      let body = file[position + 8..<position + 8 + length]
      let stated = number(file[position + 8 + length..<position + 12 + length])
      guard crc(file[position + 4..<position + 8 + length]) == stated else {
        throw .damaged("a checksum is wrong")
      }
      switch String(decoding: kind, as: UTF8.self) {
      case "IHDR": head = try Head(body)
      case "PLTE": palette = Array(body)
      case "tRNS": transparent = Array(body)
      case "IDAT": data += body
      case "IEND": isEnded = true
      default: break
      }
      position += 12 + length
    }
    guard let head else { throw .damaged("it has no head") }
    let (row, overflow) = (head.rowByteCount + 1).multipliedReportingOverflow(by: head.height)
    guard !overflow else { throw .tooLarge }
    var bytes: [UInt8]
    do throws(Inflate.Problem) {
      bytes = try Inflate.zlib(data, limit: row)
    } catch { throw .damaged("what is compressed in it (\(String(describing: error)))") }
    guard bytes.count == row else { throw .damaged("it is cut off") }
    try unfilter(&bytes, head)
    return try picture(bytes, head, palette: palette, transparent: transparent)
  }

  fileprivate static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  private static let crcTable: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
    }
  }

  private static func crc(_ bytes: ArraySlice<UInt8>) -> Int {
    let table = crcTable
    return Int(
      ~bytes.reduce(~UInt32(0)) { value, byte in
        table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ value >> 8
      })
  }

  /// Undoes the prediction of each row from its neighbours (section 9).
  private static func unfilter(_ bytes: inout [UInt8], _ head: Head) throws(PictureError) {
    let width = head.rowByteCount + 1
    for row in 0..<head.height {
      let start = row * width
      let filter = bytes[start]
      guard filter <= 4 else { throw .damaged("a filter that there is not") }
      guard filter > 0 else { continue }
      // What lies before the row's first pixel, and above the first row, counts as 0.
      let first = start + 1 + head.step
      for place in start + 1..<start + width {
        let left = place >= first ? Int(bytes[place - head.step]) : 0
        let up = row > 0 ? Int(bytes[place - width]) : 0
        let predicted: Int
        switch filter {
        case 1: predicted = left
        case 2: predicted = up
        case 3: predicted = (left + up) / 2
        default:
          let corner = row > 0 && place >= first ? Int(bytes[place - width - head.step]) : 0
          predicted = paeth(left, up, corner)
        }
        bytes[place] &+= UInt8(truncatingIfNeeded: predicted)
      }
    }
  }

  private static func paeth(_ left: Int, _ up: Int, _ corner: Int) -> Int {
    let estimate = left + up - corner
    let distances = (abs(estimate - left), abs(estimate - up), abs(estimate - corner))
    if distances.0 <= distances.1, distances.0 <= distances.2 { return left }
    return distances.1 <= distances.2 ? up : corner
  }

  private static func picture(
    _ bytes: [UInt8], _ head: Head, palette: [UInt8], transparent: [UInt8]
  ) throws(PictureError) -> Picture {
    var luminance: [UInt8] = []
    luminance.reserveCapacity(head.width * head.height)
    let most = 1 << head.depth - 1
    let hidden = stride(from: 0, to: transparent.count - 1, by: 2).map {
      Int(transparent[$0]) << 8 | Int(transparent[$0 + 1])
    }
    for y in 0..<head.height {
      let row = y * (head.rowByteCount + 1) + 1
      let sample = { (index: Int) -> Int in
        switch head.depth {
        case 8: return Int(bytes[row + index])
        case 16: return Int(bytes[row + index * 2]) << 8 | Int(bytes[row + index * 2 + 1])
        default:
          let bit = index * head.depth
          return Int(bytes[row + bit / 8]) >> (8 - head.depth - bit % 8) & most
        }
      }
      if head.depth == 8, head.channels >= 3 {
        // What screenshots are: worth not going the long way.
        var place = row
        for _ in 0..<head.width {
          let alpha = head.channels == 4 ? Int(bytes[place + 3]) : 255
          let values = (Int(bytes[place]), Int(bytes[place + 1]), Int(bytes[place + 2]))
          let isHidden = hidden.count == 3 && [values.0, values.1, values.2] == hidden
          luminance.append(
            Picture.luminance(values.0, values.1, values.2, alpha: isHidden ? 0 : alpha))
          place += head.channels
        }
        continue
      }
      for x in 0..<head.width {
        let first = x * head.channels
        if head.colour == 3 {
          let index = sample(first)
          guard index * 3 + 2 < palette.count else { throw .damaged("a colour that there is not") }
          luminance.append(
            Picture.luminance(
              Int(palette[index * 3]), Int(palette[index * 3 + 1]), Int(palette[index * 3 + 2]),
              alpha: index < transparent.count ? Int(transparent[index]) : 255))
          continue
        }
        let colours = head.channels < 3 ? 1 : 3
        let values = (0..<colours).map { sample(first + $0) }
        var alpha = 255
        if head.colour == 4 || head.colour == 6 {
          alpha = (sample(first + colours) * 255 + most / 2) / most
        } else if !hidden.isEmpty, values == hidden {
          alpha = 0
        }
        let scaled = values.map { ($0 * 255 + most / 2) / most }
        luminance.append(
          Picture.luminance(scaled[0], scaled[colours / 2], scaled[colours - 1], alpha: alpha))
      }
    }
    return Picture(width: head.width, height: head.height, luminance: luminance)
  }
}
