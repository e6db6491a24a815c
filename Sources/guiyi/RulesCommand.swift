import ArgumentParser
import GuiyiModel

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List the data-quality rules, or explain one.",
    discussion: "EXAMPLES\n  guiyi rules\n  guiyi rules check-digit")

  @Argument(help: "The code of one rule.") var code: String?

  func validate() throws {
    if let code, Rule(code: code) == nil {
      throw ValidationError("no rule has the code '\(code)'; 'guiyi rules' lists them all")
    }
  }

  func run() {
    if let code, let rule = Rule(code: code) {
      print(
        "\(rule.code)  \(rule.dimension.chineseName)  \(rule.severity.chineseName)  \(rule.kind.chineseName)")
      print("  \(rule.chineseMessage)")
      print("  \(rule.englishMessage)")
      return
    }
    for rule in Rule.all {
      let padding = String(repeating: " ", count: max(1, 22 - rule.code.count))
      print("\(rule.code)\(padding)\(rule.severity.rawValue)\t\(rule.kind.rawValue)\t\(rule.englishMessage)")
    }
  }
}
