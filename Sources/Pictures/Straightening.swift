/// Making a picture of a page readable: paper light and ink dark again where it was inverted, dimmed or
/// washed out, and lines upright where it was turned a little.
extension Picture {
  /// The most that a page is turned, in degrees.
  private static let mostDegrees = 3.6
  private static let coarseStep = 0.1
  private static let fineStep = 0.01
  /// Less than this changes nothing that is read.
  private static let leastDegrees = 0.04
  /// So many dark places tell how a page is turned.
  private static let maxPlaceCount = 60_000
  /// Rows that are looked at together: over more of them the least turn would blur.
  private static let blockHeight = 1_024
  /// What is darker than this is ink.
  private static let inkLevel = 128
  /// The ink of what we draw, and the least of all pixels that are as dark.
  private static let ink = 17.0
  private static let inkShare = 0.001

  /// Whether most of it is nearer to its darkest than to its lightest, as where a page is shown in
  /// dark colours.
  package var isDark: Bool {
    let counts = levelCounts
    guard let (darkest, lightest) = reach(of: counts) else { return false }
    return counts[...((darkest + lightest) / 2)].reduce(0, +) * 2 > width * height
  }

  /// The darkest and the lightest level, but for a few pixels.
  private func reach(of counts: [Int]) -> (darkest: Int, lightest: Int)? {
    let least = Int(Double(width * height) * Self.inkShare)
    func first(_ levels: some Sequence<Int>) -> Int? {
      var sum = 0
      for level in levels {
        sum += counts[level]
        if sum > least { return level }
      }
      return nil
    }
    guard let darkest = first(counts.indices), let lightest = first(counts.indices.reversed())
    else { return nil }
    return (darkest, lightest)
  }

  /// The same with light and dark the other way round.
  package var inverted: Picture {
    Picture(width: width, height: height, luminance: luminance.map { 255 - $0 })
  }

  private var levelCounts: [Int] {
    var counts = [Int](repeating: 0, count: 256)
    for level in luminance { counts[Int(level)] += 1 }
    return counts
  }

  /// The same with the lightest common level white and the darkest the ink's; itself where it is so.
  package var levelled: Picture {
    let counts = levelCounts
    guard let (darkest, lightest) = reach(of: counts) else { return self }
    // Paper is the commonest of the lighter half of the levels that there are.
    let paper =
      (darkest...lightest).dropFirst((lightest - darkest) / 2)
      .max { counts[$0] < counts[$1] } ?? lightest
    let (dark, light) = (Double(darkest), Double(paper))
    guard light - dark > 24, light < 250 || dark > 60 else { return self }
    let factor = (255 - Self.ink) / (light - dark)
    let table = (0..<256).map { level in
      UInt8(max(0, min(255, Self.ink + (Double(level) - dark) * factor)))
    }
    return Picture(width: width, height: height, luminance: luminance.map { table[Int($0)] })
  }

  /// The same turned so that its lines are upright; itself where they are.
  package var upright: Picture {
    let degrees = turn
    return abs(degrees) < Self.leastDegrees ? self : turned(by: -degrees)
  }

  /// By how many degrees the page is turned clockwise, as well as its lines tell.
  private var turn: Double {
    let places = inkPlaces
    guard !places.isEmpty else { return 0 }
    func best(_ around: Double, reach: Double, step: Double) -> Double {
      let count = Int((reach / step).rounded())
      let scores = (-count...count).map { (around + Double($0) * step, $0) }
        .map { (degrees: $0.0, score: sharpness(places, degrees: $0.0), far: abs($0.1)) }
      // Where several are as sharp the least turn is meant.
      return scores.max { ($0.score, -$0.far) < ($1.score, -$1.far) }?.degrees ?? around
    }
    let coarse = best(0, reach: Self.mostDegrees, step: Self.coarseStep)
    return best(coarse, reach: Self.coarseStep, step: Self.fineStep)
  }

  /// Places where ink begins or ends, thinned out where there are many.
  private var inkPlaces: [(x: Int, y: Int)] {
    var places: [(x: Int, y: Int)] = []
    for y in 1..<max(2, height) where y < height {
      for x in 1..<max(2, width) where x < width {
        let place = y * width + x
        let isInk = luminance[place] < Self.inkLevel
        if isInk != (luminance[place - 1] < Self.inkLevel)
          || isInk != (luminance[place - width] < Self.inkLevel)
        {
          places.append((x, y))
        }
      }
    }
    let step = max(1, places.count / Self.maxPlaceCount)
    return stride(from: 0, to: places.count, by: step).map { places[$0] }
  }

  /// How much the places fall together into rows, and into columns of a block, when the picture is
  /// turned back by so much.
  private func sharpness(_ places: [(x: Int, y: Int)], degrees: Double) -> Int {
    let slope = Self.tangent(degrees)
    let margin = Int(abs(slope) * Double(max(width, Self.blockHeight))) + 2
    var rows = [Int32](repeating: 0, count: height + 2 * margin)
    var columns = [Int32](repeating: 0, count: width + 2 * margin)
    var (sum, block) = (0, 0)
    for (x, y) in places {
      if y / Self.blockHeight != block {
        sum += Self.squares(columns)
        columns = [Int32](repeating: 0, count: columns.count)
        block = y / Self.blockHeight
      }
      let inBlock = y - block * Self.blockHeight
      rows[margin + y - Int((Double(x) * slope).rounded())] += 1
      columns[margin + x + Int((Double(inBlock) * slope).rounded())] += 1
    }
    return sum + Self.squares(columns) + Self.squares(rows)
  }

  private static func squares(_ counts: [Int32]) -> Int {
    counts.reduce(0) { $0 + Int($1) * Int($1) }
  }

  /// The tangent of a few degrees, to a millionth, from its series.
  private static func tangent(_ degrees: Double) -> Double {
    let angle = degrees * .pi / 180
    return angle + angle * angle * angle / 3 + 2 * angle * angle * angle * angle * angle / 15
  }

  /// The picture turned clockwise about its middle, what is uncovered white.
  private func turned(by degrees: Double) -> Picture {
    let tangent = Self.tangent(degrees)
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = tangent * cosine
    let (middleX, middleY) = (Double(width) / 2, Double(height) / 2)
    var made = [UInt8](repeating: 255, count: luminance.count)
    for y in 0..<height {
      let down = Double(y) + 0.5 - middleY
      for x in 0..<width {
        let right = Double(x) + 0.5 - middleX
        let sourceX = right * cosine + down * sine + middleX - 0.5
        let sourceY = down * cosine - right * sine + middleY - 0.5
        let (left, top) = (Int(sourceX.rounded(.down)), Int(sourceY.rounded(.down)))
        guard left >= 0, top >= 0, left + 1 < width, top + 1 < height else { continue }
        let (partX, partY) = (sourceX - Double(left), sourceY - Double(top))
        let place = top * width + left
        let upper =
          Double(luminance[place]) * (1 - partX) + Double(luminance[place + 1]) * partX
        let lower =
          Double(luminance[place + width]) * (1 - partX)
          + Double(luminance[place + width + 1]) * partX
        made[y * width + x] = UInt8(upper * (1 - partY) + lower * partY + 0.5)
      }
    }
    return Picture(width: width, height: height, luminance: made)
  }
}
