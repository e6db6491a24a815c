public import GuiyiModel

/// What a department said about a question of repeated collection.
public enum NoticeAnswer: String, Sendable, CaseIterable {
  /// It is so, and the data will be obtained by sharing.
  case confirmed
  case stopped
  /// A law orders the department to collect it; the law is named in the remark.
  case statutory
  /// A registered joint collection (Article 12).
  case registered
  case onSite = "on-site"

  public var chineseName: String {
    switch self {
    case .confirmed: "确认，改为共享获取"
    case .stopped: "已停止采集"
    case .statutory: "法律法规另有规定"
    case .registered: "已登记的联合采集"
    case .onSite: "现场核验"
    }
  }

  public var englishName: String {
    switch self {
    case .confirmed: "confirmed, will be shared"
    case .stopped: "collection has stopped"
    case .statutory: "a law orders it"
    case .registered: "registered joint collection"
    case .onSite: "on-site check"
    }
  }

  /// Reads a cell of the returned workbook in either language; nil for any other word.
  public init?(cell: String) {
    let word = cell.filter { !$0.isWhitespace }.lowercased()
    guard
      let answer = Self.allCases.first(where: {
        [$0.chineseName, $0.englishName.filter { !$0.isWhitespace }, $0.rawValue].contains(word)
      })
    else { return nil }
    self = answer
  }

  /// Whether the department agrees that it collected what it could have had.
  public var isConfirmation: Bool { self == .confirmed || self == .stopped }
}

/// A question of repeated collection over all runs: when it was asked, by when, and what was said.
public struct NoticeLife: Sendable, Hashable {
  /// Resource, column, kind and element, separated by tabs.
  public var key = ""
  public var id: UInt64 = 0
  /// The run that asked: the first, or the one in which it came back after an answer.
  public var askedRun = 0
  public var askedDay = FindingLife.noDay
  public var dueDay = FindingLife.noDay
  public var isProvisional = false
  /// The last run whose rows showed it, or that had no rows to show it by.
  public var lastRun = 0
  public var answer: NoticeAnswer?
  public var answerDay = FindingLife.noDay
  /// The law or register that the department names.
  public var reason = ""

  public init() {}

  public var number: String { FindingLife.number(id) }
}

/// An answer to a question of repeated collection on its way to the ledger.
public struct ReceivedNoticeAnswer: Sendable, Hashable {
  public let id: UInt64
  public let answer: NoticeAnswer
  public let day: DayNumber
  public let reason: String
  /// The run whose workbook it came in.
  public let runNumber: Int
  public init(id: UInt64, answer: NoticeAnswer, day: DayNumber, reason: String, runNumber: Int) {
    self.id = id
    self.answer = answer
    self.day = day
    self.reason = reason
    self.runNumber = runNumber
  }
}
