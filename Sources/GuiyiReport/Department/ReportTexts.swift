internal import GuiyiModel

/// Marks as each language writes them.
extension ReportLanguage {
  var other: ReportLanguage { self == .chinese ? .english : .chinese }
  public var colon: String { self == .chinese ? "：" : ": " }
  var semicolon: String { self == .chinese ? "；" : "; " }
  /// Between the things of a list.
  public var listComma: String { self == .chinese ? "、" : ", " }
  public var comma: String { self == .chinese ? "，" : ", " }
  /// Between two sentences.
  var gap: String { self == .chinese ? "" : " " }
  public func bracketed(_ text: String) -> String { self == .chinese ? "（\(text)）" : " (\(text))" }
  func titled(_ text: String) -> String { self == .chinese ? "《\(text)》" : ", \(text)," }
}

/// The words of the pages, each once in both languages.
enum ReportText {
  case title, subtitle, overviewTitle, dataAsOf, run, basis, basisText
  case summary, rowsRead, accepted, quarantined, repeated, blank, equation, equationFails
  case errors, conflicts, suspicions, notAdded, repeatedCollection, answerBy, provisional, workingDays
  case doFirst, nothingToDo, more
  case rowSums, resource, file, total
  case quality, qualityNote, dimension, indicator, good, all, ratio, lowerIsBetter, notMeasured
  case findings, findingsNote, noFindings, allFindings, times, examples, row, column, value, detail, wholeRow
  case byColumn, catalogFindings, place
  case violationNote, noViolations, couldHaveHad, shareType, condition, apply, compared, equal, typing,
    different
  case collectedBetween, undated, checked, exampleRows, chance, askedTo, catalogFix
  case comparedWith, comparedNote, otherResource, department, subject, inCommon
  case progress, progressNote, repairBy, trend, again, newFindings, repairedFindings, openFindings
  case overdueFindings, removedRows, lapsedFindings, grade, departmentGrade, otherLanguage
  case answered, late
  case disputes, disputesNote, disputedSince, disputedBy, disputeReason
  case aboutPage, aboutText, leads, multiHead, multiHeadNote, advised, departments, print, level, kind,
    element

  func callAsFunction(_ language: ReportLanguage) -> String {
    language == .chinese ? words.0 : words.1
  }

  private var words: (String, String) {
    switch self {
    case .title: ("数据质量与重复采集报告", "Data quality and repeated collection")
    case .subtitle: ("部门报告", "Department report")
    case .overviewTitle: ("全市数据质量与重复采集总览", "Data quality and repeated collection: overview")
    case .dataAsOf: ("数据截止日", "As of")
    case .run: ("批次", "Run")
    case .basis: ("依据", "Basis")
    case .basisText:
      (
        "《平顶山市政务数据管理办法（试行）》第十二、十四、二十七、二十八条；GB/T 36344-2018",
        "Pingdingshan Measures for Government Data, Articles 12, 14, 27, 28; GB/T 36344-2018"
      )
    case .summary: ("本期概要", "Summary")
    case .rowsRead: ("读取行数", "Rows read")
    case .accepted: ("入库", "Accepted")
    case .quarantined: ("隔离", "Set aside")
    case .repeated: ("完全重复", "Exact repeats")
    case .blank: ("空行", "Blank")
    case .equation: ("读取 = 入库 + 隔离 + 完全重复 + 空行", "Read = accepted + set aside + exact repeats + blank")
    case .equationFails: ("行数不平，请联系数据主管部门。", "The sum does not hold; tell the data bureau.")
    case .errors: ("错误", "Errors")
    case .conflicts: ("冲突", "Conflicts")
    case .suspicions: ("疑似", "Suspicions")
    case .notAdded:
      (
        "错误指数据本身有误；冲突指各来源不一致，尚不能断定谁错；疑似仅供核对。三者不相加，只有错误计入指标。",
        "An error is wrong by itself; a conflict is a difference between sources, with nobody wrong yet; a suspicion is for checking. The three are never added up, and only errors count in the measures."
      )
    case .repeatedCollection: ("重复采集核查", "Repeated collection")
    case .answerBy: ("请于此日前答复", "Please answer by")
    case .provisional: ("（跨入尚未公布放假安排的年份，暂定）", " (provisional: the calendar of that year is not published)")
    case .workingDays: ("个工作日", " working days")
    case .doFirst: ("请先处理", "Please do first")
    case .nothingToDo: ("本期没有需要处理的问题。", "Nothing to do this time.")
    case .more: ("处", "×")
    case .rowSums: ("行数核对", "Where every row went")
    case .resource: ("资源", "Resource")
    case .file: ("文件", "File")
    case .total: ("合计", "Total")
    case .quality: ("质量指标", "Quality measures")
    case .qualityNote:
      (
        "每项指标均给出分子与分母，可自行复算；各指标含义不同，不做平均。",
        "Every measure shows its counts and can be recomputed; they mean different things and are not averaged."
      )
    case .dimension: ("维度", "Dimension")
    case .indicator: ("指标", "Measure")
    case .good: ("A（合格数）", "A (good)")
    case .all: ("B（总数）", "B (all)")
    case .ratio: ("A/B", "A/B")
    case .lowerIsBetter: ("越低越好，A 为重复行数", "lower is better; A counts repeated rows")
    case .notMeasured: ("无可测量的数据", "nothing to measure")
    case .findings: ("问题与处理建议", "Findings and what to do")
    case .findingsNote:
      (
        "每类最多列五例，值已脱敏；全部明细见随附文件，行号与电子表格所示一致（表头为第 1 行）。",
        "At most five examples of each, masked; the file beside this page has them all. Row numbers are those of a spreadsheet, the header being row 1."
      )
    case .noFindings: ("没有发现问题。", "No findings.")
    case .allFindings: ("全部问题明细（可用 WPS 或 Excel 打开）", "All findings (opens in a spreadsheet)")
    case .times: ("次", "×")
    case .examples: ("示例", "Examples")
    case .row: ("行", "Row")
    case .column: ("列", "Column")
    case .value: ("原值（脱敏）", "Value (masked)")
    case .detail: ("说明", "Detail")
    case .wholeRow: ("整行", "whole row")
    case .byColumn: ("按列统计", "By column")
    case .catalogFindings: ("目录问题", "Catalog")
    case .place: ("位置", "Place")
    case .violationNote:
      (
        "以下为依据关联数据形成的证据，是否构成重复采集由人工认定；已尽到注意义务的，依第二十八条不承担责任。法定采集、登记的联合采集、现场核验等情形，请在答复中注明依据。",
        "What follows is evidence from linked rows; a person decides what it amounts to, and duties of care that were performed exempt from liability (Article 28). Please cite the law, the registered joint collection or the on-site check where one applies."
      )
    case .noViolations: ("没有发现重复采集。", "No repeated collection was found.")
    case .couldHaveHad: ("可共享获取", "Could be had from")
    case .shareType: ("共享类型", "Share type")
    case .condition: ("共享条件", "Condition")
    case .apply:
      (
        "在共享交换平台申请该资源的此项数据，改为共享获取，并将目录中该项的来源改为“共享”。",
        "Apply for the item on the sharing platform, obtain it from there, and enter its origin as shared in the catalog."
      )
    case .compared: ("比对", "Compared")
    case .equal: ("相同", "Equal")
    case .typing: ("录入差异", "Typing differences")
    case .different: ("不同", "Different")
    case .collectedBetween: ("采集时间", "Collected")
    case .undated:
      ("行内无日期，无法证明采集晚于发布", "rows carry no date, so that they came after publication cannot be shown")
    case .checked: ("已核对的豁免情形", "Exemptions checked")
    case .exampleRows: ("本部门示例行", "Rows of your own to look at")
    case .chance: ("随机吻合率", "Agreement by chance")
    case .askedTo: ("答复期限", "Answer due")
    case .catalogFix: ("目录更正期限", "Catalog due")
    case .comparedWith: ("比对范围", "What the data was compared with")
    case .comparedNote:
      (
        "本部门数据与下列资源中的同一主体作了比对。",
        "Your data was compared with these resources where they speak of the same people and bodies."
      )
    case .otherResource: ("对方资源", "Other resource")
    case .department: ("部门", "Department")
    case .subject: ("主体", "Subject")
    case .inCommon: ("共同主体数", "In common")
    case .progress: ("整改进展", "What became of the findings")
    case .progressNote:
      (
        "同一问题跨批次只有一个编号。已修复：该行重新报送且同一规则不再触发；行已删除、自行消除（本部门该行未变，因其他来源变化而消除）不算修复，也不归责本部门。提示和疑似不设期限。",
        "A finding keeps its number over runs. Repaired: the row was delivered again and the same rule no longer fires. Removed rows, and findings that lapsed while the row stood as it was, are no repair and nobody's fault. Hints and suspicions have no deadline."
      )
    case .repairBy: ("本批新问题整改期限", "New findings are due by")
    case .trend: ("各批次趋势", "Trend over runs")
    case .again: ("未解决（以前批次）", "open from former runs")
    case .newFindings: ("新增", "new")
    case .repairedFindings: ("已修复", "repaired")
    case .openFindings: ("未解决", "open")
    case .overdueFindings: ("超期", "overdue")
    case .removedRows: ("行已删除", "row removed")
    case .lapsedFindings: ("自行消除", "lapsed")
    case .grade: ("等级", "Grade")
    case .departmentGrade: ("部门等级（取最低）", "Department's grade (the lowest)")
    case .answered: ("部门答复", "Answered")
    case .late: ("（已逾期）", " (overdue)")
    case .disputes: ("有异议的数据", "Disputed values")
    case .disputesNote:
      (
        "下列行给出的权威值有人提出异议（第十九条）。请核实；在作出处理前，该值在各处均带异议标记。",
        "Somebody objects to the golden values that these rows gave (Article 19). Please check them; until that is decided, the values carry the mark wherever they show."
      )
    case .disputedSince: ("提出日期", "Since")
    case .disputedBy: ("提出人", "By")
    case .disputeReason: ("理由", "Reason")
    case .otherLanguage: ("English", "中文")
    case .aboutPage: ("说明", "About this page")
    case .aboutText:
      (
        "请在源系统更正后，按原格式整文件重新报送；下一批次将用同一规则复核。属省垂、国垂系统或不属本部门的，请在答复中说明。本页由程序生成，可离线打开和打印，不含任何外部链接。",
        "Correct the data in its own system and deliver the whole file again in its former format; the next run checks it by the same rules. Please say so where the system is the province's or the data is not yours. This page was made by a program, opens without a network and prints on A4."
      )
    case .leads: ("线索（内部）", "Leads (internal)")
    case .multiHead: ("多头采集：建议明确数源", "Several collectors, no source: name one")
    case .multiHeadNote:
      (
        "下列数据项由多个部门采集，目录中没有数源。建议协商确定一个数源部门（第十二条）；资源后的数字是其覆盖的主体数。",
        "Several departments collect these elements and the catalog names no source. Agree on one (Article 12); the number behind a resource says how many people or bodies it covers."
      )
    case .advised: ("建议数源（覆盖主体最多）", "Suggested source (covers most)")
    case .departments: ("各部门", "Departments")
    case .print: ("打印时自动按 A4 分页", "Prints on A4")
    case .level: ("证据等级", "Level")
    case .kind: ("类型", "Kind")
    case .element: ("数据项", "Element")
    }
  }
}

extension ViolationKind {
  func name(_ language: ReportLanguage) -> String {
    let words =
      switch self {
      case .declared: ("重复采集", "collected again")
      case .hidden: ("隐蔽采集", "hidden collection")
      case .undeclaredShare: ("绕开平台共享", "shared around the platform")
      case .multiHead: ("多头采集", "several collectors")
      }
    return language == .chinese ? words.0 : words.1
  }

  /// What the evidence says, in a sentence.
  func meaning(_ language: ReportLanguage) -> String {
    let words =
      switch self {
      case .declared:
        (
          "目录登记为本部门采集，而数源部门已在平台发布该数据项。",
          "The catalog says that you collect it, while its source offers it on the platform."
        )
      case .hidden:
        (
          "该列未登记为此数据项，但其内容与数源部门的权威值一致，远超随机吻合。",
          "The column is not registered as this element, but holds the source's values far beyond chance."
        )
      case .undeclaredShare:
        (
          "目录登记为共享获取，但平台没有相应授权（第九条）。",
          "The catalog says shared, and no grant of the platform covers it (Article 9)."
        )
      case .multiHead: ("多个部门采集，没有数源。", "Several departments collect it, and it has no source.")
      }
    return language == .chinese ? words.0 : words.1
  }
}

extension ViolationLevel {
  func name(_ language: ReportLanguage) -> String {
    let words =
      switch self {
      case .lead: ("线索", "lead")
      case .suspected: ("疑似", "suspected")
      case .evidenced: ("有据", "evidenced")
      case .confirmed: ("确认", "confirmed")
      }
    return language == .chinese ? words.0 : words.1
  }

  /// What the department is asked to do.
  func demand(_ language: ReportLanguage) -> String {
    let words =
      switch self {
      case .lead: ("内部线索，不需答复。", "Internal; no answer needed.")
      case .suspected: ("请说明数据来源。", "Please explain where the values came from.")
      case .evidenced:
        ("请限期答复，并停止重复采集或注明法定依据。", "Please answer by the deadline, and stop collecting it or cite the law.")
      case .confirmed: ("已确认，请整改（第二十七条）。", "Confirmed; please put it right (Article 27).")
      }
    return language == .chinese ? words.0 : words.1
  }
}

extension QualityIndicator.Name {
  func name(_ language: ReportLanguage) -> String {
    let words =
      switch self {
      case .standardValues: ("取值规范的单元格", "cells in standard form")
      case .soundRows: ("结构合规的行", "rows of the right shape")
      case .filled: ("必填项已填的单元格", "required cells that are filled")
      case .correctValues: ("内容正确的单元格", "cells without an error")
      case .repeats: ("数据重复率", "repeated rows")
      case .consistentRows: ("行内无矛盾的行", "rows without a contradiction")
      case .delivered: ("按目录报送的资源", "resources delivered")
      case .readableRows: ("可正常读取的行", "rows that can be read")
      }
    return language == .chinese ? words.0 : words.1
  }
}

extension Dimension {
  func name(_ language: ReportLanguage) -> String { language == .chinese ? chineseName : rawValue }
}

extension Severity {
  func name(_ language: ReportLanguage) -> String { language == .chinese ? chineseName : rawValue }
}

extension DataElement {
  func title(_ language: ReportLanguage) -> String { language == .chinese ? chineseName : name }
}

extension ShareType {
  func name(_ language: ReportLanguage) -> String {
    let words =
      switch self {
      case .unconditional: ("无条件共享", "unconditional")
      case .conditional: ("有条件共享", "conditional")
      case .none: ("不予共享", "none")
      }
    return language == .chinese ? words.0 : words.1
  }
}

extension Subject {
  func title(_ language: ReportLanguage) -> String {
    guard language == .chinese else { return name }
    return switch self {
    case .person: "自然人"
    case .organization: "法人及其他组织"
    case .credit: "信用"
    case .place: "空间地理"
    case .estate: "自然资源"
    case .certificate: "电子证照"
    case .row: "行"
    }
  }
}
