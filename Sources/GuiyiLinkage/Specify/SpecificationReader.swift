internal import GuiyiCatalog
internal import GuiyiDiscovery
internal import GuiyiLink
internal import GuiyiModel
internal import Yams

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

  func text(
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
      "key-only", "lasting", "sole", "joins-writings",
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
      comparison.joinsWritings = own.flag("joins-writings", into: &mistakes)
      comparison.isKeyOnly = own.flag("key-only", into: &mistakes)
      let place = result.spec.comparisons.count
      if own.flag("lasting", into: &mistakes) { result.spec.training.lastingComparisons.append(place) }
      if own.flag("sole", into: &mistakes) { result.spec.training.soleComparison = place }
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
    if nodes.count > LinkSpec.ruleCapacity {
      mistakes.add(
        top.site(of: "blocking"), "at most \(LinkSpec.ruleCapacity) blocking rules are possible",
        "最多 \(LinkSpec.ruleCapacity) 条分块规则")
    }
    for (place, node) in nodes.prefix(LinkSpec.ruleCapacity).enumerated() {
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
}
