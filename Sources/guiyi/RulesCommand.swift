import ArgumentParser
import GuiyiCatalog
import GuiyiModel

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List the data-quality rules, or explain one with examples.",
    discussion: """
      A workspace adds rules of its own in rules/*.yaml; --workspace lists them too. See 'guiyi rules --help-own'.

      EXAMPLES
        guiyi rules
        guiyi rules check-digit
        guiyi rules household-number --workspace my-city
      """)

  @Argument(help: "The code of one rule.") var code: String?
  @Option(help: "A workspace whose own rules are listed as well.") var workspace: String?
  @Flag(help: "How golden values are chosen: the shipped rules, as guiyi.yaml overrides them.")
  var survivorship = false
  @Flag(name: .customLong("help-own"), help: "How to write rules of your own.") var helpOwn = false

  func run() throws {
    if helpOwn {
      print(Self.ownHelp)
      return
    }
    if survivorship {
      print(SurvivorshipRules.builtInText, terminator: "")
      return
    }
    try reporting {
      if let workspace { _ = try readWorkspace(at: workspace) }
      guard let code else {
        list()
        return
      }
      guard let rule = Rule(code: code) else {
        let hint = nearestWord(to: code, among: Rule.all.map(\.code)).map { "; did you mean '\($0)'?" } ?? ""
        throw ValidationError("no rule has the code '\(code)'\(hint)\n'guiyi rules' lists them all")
      }
      explain(rule)
    }
  }

  private func list() {
    for rule in Rule.all {
      let padding = String(repeating: " ", count: max(1, 22 - rule.code.count))
      print("\(rule.code)\(padding)\(rule.severity.rawValue)\t\(rule.kind.rawValue)\t\(rule.englishMessage)")
    }
  }

  private func explain(_ rule: Rule) {
    print(
      "\(rule.code)  \(rule.dimension.chineseName)  \(rule.severity.chineseName)  \(rule.kind.chineseName)")
    print("  \(rule.chineseMessage)")
    print("  \(rule.englishMessage)")
    guard let facts = rule.facts else {
      print("  工作区自定义规则 · a rule of the workspace's own")
      return
    }
    print("  指标（GB/T 36344-2018）：\(rule.dimension.chineseName) / \(facts.indicator)")
    print("  六性视图：\(facts.property.chineseName)    版本：\(facts.version)")
    print("  依据：\(facts.source)")
    print("  错例：\(facts.wrong)")
    print("  正例：\(facts.right)")
  }

  private static let ownHelp = """
    # my-city/rules/own.yaml：一条规则 = 编号 + 位置 + 一种检查 + 提示
    # A rule is a code, a place, one check and a message.
    rules:
      - code: household-number            # 小写字母、数字、连字符 · small letters, digits, hyphens
        resource: 410400-GA-0001          # 省略则适用于所有有该列的资源 · left out: every resource with the column
        column: 户号                       # 或 element: person.phone
        pattern: H\\d{8}                   # 检查：整格匹配 · the whole cell matches
        message: 户号应为 H 加八位数字。请核对户籍档案。
        english: A household number is H and eight digits; check the register.   # 可选 · optional
        basis: 《…》第…条                  # 可选 · optional
        severity: normal                  # serious normal hint
        kind: error                       # error conflict suspicion
        dimension: normativity            # normativity completeness accuracy consistency timeliness accessibility
    # 其他检查 · other checks:
    #   values: [在校, 毕业, 休学]
    #   numbers: {least: 0, most: 100}
    #   days: {first: 1949-10-01, last: 2030-12-31}
    #   filled: true
    #   when: {column: 状态, values: [注销]}     then: {filled: true}      # then 检查 column 一列
    #   reference: organization.uscc   source: 410400-SC-0001             # 值须在数源资源中存在
    #   fresh: cycle                   # 或天数：日期列最新值不得更旧 · or a number of days
    #   stop: 5%                       # 可与任何检查同用：超过此比例的行不符时，该资源不并入本次运行 · leaves the feed out
    #   jump: 30%                      # 与上次运行相比行数变化 · rows compared with the former run
    # 在 guiyi.yaml 的 rules: {off: [编号]} 中可停用任何规则。
    """
}
