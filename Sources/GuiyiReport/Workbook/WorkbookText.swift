internal import GuiyiLedger
internal import GuiyiModel

/// The words of the workbooks, each once in both languages.
enum WorkbookText {
  case summarySheet, howToSheet, findingsSheet, title, confidential
  case due, status, times, firstSeen, number
  case reason, remedy, value, answer, remark, code, dimension, kind, severity, count
  case new, again, back, overdue, repaired, removed, lapsed, open, notRead
  case resourceCode, wholeFile, deadline, provisional, rowNumber, byRule, run

  func callAsFunction(_ language: ReportLanguage) -> String {
    language == .chinese ? words.0 : words.1
  }

  private var words: (String, String) {
    switch self {
    case .summarySheet: ("概要", "Summary")
    case .howToSheet: ("填报说明", "How to answer")
    case .findingsSheet: ("问题明细", "Findings")
    case .title: ("数据质量整改工作簿", "Data quality workbook")
    case .confidential:
      (
        "本工作簿含本部门数据原值，仅限本部门经办人员使用，请勿经互联网或即时通信工具传送。",
        "This workbook holds the department's own values in full: for its own staff only, not to be sent over the internet."
      )
    case .due: ("本批新问题整改期限", "New findings due by")
    case .status: ("状态", "Status")
    case .times: ("出现批次数", "Runs seen in")
    case .firstSeen: ("首次发现", "First seen")
    case .number: ("问题编号", "Finding")
    case .reason: ("问题", "What is wrong")
    case .remedy: ("处理建议", "What to do")
    case .value: ("原值", "Value")
    case .answer: ("核实结果（请选择）", "Answer (choose)")
    case .remark: ("说明", "Remark")
    case .code: ("规则编号", "Rule")
    case .dimension: ("质量维度", "Dimension")
    case .kind: ("类型", "Kind")
    case .severity: ("严重程度", "Severity")
    case .count: ("数量", "Count")
    case .new: ("新增", "new")
    case .again: ("重复出现", "again")
    case .back: ("复发", "came back")
    case .overdue: ("超期", "overdue")
    case .repaired: ("已修复", "repaired")
    case .removed: ("行已删除", "row removed")
    case .lapsed: ("自行消除", "lapsed")
    case .open: ("未解决", "open")
    case .notRead: ("（整行未能读入，请在原文件中查看）", "(the row could not be read; see the file)")
    case .resourceCode: ("资源代码", "Resource code")
    case .rowNumber: ("行号", "Row")
    case .byRule: ("按规则统计", "By rule")
    case .deadline: ("期限", "Due")
    case .provisional: ("（暂定）", " (provisional)")
    case .wholeFile: ("整个文件", "the whole file")
    case .run: ("批次", "Run")
    }
  }

  /// The paragraphs of the sheet that says how to send it back.
  static func howTo(_ language: ReportLanguage, commentLimit: Int) -> [String] {
    guard language == .chinese else {
      return [
        "1. Correct the data in its own system, not in this workbook, and deliver the whole file again in its former format. The next run checks it by the same rules and closes what was repaired.",
        "2. Sheets named after resources hold your own rows that need work, in the order and under the headings of your file. Red cells are errors, amber cells differ from another source, yellow cells are only unlikely, or hints. What is wrong and what to do stands left of your columns; coloured cells carry a comment (the first \(commentLimit) of a sheet).",
        "3. Row numbers are those that a spreadsheet shows: the header is row 1.",
        "4. On the sheet Findings, choose an answer in the green column where you have one: true (you will repair it), not true, not ours, the system is the province's. Add a remark where it helps. What is left empty counts as not answered.",
        "5. You may sort, filter and hide. Do not change the columns Finding and Run: answers are found by them.",
        "6. Save the workbook as .xlsx and send it to the data bureau over the government network. They read it with: guiyi answer WORKSPACE FILE.xlsx",
        "7. On the sheet Repeated collection, answer each question and name the law or register in the remark where one applies.",
        "8. Findings that were answered 'not true', 'not ours' or 'the system is the province's' are not counted as late; the bureau checks the answer.",
      ]
    }
    return [
      "1. 请在源系统中更正数据，不要在本工作簿中改数；更正后按原格式整文件重新报送。下一批次用同一规则复核，修复的问题自动销号。",
      "2. 以资源命名的各表列出本部门需要处理的行，顺序和表头与报送文件一致。红色为错误，橙色为与其他来源不一致，黄色为疑似或提示。问题和处理建议列在数据左侧；有问题的单元格带批注（每表前 \(commentLimit) 处）。",
      "3. 行号与电子表格所示一致，表头为第 1 行。",
      "4. 在“问题明细”表绿色的“核实结果”列中选择：属实（将整改）、不属实、非本部门、源头在上级系统；需要时在“说明”列填写情况。留空视为未答复。",
      "5. 可以排序、筛选、隐藏，但请勿改动“问题编号”和“批次”列，系统按这两列对应答复。",
      "6. 填好后另存为 .xlsx，经政务外网送回数据主管部门。数据主管部门用 guiyi answer 工作区 文件.xlsx 读入。",
      "7. “重复采集核查”表（如有）请逐项选择答复；属法定采集、联合采集的，在“说明”列写明依据。",
      "8. 已答复“不属实”“非本部门”“源头在上级系统”的问题不计超期，由数据主管部门复核。",
    ]
  }
}

extension FindingKind {
  func name(_ language: ReportLanguage) -> String { language == .chinese ? chineseName : rawValue }
}
