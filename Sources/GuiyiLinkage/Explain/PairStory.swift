internal import GuiyiColumns
internal import GuiyiLink

/// One pair with everything that is known about it.
struct PairStory: Sendable {
  /// A step of the waterfall.
  struct Step: Sendable {
    let name: String
    let level: String
    let left: String
    let right: String
    /// 1/1000 bit.
    let levelWeight: Int32
    let rarityWeight: Int32
    let dependenceWeight: Int32
    let isMissing: Bool
    var weight: Int32 { levelWeight + rarityWeight + dependenceWeight }
  }

  let left: UInt32
  let right: UInt32
  let prior: Int32
  let steps: [Step]
  let explanation: PairExplanation

  init(_ a: UInt32, _ b: UInt32, explainer: LinkExplainer, display: ValueDisplay, spec: LinkSpec) {
    let explanation = explainer.explain(a, b)
    self.explanation = explanation
    left = explanation.left
    right = explanation.right
    prior = explanation.prior
    steps = explanation.parts.compactMap { part in
      guard let comparison = spec.comparisonIndex(named: part.comparison) else { return nil }
      return Step(
        name: part.comparison, level: part.levelName, left: display.text(comparison, part.leftValue),
        right: display.text(comparison, part.rightValue), levelWeight: part.levelWeight,
        rarityWeight: part.rarityWeight, dependenceWeight: part.dependenceWeight, isMissing: part.level == 0)
    }
  }
}

/// 1/1000 bit as bits with a sign and one decimal.
func bits(_ millibits: Int32) -> String {
  let tenths = (Double(millibits) / 100).rounded() / 10
  return tenths > 0 ? "+\(tenths)" : tenths == 0 ? "0.0" : "\(tenths)"
}

/// 1/1000 bit as bits with one decimal, for amounts.
func plainBits(_ millibits: Int32) -> String { "\((Double(millibits) / 100).rounded() / 10)" }

/// A probability with as many digits as tell it from 0 and 1.
func probability(_ millibits: Int32) -> String {
  let p = MatchWeight.probability(millibits: millibits)
  if p > 0.9999 { return "> 0.9999" }
  if p < 0.0001 { return "< 0.0001" }
  return "\((p * 10_000).rounded() / 10_000)"
}
