internal import GuiyiColumns
public import GuiyiModel

/// How a cell is shown where others may read it: people's values masked.
///
/// The second argument is the element of the cell's column, nil where it has none.
public typealias CellDisplay = @Sendable (_ cell: Span<UInt8>, _ element: DataElement?) -> [UInt8]

/// Writes findings row by row, never cut off.
public struct FindingsExport {
  /// The columns of the contract.
  public static let columns = [
    "resource", "file", "row", "column", "role", "code", "dimension", "severity", "value", "message",
  ]

  /// The same as headings for departments, in the same order.
  public static let chineseHeadings = [
    "资源代码", "文件", "行号", "列", "角色", "规则编号", "质量维度", "严重程度", "原值（脱敏）", "问题与处理建议",
  ]

  private let catalog: Catalog
  private let tables: [ResourceTable]
  private let list: FindingList
  private let language: ReportLanguage
  private let display: CellDisplay

  /// - Parameters:
  ///   - language: the messages' language; the codes stay as they are.
  ///   - display: masks the value of a finding.
  public init(
    catalog: Catalog, tables: [ResourceTable], findings: FindingList, language: ReportLanguage = .chinese,
    display: @escaping CellDisplay
  ) {
    self.catalog = catalog
    self.tables = tables
    list = findings
    self.language = language
    self.display = display
  }

  /// Writes the findings of a department, or of all.
  /// - Parameters:
  ///   - departmentIndex: whose resources; nil for all.
  ///   - writer: made with `columns` or `chineseHeadings`.
  ///   - isForDepartments: dimension and severity in Chinese words instead of codes.
  public func write(
    departmentIndex: Int? = nil, isForDepartments: Bool = false, to writer: inout ExportWriter
  ) throws(ExportError) {
    for finding in list.findings {
      let resource = catalog.resources[Int(finding.resourceIndex)]
      if let departmentIndex, resource.departmentIndex != departmentIndex { continue }
      let table = tables[resource.index]
      let column = finding.columnIndex >= 0 ? table.columns[Int(finding.columnIndex)] : nil
      let item = column?.itemIndex.map { resource.items[$0] }
      writer.text(resource.code)
      writer.text(Int(finding.fileIndex) < table.files.count ? table.files[Int(finding.fileIndex)] : "")
      writer.integer(Int(finding.rowNumber))
      writer.text(column?.heading ?? "")
      writer.text(item?.role ?? "")
      writer.text(finding.rule.code)
      writer.text(isForDepartments ? finding.rule.dimension.chineseName : finding.rule.dimension.rawValue)
      writer.text(isForDepartments ? finding.rule.severity.chineseName : finding.rule.severity.rawValue)
      if finding.value == 0 {
        writer.null()
      } else {
        let shown = list.texts.withBytes(of: finding.value) { display($0, item?.element) }
        writer.text(shown.span)
      }
      writer.text(finding.rule.message(language, detail: list.texts.string(finding.detail)))
      try writer.endRow()
    }
  }
}
