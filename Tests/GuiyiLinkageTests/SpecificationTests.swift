import GuiyiLink
import GuiyiLinkage
import Testing

/// link.yaml says everything that a specification can say.
@Suite struct SpecificationTests {
  /// What the writer and the reader know of each part; an option that is added to the core belongs here and there.
  @Test func `knows every option of the core`() {
    let spec = LinkSpec(
      comparisons: [ComparisonSpec(name: "a", field: "a", kind: .exact)],
      rules: [BlockingRule(name: "a", keys: [BlockingKey(0)])])
    func labels(_ value: Any) -> Set<String> { Set(Mirror(reflecting: value).children.compactMap(\.label)) }
    #expect(
      labels(spec) == [
        "comparisons", "rules", "dependences", "contradictions", "requirements", "scope", "uniqueSources",
        "thresholds", "matchesPerRecord", "training", "clustering", "pairBudget",
      ])
    #expect(
      labels(spec.comparisons[0]) == [
        "name", "field", "kind", "initialM", "initialU", "training", "termFrequency", "isIdentifier",
        "isMonotonic", "isKeyOnly", "joinsWritings",
      ])
    #expect(labels(spec.rules[0]) == ["name", "keys", "maximumBlockSize", "splitKeys"])
    #expect(
      labels(spec.training) == [
        "randomPairCount", "candidatePairCount", "agreeingPairCount", "iterationCount", "learnsDependences",
        "priorStrength",
        "priorShare", "countsRarity", "learnsFromAllRules", "learnsGroups", "lastingComparisons",
        "soleComparison",
      ])
    #expect(
      labels(spec.clustering) == [
        "strongMarginBits", "ambiguityMarginBits", "sampleCount", "poolsEvidence", "poolingReachBits",
        "findsUniqueSources",
      ])
    #expect(labels(spec.thresholds) == ["linkProbability", "reviewProbability"])
  }
}
