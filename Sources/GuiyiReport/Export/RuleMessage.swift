public import GuiyiModel

/// The language of a report.
public enum ReportLanguage: String, Sendable, CaseIterable {
  case chinese = "zh-CN"
  case english = "en"
}

extension Rule {
  /// The rule's message with `{detail}` filled in.
  public func message(_ language: ReportLanguage, detail: String) -> String {
    Self.fill(language == .chinese ? chineseMessage : englishMessage, detail)
  }

  /// The message in two: its first sentence says what is wrong, the rest what to do, "" where nothing is said.
  public func sentences(_ language: ReportLanguage, detail: String) -> (problem: String, remedy: String) {
    let message = message(language, detail: detail)
    let marks: Set<Character> = language == .chinese ? ["。"] : [";", "."]
    guard let end = message.firstIndex(where: { marks.contains($0) }) else { return (message, "") }
    let rest = message[message.index(after: end)...].drop { $0 == " " }
    guard language == .english, let first = rest.first else { return (String(message[..<end]), String(rest)) }
    return (String(message[..<end]), first.uppercased() + rest.dropFirst())
  }

  /// Only the first place is filled, so that a detail that says `{detail}` stays as it is.
  private static func fill(_ text: String, _ detail: String) -> String {
    guard let mark = text.firstRange(of: "{detail}") else { return text }
    return String(text[..<mark.lowerBound]) + detail + String(text[mark.upperBound...])
  }
}

/// The sentences of all rules in one language, cut once, with room for a detail.
struct RuleSentences {
  private var pieces: [(problem: [String], remedy: [String])]

  init(_ language: ReportLanguage) {
    pieces = Rule.all.map { rule in
      // A sign that no message holds marks the place of the detail.
      let (problem, remedy) = rule.sentences(language, detail: "\u{1}")
      return (Self.cut(problem), Self.cut(remedy))
    }
  }

  private static func cut(_ text: String) -> [String] {
    text.split(separator: "\u{1}", omittingEmptySubsequences: false).map(String.init)
  }

  func problem(_ rule: Rule, _ detail: String) -> String {
    Self.fill(pieces[Int(rule.index)].problem, detail)
  }
  func remedy(_ rule: Rule, _ detail: String) -> String { Self.fill(pieces[Int(rule.index)].remedy, detail) }

  private static func fill(_ pieces: [String], _ detail: String) -> String {
    pieces.count == 1 ? pieces[0] : pieces.joined(separator: detail)
  }
}
