internal import GuiyiCatalog
internal import GuiyiLink

/// Thresholds, budgets, and how the core learns and clusters.
extension SpecificationReader {
  func readNumbers(_ top: MappingReader, into spec: inout LinkSpec, _ mistakes: inout MistakeList) {
    if let own = top.mapping(
      "thresholds", place: .linkThresholds, known: ["link", "review"], into: &mistakes)
    {
      if let link = own.decimal("link", in: 0...1, into: &mistakes) { spec.thresholds.linkProbability = link }
      // Below it nearly every pair looked at would be kept, and asked about.
      if let review = own.decimal("review", in: 0.001...1, into: &mistakes) {
        spec.thresholds.reviewProbability = review
      }
      if spec.thresholds.reviewProbability > spec.thresholds.linkProbability {
        mistakes.add(
          own.site(of: "review"), "'review' must not be above 'link'", "“review”不应大于“link”")
      }
    }
    spec.matchesPerRecord = top.decimal("matches-per-record", in: 0...1_000_000, into: &mistakes)
    if let budget = top.whole("pair-budget", in: 1000...1_000_000_000_000, into: &mistakes) {
      spec.pairBudget = budget
    }
    if let own = top.mapping(
      "training", place: .training,
      known: [
        "random-pairs", "candidate-pairs", "agreeing-pairs", "iterations", "learns-dependences",
        "prior-strength", "prior-share", "counts-rarity", "learns-from-all-rules", "learns-groups",
      ],
      into: &mistakes)
    {
      if let count = own.whole("random-pairs", in: 1...100_000_000, into: &mistakes) {
        spec.training.randomPairCount = count
      }
      if let count = own.whole("candidate-pairs", in: 1...1_000_000_000, into: &mistakes) {
        spec.training.candidatePairCount = count
      }
      if let count = own.whole("agreeing-pairs", in: 1...100_000_000, into: &mistakes) {
        spec.training.agreeingPairCount = count
      }
      if let count = own.whole("iterations", in: 1...1000, into: &mistakes) {
        spec.training.iterationCount = count
      }
      if !own.lacks("learns-dependences") {
        spec.training.learnsDependences = own.flag("learns-dependences", into: &mistakes)
      }
      if let strength = own.decimal("prior-strength", in: 0...1e9, into: &mistakes) {
        spec.training.priorStrength = strength
      }
      if let share = own.decimal("prior-share", in: 0...1e9, into: &mistakes) {
        spec.training.priorShare = share
      }
      if !own.lacks("counts-rarity") {
        spec.training.countsRarity = own.flag("counts-rarity", into: &mistakes)
      }
      if !own.lacks("learns-from-all-rules") {
        spec.training.learnsFromAllRules = own.flag("learns-from-all-rules", into: &mistakes)
      }
      if !own.lacks("learns-groups") {
        spec.training.learnsGroups = own.flag("learns-groups", into: &mistakes)
      }
    }
    if let own = top.mapping(
      "clustering", place: .clustering,
      known: [
        "strong-margin-bits", "ambiguity-margin-bits", "sample", "pools-evidence", "pooling-reach-bits",
        "finds-once-only",
      ],
      into: &mistakes)
    {
      if let bits = own.decimal("strong-margin-bits", in: 0...100, into: &mistakes) {
        spec.clustering.strongMarginBits = bits
      }
      if let bits = own.decimal("ambiguity-margin-bits", in: 0...100, into: &mistakes) {
        spec.clustering.ambiguityMarginBits = bits
      }
      if let count = own.whole("sample", in: 1...1000, into: &mistakes) {
        spec.clustering.sampleCount = count
      }
      if !own.lacks("pools-evidence") {
        spec.clustering.poolsEvidence = own.flag("pools-evidence", into: &mistakes)
      }
      if let bits = own.decimal("pooling-reach-bits", in: 0...100, into: &mistakes) {
        spec.clustering.poolingReachBits = bits
      }
      if !own.lacks("finds-once-only") {
        spec.clustering.findsUniqueSources = own.flag("finds-once-only", into: &mistakes)
      }
    }
  }
}

extension MappingReader {
  /// A number within bounds, also negative or with an exponent.
  func decimal(_ key: String, in range: ClosedRange<Double>, into mistakes: inout MistakeList) -> Double? {
    guard let text = text(key, into: &mistakes) else { return nil }
    if let value = Double(text), value.isFinite, range.contains(value) { return value }
    let bounds = "\(YAMLText.number(range.lowerBound)) to \(YAMLText.number(range.upperBound))"
    mistakes.add(
      site(of: key), column: node(key)?.columnNumber ?? 0,
      "'\(key)' must be a number from \(bounds), not '\(shown(text))'",
      "“\(key)”应为 \(bounds) 的数，而不是“\(shown(text))”")
    return nil
  }
}
