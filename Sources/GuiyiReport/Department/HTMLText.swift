/// Collects a page; whatever comes from data goes through `text`, which nothing can leave.
package struct HTMLText {
  package private(set) var page = ""

  package init() {}

  /// Appends markup of our own.
  package mutating func markup(_ markup: String) { page += markup }

  /// Appends text from anywhere.
  package mutating func text(_ text: String) { page += Self.escaped(text) }

  /// Appends an element around text from anywhere.
  package mutating func element(_ name: String, class style: String = "", _ text: String) {
    page += style.isEmpty ? "<\(name)>" : "<\(name) class=\"\(style)\">"
    page += Self.escaped(text)
    page += "</\(name)>"
  }

  /// A delivered cell, name or path: isolated, so that characters that turn the direction of writing end with it.
  package mutating func delivered(_ text: String, limit: Int = 80) {
    page += "<bdi>"
    let shown = text.unicodeScalars.prefix(limit)
    page += Self.escaped(String(String.UnicodeScalarView(shown)))
    if shown.count < text.unicodeScalars.count { page += "…" }
    page += "</bdi>"
  }

  package static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result += " "
      // Controls that pages may not hold are shown as the one sign for "not a character".
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// 1,234,567.
package func grouped(_ number: Int) -> String {
  let digits = Array(String(number.magnitude))
  var result = number < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
    result.append(digit)
  }
  return result
}

/// 97.31%, cut rather than rounded, so that 100% means all of them.
package func percent(_ ratio: Double) -> String {
  let hundredths = Int((min(max(ratio, 0), 1) * 10_000).rounded(.down))
  let rest = hundredths % 100
  return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
}
