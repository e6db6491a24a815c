internal import GuiyiColumns
public import GuiyiModel

/// How a cell is shown where others may read it: appended to the output, people's values masked.
///
/// The second argument is the element of the cell's column, nil where it has none.
public typealias CellDisplay =
  @Sendable (_ cell: Span<UInt8>, _ element: DataElement?, _ output: inout [UInt8]) -> Void

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
  private let findings: ShownFindings
  private let language: ReportLanguage

  /// - Parameter language: the messages' language; the codes stay as they are.
  public init(
    catalog: Catalog, tables: [ResourceTable], findings: ShownFindings, language: ReportLanguage = .chinese
  ) {
    self.catalog = catalog
    self.tables = tables
    self.findings = findings
    self.language = language
  }

  /// Writes the findings of a department, or of all.
  /// - Parameters:
  ///   - departmentIndex: whose resources; nil for all.
  ///   - writer: made with `columns` or `chineseHeadings`.
  ///   - isForDepartments: dimension and severity in Chinese words instead of codes.
  public func write(
    departmentIndex: Int? = nil, isForDepartments: Bool = false, to writer: inout ExportWriter
  ) throws(ExportError) {
    var messages = [Message?](repeating: nil, count: Rule.all.count)
    var scratch: [UInt8] = []
    let list = findings.list
    for resource in catalog.resources
    where departmentIndex == nil || resource.departmentIndex == departmentIndex {
      let place = Place(resource, tables[resource.index])
      for index in findings.range(ofResource: resource.index) {
        try write(index, of: list, place, isForDepartments, &messages, &scratch, to: &writer)
      }
    }
  }

  private func write(
    _ index: Int, of list: FindingList, _ place: Place, _ isForDepartments: Bool,
    _ messages: inout [Message?],
    _ scratch: inout [UInt8], to writer: inout ExportWriter
  ) throws(ExportError) {
    let finding = list.findings[index]
    let column = finding.columnIndex >= 0 ? Int(finding.columnIndex) : place.headings.count - 1
    let rule = finding.rule
    writer.text(place.code)
    writer.text(Int(finding.fileIndex) < place.files.count ? place.files[Int(finding.fileIndex)] : "")
    writer.integer(Int(finding.rowNumber))
    writer.text(place.headings[column])
    writer.text(place.roles[column])
    writer.text(rule.code)
    writer.text(isForDepartments ? rule.dimension.chineseName : rule.dimension.rawValue)
    writer.text(isForDepartments ? rule.severity.chineseName : rule.severity.rawValue)
    if findings.withValue(of: index, { writer.text($0) }) == nil { writer.null() }
    let message = messages[Int(rule.index)] ?? Message(rule, language)
    messages[Int(rule.index)] = message
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: message.before)
    if message.hasDetail {
      scratch.append(contentsOf: list.texts.bytes[list.texts.range(of: finding.detail)])
    }
    scratch.append(contentsOf: message.after)
    writer.text(scratch.span)
    try writer.endRow()
  }

  /// What the findings of one resource share, looked up once; the last column stands for whole rows.
  private struct Place {
    let code: String
    let files: [String]
    let headings: [String]
    let roles: [String]

    init(_ resource: Resource, _ table: ResourceTable) {
      code = resource.code
      files = table.files
      headings = table.columns.map(\.heading) + [""]
      roles = table.columns.map { $0.itemIndex.map { resource.items[$0].role } ?? "" } + [""]
    }
  }

  /// A rule's message cut at `{detail}`.
  private struct Message {
    let before: [UInt8]
    let after: [UInt8]
    let hasDetail: Bool

    init(_ rule: Rule, _ language: ReportLanguage) {
      let text = language == .chinese ? rule.chineseMessage : rule.englishMessage
      let mark = text.firstRange(of: "{detail}")
      before = Array(text[..<(mark?.lowerBound ?? text.endIndex)].utf8)
      after = mark.map { Array(text[$0.upperBound...].utf8) } ?? []
      hasDetail = mark != nil
    }
  }
}
