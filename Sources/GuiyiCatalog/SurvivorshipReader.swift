internal import CGuiyiSurvivorship
public import GuiyiModel
internal import Yams

extension SurvivorshipRules {
  /// The shipped text, as `guiyi rules --survivorship` prints it.
  public static let builtInText: String = {
    // SAFETY: a constant of the program, NUL-terminated by its declaration.
    unsafe String(cString: guiyi_survivorship_text())
  }()

  /// The shipped rules.
  public static let builtIn: SurvivorshipRules = {
    var mistakes = MistakeList()
    let rules = readYAML(Array(builtInText.utf8), file: "survivorship.yaml", into: &mistakes).flatMap {
      node in
      MappingReader(
        node, file: "survivorship.yaml", place: .survivorshipFile, known: ["survivorship"], into: &mistakes)
    }.map { readSurvivorship($0, above: SurvivorshipRules(), resourceCodes: [], into: &mistakes) }
    guard let rules, mistakes.isEmpty else {
      preconditionFailure("the shipped survivorship rules are wrong: \(mistakes.error())")
    }
    return rules
  }()
}

/// Reads `survivorship` of guiyi.yaml above the shipped rules.
func readSurvivorship(
  _ settings: Node, resourceCodes: [String]?, into mistakes: inout MistakeList
) -> SurvivorshipRules {
  // What else is wrong with the settings was told before.
  guard case .mapping(let mapping) = settings,
    let own = mapping.first(where: { $0.key.scalar?.string == "survivorship" })
  else { return .builtIn }
  let only = Node([(own.key, own.value)])
  var repeated = MistakeList()
  guard
    let top = MappingReader(only, file: "guiyi.yaml", place: .settings, known: nil, into: &repeated)
  else { return .builtIn }
  return readSurvivorship(top, above: .builtIn, resourceCodes: resourceCodes, into: &mistakes)
}

/// Reads `survivorship`: a list of rules, each for some elements, above the rules that were there.
///
/// - Parameter resourceCodes: every resource of the catalog, by code; nil where a file of the catalog cannot be read.
func readSurvivorship(
  _ top: MappingReader, above rules: SurvivorshipRules, resourceCodes: [String]?,
  into mistakes: inout MistakeList
) -> SurvivorshipRules {
  var rules = rules
  let keys = ["elements", "criteria", "half-life", "half-lives", "source-order"]
  for node in top.list("survivorship", into: &mistakes) {
    guard
      let entry = MappingReader(
        node, file: top.file, place: .survivorshipRule, known: keys, into: &mistakes)
    else { continue }
    let elements = readElements(entry, into: &mistakes)
    let criteria = readCriteria(entry, into: &mistakes)
    let halfLife = entry.whole("half-life", in: 1...36_500, into: &mistakes)
    let halfLives = readHalfLives(entry, resourceCodes: resourceCodes, into: &mistakes)
    let sourceOrder = readSourceOrder(entry, resourceCodes: resourceCodes, into: &mistakes)
    for element in elements {
      var rule = rules[element] ?? SurvivorshipRule(criteria: [])
      if let criteria { rule.criteria = criteria }
      if let halfLife { rule.halfLifeDays = Int32(halfLife) }
      if !halfLives.isEmpty { rule.halfLifeDaysOfResource = halfLives }
      if !sourceOrder.isEmpty { rule.sourceOrder = sourceOrder }
      rules[element] = rule
      if mistakes.isEmpty { checkWhole(rule, of: element, entry, into: &mistakes) }
    }
  }
  return rules
}

/// A criterion that has nothing to go by, and what nothing asks for, are mistakes of whoever wrote the rule.
private func checkWhole(
  _ rule: SurvivorshipRule, of element: DataElement, _ entry: MappingReader, into mistakes: inout MistakeList
) {
  let parts: [(SurvivorshipCriterion, Bool, String)] = [
    (.trust, rule.halfLifeDays != nil || !rule.halfLifeDaysOfResource.isEmpty, "half-life"),
    (.sourceOrder, !rule.sourceOrder.isEmpty, "source-order"),
  ]
  for (criterion, isGiven, key) in parts where rule.criteria.contains(criterion) != isGiven {
    if isGiven {
      mistakes.add(
        entry.site(of: key),
        "'\(key)' counts only where 'criteria' name '\(criterion.name)' (\(element.name))",
        "“criteria”中没有“\(criterion.name)”，“\(key)”不起作用（\(element.name)）")
    } else {
      mistakes.add(
        entry.site(of: "criteria"), "'\(criterion.name)' needs '\(key)' (\(element.name))",
        "“\(criterion.name)”需要“\(key)”（\(element.name)）")
    }
  }
}

private func readElements(_ entry: MappingReader, into mistakes: inout MistakeList) -> [DataElement] {
  if entry.lacks("elements") { entry.missing("elements", into: &mistakes) }
  let known = DataElement.all.filter { $0.subject != .row }
  return entry.list("elements", into: &mistakes).flatMap { node -> [DataElement] in
    let text = node.scalar?.string ?? ""
    if text == "all" { return known }
    guard let element = DataElement(name: text), element.subject != .row else {
      mistakes.add(
        node.site(in: entry.file), column: node.columnNumber,
        "'\(shown(text))' is no element with a golden value", "“\(shown(text))”不是有权威值的数据元",
        nearest: nearestWord(to: text, among: known.map(\.name) + ["all"]))
      return []
    }
    return [element]
  }
}

private func readCriteria(
  _ entry: MappingReader, into mistakes: inout MistakeList
) -> [SurvivorshipCriterion]? {
  if entry.lacks("criteria") { return nil }
  var criteria: [SurvivorshipCriterion] = []
  for node in entry.list("criteria", into: &mistakes) {
    let text = node.scalar?.string ?? ""
    guard let criterion = SurvivorshipCriterion(name: text) else {
      mistakes.add(
        node.site(in: entry.file), column: node.columnNumber,
        "'\(shown(text))' is no criterion; known are \(SurvivorshipCriterion.names.joined(separator: ", "))",
        "“\(shown(text))”不是取值准则，可用：\(SurvivorshipCriterion.names.joined(separator: "、"))",
        nearest: nearestWord(to: text, among: SurvivorshipCriterion.names))
      continue
    }
    if criteria.contains(criterion) {
      mistakes.add(
        node.site(in: entry.file), column: node.columnNumber, "'\(text)' stands twice here", "“\(text)”重复出现")
      continue
    }
    criteria.append(criterion)
  }
  return criteria
}

private func readHalfLives(
  _ entry: MappingReader, resourceCodes: [String]?, into mistakes: inout MistakeList
) -> [String: Int32] {
  guard let own = entry.mapping("half-lives", place: .halfLives, known: nil, into: &mistakes) else {
    return [:]
  }
  var result: [String: Int32] = [:]
  for (code, site, node) in own.all {
    checkResource(code, site, node.columnNumber, resourceCodes, into: &mistakes)
    if let days = own.whole(code, in: 1...36_500, into: &mistakes) { result[code] = Int32(days) }
  }
  return result
}

private func readSourceOrder(
  _ entry: MappingReader, resourceCodes: [String]?, into mistakes: inout MistakeList
) -> [String] {
  entry.list("source-order", into: &mistakes).compactMap { node in
    let code = node.scalar?.string ?? ""
    checkResource(code, node.site(in: entry.file), node.columnNumber, resourceCodes, into: &mistakes)
    return code
  }
}

private func checkResource(
  _ code: String, _ site: Site, _ column: Int, _ known: [String]?, into mistakes: inout MistakeList
) {
  guard let known, !known.contains(code) else { return }
  mistakes.add(
    site, column: column, "'\(shown(code))' is not a resource of the catalog", "目录中没有资源“\(shown(code))”",
    nearest: nearestWord(to: code, among: known))
}
