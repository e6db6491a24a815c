internal import GuiyiModel
internal import Yams

/// Reads guiyi.yaml; nil where the city is missing, which is a mistake already told.
///
/// Rules that are switched off may be the workspace's own, which are read last: they are given back by their codes.
func readSettings(
  _ root: Node, file: String, rulesOff: inout [NamedRule], into mistakes: inout MistakeList
) -> Settings? {
  let keys = [
    "city", "as-of", "regions", "threads", "memory", "link", "retain-runs", "rules", "calendar", "deadlines",
    "feeds", "survivorship",
  ]
  guard let top = MappingReader(root, file: file, place: .settings, known: keys, into: &mistakes) else {
    return nil
  }
  let city = readCity(top, into: &mistakes)
  let asOf = top.day("as-of", into: &mistakes)
  let regions = readRegions(top, into: &mistakes)
  let threads = top.whole("threads", in: 1...1024, into: &mistakes)
  let memoryBytes = readMemory(top, into: &mistakes)
  var links = [Settings.LinkThresholds(), Settings.LinkThresholds()]
  if let link = top.mapping("link", place: .link, known: ["person", "organization"], into: &mistakes) {
    for (index, subject) in ["person", "organization"].enumerated() {
      links[index] = readThresholds(link, subject, into: &mistakes)
    }
  }
  let retainRuns = top.whole("retain-runs", in: 1...10_000, into: &mistakes)
  rulesOff = readRulesOff(top, into: &mistakes)
  let deadlines = readDeadlines(top, into: &mistakes)
  guard let city else { return nil }
  var settings = Settings(
    city: city, asOf: asOf, regions: regions, threads: threads, memoryBytes: memoryBytes,
    personLink: links[0], organizationLink: links[1],
    retainRuns: retainRuns ?? Settings.defaultRetainRuns)
  settings.deadlines = deadlines
  readCalendar(top, into: &mistakes, settings: &settings)
  readFeeds(top, into: &mistakes, settings: &settings)
  return settings
}

private func readCity(_ top: MappingReader, into mistakes: inout MistakeList) -> Settings.City? {
  guard let city = top.mapping("city", place: .city, known: ["code", "name"], into: &mistakes) else {
    if top.lacks("city") { top.missing("city", into: &mistakes) }
    return nil
  }
  let code = city.requiredText("code", into: &mistakes)
  let name = city.requiredText("name", into: &mistakes)
  guard let code, let name else { return nil }
  if !isRegionCode(code) { regionMistake(code, city.site(of: "code"), into: &mistakes) }
  return .init(code: code, name: name)
}

private func readRegions(_ top: MappingReader, into mistakes: inout MistakeList) -> [Settings.Region] {
  guard let regions = top.mapping("regions", place: .regions, known: nil, into: &mistakes) else { return [] }
  var result: [Settings.Region] = []
  for (code, site, _) in regions.all {
    guard isRegionCode(code) else {
      regionMistake(code, site, into: &mistakes)
      continue
    }
    guard let name = regions.requiredText(code, into: &mistakes) else { continue }
    result.append(.init(code: code, name: name))
  }
  return result.sorted { precedes($0.code, $1.code) }
}

private func isRegionCode(_ code: String) -> Bool {
  code.utf8.count == 6 && code.utf8.allSatisfy { (0x30...0x39).contains($0) }
}

private func regionMistake(_ code: String, _ site: Site, into mistakes: inout MistakeList) {
  mistakes.add(
    site, "a region code has six digits, not '\(shown(code))'", "区划代码应为六位数字，而不是“\(shown(code))”")
}

private func readThresholds(
  _ link: MappingReader, _ subject: String, into mistakes: inout MistakeList
) -> Settings.LinkThresholds {
  let keys = ["link-threshold", "review-threshold"]
  guard let own = link.mapping(subject, place: .thresholds, known: keys, into: &mistakes) else {
    return .init()
  }
  let thresholds = Settings.LinkThresholds(
    link: own.number("link-threshold", in: 0...1, into: &mistakes),
    review: own.number("review-threshold", in: 0...1, into: &mistakes))
  if let accepted = thresholds.link, let review = thresholds.review, review > accepted {
    mistakes.add(
      own.site(of: "review-threshold"), "'review-threshold' must not be above 'link-threshold'",
      "“review-threshold”不应大于“link-threshold”")
  }
  return thresholds
}

/// A size such as `2 GiB`, `1.5GB`, `800 MiB` or bytes alone.
private func readMemory(_ top: MappingReader, into mistakes: inout MistakeList) -> Int? {
  guard let text = top.text("memory", into: &mistakes) else { return nil }
  let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
  let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
  let factors: [String: Double] = [
    "": 1, "b": 1, "mb": 1e6, "gb": 1e9, "m": 1_048_576, "mib": 1_048_576, "g": 1_073_741_824,
    "gib": 1_073_741_824,
  ]
  if let number = Double(digits), let factor = factors[unit] {
    let bytes = number * factor
    // Below this no run can live, above that no machine; the conversion cannot trap between the two.
    if bytes >= 64e6, bytes <= 1e15 { return Int(bytes) }
  }
  mistakes.add(
    top.site(of: "memory"), "'memory' must be a size from 64 MB on, such as 2 GiB, not '\(shown(text))'",
    "“memory”应为不小于 64 MB 的容量，如 2 GiB，而不是“\(shown(text))”")
  return nil
}

/// A rule that is switched off, before the workspace's own rules are known.
struct NamedRule {
  let code: String
  let site: Site
  let columnNumber: Int
}

private func readRulesOff(_ top: MappingReader, into mistakes: inout MistakeList) -> [NamedRule] {
  guard let rules = top.mapping("rules", place: .rules, known: ["off"], into: &mistakes) else { return [] }
  return rules.list("off", into: &mistakes).compactMap { node in
    let site = node.site(in: rules.file)
    guard case .scalar(let scalar) = node else {
      mistakes.add(site, "a rule is named by its code", "规则应以编号表示")
      return nil
    }
    return NamedRule(code: scalar.string, site: site, columnNumber: node.columnNumber)
  }
}

/// The rules behind the codes: the engine's, and those of this workspace.
func resolve(_ named: [NamedRule], own: [OwnRule], into mistakes: inout MistakeList) -> [Rule] {
  var result: Set<Rule> = []
  for name in named {
    let rule =
      Rule.builtIn.first { $0.code == name.code } ?? own.first { $0.rule.code == name.code }?.rule
    guard let rule else {
      mistakes.add(
        name.site, column: name.columnNumber, "'\(shown(name.code))' is not a rule",
        "“\(shown(name.code))”不是规则编号",
        nearest: nearestWord(to: name.code, among: (Rule.builtIn + own.map(\.rule)).map(\.code)))
      continue
    }
    result.insert(rule)
  }
  return result.sorted()
}
