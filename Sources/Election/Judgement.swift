/// What a mark says of an option that is judged, in the order of the marks, from 1.
package enum Judgement: String, Sendable, CaseIterable {
  case support, oppose, abstain
}
