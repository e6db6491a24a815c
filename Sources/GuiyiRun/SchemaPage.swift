internal import GuiyiBase
public import GuiyiModel
internal import GuiyiNormalize
internal import GuiyiRecords

/// The schema of the base databases: as SQL, or as a page for people in Chinese and English.
public struct SchemaPage: Sendable {
  public enum Format: String, Sendable, CaseIterable {
    case sql, markdown, html
  }

  private let documents: [BaseDocument]

  /// - Parameter subjects: whose base databases; `row` has none.
  public init(_ subjects: [Subject]) {
    documents = subjects.filter { $0 != .row }.map { BaseDocument(BaseDeclaration.of($0)) }
  }

  /// Every column that the pages tell of, as `table.column`.
  public var columns: Set<String> {
    Set(documents.flatMap { $0.tables.flatMap { table in table.columns.map { "\(table.name).\($0.name)" } } })
  }

  public func text(_ format: Format) -> String {
    switch format {
    case .sql:
      return documents.map { "-- \($0.declaration.fileName) \($0.declaration.chineseName)\n\($0.sql)" }
        .joined(separator: "\n")
    case .markdown: return blocks.map(\.markdown).joined(separator: "\n")
    case .html:
      return """
        <!doctype html>
        <html lang="zh-CN"><head><meta charset="utf-8"><title>基础库结构 · Base databases</title>
        <style>
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; margin: .5rem 0 1.5rem; }
        th, td { border: 1px solid #bbb; padding: .2rem .5rem; text-align: left; vertical-align: top; }
        th { background: #eee; } code { white-space: pre-wrap; }
        </style></head><body>
        \(blocks.map(\.html).joined(separator: "\n"))
        </body></html>

        """
    }
  }

  // MARK: Content

  private enum Block {
    case heading(Int, String)
    case text(String)
    case table([String], [[String]])

    var markdown: String {
      switch self {
      case .heading(let level, let text): String(repeating: "#", count: level) + " " + text + "\n"
      case .text(let text): text + "\n"
      case .table(let head, let rows):
        ([head, head.map { _ in "---" }] + rows).map { row in
          "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
        }.joined()
      }
    }

    var html: String {
      switch self {
      case .heading(let level, let text): return "<h\(level)>\(Self.escaped(text))</h\(level)>"
      case .text(let text): return "<p>\(Self.escaped(text))</p>"
      case .table(let head, let rows):
        func row(_ cells: [String], _ tag: String) -> String {
          "<tr>" + cells.map { "<\(tag)>\(Self.escaped($0))</\(tag)>" }.joined() + "</tr>"
        }
        return "<table>" + row(head, "th") + rows.map { row($0, "td") }.joined(separator: "\n") + "</table>"
      }
    }

    private static func escaped(_ text: String) -> String {
      text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
  }

  private var blocks: [Block] {
    [
      .heading(1, "基础库结构 · Base databases"),
      .text(
        "每个基础库是一个 SQLite 文件，在 state/current/base/。主体编号跨次运行稳定；别的库以 other_id 引用它。"
          + " Each base database is a SQLite file in state/current/base/; entity ids are stable over runs."),
    ] + documents.flatMap(blocks)
  }

  private func blocks(_ document: BaseDocument) -> [Block] {
    let subject = document.declaration.subject
    var blocks: [Block] = [
      .heading(2, "\(document.declaration.chineseName) · \(document.declaration.fileName)"),
      .text("主体编号前缀 · id prefix: \(document.declaration.idPrefix). 键 · keys: \(Self.keys(of: subject))"),
      .heading(3, "数据项 · Elements"),
      .table(
        ["列 · column", "数据项 · element", "名称", "检查 · checks", "代码表 · code table"],
        DataElement.of(subject).map { element in
          [
            element.columnName, element.name, element.chineseName, Self.checks(of: element),
            Self.codes(of: element),
          ]
        }),
      .heading(3, "关系 · Relations"),
      .table(
        ["类型 · kind", "名称", "左 · left", "右 · right"],
        RelationKind.all.filter { $0.left == subject || $0.right == subject }.map {
          [$0.name, $0.chineseName, $0.left.name, $0.right.name]
        }),
    ]
    for table in document.tables {
      blocks.append(
        .heading(
          3, "\(table.isView ? "视图 view" : "表 table") \(table.name)：\(table.chinese) · \(table.english)"))
      blocks.append(
        .table(
          ["列 · column", "说明", "meaning", "引用 · refers to"],
          table.columns.map { [$0.name, $0.chinese, $0.english, $0.refersTo] }))
    }
    return blocks
  }

  /// What names an entity of a subject.
  private static func keys(of subject: Subject) -> String {
    switch subject {
    case .person: "公民身份号码等证件号码为强证据，与姓名、出生日期等一并比对 · linked by numbers, names, dates and more"
    case .organization: "统一社会信用代码等为强证据，与名称、住所等一并比对 · linked by codes, names, addresses and more"
    case .credit: "决定书文号和信用主体 · document-number together with its subject"
    case .place: "地址编码，否则标准地址 · code, else address"
    case .estate: "不动产单元代码 28 位，否则宗地代码 19 位和坐落 · unit-code, else parcel-code with address"
    case .certificate: "电子证照标识（含版本），否则类型和编号 · identifier with its version, else type and number"
    case .row: ""
    }
  }

  private static func codes(of element: DataElement) -> String {
    guard case .code(let list) = element.kind else { return "" }
    return codeWords(of: list).joined(separator: "、")
  }

  /// The rules that look at a value of the element; `guiyi rules CODE` explains each.
  private static func checks(of element: DataElement) -> String {
    let rules: [Rule] =
      switch element.kind {
      case .personNumber:
        [.length, .alphabet, .checkDigit, .placeholder, .regionUnknown, .sharedNumber, .severalNumbers]
      case .organizationNumber:
        [.length, .alphabet, .checkDigit, .innerCheck, .placeholder, .wrongIdentifier, .sharedNumber]
      case .personName: [.placeholder, .lostCharacter, .nameJunk, .contradictsSource, .outvotedName]
      case .organizationName: [.placeholder, .lostCharacter, .contradictsSource, .outvotedName]
      case .code(.creditKind), .code(.estateUse), .code(.rightKind): [.codeUnknown]
      case .code: [.codeUnknown, .contradictsSource]
      case .date: [.dateInvalid, .dateFuture, .dateSentinel, .dateImplausible, .dateOrder]
      case .estateCode: [.length, .alphabet, .parcelMismatch, .shareSum]
      case .parcelCode: [.length, .alphabet, .parcelMismatch]
      case .certificateIdentifier: [.length, .checkDigit, .innerCheck, .certificateConflict]
      case .personNumberType, .coordinateSystem: [.codeUnknown]
      case .phone, .amount, .number, .coordinate, .placeCode, .documentNumber, .share:
        [.format, .placeholder]
      case .address, .text: [.placeholder, .mojibake]
      }
    let own: [Rule] =
      switch element {
      case .creditKind: [.creditNotListed]
      case .creditContent: [.creditForbidden]
      default: []
      }
    return (rules + own).map(\.code).joined(separator: " ")
  }
}
