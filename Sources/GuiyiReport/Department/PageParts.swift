internal import GuiyiModel

/// What the pages have in common.
extension HTMLText {
  mutating func begin(title: String, language: ReportLanguage) {
    markup("<!doctype html>\n<html lang=\"\(language.rawValue)\"><head><meta charset=\"utf-8\">")
    // Whatever a cell may hold: no page of ours runs a script or asks for anything.
    markup(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )
    markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
    element("title", title)
    markup("<style>\(ReportStyle.text)</style></head>\n<body><main>\n")
  }

  mutating func heading(_ over: String, _ title: String, _ facts: [(String, String)]) {
    markup("<header>")
    element("p", class: "over", over)
    element("h1", title)
    markup("<dl>")
    for (name, value) in facts {
      markup("<div>")
      element("dt", name)
      element("dd", value)
      markup("</div>")
    }
    markup("</dl></header>\n")
  }

  /// A link to the same page in the other language; left out in print.
  mutating func otherLanguage(_ file: String, _ name: String) {
    markup("<p class=\"lang\"><a href=\"")
    text(file)
    markup("\">")
    text(name)
    markup("</a></p>\n")
  }

  mutating func end(_ footer: String) {
    element("footer", footer)
    markup("\n</main></body></html>\n")
  }

  mutating func section(_ title: String, count: Int? = nil) {
    markup("<h2>")
    text(title)
    if let count { markup("<span class=\"n\">\(grouped(count))</span>") }
    markup("</h2>\n")
  }

  mutating func card(_ style: String, _ number: Int, _ name: String) {
    markup("<div class=\"card \(style)\"><b>\(grouped(number))</b>")
    element("span", name)
    markup("</div>")
  }

  mutating func number(_ number: Int, _ name: String = "td") {
    markup("<\(name) class=\"r\">\(grouped(number))</\(name)>")
  }

  mutating func headers(_ names: [(String, Bool)]) {
    markup("<thead><tr>")
    for (name, isNumber) in names { element("th", class: isNumber ? "r" : "", name) }
    markup("</tr></thead><tbody>\n")
  }

  /// A bar of parts that add up to all; parts too thin to be seen are drawn one pixel wide.
  mutating func bar(_ parts: [(count: Int, colour: String)], width: Int, height: Int = 10) {
    let total = parts.reduce(0) { $0 + $1.count }
    markup(
      "<svg width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-hidden=\"true\">"
    )
    markup("<rect width=\"\(width)\" height=\"\(height)\" rx=\"2\" fill=\"#e6ebef\"/>")
    var x = 0.0
    for part in parts where part.count > 0 && total > 0 {
      let length = max(1, Double(part.count) / Double(total) * Double(width))
      let start = min(x, Double(width) - length)
      markup(
        "<rect x=\"\(short(start))\" width=\"\(short(length))\" height=\"\(height)\" fill=\"\(part.colour)\"/>"
      )
      x = start + length
    }
    markup("</svg>")
  }

  mutating func legend(_ parts: [(String, String)]) {
    markup("<div class=\"legend\">")
    for (name, colour) in parts {
      markup("<span><i style=\"background:\(colour)\"></i>")
      text(name)
      markup("</span>")
    }
    markup("</div>\n")
  }

  /// A length with one digit.
  private func short(_ length: Double) -> String {
    let tenths = Int((length * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

/// The colours of the charts.
enum ChartColour {
  static let good = "#3b7d63"
  static let bad = "#a8402f"
  static let warn = "#d3a544"
  static let calm = "#9aa8b5"
  static let brand = "#1f4e6e"
}
