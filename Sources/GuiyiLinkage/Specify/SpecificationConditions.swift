internal import GuiyiCatalog
internal import GuiyiLink
internal import GuiyiModel
internal import Yams

/// Contradictions, requirements and dependences: whatever is said of levels.
extension SpecificationReader {
  func readConditions(
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
        guard case .sequence(let nodes) = group, !nodes.isEmpty else {
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
}
