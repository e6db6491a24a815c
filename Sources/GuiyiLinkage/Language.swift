internal import GuiyiLink

/// The language of a report's own words; names and values stay as they are.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"

  /// Chinese where a heading or file name has Chinese characters: it depends on nothing but the data.
  public static func of(_ input: LinkageInput) -> Language {
    let texts = input.table.fields.map(\.name) + [input.idHeading] + input.sources.map(\.name)
    let isChinese = texts.contains { text in
      text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }
    return isChinese ? .chinese : .english
  }

  func say(_ english: String, _ chinese: String) -> String { self == .english ? english : chinese }
}
