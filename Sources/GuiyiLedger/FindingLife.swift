public import GuiyiModel

/// How a finding came to an end.
public enum FindingEnd: String, Sendable, CaseIterable {
  /// The row was delivered again with other content, and the rule no longer fires.
  case repaired
  /// The row is no longer delivered.
  case removed
  /// The row is as it was: another department or the engine itself changed. Nobody's repair, and nobody's fault.
  case lapsed
}

/// What a department said about a finding.
public enum FindingAnswer: String, Sendable, CaseIterable {
  /// It is so, and will be put right.
  case isTrue = "true"
  case notTrue = "not-true"
  case notOurs = "not-ours"
  /// The system of origin is the province's or the state's; the city cannot edit it.
  case province

  /// The word in the workbook's list of answers.
  public var chineseName: String {
    switch self {
    case .isTrue: "属实"
    case .notTrue: "不属实"
    case .notOurs: "非本部门"
    case .province: "源头在上级系统"
    }
  }

  public var englishName: String {
    switch self {
    case .isTrue: "true"
    case .notTrue: "not true"
    case .notOurs: "not ours"
    case .province: "the system is the province's"
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

  /// Whether the deadline still runs: whoever cannot repair, or disputes, is not late.
  public var keepsDeadline: Bool { self == .isTrue }
}

/// One finding over all runs: when it came, how often it was seen, what was said, how it ended.
public struct FindingLife: Sendable, Hashable {
  /// The finding's number, in workbooks as 16 hexadecimal digits; it never changes.
  public var id: UInt64 = 0
  /// What it is found again by: its row's key, rule, column and value.
  public var matchKey: UInt64 = 0
  /// The same by the row's names, for rows whose number was the mistake.
  public var secondKey: UInt64 = 0
  public var rowKey: UInt64 = 0
  public var secondRowKey: UInt64 = 0
  public var contentHash: UInt64 = 0
  /// Numbers of `Ledger.words`: the resource's code, the rule's code, the column's heading, the file.
  public var resource: UInt32 = 0
  public var rule: UInt32 = 0
  public var column: UInt32 = 0
  public var file: UInt32 = 0
  public var rowNumber: UInt32 = 0
  public var firstRun: Int32 = 0
  public var firstDay = Self.noDay
  public var lastRun: Int32 = 0
  public var lastDay = Self.noDay
  /// In how many runs it was seen.
  public var seenCount: Int32 = 0
  /// The run whose work order it is in: the first, or the one in which it came back.
  public var openedRun: Int32 = 0
  public var openedDay = Self.noDay
  /// `noDay` where nothing is due.
  public var dueDay = Self.noDay
  public var isProvisional = false
  /// nil while it is open.
  public var end: FindingEnd?
  public var endRun: Int32 = 0
  public var endDay = Self.noDay
  public var answer: FindingAnswer?
  public var answerDay = Self.noDay

  public init() {}

  public static let noDay = DayNumber.min

  public var isOpen: Bool { end == nil }

  /// Whether the deadline has passed and nothing was said that stops it.
  public func isOverdue(on day: DayNumber) -> Bool {
    isOpen && dueDay != Self.noDay && dueDay < day && (answer?.keepsDeadline ?? true)
  }

  /// 16 hexadecimal digits.
  public var number: String { Self.number(id) }

  public static func number(_ id: UInt64) -> String {
    let digits = String(id, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The id behind a number as it stands in a workbook.
  public static func id(number: String) -> UInt64? {
    number.utf8.count == 16 ? UInt64(number, radix: 16) : nil
  }
}

/// An answer on its way to the ledger.
public struct ReceivedAnswer: Sendable, Hashable {
  public let id: UInt64
  public let answer: FindingAnswer
  public let day: DayNumber
  /// The run whose workbook it came in.
  public let runNumber: Int
  public init(id: UInt64, answer: FindingAnswer, day: DayNumber, runNumber: Int) {
    self.id = id
    self.answer = answer
    self.day = day
    self.runNumber = runNumber
  }
}

/// What one department's findings came to in one run; the kinds are never added up.
public struct LifeCount: Sendable, Hashable {
  public let runNumber: Int
  public let day: DayNumber
  /// The department's code.
  public let department: String
  public let kind: FindingKind
  public var open = 0
  public var new = 0
  public var overdue = 0
  public var repaired = 0
  public var removed = 0
  public var lapsed = 0
  public init(runNumber: Int, day: DayNumber, department: String, kind: FindingKind) {
    self.runNumber = runNumber
    self.day = day
    self.department = department
    self.kind = kind
  }
}
