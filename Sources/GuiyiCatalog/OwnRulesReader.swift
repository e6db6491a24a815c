internal import GuiyiIdentifiers
internal import GuiyiModel
internal import Yams

/// Reads the rules that a workspace adds: rules/*.yaml, each with its code, its place and one check.
struct OwnRulesReader {
  let catalog: Catalog
  private(set) var rules: [OwnRule] = []
  private var codes: Set<String> = []

  init(_ catalog: Catalog) { self.catalog = catalog }

  private static let checks = [
    "values", "pattern", "numbers", "days", "filled", "when", "reference", "fresh", "jump",
  ]
  private static let keys =
    [
      "code", "resource", "column", "element", "dimension", "severity", "kind", "message", "english", "basis",
      "then", "source", "stop",
    ]
    + checks

  mutating func read(_ root: Node, file: String, into mistakes: inout MistakeList) {
    guard let top = MappingReader(root, file: file, place: .ownRules, known: ["rules"], into: &mistakes)
    else {
      return
    }
    for node in top.list("rules", into: &mistakes) {
      if let entry = MappingReader(node, file: file, place: .ownRule, known: Self.keys, into: &mistakes) {
        read(entry, into: &mistakes)
      }
    }
  }

  private mutating func read(_ entry: MappingReader, into mistakes: inout MistakeList) {
    let toldBefore = mistakes.mistakes.count
    let code = readCode(entry, into: &mistakes)
    let message = entry.requiredText("message", into: &mistakes)
    let english = entry.text("english", into: &mistakes)
    let basis = entry.text("basis", into: &mistakes)
    let dimension = entry.word("dimension", of: Dimension.allCases.map(\.rawValue), into: &mistakes)
    let severity = entry.word("severity", of: Severity.allCases.map(\.rawValue), into: &mistakes)
    let kind = entry.word("kind", of: FindingKind.allCases.map(\.rawValue), into: &mistakes)
    let places = readPlaces(entry, into: &mistakes)
    let checks = readChecks(entry, places, into: &mistakes)
    let stopShare = entry.share("stop", in: 0...1, into: &mistakes)
    if severity == "blocking" {
      mistakes.add(
        entry.site(of: "severity"),
        "'blocking' is for rows that cannot be read; the heaviest here is 'serious'",
        "“blocking”仅用于无法读入的行；自定义规则最高为“serious”")
    }
    guard mistakes.mistakes.count == toldBefore, let code, let message else { return }
    let cited = basis.map { "（依据：\($0)）" } ?? ""
    let isSuspicion = checks.contains { if case .jump = $0.check { true } else { false } }
    guard
      let rule = Rule.define(
        code: code,
        dimension: dimension.flatMap { Dimension(rawValue: $0) } ?? checks.first?.check.dimension
          ?? .accuracy,
        severity: severity.flatMap { Severity(rawValue: $0) } ?? .normal,
        kind: kind.flatMap { FindingKind(rawValue: $0) } ?? (isSuspicion ? .suspicion : .error),
        chinese: message + cited, english: english ?? message + cited)
    else {
      mistakes.add(entry.site, "there are more rules than a run can number (200)", "自定义规则过多（上限约 200 条）")
      return
    }
    rules += checks.map {
      OwnRule(
        rule: rule, resourceIndex: $0.resource, columnIndex: $0.column, check: $0.check, stopShare: stopShare,
        site: entry.site)
    }
  }

  private mutating func readCode(_ entry: MappingReader, into mistakes: inout MistakeList) -> String? {
    guard let code = entry.requiredText("code", into: &mistakes) else { return nil }
    let isPlain = code.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
    }
    guard isPlain, code.utf8.count <= 40 else {
      mistakes.add(
        entry.site(of: "code"), "a code has small letters, digits and hyphens, at most 40: '\(shown(code))'",
        "规则编号应由小写字母、数字和连字符组成，不超过 40 个：“\(shown(code))”")
      return nil
    }
    if Rule.builtIn.contains(where: { $0.code == code }) || !codes.insert(code).inserted {
      mistakes.add(
        entry.site(of: "code"), "'\(code)' is the code of another rule", "规则编号“\(code)”已被使用")
      return nil
    }
    return code
  }

  // MARK: Where

  private struct RulePlace {
    let resource: Int
    let column: Int
  }

  private func readPlaces(_ entry: MappingReader, into mistakes: inout MistakeList) -> [RulePlace] {
    let resourceCode = entry.text("resource", into: &mistakes)
    let column = entry.text("column", into: &mistakes)
    let elementName = entry.text("element", into: &mistakes)
    var resources = catalog.resources
    if let resourceCode {
      resources = resources.filter { $0.code == resourceCode }
      if resources.isEmpty {
        mistakes.add(
          entry.site(of: "resource"), "'\(shown(resourceCode))' is not a resource of the catalog",
          "目录中没有资源“\(shown(resourceCode))”",
          nearest: nearestWord(to: resourceCode, among: catalog.resources.map(\.code)))
        return []
      }
    }
    var element: DataElement?
    if let elementName {
      element = DataElement(name: elementName)
      if element == nil {
        mistakes.add(
          entry.site(of: "element"), "'\(shown(elementName))' is no data element",
          "“\(shown(elementName))”不是数据元",
          nearest: nearestWord(to: elementName, among: DataElement.all.map(\.name)))
        return []
      }
    }
    guard column != nil || element != nil else {
      // A jump is about the rows of a resource as a whole.
      if entry.node("jump") != nil, resourceCode != nil {
        return resources.map { RulePlace(resource: $0.index, column: -1) }
      }
      entry.missing("column", into: &mistakes)
      return []
    }
    let places = resources.flatMap { resource in
      resource.items.indices.filter { index in
        let item = resource.items[index]
        return (column == nil || item.column == column) && (element == nil || item.element == element)
      }.map { RulePlace(resource: resource.index, column: $0) }
    }
    if places.isEmpty {
      let known = resources.flatMap { $0.items.map(\.column) }
      mistakes.add(
        entry.site(of: column == nil ? "element" : "column"),
        "no resource\(resourceCode.map { " \($0)" } ?? "") has the item '\(shown(column ?? elementName ?? ""))'",
        "资源\(resourceCode ?? "目录")中没有数据项“\(shown(column ?? elementName ?? ""))”",
        nearest: column.flatMap { nearestWord(to: $0, among: known) })
    }
    return places
  }

  // MARK: What

  private func readChecks(
    _ entry: MappingReader, _ places: [RulePlace], into mistakes: inout MistakeList
  ) -> [(resource: Int, column: Int, check: OwnRule.Check)] {
    let given = Self.checks.filter { entry.node($0) != nil }
    guard given.count == 1, let name = given.first else {
      mistakes.add(
        entry.site, "a rule has one check of: \(Self.checks.joined(separator: ", "))",
        "每条规则须有且仅有一种检查：\(Self.checks.joined(separator: "、"))")
      return []
    }
    if name != "when", entry.node("then") != nil {
      mistakes.add(entry.site(of: "then"), "'then' belongs to 'when'", "“then”须与“when”同用")
    }
    var result: [(resource: Int, column: Int, check: OwnRule.Check)] = []
    switch name {
    case "when": return readCondition(entry, places, into: &mistakes)
    case "reference" where places.contains(where: { element(of: $0) == nil }),
      "fresh" where places.contains(where: { element(of: $0) == nil }):
      mistakes.add(
        entry.site(of: name), "'\(name)' needs a column with an element in the catalog",
        "“\(name)”要求该列在目录中标注数据元")
    case "reference":
      for place in places {
        guard let reference = readReference(entry, place, into: &mistakes) else { return [] }
        result.append(
          (place.resource, place.column, .reference(reference.element, resource: reference.source)))
      }
    case "fresh":
      for place in places {
        guard let count = readFreshness(entry, place, into: &mistakes) else { return [] }
        result.append((place.resource, place.column, .fresh(dayCount: count)))
      }
    case "jump":
      guard let share = entry.share("jump", in: 0.001...10, into: &mistakes) else { return [] }
      for place in places where !result.contains(where: { $0.resource == place.resource }) {
        result.append((place.resource, -1, .jump(share: share)))
      }
    default:
      guard let test = readTest(entry, name, into: &mistakes) else { return [] }
      result = places.map { ($0.resource, $0.column, .cell(test)) }
    }
    return result
  }

  private func element(of place: RulePlace) -> DataElement? {
    place.column >= 0 ? catalog.resources[place.resource].items[place.column].element : nil
  }

  private func readCondition(
    _ entry: MappingReader, _ places: [RulePlace], into mistakes: inout MistakeList
  ) -> [(resource: Int, column: Int, check: OwnRule.Check)] {
    let tests = ["values", "pattern", "numbers", "days", "filled"]
    guard
      let when = entry.mapping("when", place: .condition, known: ["column"] + tests, into: &mistakes),
      let then = entry.mapping("then", place: .condition, known: tests, into: &mistakes)
    else {
      if entry.node("then") == nil { entry.missing("then", into: &mistakes) }
      return []
    }
    let column = when.requiredText("column", into: &mistakes)
    guard let first = one(when, of: tests, into: &mistakes),
      let second = one(then, of: tests, into: &mistakes),
      let column
    else { return [] }
    return places.compactMap { place in
      let items = catalog.resources[place.resource].items
      guard let other = items.firstIndex(where: { $0.column == column }) else {
        mistakes.add(
          when.site(of: "column"),
          "\(catalog.resources[place.resource].code) has no item '\(shown(column))'",
          "\(catalog.resources[place.resource].code) 没有数据项“\(shown(column))”",
          nearest: nearestWord(to: column, among: items.map(\.column)))
        return nil
      }
      return (place.resource, place.column, .condition(otherColumn: other, first, then: second))
    }
  }

  private func one(
    _ mapping: MappingReader, of tests: [String], into mistakes: inout MistakeList
  ) -> CellTest? {
    let given = tests.filter { mapping.node($0) != nil }
    guard given.count == 1, let name = given.first else {
      mistakes.add(
        mapping.site, "a condition has one test of: \(tests.joined(separator: ", "))",
        "每个条件须有且仅有一种检查：\(tests.joined(separator: "、"))")
      return nil
    }
    return readTest(mapping, name, into: &mistakes)
  }

  private func readTest(
    _ entry: MappingReader, _ name: String, into mistakes: inout MistakeList
  ) -> CellTest? {
    switch name {
    case "values":
      let values = entry.list("values", into: &mistakes).compactMap { node -> String? in
        if case .scalar(let scalar) = node { return scalar.string }
        mistakes.add(node.site(in: entry.file), "a value is plain text", "取值应为文本")
        return nil
      }
      if values.isEmpty { entry.missing("values", into: &mistakes) }
      return values.isEmpty ? nil : .values(values)
    case "pattern":
      guard let text = entry.requiredText("pattern", into: &mistakes) else { return nil }
      do { return .pattern(try TextPattern(text)) } catch {
        mistakes.add(
          entry.site(of: "pattern"), "the pattern '\(shown(text))' cannot be used: \(error.english)",
          "格式“\(shown(text))”无法使用：\(error.chinese)")
        return nil
      }
    case "numbers":
      guard let bounds = entry.mapping("numbers", place: .bounds, known: ["least", "most"], into: &mistakes)
      else {
        return nil
      }
      let least = bounds.number("least", in: 0...1e15, into: &mistakes)
      let most = bounds.number("most", in: 0...1e15, into: &mistakes)
      return .numbers(least: least, most: most)
    case "days":
      guard let bounds = entry.mapping("days", place: .bounds, known: ["first", "last"], into: &mistakes)
      else {
        return nil
      }
      let first = bounds.day("first", into: &mistakes).flatMap(compact)
      let last = bounds.day("last", into: &mistakes).flatMap(compact)
      return .days(first: first, last: last)
    default:
      return .filled(entry.flag("filled", into: &mistakes))
    }
  }

  private func compact(_ day: DayNumber) -> Int32? {
    CivilDate(daysSinceEpoch: Int(day)).map { Int32($0.year * 10_000 + $0.month * 100 + $0.day) }
  }

  /// `reference: true` is the column's own element; `source` names the resource where none is authoritative.
  private func readReference(
    _ entry: MappingReader, _ place: RulePlace, into mistakes: inout MistakeList
  ) -> (element: DataElement, source: Int?)? {
    guard let text = entry.requiredText("reference", into: &mistakes) else { return nil }
    guard let element = text == "true" ? element(of: place) : DataElement(name: text) else {
      mistakes.add(
        entry.site(of: "reference"), "'reference' is true or a data element such as organization.uscc",
        "“reference”应为 true 或数据元，如 organization.uscc",
        nearest: nearestWord(to: text, among: DataElement.all.map(\.name)))
      return nil
    }
    let sourceCode = entry.text("source", into: &mistakes)
    let sources = catalog.resources.filter { resource in
      (sourceCode == nil || resource.code == sourceCode)
        && resource.items.contains { $0.element == element && (sourceCode != nil || $0.isAuthoritative) }
    }
    if sources.isEmpty {
      mistakes.add(
        entry.site(of: sourceCode == nil ? "reference" : "source"),
        "no resource is the source of \(element.name); name one with 'source'",
        "目录中没有 \(element.name) 的数源；请用“source”指明资源",
        nearest: sourceCode.flatMap { nearestWord(to: $0, among: catalog.resources.map(\.code)) })
      return nil
    }
    return (element, sourceCode == nil ? nil : sources[0].index)
  }

  /// `fresh: cycle` takes the resource's update cycle; else a number of days.
  private func readFreshness(
    _ entry: MappingReader, _ place: RulePlace, into mistakes: inout MistakeList
  ) -> Int? {
    guard entry.text("fresh", into: &mistakes) == "cycle" else {
      return entry.whole("fresh", in: 1...10_000, into: &mistakes)
    }
    let resource = catalog.resources[place.resource]
    if let count = resource.updateCycle?.staleDayCount { return count }
    mistakes.add(
      entry.site(of: "fresh"),
      "\(resource.code) has no update cycle that could be late; write a number of days",
      "\(resource.code) 没有可核对的更新周期；请直接写天数")
    return nil
  }
}

extension OwnRule.Check {
  /// The dimension of a rule that names none.
  fileprivate var dimension: Dimension {
    switch self {
    case .cell(.filled): .completeness
    case .cell(.values), .cell(.pattern): .normativity
    case .cell: .accuracy
    case .condition, .reference: .consistency
    case .fresh, .jump: .timeliness
    }
  }
}
