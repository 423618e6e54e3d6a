import Foundation
import TestSupport
import Testing
import Words

@testable import Pictures

@Suite("Pictures that others made")
struct PictureTests {
  /// Writes PNG and PNM files with Python's zlib, beside what they show.
  private static let script = """
    import random, struct, sys, zlib
    random.seed(7)
    folder = sys.argv[1]
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    def paeth(a, b, c):
        p = a + b - c
        return min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
    def lum(r, g, b, alpha=255):
        value = (299 * r + 587 * g + 114 * b + 500) // 1000
        return (value * alpha + 255 * (255 - alpha) + 127) // 255
    number = 0
    def save(kind, data, width, height, pixels):
        global number
        open(f"{folder}/{number}.{kind}", "wb").write(data)
        open(f"{folder}/{number}.raw", "wb").write(struct.pack(">II", width, height) + bytes(pixels))
        number += 1
    for colour, channels, depths in ((0, 1, (1, 2, 4, 8, 16)), (2, 3, (8, 16)), (3, 1, (1, 2, 4, 8)), (4, 2, (8, 16)), (6, 4, (8, 16))):
        for depth in depths:
            for width, height, level, strategy in ((1, 1, 0, 0), (33, 7, 6, 0), (90, 61, 9, 4), (17, 40, 1, 2)):
                most = (1 << depth) - 1
                palette = [tuple(random.randrange(256) for _ in range(3)) for _ in range(1 << min(depth, 8))]
                alphas = [random.randrange(256) for _ in palette[:5]]
                rows, pixels, before = b"", [], None
                for y in range(height):
                    samples = [random.choice((0, most, random.randrange(most + 1))) for _ in range(width * channels)]
                    bits = "".join(f"{s:0{depth}b}" for s in samples)
                    bits += "0" * (-len(bits) % 8)
                    raw = bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))
                    step, filter = max(1, channels * depth // 8), random.randrange(5)
                    up = before or bytes(len(raw))
                    out = bytearray()
                    for i, byte in enumerate(raw):
                        a = raw[i - step] if i >= step else 0
                        c = up[i - step] if i >= step else 0
                        guess = (0, a, up[i], (a + up[i]) // 2, paeth(a, up[i], c))[filter]
                        out.append((byte - guess) & 255)
                    rows += bytes([filter]) + bytes(out)
                    before = raw
                    scale = lambda s: (s * 255 + most // 2) // most
                    for x in range(width):
                        v = samples[x * channels:(x + 1) * channels]
                        if colour == 3:
                            pixels.append(lum(*palette[v[0]], alphas[v[0]] if v[0] < 5 else 255))
                        else:
                            g = [scale(s) for s in v]
                            rgb = g[:1] * 3 if channels < 3 else g[:3]
                            pixels.append(lum(*rgb, g[-1] if colour in (4, 6) else 255))
                packer = zlib.compressobj(level, zlib.DEFLATED, 15, 8, strategy)
                data = packer.compress(rows) + packer.flush()
                png = b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
                if colour == 3:
                    png += chunk(b"PLTE", bytes(v for c in palette for v in c)) + chunk(b"tRNS", bytes(alphas))
                half = len(data) // 2
                png += chunk(b"IDAT", data[:half]) + chunk(b"IDAT", data[half:]) + chunk(b"IEND", b"")
                save("png", png, width, height, pixels)
    width, height = 19, 5
    grey = [random.randrange(256) for _ in range(width * height)]
    rgb = [random.randrange(256) for _ in range(width * height * 3)]
    bit = [random.randrange(2) for _ in range(width * height)]
    colours = [lum(*rgb[i:i + 3]) for i in range(0, len(rgb), 3)]
    head = lambda kind, most: f"P{kind}\\n# made for a test\\n{width} {height}\\n{most}".encode()
    save("pnm", head(5, "255\\n") + bytes(grey), width, height, grey)
    save("pnm", head(2, "255\\n") + " ".join(map(str, grey)).encode(), width, height, grey)
    save("pnm", head(6, "255\\n") + bytes(rgb), width, height, colours)
    save("pnm", head(3, "255\\n") + "\\n".join(map(str, rgb)).encode(), width, height, colours)
    save("pnm", head(1, "") + "".join(map(str, bit)).encode(), width, height, [(1 - b) * 255 for b in bit])
    packed = b""
    for y in range(height):
        bits = "".join(map(str, bit[y * width:(y + 1) * width])) + "0" * (-width % 8)
        packed += bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))
    save("pnm", head(4, "") + packed, width, height, [(1 - b) * 255 for b in bit])
    print(number)
    """

  @Test("every colour type, depth, filter and way of compressing gives the same pixels")
  func same() throws {
    try Peer.inTemporaryFolder { folder in
      let count = try #require(Int(try Peer.run(script: Self.script, [folder])))
      #expect(count == 66)
      for number in 0..<count {
        let kind = number < 60 ? "png" : "pnm"
        let file = try Data(contentsOf: URL(filePath: "\(folder)/\(number).\(kind)"))
        let raw = try Data(contentsOf: URL(filePath: "\(folder)/\(number).raw"))
        let picture = try Picture(file: Array(file))
        #expect(
          [picture.width, picture.height]
            == [0, 4].map { raw[$0..<$0 + 4].reduce(0) { $0 << 8 | Int($1) } }, "\(number)")
        #expect(picture.luminance == Array(raw[8...]), "\(number).\(kind)")
      }
    }
  }

  @Test("a damaged picture is refused wherever it is cut or changed, and never ends the program")
  func damaged() throws {
    try Peer.inTemporaryFolder { folder in
      _ = try Peer.run(script: Self.script, [folder])
      for number in [1, 33, 61, 63] {
        let kind = number < 60 ? "png" : "pnm"
        let file = Array(
          try Data(contentsOf: URL(filePath: "\(folder)/\(number).\(kind)")))
        for end in 0..<file.count {
          if kind == "png" {
            #expect(throws: PictureError.self) { try Picture(file: Array(file[..<end])) }
          } else {
            _ = try? Picture(file: Array(file[..<end]))
          }
        }
        for place in file.indices {
          var changed = file
          changed[place] ^= 1 << UInt8(place % 8)
          if kind == "png" {
            #expect(throws: PictureError.self) { try Picture(file: changed) }
          } else {
            _ = try? Picture(file: changed)
          }
        }
      }
    }
  }

  @Test(
    "a picture that would be too large is refused before anything is made of it",
    arguments: [
      "P5 100000 100000 255\n", "P5 99999999999999999999 1 255\n", "P6 67108864 2 255\n",
      "P4 0 5\n",
      "P5 5 5 99999\n", "P2 2 2 255\n1 2 3\n", "P3 1 1 255\n1 2 300\n", "GIF89a", "",
    ])
  func tooLarge(text: String) {
    #expect(throws: PictureError.self) { try Picture(file: Array(text.utf8)) }
  }

  @Test(
    "of another kind of picture it is said how to convert it",
    arguments: ["\u{ff}", "GIF89a", "RIFF1234WEBP", "%PDF-1.7", "\0\0\0\u{18}ftypheic"])
  func otherKinds(text: String) {
    // What begins like a JPEG is no UTF-8.
    let file = text == "\u{ff}" ? [0xFF, 0xD8, 0xFF, 0xE0] : Array(text.utf8)
    #expect(Picture.isPicture(file))
    let error = #expect(throws: PictureError.self) { try Picture(file: file) }
    #expect(error?.report.advice?.english.contains("djpeg photo.jpg > photo.ppm") == true)
  }

  @Test("what is compressed may not grow beyond the picture, and says where it is wrong")
  func bomb() throws {
    let packed = try Peer.run(
      script: "import sys, zlib; print(zlib.compress(bytes(10_000_000), 9).hex())")
    let bytes = stride(from: 0, to: packed.utf8.count, by: 2).compactMap { place -> UInt8? in
      let start = packed.index(packed.startIndex, offsetBy: place)
      return UInt8(packed[start..<packed.index(start, offsetBy: 2)], radix: 16)
    }
    #expect(throws: Inflate.Problem.tooLarge) { try Inflate.zlib(bytes, limit: 1_000_000) }
    #expect(try Inflate.zlib(bytes, limit: 10_000_000).count == 10_000_000)
    var changed = bytes
    changed[changed.count - 1] ^= 1
    #expect(throws: Inflate.Problem.checksum) { try Inflate.zlib(changed, limit: 10_000_000) }
  }
}
