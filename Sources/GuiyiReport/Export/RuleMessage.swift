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

  /// Only the first place is filled, so that a detail that says `{detail}` stays as it is.
  private static func fill(_ text: String, _ detail: String) -> String {
    guard let mark = text.firstRange(of: "{detail}") else { return text }
    return String(text[..<mark.lowerBound]) + detail + String(text[mark.upperBound...])
  }
}
