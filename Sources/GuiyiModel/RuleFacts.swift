/// What stands behind a rule of the engine: the standard's indicator, its source, and examples.
public struct RuleFacts: Sendable {
  /// The indicator of GB/T 36344-2018 that it lowers.
  public let indicator: String
  /// The same in the view of six properties (完整性 and its kin) that DB11/T 2317 and other local standards take.
  public let property: QualityProperty
  /// The law or standard that says so.
  public let source: String
  /// A cell or row that breaks it, and what it should be; invented, numbers under the unassigned prefix 99.
  public let wrong: String
  public let right: String
  /// The edition of the rule; grows when it finds something else than before.
  public let version: Int
}

/// The six properties of data quality as local standards count them.
public enum QualityProperty: String, Sendable, CaseIterable {
  case completeness, normativity, accuracy, consistency, uniqueness, timeliness

  public var chineseName: String {
    switch self {
    case .completeness: "完整性"
    case .normativity: "规范性"
    case .accuracy: "准确性"
    case .consistency: "一致性"
    case .uniqueness: "唯一性"
    case .timeliness: "时效性"
    }
  }
}

extension Rule {
  /// What stands behind the rule; nil for rules of a workspace.
  public var facts: RuleFacts? { isBuiltIn ? Self.factsByCode[code] : nil }

  private static func facts(
    _ indicator: String, _ property: QualityProperty, _ source: String, _ wrong: String, _ right: String,
    version: Int = 1
  ) -> RuleFacts {
    RuleFacts(
      indicator: indicator, property: property, source: source, wrong: wrong, right: right, version: version)
  }

  private static let measures = "《平顶山市政务数据管理办法（试行）》"
  private static let number = "GB 11643-1999"
  private static let creditCode = "GB 32100-2015"

  static let factsByCode: [String: RuleFacts] = [
    "missing": facts("数据元素完整性", .completeness, measures + "第十四条", "姓名：（空）", "姓名：张三"),
    "length": facts("格式合规性", .accuracy, number + "；" + creditCode, "99040219900101123", "990402199001011233"),
    "alphabet": facts(
      "格式合规性", .accuracy, number + "；" + creditCode, "9904021990O1011233", "990402199001011233"),
    "check-digit": facts(
      "内容正确性", .accuracy, number + "；" + creditCode, "990402199001011235", "990402199001011233"),
    "inner-check": facts("内容正确性", .accuracy, "GB 11714-1997", "信用代码第 9 至 17 位校验不符", "与登记证照一致"),
    "placeholder": facts("脏数据出现率", .accuracy, measures + "第十四条", "11111111111、无、不详", "真实值，或留空"),
    "spreadsheet-rounded": facts("内容正确性", .accuracy, measures + "第十四条", "9.90402E+17", "990402199001011233"),
    "date-invalid": facts("内容正确性", .accuracy, "GB/T 7408.1-2023", "2023-02-30", "2023-02-28"),
    "date-future": facts("基于时间段的正确性", .accuracy, measures + "第十四条", "出生日期晚于数据截止日", "真实日期"),
    "date-sentinel": facts("脏数据出现率", .accuracy, measures + "第十四条", "1900-01-01、9999-12-31", "真实日期，或留空"),
    "date-implausible": facts("内容正确性", .accuracy, measures + "第十四条", "1850-05-01", "核对原始材料"),
    "region-unknown": facts("内容正确性", .accuracy, "GB/T 2260", "前六位 000000", "发证时的区划代码"),
    "region-retired": facts("内容正确性", .accuracy, "GB/T 2260", "出生前已撤销的区划", "核对证件"),
    "code-unknown": facts("权威参考数据", .normativity, "GB/T 2261.1、GB/T 3304 等代码标准", "性别：南", "性别：男"),
    "format": facts("格式合规性", .normativity, measures + "第十三条", "电话：1380-013", "完整号码"),
    "nonstandard-writing": facts("数据标准", .normativity, measures + "第十三条", "1990/1/1", "1990-01-01"),
    "old-number": facts("数据标准", .normativity, "国发〔2015〕33号；" + number, "15 位旧号码", "18 位号码"),
    "wrong-identifier": facts("业务规则", .normativity, measures + "第十二条", "信用代码栏填身份证号", "统一社会信用代码"),
    "masked": facts("可用性", .completeness, measures + "第十二条", "9904**********1233", "完整号码"),
    "lost-character": facts("内容正确性", .accuracy, "GB 18030-2022", "王?", "王喆"),
    "private-character": facts("数据标准", .normativity, "GB 18030-2022", "私有区字符", "标准汉字编码"),
    "name-junk": facts("格式合规性", .normativity, measures + "第十三条", "张三（已故）", "张三"),
    "mojibake": facts("内容正确性", .accuracy, "GB 18030-2022", "锟斤拷", "从源系统重新导出"),
    "coordinate-outside": facts("内容正确性", .accuracy, "GB/T 18578-2008", "经度：13.1925", "经度：113.1925"),
    "coordinate-swapped": facts("格式合规性", .normativity, measures + "第十三条", "经度：33.7662", "经度：113.1925"),
    "coordinate-far": facts("内容正确性", .accuracy, measures + "第十四条", "平顶山的点位于北京", "核对原始测量成果"),
    "coordinate-system-unknown": facts("元数据", .normativity, "GB 22021-2008", "坐标系：（空）", "坐标系：CGCS2000"),
    "birth-mismatch": facts("关联数据一致性", .consistency, number, "号码 19900101，出生日期 1990-10-01", "二者一致"),
    "sex-mismatch": facts("关联数据一致性", .consistency, number, "号码第 17 位为偶数，性别男", "二者一致"),
    "date-order": facts("时序性", .consistency, measures + "第十四条", "注销日期早于成立日期", "先后相符"),
    "role-number-repeated": facts("关联数据一致性", .consistency, measures + "第十四条", "夫妻双方同一号码", "各填各的号码"),
    "shared-number": facts("唯一性", .uniqueness, measures + "第十二条", "一号对应两人", "核对各方证件"),
    "several-numbers": facts("相同数据一致性", .consistency, measures + "第十二条", "一人两个有效号码", "注销错误号码"),
    "duplicate-row": facts("数据重复率", .uniqueness, measures + "第十三条", "同一行报送两次", "只报一次"),
    "duplicate-key": facts("唯一性", .uniqueness, measures + "第十三条", "登记簿中一人两行", "合并为一行"),
    "contradicts-source": facts(
      "相同数据一致性", .consistency, measures + "第十二条、第十九条", "与数源部门的权威值不同", "更正，或向数源部门提出异议"),
    "outvoted-name": facts(
      "相同数据一致性", .consistency, measures + "第十二条、第十九条", "一个部门登记王昊，两个部门登记王浩", "核对证件后更正"),
    "living-after-death": facts("基于时间点的及时性", .timeliness, measures + "第十四条", "已登记死亡仍在享受待遇", "核实状态"),
    "bad-bytes": facts("可访问性", .completeness, measures + "第十三条", "编码损坏的行", "按声明的编码重新导出"),
    "ragged": facts("数据模型", .normativity, measures + "第十三条", "单元格数与表头不符", "内容含逗号时加引号"),
    "unclosed-quote": facts("数据模型", .normativity, "RFC 4180", "\"未闭合", "\"闭合\""),
    "row-too-long": facts("数据模型", .normativity, measures + "第十三条", "整段文字挤在一行", "检查引号和换行"),
    "column-missing": facts("数据元素完整性", .completeness, measures + "第十条", "文件缺目录登记的列", "按目录报送"),
    "column-undeclared": facts("元数据", .normativity, measures + "第十条、第十一条", "目录未登记的列", "补登目录"),
    "file-unreadable": facts("可访问性", .completeness, measures + "第十三条", "文件损坏或无权限", "重新报送"),
    "no-files": facts("基于时间点的及时性", .timeliness, measures + "第二十七条（一）", "登记而未报送", "按更新周期报送"),
    "total-row": facts("数据模型", .normativity, measures + "第十三条", "表尾合计行", "去掉合计行"),
    "share-without-basis": facts("元数据", .normativity, measures + "第十七条", "不予共享而无依据", "注明依据，或无条件共享"),
    "feed-stopped": facts(
      "可用性", .completeness, measures + "第十四条、第二十七条（四）", "一半的行无法读入", "导出完整后重新报送"),
    "feed-warning": facts("可用性", .completeness, measures + "第十四条", "行数比上次少三成", "核查后确认或重报"),
    "several-sources": facts("业务规则", .consistency, measures + "第十二条", "同一数据项两个数源", "明确唯一数源"),
    "credit-not-listed": facts(
      "业务规则", .normativity, "《全国公共信用信息基础目录》", "类别：失信惩戒", "目录内的事项，如行政处罚"),
    "credit-forbidden": facts(
      "业务规则", .normativity, "《河南省社会信用条例》", "内容含病史", "删去禁止归集的内容"),
    "credit-by-name": facts(
      "数据元素完整性", .completeness, "《河南省社会信用条例》", "某某（无号码）", "名称与统一社会信用代码或身份号码"),
    "parcel-mismatch": facts(
      "关联数据一致性", .consistency, "GB/T 37346-2019", "宗地代码与单元代码前 19 位不同", "二者一致"),
    "share-sum": facts(
      "关联数据一致性", .consistency, "《民法典》第二百九十八条、第三百零八条", "1/2 与 1/4", "1/2 与 1/2"),
    "certificate-conflict": facts(
      "唯一性", .uniqueness, "GB/T 36904-2018", "一个标识两个证照编号", "一证一标识"),
  ]
}
