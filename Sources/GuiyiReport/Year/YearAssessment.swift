public import GuiyiLedger
public import GuiyiModel

/// One measure of a department's year after Article 20: A of B, summed over the runs of the year or counted in the ledger.
public struct YearMeasure: Sendable, Hashable {
  public enum Name: String, Sendable, CaseIterable {
    case delivered, standing, fresh, filled, standardValues, correctValues, consistentRows
    case settled, used, answered, disputed
  }

  /// The five things that Article 20 has evaluated.
  public enum Aspect: String, Sendable, CaseIterable {
    case provision, timeliness, quality, use, disputes
  }

  public let name: Name
  public let a: Int
  public let b: Int

  /// nil where there was nothing to measure.
  public var ratio: Double? { b > 0 ? Double(a) / Double(b) : nil }
  /// Disputes are a right, not a fault: they are told and never graded.
  public var isGraded: Bool { name != .disputed }
  public var aspect: Aspect { name.aspect }
}

extension YearMeasure.Name {
  public var aspect: YearMeasure.Aspect {
    switch self {
    case .delivered, .standing: .provision
    case .fresh, .settled: .timeliness
    case .filled, .standardValues, .correctValues, .consistentRows: .quality
    case .used: .use
    case .answered, .disputed: .disputes
    }
  }
}

/// The year of one department.
public struct DepartmentYear: Sendable {
  /// The department's code.
  public let department: String
  /// In the order of `YearMeasure.Name.allCases`.
  public let measures: [YearMeasure]
}

/// The yearly evaluation of Article 20, from nothing but the counts that the ledger keeps.
public struct YearAssessment: Sendable {
  public let year: Int
  /// The runs of the year, by their numbers; empty where there was none.
  public let runNumbers: [Int]
  /// The first and the last day of the year, and the day up to which it is known.
  public let first: DayNumber
  public let last: DayNumber
  public let knownThrough: DayNumber
  /// By code.
  public let departments: [DepartmentYear]

  /// - Parameters:
  ///   - resources: the code of the department of each resource, by the resource's code.
  ///   - departments: codes, in their order.
  public init(
    _ ledger: Ledger, year: Int, first: DayNumber, last: DayNumber, departments: [String],
    departmentOf resources: [String: String]
  ) {
    self.year = year
    self.first = first
    self.last = last
    let measures = ledger.measures.filter { first <= $0.day && $0.day <= last }
    let runs = Set(measures.map(\.runNumber)).sorted()
    runNumbers = runs
    let known = min(last, ledger.counts.last?.day ?? first)
    knownThrough = known
    let lives = Self.settled(ledger, first...max(first, known), resources)
    self.departments = departments.map { code in
      let own = measures.filter { $0.department == code }
      let notices = ledger.notices.filter { resources[String($0.key.prefix { $0 != "\t" })] == code }
      return DepartmentYear(
        department: code,
        measures: YearMeasure.Name.allCases.map { name in
          switch name {
          case .settled: lives[code]?.settled ?? YearMeasure(name: name, a: 0, b: 0)
          case .disputed: lives[code]?.disputed ?? YearMeasure(name: name, a: 0, b: 0)
          case .answered: Self.answered(notices, first...max(first, known))
          // What a department uses is a state: the last run of the year says it.
          case .used: Self.sum(name, own.filter { $0.runNumber == runs.last })
          default: Self.sum(name, own)
          }
        })
    }
  }

  private static func sum(_ name: YearMeasure.Name, _ measures: [MeasureCount]) -> YearMeasure {
    var (a, b) = (0, 0)
    for measure in measures where measure.name == name.rawValue {
      a = a &+ measure.a
      b = b &+ measure.b
    }
    return YearMeasure(name: name, a: a, b: b)
  }

  /// What fell due in the year: ended, or answered by one who cannot repair, by its day; and what was disputed.
  private static func settled(
    _ ledger: Ledger, _ year: ClosedRange<DayNumber>, _ resources: [String: String]
  ) -> [String: (settled: YearMeasure, disputed: YearMeasure)] {
    let departmentOf = ledger.words.map { resources[$0] }
    var counts: [String: [Int]] = [:]
    for life in ledger.lives {
      guard let code = departmentOf[Int(life.resource)] else { continue }
      if life.dueDay != FindingLife.noDay, year.contains(life.dueDay) {
        let isEnded = life.end != nil && life.endDay <= life.dueDay
        let isAnswered = life.answer.map { !$0.keepsDeadline } ?? false && life.answerDay <= life.dueDay
        counts[code, default: [0, 0, 0, 0]][1] += 1
        if isEnded || isAnswered { counts[code, default: [0, 0, 0, 0]][0] += 1 }
      }
      if life.answer != nil, life.answerDay != FindingLife.noDay, year.contains(life.answerDay) {
        counts[code, default: [0, 0, 0, 0]][3] += 1
        if life.answer == .notTrue || life.answer == .notOurs { counts[code, default: [0, 0, 0, 0]][2] += 1 }
      }
    }
    return counts.mapValues {
      (
        YearMeasure(name: .settled, a: $0[0], b: $0[1]), YearMeasure(name: .disputed, a: $0[2], b: $0[3])
      )
    }
  }

  /// Questions of repeated collection that fell due in the year, and those answered by their day.
  private static func answered(_ notices: [NoticeLife], _ year: ClosedRange<DayNumber>) -> YearMeasure {
    let due = notices.filter { year.contains($0.dueDay) }
    return YearMeasure(
      name: .answered, a: due.count { $0.answer != nil && $0.answerDay <= $0.dueDay }, b: due.count)
  }
}
