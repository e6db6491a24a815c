internal import GuiyiCatalog
internal import GuiyiDiscovery
internal import GuiyiLink
internal import GuiyiModel
internal import Yams

extension Place {
  fileprivate static let specification = Place(english: "link.yaml", chinese: "link.yaml")
  fileprivate static let columns = Place(english: "columns", chinese: "columns（列）")
  fileprivate static let comparison = Place(english: "a comparison", chinese: "比对")
  fileprivate static let rarity = Place(english: "rarity", chinese: "rarity（罕见度）")
  fileprivate static let rule = Place(english: "a blocking rule", chinese: "分块规则")
  fileprivate static let key = Place(english: "a blocking key", chinese: "分块键")
  fileprivate static let contradiction = Place(english: "a contradiction", chinese: "矛盾规则")
  fileprivate static let requirement = Place(english: "a requirement", chinese: "证据要求")
  fileprivate static let dependence = Place(english: "a dependence", chinese: "相关规则")
  fileprivate static let condition = Place(english: "a condition", chinese: "条件")
  fileprivate static let linkThresholds = Place(english: "thresholds", chinese: "thresholds（阈值）")
  fileprivate static let training = Place(english: "training", chinese: "training（训练）")
  fileprivate static let clustering = Place(english: "clustering", chinese: "clustering（聚类）")
}

/// Reads the tree of a link.yaml; every mistake is told with its line.
struct SpecificationReader {
  let file: String

  func read(_ root: Node, into result: inout SpecificationFile, _ mistakes: inout MistakeList) {
    let keys = [
      "mode", "once-only", "columns", "comparisons", "blocking", "contradictions", "requirements",
      "dependences",
      "thresholds", "matches-per-record", "pair-budget", "training", "clustering",
    ]
    guard let top = MappingReader(root, file: file, place: .specification, known: keys, into: &mistakes)
    else {
      return
    }
    if let word = top.word("mode", of: LinkageMode.allCases.map(\.rawValue), into: &mistakes),
      let mode = LinkageMode(rawValue: word)
    {
      result.mode = .init(value: mode, site: top.site(of: "mode"))
    }
    for node in top.list("once-only", into: &mistakes) {
      if let name = text(node, "a file's name", "文件名", &mistakes) {
        result.onceOnly.append(.init(value: name, site: node.site(in: file)))
      }
    }
    readColumns(top, into: &result, &mistakes)
    readComparisons(top, into: &result, &mistakes)
    readRules(top, into: &result, &mistakes)
    readConditions(top, into: &result, &mistakes)
    readNumbers(top, into: &result.spec, &mistakes)
  }

  private func text(
    _ node: Node, _ english: String, _ chinese: String, _ mistakes: inout MistakeList
  ) -> String? {
    if case .scalar(let scalar) = node, !scalar.isEmpty { return scalar.string }
    mistakes.add(
      node.site(in: file), column: node.columnNumber, "\(english) is expected here", "此处应为\(chinese)")
    return nil
  }

  private func readColumns(
    _ top: MappingReader, into result: inout SpecificationFile, _ mistakes: inout MistakeList
  ) {
    guard let columns = top.mapping("columns", place: .columns, known: nil, into: &mistakes) else { return }
    let words = ColumnKind.allCases.map(\.rawValue)
    for (heading, site, _) in columns.all {
      if let word = columns.word(heading, of: words, into: &mistakes), let kind = ColumnKind(rawValue: word) {
        result.columns.append((.init(value: heading, site: site), kind))
      }
    }
  }

  // MARK: Comparisons

  private func readComparisons(
    _ top: MappingReader, into result: inout SpecificationFile, _ mistakes: inout MistakeList
  ) {
    let keys = [
      "name", "column", "kind", "rarity", "initial-m", "initial-u", "learns", "identifier", "monotonic",
      "key-only",
    ]
    let nodes = top.list("comparisons", into: &mistakes)
    if nodes.isEmpty { top.missing("comparisons", into: &mistakes) }
    if nodes.count > LinkSpec.comparisonCapacity {
      mistakes.add(
        top.site(of: "comparisons"), "at most \(LinkSpec.comparisonCapacity) comparisons are possible",
        "最多 \(LinkSpec.comparisonCapacity) 项比对")
    }
    for node in nodes.prefix(LinkSpec.comparisonCapacity) {
      guard let own = MappingReader(node, file: file, place: .comparison, known: keys, into: &mistakes) else {
        continue
      }
      let name = own.requiredText("name", into: &mistakes)
      let word =
        own.lacks("kind") ? nil : own.word("kind", of: SpecificationWords.kinds.map(\.word), into: &mistakes)
      if own.lacks("kind") { own.missing("kind", into: &mistakes) }
      guard let name, let kind = SpecificationWords.kinds.first(where: { $0.word == word })?.kind else {
        continue
      }
      if result.spec.comparisonIndex(named: name) != nil {
        mistakes.add(
          own.site(of: "name"), "two comparisons are called '\(shown(name))'", "有两项比对都名为“\(shown(name))”")
        continue
      }
      var comparison = ComparisonSpec(
        name: name, field: own.text("column", into: &mistakes) ?? name, kind: kind)
      readRarity(own, into: &comparison, &mistakes)
      comparison.initialM = shares(own, "initial-m", kind, &mistakes)
      comparison.initialU = shares(own, "initial-u", kind, &mistakes)
      if let word = own.word("learns", of: SpecificationWords.trainings.map(\.word), into: &mistakes),
        let training = SpecificationWords.trainings.first(where: { $0.word == word })?.training
      {
        comparison.training = training
      }
      comparison.isIdentifier = own.flag("identifier", into: &mistakes)
      comparison.isMonotonic = own.lacks("monotonic") || own.flag("monotonic", into: &mistakes)
      comparison.isKeyOnly = own.flag("key-only", into: &mistakes)
      result.spec.comparisons.append(comparison)
      result.fieldSites.append(own.lacks("column") ? own.site(of: "name") : own.site(of: "column"))
    }
  }

  private func readRarity(
    _ own: MappingReader, into comparison: inout ComparisonSpec, _ mistakes: inout MistakeList
  ) {
    let names = comparison.kind.levelNames
    guard let rarity = own.mapping("rarity", place: .rarity, known: names, into: &mistakes) else { return }
    for (name, _, _) in rarity.all {
      if let level = names.firstIndex(of: name),
        let share = rarity.decimal(name, in: 0...1, into: &mistakes)
      {
        comparison.termFrequency[UInt8(level)] = share
      }
    }
  }

  /// Probabilities from level 1 on.
  private func shares(
    _ own: MappingReader, _ key: String, _ kind: ComparisonKind, _ mistakes: inout MistakeList
  ) -> [Double]? {
    if own.lacks(key) { return nil }
    let nodes = own.list(key, into: &mistakes)
    let values = nodes.compactMap { node -> Double? in
      guard case .scalar(let scalar) = node else { return nil }
      return Double(scalar.string).flatMap { (0...1).contains($0) ? $0 : nil }
    }
    let names = kind.levelNames.dropFirst()
    if values.count == nodes.count && values.count == names.count { return values }
    mistakes.add(
      own.site(of: key), "'\(key)' needs \(names.count) probabilities: of \(names.joined(separator: ", "))",
      "“\(key)”应有 \(names.count) 个概率，依次为 \(names.joined(separator: "、"))")
    return nil
  }

  // MARK: Blocking

  private func readRules(
    _ top: MappingReader, into result: inout SpecificationFile, _ mistakes: inout MistakeList
  ) {
    let nodes = top.list("blocking", into: &mistakes)
    if nodes.isEmpty { top.missing("blocking", into: &mistakes) }
    for (place, node) in nodes.enumerated() {
      guard
        let own = MappingReader(
          node, file: file, place: .rule, known: ["name", "keys", "largest-block", "split-by"],
          into: &mistakes)
      else { continue }
      let keys = readKeys(own, "keys", result.spec, &mistakes)
      if own.lacks("keys") || own.list("keys", into: &mistakes).isEmpty {
        own.missing("keys", into: &mistakes)
      }
      var rule = BlockingRule(name: own.text("name", into: &mistakes) ?? "rule \(place + 1)", keys: keys)
      rule.splitKeys = readKeys(own, "split-by", result.spec, &mistakes)
      if let size = own.whole("largest-block", in: 2...1_000_000, into: &mistakes) {
        rule.maximumBlockSize = size
      }
      if !keys.isEmpty { result.spec.rules.append(rule) }
    }
  }

  private func readKeys(
    _ own: MappingReader, _ key: String, _ spec: LinkSpec, _ mistakes: inout MistakeList
  ) -> [BlockingKey] {
    let names = spec.comparisons.map(\.name)
    var keys: [BlockingKey] = []
    for node in own.list(key, into: &mistakes) {
      if case .scalar(let scalar) = node {
        // A name alone is the whole value.
        if let comparison = comparison(scalar.string, names, node, &mistakes) {
          keys.append(BlockingKey(comparison))
        }
        continue
      }
      guard let mapping = MappingReader(node, file: file, place: .key, known: names, into: &mistakes) else {
        continue
      }
      for (name, site, _) in mapping.all {
        guard let comparison = names.firstIndex(of: name),
          let text = mapping.requiredText(name, into: &mistakes)
        else { continue }
        guard let part = SpecificationWords.part(text) else {
          mistakes.add(
            site,
            "'\(shown(text))' is no part of a value; known are "
              + SpecificationWords.partWords.joined(separator: ", "),
            "“\(shown(text))”不是取值的部分，可用：\(SpecificationWords.partWords.joined(separator: "、"))",
            nearest: nearestWord(to: text, among: SpecificationWords.partWords))
          continue
        }
        keys.append(BlockingKey(comparison, part))
      }
    }
    return keys
  }

  private func comparison(
    _ name: String, _ names: [String], _ node: Node, _ mistakes: inout MistakeList
  ) -> Int? {
    if let place = names.firstIndex(of: name) { return place }
    mistakes.add(
      node.site(in: file), column: node.columnNumber, "there is no comparison '\(shown(name))'",
      "没有名为“\(shown(name))”的比对", nearest: nearestWord(to: name, among: names))
    return nil
  }

  // MARK: Conditions

  private func readConditions(
    _ top: MappingReader, into result: inout SpecificationFile, _ mistakes: inout MistakeList
  ) {
    for node in top.list("contradictions", into: &mistakes) {
      guard
        let own = MappingReader(
          node, file: file, place: .contradiction, known: ["name", "when", "unless", "reported"],
          into: &mistakes)
      else { continue }
      let name = own.requiredText("name", into: &mistakes) ?? ""
      let when = own.list("when", into: &mistakes).compactMap { condition($0, result.spec, &mistakes) }
      if when.isEmpty { own.missing("when", into: &mistakes) }
      var contradiction = Contradiction(name: name, conditions: when)
      for group in own.list("unless", into: &mistakes) {
        guard case .sequence(let nodes) = group else {
          mistakes.add(
            group.site(in: file), "each of 'unless' is a list of conditions", "“unless”的每一项应为条件列表")
          continue
        }
        contradiction.exceptions.append(nodes.compactMap { condition($0, result.spec, &mistakes) })
      }
      contradiction.isReported = own.lacks("reported") || own.flag("reported", into: &mistakes)
      result.spec.contradictions.append(contradiction)
    }
    for node in top.list("requirements", into: &mistakes) {
      guard
        let own = MappingReader(
          node, file: file, place: .requirement, known: ["all", "at-least-bits"], into: &mistakes)
      else { continue }
      let all = own.list("all", into: &mistakes).compactMap { condition($0, result.spec, &mistakes) }
      let bits = own.decimal("at-least-bits", in: -100...100, into: &mistakes) ?? 0
      result.spec.requirements.append(EvidenceRequirement(all, minimumBits: bits))
    }
    for node in top.list("dependences", into: &mistakes) {
      guard
        let own = MappingReader(
          node, file: file, place: .dependence, known: ["given", "comparison", "share"], into: &mistakes)
      else { continue }
      let given = own.node("given").flatMap { condition($0, result.spec, &mistakes) }
      let names = result.spec.comparisons.map(\.name)
      let name = own.word("comparison", of: names, into: &mistakes)
      if own.lacks("given") { own.missing("given", into: &mistakes) }
      if own.lacks("comparison") { own.missing("comparison", into: &mistakes) }
      guard let given, let place = names.firstIndex(where: { $0 == name }) else { continue }
      result.spec.dependences.append(
        Dependence(
          given: given, comparison: place, share: own.decimal("share", in: 0...1, into: &mistakes) ?? 0))
    }
  }

  private func condition(_ node: Node, _ spec: LinkSpec, _ mistakes: inout MistakeList) -> LevelCondition? {
    guard
      let own = MappingReader(
        node, file: file, place: .condition, known: ["comparison", "levels", "at-least", "at-most"],
        into: &mistakes)
    else { return nil }
    let names = spec.comparisons.map(\.name)
    if own.lacks("comparison") { own.missing("comparison", into: &mistakes) }
    guard let name = own.word("comparison", of: names, into: &mistakes),
      let place = names.firstIndex(of: name)
    else { return nil }
    let levels = spec.comparisons[place].kind.levelNames
    if let word = own.word("at-least", of: levels, into: &mistakes), let level = levels.firstIndex(of: word) {
      return .atLeast(place, UInt8(level))
    }
    if let word = own.word("at-most", of: levels, into: &mistakes), let level = levels.firstIndex(of: word) {
      return .atMost(place, UInt8(level))
    }
    var mask: UInt16 = 0
    for node in own.list("levels", into: &mistakes) {
      guard let word = text(node, "a level's name", "级别名", &mistakes) else { continue }
      guard let level = levels.firstIndex(of: word) else {
        mistakes.add(
          node.site(in: file), column: node.columnNumber,
          "'\(shown(word))' is no level of '\(name)'; known are \(levels.joined(separator: ", "))",
          "“\(shown(word))”不是“\(name)”的级别，可用：\(levels.joined(separator: "、"))",
          nearest: nearestWord(to: word, among: levels))
        continue
      }
      mask |= 1 << UInt16(level)
    }
    if own.lacks("levels") && own.lacks("at-least") && own.lacks("at-most") {
      own.missing("levels", into: &mistakes)
    }
    return LevelCondition(comparison: place, levels: mask)
  }

  // MARK: Numbers

  private func readNumbers(_ top: MappingReader, into spec: inout LinkSpec, _ mistakes: inout MistakeList) {
    if let own = top.mapping(
      "thresholds", place: .linkThresholds, known: ["link", "review"], into: &mistakes)
    {
      if let link = own.decimal("link", in: 0...1, into: &mistakes) { spec.thresholds.linkProbability = link }
      if let review = own.decimal("review", in: 0...1, into: &mistakes) {
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
      known: ["random-pairs", "candidate-pairs", "iterations", "learns-dependences", "prior-strength"],
      into: &mistakes)
    {
      if let count = own.whole("random-pairs", in: 1...100_000_000, into: &mistakes) {
        spec.training.randomPairCount = count
      }
      if let count = own.whole("candidate-pairs", in: 1...1_000_000_000, into: &mistakes) {
        spec.training.candidatePairCount = count
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
    }
    if let own = top.mapping(
      "clustering", place: .clustering,
      known: [
        "strong-margin-bits", "ambiguity-margin-bits", "sample", "pools-evidence", "pooling-reach-bits",
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
