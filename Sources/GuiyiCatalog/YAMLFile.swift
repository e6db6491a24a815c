internal import GuiyiModel
package import Yams

/// The bounds of what a settings file may be: far above any real catalog, far below what would hurt.
enum YAMLBounds {
  /// A catalog of a thousand resources has about 3 MB.
  static let byteCount = 16 << 20
  /// Aliases in one file. With so few, copies of copies stay below a few hundred.
  static let aliasCount = 16
  /// The size of a file that has aliases at all.
  static let aliasedByteCount = 1 << 20
}

/// Reads one YAML document; a mistake of writing is added to `mistakes` and gives nil, as an empty file does.
package func readYAML(_ bytes: [UInt8], file: String, into mistakes: inout MistakeList) -> Node? {
  func at(_ line: Int) -> Site { Site(file: file, lineNumber: max(1, line)) }
  guard bytes.count <= YAMLBounds.byteCount else {
    mistakes.add(at(1), "the file is larger than 16 MiB", "文件超过 16 MiB")
    return nil
  }
  let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  guard let text = String(validating: bytes[start...], as: UTF8.self) else {
    let line = firstInvalidLine(bytes[start...])
    mistakes.add(
      at(line), "the file is not UTF-8; save it as UTF-8", "文件不是 UTF-8 编码；请另存为 UTF-8")
    return nil
  }
  if let line = tooManyAliases(bytes) {
    mistakes.add(
      at(line), "too many YAML aliases ('*name'); write the values out",
      "YAML 别名（*名称）过多；请直接写出内容")
    return nil
  }
  do {
    // No rules: every scalar stays the text that was written, be it 410400 or 1e5.
    return try Yams.Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
  } catch let error as YamlError {
    report(error, file: file, into: &mistakes)
  } catch {
    mistakes.add(at(1), "the file cannot be read as YAML", "无法按 YAML 读取")
  }
  return nil
}

private func report(_ error: YamlError, file: String, into mistakes: inout MistakeList) {
  func add(_ line: Int, _ column: Int, _ english: String, _ chinese: String) {
    mistakes.add(Site(file: file, lineNumber: max(1, line)), column: max(0, column), english, chinese)
  }
  switch error {
  case .scanner(let context, let problem, let mark, _):
    if problem.contains("alphabetic or numeric") {
      add(
        mark.line, mark.column, "a value that begins with '*' or '&' needs quotation marks",
        "以“*”或“&”开头的值需要加引号")
    } else {
      let start = context?.mark ?? mark
      add(start.line, start.column, "not YAML: \(problem)", "YAML 语法错误：\(problem)")
    }
  case .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
    add(mark.line, mark.column, "not YAML: \(problem)", "YAML 语法错误：\(problem)")
  case .duplicatedKeysInMapping(let duplicates, let context):
    let keys = duplicates.map { "'\($0)'" }.joined(separator: ", ")
    add(context.mark.line, context.mark.column, "\(keys) stands twice here", "此处重复出现 \(keys)")
  case .reader(let problem, let offset, _, let yaml):
    let lines = yaml.prefix(offset ?? 0).utf8.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    add(lines, 0, "not YAML: \(problem)", "YAML 语法错误：\(problem)")
  case .memory:
    add(1, 0, "nested too deeply", "嵌套过深")
  default:
    add(1, 0, "the file cannot be read as YAML", "无法按 YAML 读取")
  }
}

/// The line of an alias where there are so many that copies of copies could grow without bound.
///
/// Counts whatever might be one, quoted or not: without an anchor no alias means anything, and with so
/// few as are allowed nothing can explode, so no quoting rule needs to be known here.
private func tooManyAliases(_ bytes: [UInt8]) -> Int? {
  var anchorCount = 0
  var aliasCount = 0
  var line = 1
  var lastLine = 1
  for index in bytes.indices.dropLast() {
    let byte = bytes[index]
    if byte == 0x0A { line += 1 }
    guard byte == 0x26 || byte == 0x2A else { continue }
    let next = bytes[index + 1]
    let isName =
      (0x30...0x39).contains(next) || (0x41...0x5A).contains(next & 0xDF) || next == 0x5F || next == 0x2D
    guard isName else { continue }
    if byte == 0x26 {
      anchorCount += 1
    } else {
      aliasCount += 1
      lastLine = line
    }
  }
  guard anchorCount > 0, aliasCount > 0 else { return nil }
  return aliasCount > YAMLBounds.aliasCount || bytes.count > YAMLBounds.aliasedByteCount ? lastLine : nil
}

/// The line of the first byte that is not UTF-8.
private func firstInvalidLine(_ bytes: ArraySlice<UInt8>) -> Int {
  var decoder = UTF8()
  var source = bytes.makeIterator()
  var line = 1
  while true {
    switch decoder.decode(&source) {
    case .scalarValue(let scalar): if scalar == "\n" { line += 1 }
    case .emptyInput, .error: return line
    }
  }
}
