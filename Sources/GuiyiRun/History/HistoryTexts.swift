import GuiyiHistory
import GuiyiReport

/// The words of entities' histories, each once in both languages.
enum HistoryText {
  case created, split(String), merged(String), retired, tookIn(String), gave(String)
  case run(Int, asOf: String), nowKnownAs(String), unknown
  case asOf(String, run: Int), notYet(String), alreadyRetired(Int), beforeFirst(String), noValue
  case disputed

  func callAsFunction(_ language: ReportLanguage) -> String {
    language == .chinese ? words.0 : words.1
  }

  private var words: (String, String) {
    switch self {
    case .created: ("建立", "created")
    case .split(let id): ("自 \(id) 拆出", "split from \(id)")
    case .merged(let id): ("并入 \(id)", "merged into \(id)")
    case .retired: ("注销：其全部来源行已不存在", "retired: none of its rows is there any more")
    case .tookIn(let id): ("\(id) 并入", "took in \(id)")
    case .gave(let id): ("\(id) 由此拆出", "\(id) was split from it")
    case .run(let run, let asOf):
      asOf.isEmpty ? ("第 \(run) 次运行", "run \(run)") : ("第 \(run) 次运行（\(asOf)）", "run \(run) (\(asOf))")
    case .nowKnownAs(let id): ("现为 \(id)：", "now \(id):")
    case .unknown: ("从未有过这个编号。", "was never given out.")
    case .asOf(let day, let run): ("\(day) 的状态（第 \(run) 次运行之后）", "as of \(day) (after run \(run))")
    case .notYet(let day): ("\(day) 尚未建立。", "did not exist on \(day).")
    case .alreadyRetired(let run): ("已于第 \(run) 次运行注销。", "was retired in run \(run).")
    case .beforeFirst(let day):
      ("\(day) 早于有记录的第一次运行。", "is older than the first run on record: \(day).")
    case .noValue: ("（无）", "(none)")
    case .disputed: ("有异议：", "disputed: ")
    }
  }
}
