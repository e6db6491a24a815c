/// Reads the texts of a workbook that a spreadsheet wrote.
///
/// Formulas give the result that was kept with them, numbers what stands in the file; nothing is calculated.
public final class WorkbookReader {
  private let parts: PackageParts
  /// The sheets' names in their order, with the parts that hold them.
  private var sheets: [(name: String, part: String)] = []
  private var sharedTexts: [String] = []

  /// More texts than a sheet that is sent out could need.
  private static let sharedByteLimit = 512 << 20
  private static let sheetLimit = 10_000
  private static let columnLimit = 16_384

  public var sheetNames: [String] { sheets.map(\.name) }

  /// - Throws: where the file is no workbook, or one that is damaged or protected.
  public init(path: String) throws(WorkbookError) {
    parts = try PackageParts(path: path)
    let root = try relations("_rels/.rels", base: "").first { $0.type.hasSuffix("/officeDocument") }
    guard let workbook = root?.target else { throw WorkbookError("not an .xlsx workbook") }
    let folder = workbook.split(separator: "/").dropLast().joined(separator: "/")
    let file = workbook.split(separator: "/").last.map(String.init) ?? workbook
    let relations = try relations("\(folder)/_rels/\(file).rels", base: folder)
    let targets = Dictionary(relations.map { ($0.id, $0.target) }) { first, _ in first }
    guard parts.find(workbook) else { throw WorkbookError("not an .xlsx workbook") }
    var scanner = XMLScanner(parts)
    while let event = try scanner.next() {
      guard case .start("sheet", _) = event, let name = scanner.attribute("name"),
        let id = scanner.attribute("id"), let target = targets[id]
      else { continue }
      guard sheets.count < Self.sheetLimit else {
        throw WorkbookError("the workbook is larger than any that is sent out")
      }
      sheets.append((name, target))
    }
    if let shared = relations.first(where: { $0.type.hasSuffix("/sharedStrings") }) {
      try readSharedTexts(shared.target)
    }
  }

  private func relations(
    _ part: String, base: String
  ) throws(WorkbookError) -> [(id: String, type: String, target: String)] {
    guard parts.find(part) else { return [] }
    var scanner = XMLScanner(parts)
    var result: [(id: String, type: String, target: String)] = []
    while let event = try scanner.next() {
      guard case .start("Relationship", _) = event, let target = scanner.attribute("Target") else { continue }
      guard result.count < Self.sheetLimit else {
        throw WorkbookError("the workbook is larger than any that is sent out")
      }
      let path =
        target.hasPrefix("/") ? String(target.dropFirst()) : base.isEmpty ? target : base + "/" + target
      result.append((scanner.attribute("Id") ?? "", scanner.attribute("Type") ?? "", path))
    }
    return result
  }

  private func readSharedTexts(_ part: String) throws(WorkbookError) {
    guard parts.find(part) else { return }
    var scanner = XMLScanner(parts)
    var text = ""
    var byteCount = 0
    var reader = TextRuns()
    while let event = try scanner.next() {
      switch event {
      case .start("si", let isEmpty):
        text = ""
        if isEmpty {
          byteCount += MemoryLayout<String>.size
          sharedTexts.append("")
        }
      case .end("si"):
        byteCount += text.utf8.count + MemoryLayout<String>.size
        guard byteCount <= Self.sharedByteLimit else {
          throw WorkbookError("the workbook is larger than any that is sent out")
        }
        sharedTexts.append(Self.unescaped(text))
      default: reader.take(event, into: &text)
      }
    }
  }

  /// Calls `body` with every row of a sheet that has cells: its number from 1, and its texts by column from 0.
  public func forEachRow(
    ofSheet index: Int, _ body: (_ rowNumber: Int, _ cells: [(column: Int, text: String)]) throws -> Void
  ) throws {
    guard sheets.indices.contains(index), parts.find(sheets[index].part) else { return }
    var scanner = XMLScanner(parts)
    var rowNumber = 0
    var column = -1
    var cells: [(column: Int, text: String)] = []
    var type = ""
    var text = ""
    var isInValue = false
    var runs = TextRuns()
    while let event = try scanner.next() {
      switch event {
      case .start("row", _):
        let given = scanner.attribute("r").flatMap { Int($0) } ?? 0
        rowNumber = (1...WorkbookWriter.sheetRowLimit).contains(given) ? given : rowNumber + 1
        column = -1
        cells.removeAll(keepingCapacity: true)
      case .end("row"):
        if !cells.isEmpty { try body(rowNumber, cells) }
      case .start("c", _):
        column = scanner.attribute("r").flatMap { Self.column(ofReference: $0) } ?? column + 1
        type = scanner.attribute("t") ?? "n"
        text = ""
      case .end("c"):
        let value = value(text, type)
        if !value.isEmpty, (0..<Self.columnLimit).contains(column), cells.count < Self.columnLimit {
          cells.append((column, value))
        }
      case .start("v", let isEmpty): isInValue = !isEmpty
      case .end("v"): isInValue = false
      case .text(let part) where isInValue: if text.utf8.count < TextRuns.byteLimit { text += part }
      default: if type == "inlineStr" { runs.take(event, into: &text) }
      }
    }
  }

  private func value(_ text: String, _ type: String) -> String {
    switch type {
    case "s": Int(text).flatMap { sharedTexts.indices.contains($0) ? sharedTexts[$0] : nil } ?? ""
    case "inlineStr", "str": Self.unescaped(text)
    default: text
    }
  }

  /// The column of `AB12`, from 0.
  private static func column(ofReference reference: String) -> Int? {
    var column = 0
    for byte in reference.utf8 {
      guard (0x41...0x5A).contains(byte & 0xDF), column < 100_000 else { break }
      column = column * 26 + Int(byte & 0xDF) - 0x40
    }
    return column > 0 ? column - 1 : nil
  }

  /// `_x000D_` is how the format writes characters that XML may not hold.
  static func unescaped(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    var result = ""
    var rest = text[...]
    while let mark = rest.firstRange(of: "_x") {
      result += rest[..<mark.lowerBound]
      let code = rest[mark.upperBound...].prefix(5)
      if code.count == 5, code.last == "_", let number = UInt32(code.dropLast(), radix: 16),
        let scalar = Unicode.Scalar(number)
      {
        result.unicodeScalars.append(scalar)
        rest = rest[code.endIndex...]
      } else {
        result += "_x"
        rest = rest[mark.upperBound...]
      }
    }
    return result + rest
  }
}

/// Gathers the runs of a rich text, without the readings that stand above them.
private struct TextRuns {
  /// Far beyond the 32,767 characters of a cell.
  static let byteLimit = 1 << 20

  private var isText = false
  private var readingDepth = 0

  mutating func take(_ event: XMLScanner.Event, into text: inout String) {
    switch event {
    case .start("t", let isEmpty): isText = !isEmpty
    case .end("t"): isText = false
    case .start("rPh", let isEmpty): if !isEmpty { readingDepth += 1 }
    case .end("rPh"): readingDepth = max(0, readingDepth - 1)
    case .text(let part) where isText && readingDepth == 0:
      if text.utf8.count < Self.byteLimit { text += part }
    default: break
    }
  }
}
