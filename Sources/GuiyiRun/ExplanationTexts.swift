import GuiyiReport

/// The words of explanations of entities and pairs, each once in both languages.
enum ExplanationText {
  case golden, losing, disputes, records, grounds, relations, history, none
  case isNoEntity(String, of: String), disputed, upheld, dismissed, open
  /// A row of a file as a place.
  case row(file: String, number: String)
  case origin(reason: String, day: String?, run: String), lostBy(String)
  case alike(row: String, count: String), sameNumberAndName, sameInAll
  case link(String, String, bits: String, probability: Double), prior(String), rest(String), share(String)
  case left(String), right(String), entity(String), one(String, workspace: String), apart, whyApart, weak
  case equal, different, missing, noLeft, noRight, differentNumbers(String), andOthers
  case conflict(String, pairs: String), review(String, String, String, probability: Double, reason: String)

  func callAsFunction(_ language: ReportLanguage) -> String {
    language == .chinese ? words.0 : words.1
  }

  private var words: (String, String) {
    switch self {
    case .golden: ("权威值", "Golden values")
    case .losing: ("落选值", "Losing values")
    case .disputes: ("异议", "Disputes")
    case .records: ("来源记录", "Source records")
    case .grounds: ("归并依据（按归并先后）", "Why they are one, in the order of joining")
    case .relations: ("关系", "Relations")
    case .history: ("沿革", "History")
    case .none: ("无", "none")
    case .isNoEntity(let id, let base): ("\(id) 不在\(base)中。", "\(id) is not in the \(base) base.")
    case .disputed: ("〔有异议〕", "[disputed]")
    case .upheld: ("成立", "upheld")
    case .dismissed: ("不成立", "dismissed")
    case .open: ("待处理", "open")
    case .row(let file, let number): ("\(file) 第 \(number) 行", "\(file):\(number)")
    case .origin(let reason, let day, let run):
      (
        "（\(reason)\(day.map { "，数据日期 \($0)" } ?? "")，第 \(run) 次运行起）",
        " (\(reason)\(day.map { ", of \($0)" } ?? ""), since run \(run))"
      )
    case .lostBy(let reason): ("败于：\(reason)", "lost by: \(reason)")
    case .alike(let row, let count):
      ("\(row) ＝ 另外 \(count) 条记录", "\(row) = \(count) other record\(count == "1" ? "" : "s")")
    case .sameNumberAndName: ("公民身份号码与姓名相同", "the same number and name")
    case .sameInAll: ("各项内容相同", "the same in all they say")
    case .link(let a, let b, let bits, let probability):
      (
        "\(a) ＝ \(b)  证据 \(bits) 比特，概率 \(probability)",
        "\(a) = \(b)  evidence \(bits) bits, probability \(probability)"
      )
    case .prior(let bits): ("先验 \(bits)", "prior \(bits)")
    case .rest(let bits): ("罕见度与相关 \(bits)", "rarity and dependence \(bits)")
    case .share(let share): ("份额 \(share)", "share \(share)")
    case .left(let side): ("左：\(side)", "left: \(side)")
    case .right(let side): ("右：\(side)", "right: \(side)")
    case .entity(let id): ("主体 \(id)", "entity \(id)")
    case .one(let id, let workspace):
      (
        "同属 \(id)。归并依据：guiyi explain \(workspace) \(id)",
        "Both are \(id). Why: guiyi explain \(workspace) \(id) --language en"
      )
    case .apart: ("不是同一主体。", "They are not one entity.")
    case .whyApart: ("分开的依据", "What keeps them apart")
    case .weak:
      ("证据不足：两者之间没有达到核对阈值的关联", "too little evidence: nothing between them reaches the review threshold")
    case .equal: ("相同", "Equal")
    case .different: ("不同", "Different")
    case .missing: ("一方缺值，不能说明问题", "Missing on one side, which says nothing")
    case .noLeft: ("左方无值", "none on the left")
    case .noRight: ("右方无值", "none on the right")
    case .differentNumbers(let element):
      ("\(element)不同：两个不同的有效号码从不归并", "\(element) differs: two different valid numbers are never joined")
    case .andOthers: (" 等", ", …")
    case .conflict(let reason, let pairs):
      (
        "冲突：\(Self.conflict(reason).0)（\(pairs) 对记录）",
        "conflict: \(Self.conflict(reason).1) (\(pairs) pair\(pairs == "1" ? "" : "s") of records)"
      )
    case .review(let id, let a, let b, let probability, let reason):
      (
        "待核对 \(id)：\(a) ↔ \(b)，概率 \(probability)，\(Self.review(reason).0)",
        "to review \(id): \(a) ↔ \(b), probability \(probability), \(Self.review(reason).1)"
      )
    }
  }

  private static func conflict(_ reason: String) -> (String, String) {
    switch reason {
    case "same-number-different-person": ("号码相同，其余信息明显是不同的人", "one number, but clearly different people")
    case "same-number-different-birth": ("号码相同，出生日期不同", "one number, but different birth dates")
    default: (reason, reason)
    }
  }

  private static func review(_ reason: String) -> (String, String) {
    switch reason {
    case "uncertain": ("介于两个阈值之间", "between the two thresholds")
    case "lacks-evidence": ("分值足够但缺少必要证据", "heavy enough, but evidence that is required is missing")
    case "different-identifiers": ("其余一致，唯号码不同", "alike but for different numbers")
    case "ambiguous": ("与另一主体同样相符，无法取舍", "fits another entity as well")
    case "weak-bridge": ("两个主体的其他记录互相矛盾", "the other records of the two contradict each other")
    case "kept-apart": ("合并会使已知不同者成为一体", "joining them would join what is known to be different")
    default: (reason, reason)
    }
  }
}
