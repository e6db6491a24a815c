package import GuiyiModel
package import Yams

/// What a mapping describes, for messages.
package struct Place: Sendable {
  let english: String
  let chinese: String

  package init(english: String, chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  static let settings = Place(english: "the settings", chinese: "工作区设置")
  static let city = Place(english: "city", chinese: "city（城市）")
  static let link = Place(english: "link", chinese: "link（关联）")
  static let thresholds = Place(english: "link thresholds", chinese: "关联阈值")
  static let feeds = Place(english: "feeds", chinese: "feeds（整批数据）")
  static let feedResource = Place(english: "the limits of a resource", chinese: "资源的上限")
  static let feedLimits = Place(english: "the limits of feeds", chinese: "整批数据的上限")
  static let rules = Place(english: "rules", chinese: "rules（规则）")
  static let calendar = Place(english: "calendar", chinese: "calendar（工作日历）")
  static let deadline = Place(english: "a deadline", chinese: "期限")
  static let ownRules = Place(english: "a rules file", chinese: "规则文件")
  static let ownRule = Place(english: "a rule", chinese: "规则")
  static let condition = Place(english: "a condition", chinese: "条件")
  static let bounds = Place(english: "bounds", chinese: "取值范围")
  static let regions = Place(english: "regions", chinese: "regions（区划）")
  static let catalog = Place(english: "a catalog file", chinese: "目录文件")
  static let department = Place(english: "a department", chinese: "部门")
  static let resource = Place(english: "a resource", chinese: "资源")
  static let format = Place(english: "a format", chinese: "格式")
  static let share = Place(english: "a share", chinese: "共享方式")
  static let item = Place(english: "an item", chinese: "数据项")
  static let collection = Place(english: "a collection", chinese: "采集依据")
  static let grants = Place(english: "the grants", chinese: "授权文件")
  static let disputes = Place(english: "the disputes", chinese: "异议文件")
  static let dispute = Place(english: "a dispute", chinese: "异议")
  static let survivorshipFile = Place(english: "the survivorship rules", chinese: "取值规则文件")
  static let survivorshipRule = Place(english: "a survivorship rule", chinese: "取值规则")
  static let halfLives = Place(english: "half-lives", chinese: "half-lives（半衰期）")
  static let grant = Place(english: "a grant", chinese: "授权")
}

/// A mapping of a settings file whose keys are known; every unknown key was told when it was made.
///
/// Scalars are always the text that was written: YAML's own guesses at numbers and truth would turn a
/// code such as 410400 or 1e5 into something else.
package struct MappingReader {
  package let file: String
  let place: Place
  /// Where the mapping begins.
  package let site: Site
  private let entries: [(key: String, site: Site, node: Node)]

  /// - Parameter known: the keys the mapping may have; nil lets any text be a key.
  package init?(_ node: Node, file: String, place: Place, known: [String]?, into mistakes: inout MistakeList)
  {
    let site = node.site(in: file)
    guard case .mapping(let mapping) = node else {
      mistakes.add(
        site, column: node.columnNumber, "\(place.english) must be a mapping of keys to values",
        "\(place.chinese)应为“键: 值”的形式")
      return nil
    }
    self.file = file
    self.place = place
    self.site = site
    var entries: [(key: String, site: Site, node: Node)] = []
    for (keyNode, value) in mapping {
      guard case .scalar(let key) = keyNode else {
        mistakes.add(
          keyNode.site(in: file), column: keyNode.columnNumber, "a key must be plain text", "键应为文本")
        continue
      }
      if let known, !known.contains(key.string) {
        mistakes.add(
          keyNode.site(in: file), column: keyNode.columnNumber,
          "'\(shown(key.string))' is not a key of \(place.english)",
          "“\(shown(key.string))”不是\(place.chinese)的键", nearest: nearestWord(to: key.string, among: known))
        continue
      }
      entries.append((key.string, keyNode.site(in: file), value))
    }
    self.entries = entries
  }

  /// All entries in the order of the file, for mappings without fixed keys.
  package var all: [(key: String, site: Site, node: Node)] { entries }

  package func node(_ key: String) -> Node? { entries.first { $0.key == key }?.node }

  /// Where the key stands, or the mapping where it is missing.
  package func site(of key: String) -> Site { entries.first { $0.key == key }?.site ?? site }

  /// The text of a key; nil where it is missing or empty.
  package func text(_ key: String, into mistakes: inout MistakeList) -> String? {
    guard let node = node(key) else { return nil }
    guard case .scalar(let scalar) = node else {
      mistakes.add(
        site(of: key), column: node.columnNumber, "'\(key)' of \(place.english) must be a text",
        "\(place.chinese)的“\(key)”应为文本")
      return nil
    }
    return scalar.isEmpty ? nil : scalar.string
  }

  /// The text of a key that must be there.
  package func requiredText(_ key: String, into mistakes: inout MistakeList) -> String? {
    if let node = node(key), case .scalar = node {
    } else if node(key) != nil {
      return text(key, into: &mistakes)
    }
    guard let text = text(key, into: &mistakes) else {
      missing(key, into: &mistakes)
      return nil
    }
    return text
  }

  /// Whether the key is not there, or nothing stands behind it.
  package func lacks(_ key: String) -> Bool {
    guard let node = node(key) else { return true }
    guard case .scalar(let scalar) = node else { return false }
    return scalar.isEmpty
  }

  package func missing(_ key: String, into mistakes: inout MistakeList) {
    mistakes.add(
      site(of: key), "'\(key)' of \(place.english) is missing", "\(place.chinese)缺少“\(key)”")
  }

  /// A key with a fixed set of words.
  package func word(_ key: String, of known: [String], into mistakes: inout MistakeList) -> String? {
    guard let text = text(key, into: &mistakes) else { return nil }
    if known.contains(text) { return text }
    mistakes.add(
      site(of: key), column: node(key)?.columnNumber ?? 0,
      "'\(shown(text))' is no '\(key)' of \(place.english); known are \(known.joined(separator: ", "))",
      "“\(shown(text))”不是\(place.chinese)“\(key)”的取值，可用：\(known.joined(separator: "、"))",
      nearest: nearestWord(to: text, among: known))
    return nil
  }

  package func flag(_ key: String, into mistakes: inout MistakeList) -> Bool {
    guard let text = text(key, into: &mistakes) else { return false }
    switch text {
    case "true", "True", "TRUE", "yes", "是": return true
    case "false", "False", "FALSE", "no", "否": return false
    default:
      mistakes.add(
        site(of: key), column: node(key)?.columnNumber ?? 0,
        "'\(key)' of \(place.english) must be true or false, not '\(shown(text))'",
        "\(place.chinese)的“\(key)”应为 true 或 false，而不是“\(shown(text))”")
      return false
    }
  }

  package func day(_ key: String, into mistakes: inout MistakeList) -> DayNumber? {
    guard let text = text(key, into: &mistakes) else { return nil }
    if let day = parseDay(text) { return day }
    mistakes.add(
      site(of: key), column: node(key)?.columnNumber ?? 0,
      "'\(key)' of \(place.english) must be a day such as 2026-11-01, not '\(shown(text))'",
      "\(place.chinese)的“\(key)”应为 2026-11-01 形式的日期，而不是“\(shown(text))”")
    return nil
  }

  /// A number within bounds; digits with at most one point.
  package func number(_ key: String, in range: ClosedRange<Double>, into mistakes: inout MistakeList)
    -> Double?
  {
    guard let text = text(key, into: &mistakes) else { return nil }
    let isPlain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
    if isPlain, let value = Double(text), range.contains(value) { return value }
    mistakes.add(
      site(of: key), column: node(key)?.columnNumber ?? 0,
      "'\(key)' of \(place.english) must be a number from \(plain(range.lowerBound)) to "
        + "\(plain(range.upperBound)), not '\(shown(text))'",
      "\(place.chinese)的“\(key)”应为 \(plain(range.lowerBound)) 至 \(plain(range.upperBound)) 的数，"
        + "而不是“\(shown(text))”")
    return nil
  }

  /// A share such as `30%` or `0.3`.
  package func share(_ key: String, in range: ClosedRange<Double>, into mistakes: inout MistakeList)
    -> Double?
  {
    if let text = text(key, into: &mistakes), text.last == "%" {
      let digits = text.dropLast()
      let isPlain = digits.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
      if isPlain, let number = Double(digits), range.contains(number / 100) { return number / 100 }
    }
    return number(key, in: range, into: &mistakes)
  }

  package func whole(_ key: String, in range: ClosedRange<Int>, into mistakes: inout MistakeList) -> Int? {
    let bounds = Double(range.lowerBound)...Double(range.upperBound)
    guard let value = number(key, in: bounds, into: &mistakes) else { return nil }
    // The bounds are small numbers: the conversion cannot trap.
    if value == value.rounded() { return Int(value) }
    mistakes.add(
      site(of: key), "'\(key)' of \(place.english) must be a whole number",
      "\(place.chinese)的“\(key)”应为整数")
    return nil
  }

  /// The elements of a list; a missing key is an empty list.
  package func list(_ key: String, into mistakes: inout MistakeList) -> [Node] {
    guard let node = node(key) else { return [] }
    switch node {
    case .sequence(let sequence): return Array(sequence)
    case .scalar(let scalar) where scalar.isEmpty: return []
    default:
      mistakes.add(
        site(of: key), column: node.columnNumber, "'\(key)' of \(place.english) must be a list",
        "\(place.chinese)的“\(key)”应为列表")
      return []
    }
  }

  /// The mapping of a key; nil where the key is missing.
  package func mapping(
    _ key: String, place: Place, known: [String]?, into mistakes: inout MistakeList
  ) -> MappingReader? {
    guard let node = node(key) else { return nil }
    if case .scalar(let scalar) = node, scalar.isEmpty { return nil }
    return MappingReader(node, file: file, place: place, known: known, into: &mistakes)
  }
}

extension Node {
  package func site(in file: String) -> Site { Site(file: file, lineNumber: max(1, mark?.line ?? 1)) }
  package var columnNumber: Int { max(0, mark?.column ?? 0) }
}

extension Node.Scalar {
  /// Nothing was written: the value is left out, as `published:` alone on its line.
  package var isEmpty: Bool {
    style == .plain && (string.isEmpty || string == "~" || string == "null") || string.isEmpty
  }
}

/// What was written, short enough for a message.
package func shown(_ text: String) -> String {
  let head = text.prefix(60)
  return (head.endIndex == text.endIndex ? text : head + "…").replacing("\n", with: " ")
}

private func plain(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
}
