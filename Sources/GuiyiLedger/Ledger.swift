public import GuiyiModel

/// The lives of all findings of a workspace, and what every run came to.
///
/// A ledger is made from the former one and the findings of a run, and is published with the run: there is no
/// moment in which a finding is lost or counted twice.
public struct Ledger: Sendable {
  /// Texts that lives point to; number 0 is "".
  public var words: [String] = [""]
  /// By id.
  public var lives: [FindingLife] = []
  /// One for each finding of the run, in their order: the place in `lives`.
  public var lifeOfFinding: [UInt32] = []
  /// By run, department and kind.
  public var counts: [LifeCount] = []
  /// A and B of the departments' measures, by run.
  public var measures: [MeasureCount] = []
  /// What departments were asked about repeated collection, in the order in which it was asked.
  public var notices: [NoticeLife] = []

  public init() {}

  /// The number of the last run that was entered, or 0 where there was none.
  public var lastRun: Int { counts.last?.runNumber ?? 0 }
}

/// A ratio of one department in one run, as it was reported.
public struct MeasureCount: Sendable, Hashable {
  public let runNumber: Int
  public let day: DayNumber
  public let department: String
  /// The measure's stable name.
  public let name: String
  public let a: Int
  public let b: Int
  public init(runNumber: Int, day: DayNumber, department: String, name: String, a: Int, b: Int) {
    self.runNumber = runNumber
    self.day = day
    self.department = department
    self.name = name
    self.a = a
    self.b = b
  }
}

/// Texts by number, for making a ledger.
struct WordList {
  private(set) var words: [String]
  private var numbers: [String: UInt32] = [:]

  init(_ words: [String]) {
    self.words = words
    for (number, word) in words.enumerated() { numbers[word] = UInt32(number) }
  }

  mutating func number(_ word: String) -> UInt32 {
    if let number = numbers[word] { return number }
    let number = UInt32(words.count)
    words.append(word)
    numbers[word] = number
    return number
  }
}
