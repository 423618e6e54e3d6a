package import Words

/// A picture as luminance: what a screenshot or a scan shows of a page.
package struct Picture: Sendable {
  package let width: Int
  package let height: Int
  /// A byte a pixel, row by row: 0 is black, 255 white or nothing.
  package let luminance: [UInt8]

  /// The largest picture that is read, in pixels.
  package static let maxPixels = 64 << 20
  /// The largest file, in bytes.
  package static let maxByteCount = 256 << 20

  package init(width: Int, height: Int, luminance: [UInt8]) {
    self.width = width
    self.height = height
    self.luminance = luminance
  }

  /// Reads a PNG or PNM file.
  ///
  /// - Throws: `PictureError` for anything else, and for one that is damaged or too large.
  package init(file: [UInt8]) throws(PictureError) {
    if Self.isPNG(file) {
      self = try PNG.read(file)
    } else if Self.isPNM(file) {
      self = try PNM.read(file)
    } else {
      throw .unknown
    }
  }

  /// Whether a file begins as a picture, be it one that can be read or not.
  package static func isPicture(_ file: [UInt8]) -> Bool {
    isPNG(file) || isPNM(file) || others.contains { file.starts(with: $0) }
      || file.dropFirst(4).starts(with: "ftyp".utf8)
  }

  /// How JPEG, GIF, TIFF, WebP and PDF files begin; HEIF has its mark after four bytes.
  private static let others: [[UInt8]] =
    [[0xFF, 0xD8, 0xFF], [0x49, 0x49, 0x2A, 0x00], [0x4D, 0x4D, 0x00, 0x2A]]
    + ["GIF8", "RIFF", "%PDF-"].map { Array($0.utf8) }

  private static func isPNG(_ file: [UInt8]) -> Bool { file.starts(with: PNG.signature) }

  private static func isPNM(_ file: [UInt8]) -> Bool {
    file.count > 2 && file[0] == UInt8(ascii: "P") && (0x31...0x36).contains(file[1])
      && [0x20, 0x09, 0x0A, 0x0D, 0x23].contains(file[2])
  }

  /// The luminance of a colour (ITU-R BT.601), over white where it is transparent.
  static func luminance(_ red: Int, _ green: Int, _ blue: Int, alpha: Int = 255) -> UInt8 {
    let value = (299 * red + 587 * green + 114 * blue + 500) / 1_000
    return UInt8(clamping: (value * alpha + 255 * (255 - alpha) + 127) / 255)
  }

  /// Whether a picture of this size is read.
  static func isSize(_ width: Int, _ height: Int) -> Bool {
    (1...maxPixels).contains(width) && (1...maxPixels).contains(height)
      && height <= maxPixels / width
  }
}

/// Why a picture cannot be read.
package enum PictureError: ReportedError, Equatable {
  case unknown
  case damaged(Message)
  case tooLarge

  package var report: Report {
    switch self {
    case .unknown:
      Report(
        .refused, code: "picture", "this is not a PNG or PNM picture",
        advice:
          "save it as PNG in any program that shows it, or convert it: djpeg photo.jpg > photo.ppm "
          + "(a JPEG), pdftoppm -r 150 -png page.pdf page (a PDF), convert photo.webp photo.png")
    case .damaged(let problem):
      Report(
        .refused, code: "picture", "the picture is damaged: \(problem)",
        advice: "use the original file, or take a picture of the screen anew")
    case .tooLarge:
      Report(
        .refused, code: "picture", "the picture has more than \(Picture.maxPixels) pixels",
        advice: "cut out the page first")
    }
  }
}
