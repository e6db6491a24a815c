internal import GuiyiModel

/// The catalog entry that `inspect` proposes for a file, as YAML that reads back as it stands.
///
/// Codes, names and sharing are the department's to fill in; the comments say why each column got its element.
public func proposeCatalogEntry(_ file: InspectedFile) -> String {
  let items = proposeItems(file)
  var text = """
    # 由 guiyi inspect 按表头和前 \(file.rows.count) 行样例提出，请核对并补全部门、资源代码、名称和共享方式。
    # Proposed by guiyi inspect from the headings and \(file.rows.count) sample rows; check it, and fill in codes, names and sharing.
    department: {code: "000000000000000000", name: 待填写}
    resources:
      - code: \(yamlText("TODO-" + stem(of: file.path)))
        name: \(yamlText(stem(of: file.path)))
        files: \(yamlText(file.path))
        format: {type: csv, encoding: \(file.encoding), delimiter: \(delimiterText(file.delimiter)), header: \(file.headerRowNumber == 0 ? "none" : String(file.headerRowNumber))}
        share: {type: unconditional}
        items:

    """
  var seen: Set<String> = []
  for item in items {
    // The same heading twice, or none at all, cannot be named in a catalog.
    guard !item.column.isEmpty, seen.insert(item.column).inserted else {
      text += "      # 跳过重复或空白表头 · left out: a heading that is empty or repeated\n"
      continue
    }
    text += "      # \(comment(item.chinese)) · \(comment(item.english))\n"
    var parts = ["column: \(yamlText(item.column))"]
    if let element = item.element { parts.append("element: \(element.name)") }
    if !item.role.isEmpty { parts.append("role: \(item.role)") }
    text += "      - {\(parts.joined(separator: ", "))}\n"
  }
  if seen.isEmpty { text += "      []\n" }
  return text
}

/// The file's name without folders and ending.
private func stem(of path: String) -> String {
  let name = path.split(separator: "/").last.map(String.init) ?? path
  return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
}

private func delimiterText(_ delimiter: UInt8) -> String {
  switch delimiter {
  case 0x09: "tab"
  case 0x2C: "comma"
  case 0x3B: "semicolon"
  case 0x7C: "pipe"
  default: yamlText(String(UnicodeScalar(delimiter)))
  }
}

/// A comment stays on its line whatever the heading in it holds.
private func comment(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.map { isPrintable($0) ? $0 : " " }))
}

/// A text as YAML reads it back unchanged: plain where that is plainly safe, else in double quotes.
func yamlText(_ text: String) -> String {
  let isPlain =
    !text.isEmpty
    && text.unicodeScalars.allSatisfy { scalar in
      (0x4E00...0x9FFF).contains(scalar.value) || scalar.isASCII && scalar.properties.isAlphabetic
    } && !["true", "false", "null", "yes", "no"].contains(text.lowercased())
  if isPlain { return text }
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": quoted += "\\\(scalar)"
    case _ where isPrintable(scalar): quoted.unicodeScalars.append(scalar)
    default:
      let digits = String(scalar.value, radix: 16)
      quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }
  }
  return quoted + "\""
}

/// What YAML takes as it stands and shows on one line.
private func isPrintable(_ scalar: UnicodeScalar) -> Bool {
  switch scalar.value {
  case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
  default: false
  }
}
