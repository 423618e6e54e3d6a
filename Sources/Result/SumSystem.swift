/// How much of each of some groups a combination of sums contains, as linear forms of how often each
/// sum is taken; forms are fixed one after the other, and what is fixed can be taken back.
struct SumSystem {
  /// A number plus multiples of the unknowns that are still free.
  private struct Form {
    var constant = Ratio.zero
    var terms: [Int: Ratio]
  }

  /// The most steps of one search.
  private static let maxStepCount = 2_000

  private var forms: [Form]
  /// The forms in which an unknown stands, or stood.
  private var places: [Int: Set<Int>] = [:]
  /// Forms with a number that some unknown can still change.
  private var open: Set<Int> = []
  private var before: [(form: Int, was: Form)] = []
  private let ballots: [Int]?
  private let most: Int
  private var chosenBallots = 0
  private var steps = 0

  /// Of groups by the sums that contain them; where `ballots` has their sizes, at most `most` are
  /// looked for.
  init(_ sumsOfGroups: [[Int]], ballots: [Int]?, most: Int) {
    forms = sumsOfGroups.map { sums in
      Form(terms: Dictionary(sums.map { ($0, Ratio.one) }) { first, _ in first })
    }
    for (position, sums) in sumsOfGroups.enumerated() {
      for sum in sums { places[sum, default: []].insert(position) }
    }
    self.ballots = ballots
    self.most = most
  }

  /// The groups of a set that can be computed: each of them allowed, one of them needed; nil where
  /// there is none.
  mutating func firstSet(allowed: [Bool], needed: [Bool]) -> [Int]? {
    let barred = forms.indices.filter { !allowed[$0] }
      .sorted { (forms[$0].terms.count, $0) < (forms[$1].terms.count, $1) }
    for group in barred where fix(group, .zero) == .tooLarge { return first(needed) }
    for group in forms.indices where needed[group] && !forms[group].terms.isEmpty {
      steps = 0
      let mark = before.count
      switch fix(group, .one) {
      case .holds: if search() { return forms.indices.filter { forms[$0].constant == .one } }
      case .tooLarge: return [group]
      case .contradicts: break
      }
      takeBack(to: mark)
      // No set has it.
      if fix(group, .zero) == .tooLarge { return [group] }
    }
    return nil
  }

  private func first(_ needed: [Bool]) -> [Int]? { needed.firstIndex(of: true).map { [$0] } }

  /// Whether the forms that have a number can all become nought or one; the free unknowns of the
  /// others may then all be nought.
  private mutating func search() -> Bool {
    guard let group = open.min() else { return true }
    steps += 1
    guard steps < Self.maxStepCount else { return true }
    for value in [Ratio.zero, .one] {
      let mark = before.count
      switch fix(group, value) {
      case .holds: if search() { return true }
      case .tooLarge: return true
      case .contradicts: break
      }
      takeBack(to: mark)
    }
    return false
  }

  private enum Fixed { case holds, contradicts, tooLarge }

  /// Makes a form equal a number by solving it for the unknown that stands in the fewest forms.
  private mutating func fix(_ group: Int, _ value: Ratio) -> Fixed {
    let form = forms[group]
    let unknowns = form.terms.keys.map { ($0, places[$0]?.count ?? 0) }
    guard let unknown = unknowns.min(by: { ($0.1, $0.0) < ($1.1, $1.0) })?.0,
      let factor = form.terms[unknown]
    else { return form.constant == value ? .holds : .contradicts }
    // unknown = (form without it, less value) times −1/factor
    var rest = form
    rest.terms[unknown] = nil
    guard let constant = rest.constant.adding(Ratio(-1), times: value) else { return .tooLarge }
    rest.constant = constant
    for place in (places[unknown] ?? []).sorted() {
      guard let own = forms[place].terms[unknown] else { continue }
      guard let scale = Ratio.zero.adding(own, times: factor.negativeInverse),
        replace(unknown, in: place, by: rest, times: scale)
      else { return .tooLarge }
      guard isPossible(place) else { return .contradicts }
    }
    return .holds
  }

  /// - Returns: false where a number does not fit.
  private mutating func replace(
    _ unknown: Int, in place: Int, by rest: Form, times scale: Ratio
  ) -> Bool {
    var form = forms[place]
    form.terms[unknown] = nil
    guard let constant = form.constant.adding(scale, times: rest.constant) else { return false }
    form.constant = constant
    for (other, factor) in rest.terms {
      guard let sum = (form.terms[other] ?? .zero).adding(scale, times: factor) else {
        return false
      }
      form.terms[other] = sum == .zero ? nil : sum
      if sum != .zero { places[other, default: []].insert(place) }
    }
    before.append((place, forms[place]))
    put(form, at: place)
    return true
  }

  private mutating func put(_ form: Form, at place: Int) {
    chosenBallots -= counted(place)
    forms[place] = form
    chosenBallots += counted(place)
    if form.constant != .zero, !form.terms.isEmpty {
      open.insert(place)
    } else {
      open.remove(place)
    }
  }

  /// The ballots of a group that is in the set for good.
  private func counted(_ place: Int) -> Int {
    guard let ballots, forms[place].terms.isEmpty, forms[place].constant == .one else { return 0 }
    return ballots[place]
  }

  /// Whether a form is not yet known to be neither nought nor one, nor the set too large.
  private func isPossible(_ place: Int) -> Bool {
    let form = forms[place]
    guard form.terms.isEmpty else { return true }
    guard form.constant == .zero || form.constant == .one else { return false }
    return ballots == nil || chosenBallots <= most
  }

  private mutating func takeBack(to mark: Int) {
    while before.count > mark {
      let (place, form) = before.removeLast()
      put(form, at: place)
    }
  }
}
