internal import GuiyiModel

/// What the tables and views of a base database hold, in words for people.
///
/// A test holds it against a written database: no column is left out, and none is told of that is not there.
public struct BaseDocument: Sendable {
  public struct Column: Sendable, Hashable {
    public let name: String
    public let chinese: String
    public let english: String
    /// The table and column whose value it is: `source_file.file_no`; empty for none.
    public let refersTo: String
  }

  public struct Table: Sendable {
    public let name: String
    public let isView: Bool
    public let chinese: String
    public let english: String
    public let columns: [Column]
  }

  public let declaration: BaseDeclaration
  public let tables: [Table]
  /// The statements that make the tables and views.
  public let sql: String

  public init(_ declaration: BaseDeclaration) {
    self.declaration = declaration
    tables = BaseDocument.tables(declaration)
    var statements = [BaseSchema.tables(declaration), BaseSchema.views(declaration), ChangeSchema.index]
    if Self.hasAddresses(declaration) { statements += [LocationSchema.tables, LocationSchema.view] }
    if declaration.isGeoPackage { statements.append(GeoPackage.schema(key: "entity_no")) }
    sql =
      statements.joined(separator: "\n").split(separator: "\n")
      .filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: "\n") + "\n"
  }

  // MARK: Words

  private static let entityNumber = column("entity_no", "主体序号", "the entity's number", "entity.entity_no")
  private static let recordNumber = column(
    "record_no", "主体内记录序号", "the record's number among its entity's", "record.record_no")
  private static let file = column("file_no", "文件序号", "the source file", "source_file.file_no")
  private static let row = column("row", "文件行号", "the row as a spreadsheet shows it, the header being 1")
  private static let role = column("role", "角色", "the role in the row; empty for the main one")
  private static let resourceCode = column("resource", "资源代码", "the resource's code", "resource.resource")
  private static let fileName = column("file", "文件名", "the file, relative to pools/")

  private static func column(
    _ name: String, _ chinese: String, _ english: String, _ refersTo: String = ""
  ) -> Column {
    Column(name: name, chinese: chinese, english: english, refersTo: refersTo)
  }

  private static func table(
    _ name: String, _ chinese: String, _ english: String, isView: Bool = false, _ columns: [Column]
  ) -> Table {
    Table(name: name, isView: isView, chinese: chinese, english: english, columns: columns)
  }

  /// The columns of the subject's elements.
  private static func elements(_ declaration: BaseDeclaration) -> [Column] {
    DataElement.of(declaration.subject).map { column($0.columnName, $0.chineseName, $0.name) }
  }

  private static func entity(_ declaration: BaseDeclaration) -> [Column] {
    [
      column("entity_no", "主体序号", "the stable number, the key of the entity"),
      column("entity_id", "主体编号", "the public id: \(declaration.idPrefix) and nine digits or more"),
    ] + elements(declaration) + [
      column("record_count", "来源记录数", "how many records are this entity's"),
      column("disputed", "有争议的数据项", "the elements that somebody disputes, between blanks; empty for none"),
    ]
  }

  /// The columns that make `entity` a layer of points.
  private static func points(_ declaration: BaseDeclaration) -> [Column] {
    guard declaration.isGeoPackage else { return [] }
    return [
      column("cgcs2000_longitude", "经度（CGCS2000）", "longitude in degrees, CGCS2000"),
      column("cgcs2000_latitude", "纬度（CGCS2000）", "latitude in degrees, CGCS2000"),
      column("coordinate_system", "原坐标系", "the system that the feed writes"),
      column("system_basis", "坐标系依据", "declared, detected or assumed"),
      column("error_metres", "误差（米）", "how far the point may be off, in metres"),
      column("point_source", "点位来源", "the row or the place that gave the point"),
      column("geom", "几何", "the point as a GeoPackage geometry"),
    ]
  }

  private static func tables(_ declaration: BaseDeclaration) -> [Table] {
    let texts = elements(declaration)
    let tables = [
      table(
        "meta", "运行信息", "what made the file", [column("key", "项", "key"), column("value", "值", "value")]),
      table(
        "source_file", "来源文件", "the files that records come from",
        [column("file_no", "文件序号", "the file's number"), resourceCode, fileName]),
      table(
        "resource", "资源", "the catalog's resources",
        [
          column("resource", "资源代码", "the resource's code"), column("name", "资源名称", "its name"),
          column("department", "部门", "who provides it"),
          column("registers", "行级数据项", "the keys of its row.* items between blanks"),
        ]),
      table(
        "reason", "优选规则", "why a golden value won",
        [
          column("reason_no", "规则序号", "number"), column("name", "名称", "name"),
          column("chinese", "说明", "in Chinese"),
        ]),
      table(
        "element", "数据项", "the subject's data elements",
        [
          column("element_no", "数据项序号", "number"), column("name", "名称", "name"),
          column("chinese", "中文名", "in Chinese"),
        ]),
      table(
        "entity", "主体（权威记录）", "the golden records, one per entity",
        entity(declaration) + points(declaration)),
      table(
        "golden_source", "权威值来源", "record number × 16 + reason number of each golden value; see provenance",
        [entityNumber] + texts.map { column($0.name, $0.chinese + "的来源", "source of " + $0.english) }),
      table(
        "record", "来源记录", "one record for each subject and role of a source row",
        [
          entityNumber, column("record_no", "主体内记录序号", "the record's number among its entity's"), file, row,
          role,
          column("day", "行日期（1970-01-01 起的天数）", "the row's own date as days since 1970-01-01"),
          column("quality", "取值质量", "two bits for each element: 0 none, 1 faulty, 2 doubtful, 3 sound"),
          column(
            "same_as", "归并时的代表记录",
            "the record that stood for it in linking: one sound number and name, or all values alike"),
        ]),
      table(
        "variant", "不同取值", "values of records that are not their entity's golden ones",
        [
          entityNumber, recordNumber, column("element_no", "数据项序号", "the element", "element.element_no"),
          column("value", "值", "value"),
        ]),
      table(
        "repeated_row", "完全重复行", "rows that repeat another row cell for cell",
        [entityNumber, recordNumber, file, row, role]),
      table(
        "losing_value", "落选值", "values that lost against a golden one",
        [
          entityNumber, column("element", "数据项", "the element's key"), column("value", "值", "value"),
          recordNumber, column("reason_no", "规则序号", "why it lost", "reason.reason_no"),
        ]),
      table(
        "link", "归并依据", "pairs of records that were joined",
        [
          column("left_entity", "左主体", "entity of the left record", "entity.entity_no"),
          column("left_record", "左记录", "its number there"),
          column("right_entity", "右主体", "entity of the right record", "entity.entity_no"),
          column("right_record", "右记录", "its number there"),
          column("weight_millibits", "匹配权重（千分之一比特）", "match weight in 1/1000 bit"),
          column("levels", "各项比较级别", "comparison levels, four bits each"),
        ]),
      table(
        "conflict", "冲突", "pairs that look alike and were kept apart",
        [
          column("left_entity", "左主体", "entity of the left record", "entity.entity_no"),
          column("left_record", "左记录", "its number there"),
          column("right_entity", "右主体", "entity of the right record", "entity.entity_no"),
          column("right_record", "右记录", "its number there"), column("reason", "原因", "why"),
        ]),
      table(
        "relation", "关系", "how entities belong together, by the row that says so",
        [
          column("kind", "关系类型", "the kind, read from left to right"), entityNumber,
          column("other_subject", "对方主体类型", "the subject of the other side: which base database"),
          column("other_no", "对方主体序号", "the other side's entity_no, in its own base database"),
          column("other_id", "对方主体编号", "the other side's entity_id"), file, row,
          column("since_day", "起始日", "first day as days since 1970-01-01; empty where the row does not say"),
          column("until_day", "终止日", "last day as days since 1970-01-01; empty where the row does not say"),
          column("share", "份额", "the holder's share as a fraction"),
        ]),
      table(
        "run", "运行", "the runs that changes are told of",
        [column("run", "运行序号", "the run"), column("as_of", "截至日期", "its date")]),
      table(
        "dispute", "异议", "golden values that somebody says are wrong",
        [
          entityNumber, column("element", "数据项", "the element's key"), column("since", "提出日期", "first day"),
          column("by", "提出人", "who says so"), column("reason", "理由", "why"),
          column("status", "状态", "open, upheld or dismissed"),
        ]),
      table(
        "change", "变更", "what happened since the first run, in the order of the change feed",
        [
          column("cursor", "序号", "the place in the feed"), column("run", "运行序号", "the run", "run.run"),
          column("entity_no", "主体序号", "the entity's number; it may be gone today"),
          column("event", "事件", "created, changed, merged, split or retired"),
          column("other_no", "相关主体", "the entity that took it in, or from which it was split"),
          column("element", "数据项", "the element's key"), column("old", "原值", "the value before"),
          column("new", "新值", "the value after"),
        ]),
      table(
        "baseline", "变更起点", "the entities that the feed begins with", isView: true,
        [column("entity_no", "主体序号", "the entity's number")] + texts
          + [column("disputed", "有争议的数据项", "the elements that were disputed")]),
      table(
        "redirect", "编号转向", "for an id that was merged away the one that stands for it today", isView: true,
        [
          column("entity_no", "原主体序号", "the number that is gone"),
          column("to_no", "现主体序号", "the number that stands for it"),
        ]),
      table(
        "history", "主体沿革", "what became of entity numbers", isView: true,
        [
          column("entity_no", "主体序号", "the entity's number; it may be gone today"),
          column("run", "运行序号", "the run"),
          column("event", "事件", "created, merged, split, retired"),
          column("other_no", "相关主体", "the entity that took it in, or from which it was split"),
        ]),
      table(
        "number_key", "编号依据", "what the next run finds its entities by; not for readers",
        [
          column("block_no", "块序号", "block"), column("record_keys", "记录键", "64-bit keys of records"),
          column("identity_keys", "身份键", "64-bit keys of who they are"),
          column("entity_nos", "主体序号", "32-bit entity numbers"),
        ]),
      table(
        "entity_key", "内容键", "what the next run finds changed entities by; not for readers",
        [
          column("block_no", "块序号", "block"), column("entity_nos", "主体序号", "32-bit entity numbers"),
          column("entity_keys", "权威记录键", "64-bit keys of the golden records"),
          column("record_keys", "来源记录键", "64-bit keys of the records and their values"),
          column("household_keys", "家庭户键", "64-bit keys of the households"),
          column("relation_keys", "关系键", "64-bit keys of the relations"),
          column("row_keys", "行号键", "64-bit keys of files and row numbers"),
        ]),
      table(
        "relation_end", "关系两端", "the ends of the relations, in the order of their rows; not for readers",
        [
          column("block_no", "块序号", "block"), column("left_nos", "左端主体", "32-bit entity numbers"),
          column("right_nos", "右端主体", "32-bit entity numbers"),
          column("right_subjects", "右端主体类型", "the subjects' numbers, a byte each"),
        ]),
      table(
        "value_key", "共有值键", "whose golden record holds a value that many may hold; not for readers",
        [
          column("element_no", "数据项序号", "the element"), column("block_no", "块序号", "block, as in entity_key"),
          column("value_keys", "值键", "32-bit hashes of the values"),
        ]),
      table(
        "provenance", "逐值来源", "where each golden value comes from and what it won by", isView: true,
        [
          entityNumber, column("entity_id", "主体编号", "the public id"),
          column("element", "数据项", "the element's key"),
          column("value", "值", "the golden value"), column("reason", "规则", "why it won"),
          column("reason_chinese", "规则说明", "in Chinese"), resourceCode, fileName, row, role, recordNumber,
          column("day", "行日期", "the row's own date"),
          column("since_run", "始见批次", "the run in which the value came"),
          column("disputed", "有争议", "1 where somebody disputes the value"),
        ]),
      table(
        "source_record", "来源记录全值", "what each source row said", isView: true,
        [
          entityNumber, column("entity_id", "主体编号", "the public id"), recordNumber, resourceCode, fileName,
          row,
          role, column("day", "行日期", "the row's own date"),
        ] + texts),
      table(
        "relationship", "关系（含来源行和起止）", "relations with their source rows and days", isView: true,
        [
          column("kind", "关系类型", "the kind"), entityNumber, column("entity_id", "主体编号", "the public id"),
          column("other_subject", "对方主体类型", "the other side's subject"),
          column("other_no", "对方主体序号", "the other side's entity_no"),
          column("other_id", "对方主体编号", "the other side's entity_id"), column("since", "起始日期", "first day"),
          column("until", "终止日期", "last day"), column("share", "份额", "share"), resourceCode, fileName, row,
        ]),
    ]
    return tables + locations(declaration) + special(declaration)
  }

  private static func hasAddresses(_ declaration: BaseDeclaration) -> Bool {
    [.person, .organization, .estate].contains(declaration.subject)
  }

  /// Where addresses lie, for subjects that have addresses.
  private static func locations(_ declaration: BaseDeclaration) -> [Table] {
    guard hasAddresses(declaration) else { return [] }
    return [
      table(
        "place_level", "地址层级", "how deep a place lies",
        [
          column("level_no", "层级序号", "number, the coarsest first"), column("name", "名称", "name"),
          column("chinese", "中文名", "in Chinese"),
        ]),
      table(
        "location", "地址所在地", "the place that the golden value of an address lies in",
        [
          entityNumber, column("element_no", "数据项序号", "the address", "element.element_no"),
          column("place_no", "地名地址主体序号", "the place's entity_no in place.sqlite"),
          column("level_no", "层级序号", "how deep", "place_level.level_no"),
          column("confidence", "可信度（千分之一）", "confidence in thousandths"),
        ]),
      table(
        "located_at", "地址所在地（可读）", "locations to read", isView: true,
        [
          entityNumber, column("entity_id", "主体编号", "the public id"),
          column("element", "数据项", "the element's key"),
          column("place_id", "地名地址主体编号", "the place's entity_id"), column("level", "层级", "how deep"),
          column("level_chinese", "层级中文名", "in Chinese"), column("confidence", "可信度", "from 0 to 1"),
        ]),
    ]
  }

  /// What only some subjects have.
  private static func special(_ declaration: BaseDeclaration) -> [Table] {
    let standing = table(
      "standing", "状态", "how each entity stands on the run's day",
      [
        entityNumber, column("state", "状态", "the state, see the values below"),
        column("since_day", "起始日", "first day as days since 1970-01-01"),
        column("until_day", "终止日", "the first day on which it is over"),
        column("class", "目录类别", "the class of the national catalog"),
        column("basis", "依据", "the law or list"),
      ])
    switch declaration.subject {
    case .person:
      return [
        table(
          "household", "家庭户", "who belongs to which household",
          [
            entityNumber,
            column("household_no", "户序号", "the smallest entity_no of its members", "entity.entity_no"),
            column("basis", "依据", "register (户号), address (同一户籍地址), collective (集体户，不作家庭)"),
            column("head_no", "户主", "the head's entity_no", "entity.entity_no"),
            column("relation", "与户主关系", "the register's word for the member"), file, row,
          ])
      ]
    case .credit:
      return [
        standing,
        table(
          "credit_record", "信用记录", "items on somebody's record: public or archived", isView: true,
          entity(declaration) + [
            column("state", "状态", "public or archived"), column("public_since", "公示起", "first public day"),
            column("public_until", "公示止", "the first day on which it is no longer public"),
            column("class", "目录类别", "the class of the national catalog"),
            column("basis", "依据", "the law or list"),
          ]),
      ]
    case .certificate:
      return [
        standing,
        table(
          "current_certificate", "有效证照", "certificates that are valid and have no newer version",
          isView: true,
          entity(declaration) + [column("since", "起始日期", "first day")]),
      ]
    case .estate:
      return [
        table(
          "parcel", "宗地", "units by their parcel: the first 19 of a unit code's 28 characters", isView: true,
          [
            column("parcel_code", "宗地代码", "the parcel's code"), column("unit_count", "单元数", "units on it"),
            column("first_entity_no", "首个主体序号", "its first entity", "entity.entity_no"),
          ])
      ]
    case .organization, .place, .row: return []
    }
  }
}
