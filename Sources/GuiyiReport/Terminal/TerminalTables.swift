public import GuiyiModel

/// How many columns of a terminal a text takes: wide and full-width characters take two, marks none.
/// - SeeAlso: Unicode Standard Annex 11, "East Asian Width".
public func displayWidth(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + displayWidth($1) }
}

private func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F,
    0xFE00...0xFE0F,
    0xFEFF:
    0
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
    0x20000...0x3FFFD:
    2
  default: 1
  }
}

/// A table for a terminal, in columns that line up also where Chinese and ASCII stand together.
public struct TerminalTable {
  public struct Column {
    let heading: String
    let isNumber: Bool
    /// Longer cells are cut with an ellipsis.
    let widest: Int
    public init(_ heading: String, isNumber: Bool = false, widest: Int = 28) {
      self.heading = heading
      self.isNumber = isNumber
      self.widest = max(2, widest)
    }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  public init(_ columns: [Column]) { self.columns = columns }

  /// - Precondition: one cell per column.
  public mutating func add(_ row: [String]) {
    precondition(row.count == columns.count, "one cell per column")
    rows.append(zip(row, columns).map { Self.fitted($0, to: $1.widest) })
  }

  /// The lines, each ended by a line feed.
  public var text: String {
    let widths = columns.indices.map { index in
      rows.reduce(displayWidth(columns[index].heading)) { max($0, displayWidth($1[index])) }
    }
    var text = line(columns.map(\.heading), widths)
    text += String(repeating: "─", count: widths.reduce(0, +) + 2 * (widths.count - 1)) + "\n"
    for row in rows { text += line(row, widths) }
    return text
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: max(0, widths[index] - displayWidth(cell)))
      if index > 0 { line += "  " }
      line += columns[index].isNumber ? padding + cell : cell + (index + 1 < cells.count ? padding : "")
    }
    return line + "\n"
  }

  /// Cuts a cell to a width and leaves out what would move the cursor or turn the line round.
  private static func fitted(_ cell: String, to width: Int) -> String {
    var shown = ""
    var taken = 0
    let scalars = cell.unicodeScalars.filter { $0.value >= 0x20 && displayWidth($0) > 0 || $0.value == 0x20 }
    let total = scalars.reduce(0) { $0 + displayWidth($1) }
    for scalar in scalars {
      let own = displayWidth(scalar)
      if total > width, taken + own > width - 1 { return shown + "…" }
      shown.unicodeScalars.append(scalar)
      taken += own
    }
    return shown
  }
}

/// The violations of a run on a screen, the strongest first.
public func violationsTable(_ violations: [Violation], catalog: Catalog) -> String {
  var table = TerminalTable([
    .init("等级"), .init("类型"), .init("部门"), .init("资源"), .init("列", widest: 20), .init("数据项"),
    .init("比对", isNumber: true),
    .init("相同", isNumber: true), .init("录入差异", isNumber: true), .init("数源", widest: 20),
  ])
  // Sorting by level alone must not disturb the order within a level.
  for level in ViolationLevel.allCases.reversed() {
    for violation in violations where violation.level == level {
      let resource = catalog.resources[violation.resourceIndex]
      table.add([
        level.name(.chinese), violation.kind.name(.chinese), catalog.department(of: resource).name,
        resource.name,
        violation.heading, violation.element.chineseName, grouped(violation.evidence.compared),
        grouped(violation.evidence.equal), grouped(violation.evidence.typing),
        violation.sourceResourceIndex.map { catalog.resources[$0].code } ?? "–",
      ])
    }
  }
  return table.text
}

/// Where every row went, by resource, with the sum of all.
/// - Parameter sums: by resource, then by file.
public func rowSumsTable(_ sums: [[RowSum]], catalog: Catalog) -> String {
  var table = TerminalTable([
    .init("资源"), .init("名称"), .init("文件", isNumber: true), .init("读取", isNumber: true),
    .init("入库", isNumber: true),
    .init("隔离", isNumber: true), .init("重复", isNumber: true), .init("空行", isNumber: true), .init(""),
  ])
  var total = RowSum()
  var fileCount = 0
  func add(_ code: String, _ name: String, _ files: Int, _ sum: RowSum) {
    table.add(
      [code, name]
        + [files, sum.read, sum.accepted, sum.quarantined, sum.repeated, sum.blank].map { grouped($0) }
        + [sum.holds ? "" : "不平"])
  }
  for resource in catalog.resources {
    var sum = RowSum()
    for file in sums[resource.index] { sum += file }
    total += sum
    fileCount += sums[resource.index].count
    add(resource.code, resource.name, sums[resource.index].count, sum)
  }
  add("合计", "", fileCount, total)
  return table.text
}
