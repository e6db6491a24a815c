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
  public let key: String
  public let id: UInt64
  public let askedRun: Int
  public let askedDay: DayNumber
  public var dueDay: DayNumber
  public var isProvisional: Bool
  /// The last run whose rows showed it.
  public var lastRun: Int
  public var answer: NoticeAnswer?
  public var answerDay: DayNumber
  /// The law or register that the department names.
  public var reason: String

  public init(
    key: String, id: UInt64, askedRun: Int, askedDay: DayNumber, dueDay: DayNumber, isProvisional: Bool,
    lastRun: Int, answer: NoticeAnswer? = nil, answerDay: DayNumber = FindingLife.noDay, reason: String = ""
  ) {
    self.key = key
    self.id = id
    self.askedRun = askedRun
    self.askedDay = askedDay
    self.dueDay = dueDay
    self.isProvisional = isProvisional
    self.lastRun = lastRun
    self.answer = answer
    self.answerDay = answerDay
    self.reason = reason
  }

  public var number: String { FindingLife.number(id) }
}

/// An answer to a question of repeated collection on its way to the ledger.
public struct ReceivedNoticeAnswer: Sendable, Hashable {
  public let id: UInt64
  public let answer: NoticeAnswer
  public let day: DayNumber
  public let reason: String
  public init(id: UInt64, answer: NoticeAnswer, day: DayNumber, reason: String) {
    self.id = id
    self.answer = answer
    self.day = day
    self.reason = reason
  }
}
