public import GuiyiDiscovery
public import GuiyiLink

/// The text of link.yaml: everything a specification says, to be read, changed and given back.
///
/// - Parameters:
///   - sources: the names of the sources, in the order in which the core numbers them.
/// - Returns: a text that gives the same clusters as the specification itself when it is given back unchanged.
public func specificationText(
  _ spec: LinkSpec, profiles: [ColumnProfile], mode: LinkageMode, sources: [String]
) -> String {
  var lines = [
    "# What guiyi link compares, and which pairs it looks at. Change what you know better and give it back:",
    "#   guiyi link … --spec link.yaml",
    "",
    "mode: \(mode.rawValue)   # dedupe: any two records may be one; link: only records of two files",
  ]
  let once = spec.uniqueSources.compactMap { sources.indices.contains(Int($0)) ? sources[Int($0)] : nil }
  if !once.isEmpty {
    lines.append(
      "once-only: \(YAMLText.list(once.map(YAMLText.scalar)))   # these hold each entity only once")
  }
  lines += ["", "# What each column is; 'noise' leaves it out."]
  lines.append(
    "# Kinds: " + ColumnKind.allCases.map(\.rawValue).joined(separator: ", "))
  lines.append("columns:")
  for profile in profiles {
    lines.append(
      "  \(YAMLText.scalar(profile.name)): \(profile.kind.rawValue)   # "
        + YAMLText.comment(
          "\(profile.filledCount) filled, \(profile.distinctCount) different; \(profile.reason)"
            + (profile.isUsed ? "" : "; not compared")))
  }
  lines += ["", "# How values are put on a scale of levels, from 'different' to 'exact'.", "comparisons:"]
  for (place, comparison) in spec.comparisons.enumerated() {
    lines += comparisonLines(comparison)
    if spec.training.lastingComparisons.contains(place) {
      lines.append("    lasting: true   # an entity keeps it, and its group does not share it")
    }
    if spec.training.soleComparison == place {
      lines.append("    sole: true   # nothing else could bear it out")
    }
  }
  lines += ["", "# Pairs that agree on all keys of a rule are compared."]
  lines += ["blocking:"]
  for rule in spec.rules { lines += ruleLines(rule, spec) }
  if !spec.contradictions.isEmpty {
    lines += [
      "", "# Pairs of which all of 'when' holds are two entities, whatever they weigh.", "contradictions:",
    ]
    for contradiction in spec.contradictions {
      lines.append("  - name: \(YAMLText.scalar(contradiction.name))")
      lines.append("    when: \(conditions(contradiction.conditions, spec))")
      if !contradiction.exceptions.isEmpty {
        lines.append("    unless:")
        for group in contradiction.exceptions { lines.append("      - \(conditions(group, spec))") }
      }
      if !contradiction.isReported { lines.append("    reported: false") }
    }
  }
  if !spec.requirements.isEmpty {
    lines += ["", "# A link needs all of one of these.", "requirements:"]
    for requirement in spec.requirements {
      lines.append("  - all: \(conditions(requirement.conditions, spec))")
      if requirement.minimumBits != 0 {
        lines.append("    at-least-bits: \(YAMLText.number(requirement.minimumBits))")
      }
    }
  }
  if !spec.dependences.isEmpty {
    lines += [
      "", "# While 'given' holds, an agreement of the comparison counts only by its share.", "dependences:",
    ]
    for dependence in spec.dependences {
      lines.append("  - given: \(condition(dependence.given, spec))")
      lines.append("    comparison: \(name(dependence.comparison, spec))")
      lines.append("    share: \(YAMLText.number(dependence.share))")
    }
  }
  lines += [
    "", "thresholds:   # match probabilities",
    "  link: \(YAMLText.number(spec.thresholds.linkProbability))",
    "  review: \(YAMLText.number(spec.thresholds.reviewProbability))",
  ]
  if let matches = spec.matchesPerRecord {
    lines += ["", "matches-per-record: \(YAMLText.number(matches))"]
  }
  lines += ["", "pair-budget: \(spec.pairBudget)   # candidate pairs to aim at", ""]
  lines += trainingLines(spec.training) + clusteringLines(spec.clustering)
  return lines.joined(separator: "\n") + "\n"
}

private func comparisonLines(_ comparison: ComparisonSpec) -> [String] {
  var lines = ["  - name: \(YAMLText.scalar(comparison.name))"]
  if comparison.field != comparison.name { lines.append("    column: \(YAMLText.scalar(comparison.field))") }
  lines.append("    kind: \(SpecificationWords.word(comparison.kind))")
  if !comparison.termFrequency.isEmpty {
    let names = comparison.kind.levelNames
    let shares = comparison.termFrequency.sorted { $0.key < $1.key }.filter {
      names.indices.contains(Int($0.key))
    }
    .map { "\(YAMLText.scalar(names[Int($0.key)])): \(YAMLText.number($0.value))" }
    lines.append("    rarity: {\(shares.joined(separator: ", "))}")
  }
  if let m = comparison.initialM {
    lines.append("    initial-m: \(YAMLText.list(m.map(YAMLText.number)))")
  }
  if let u = comparison.initialU {
    lines.append("    initial-u: \(YAMLText.list(u.map(YAMLText.number)))")
  }
  if comparison.training != .both {
    let word = SpecificationWords.trainings.first { $0.training == comparison.training }?.word ?? "both"
    lines.append("    learns: \(word)")
  }
  if comparison.isIdentifier {
    lines.append("    identifier: true   # two different values are two entities")
  }
  if !comparison.isMonotonic { lines.append("    monotonic: false") }
  if comparison.joinsWritings {
    lines.append("    joins-writings: true   # values that are merely written differently are one")
  }
  if comparison.isKeyOnly { lines.append("    key-only: true") }
  return lines
}

private func ruleLines(_ rule: BlockingRule, _ spec: LinkSpec) -> [String] {
  func list(_ keys: [BlockingKey]) -> String {
    YAMLText.list(keys.map { "{\(name($0.comparison, spec)): \(SpecificationWords.text($0.part))}" })
  }
  var lines = ["  - name: \(YAMLText.scalar(rule.name))", "    keys: \(list(rule.keys))"]
  lines.append("    largest-block: \(rule.maximumBlockSize)")
  if !rule.splitKeys.isEmpty { lines.append("    split-by: \(list(rule.splitKeys))") }
  return lines
}

private func name(_ comparison: Int, _ spec: LinkSpec) -> String {
  YAMLText.scalar(spec.comparisons[comparison].name)
}

private func condition(_ condition: LevelCondition, _ spec: LinkSpec) -> String {
  let names = spec.comparisons[condition.comparison].kind.levelNames
  let levels = names.indices.filter { condition.levels >> UInt16($0) & 1 == 1 }.map {
    YAMLText.scalar(names[$0])
  }
  return "{comparison: \(name(condition.comparison, spec)), levels: \(YAMLText.list(levels))}"
}

private func conditions(_ conditions: [LevelCondition], _ spec: LinkSpec) -> String {
  YAMLText.list(conditions.map { condition($0, spec) })
}

private func trainingLines(_ training: TrainingOptions) -> [String] {
  [
    "training:",
    "  random-pairs: \(training.randomPairCount)",
    "  candidate-pairs: \(training.candidatePairCount)",
    "  agreeing-pairs: \(training.agreeingPairCount)",
    "  iterations: \(training.iterationCount)",
    "  learns-dependences: \(training.learnsDependences)",
    "  prior-strength: \(YAMLText.number(training.priorStrength))",
    "  prior-share: \(YAMLText.number(training.priorShare))",
    "  counts-rarity: \(training.countsRarity)",
    "  learns-from-all-rules: \(training.learnsFromAllRules)",
    "  learns-groups: \(training.learnsGroups)",
    "",
  ]
}

private func clusteringLines(_ clustering: ClusteringOptions) -> [String] {
  [
    "clustering:",
    "  strong-margin-bits: \(YAMLText.number(clustering.strongMarginBits))",
    "  ambiguity-margin-bits: \(YAMLText.number(clustering.ambiguityMarginBits))",
    "  sample: \(clustering.sampleCount)",
    "  pools-evidence: \(clustering.poolsEvidence)",
    "  pooling-reach-bits: \(YAMLText.number(clustering.poolingReachBits))",
    "  finds-once-only: \(clustering.findsUniqueSources)   # which files hold each entity only once is told from the links",
  ]
}
