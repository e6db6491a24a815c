public import GuiyiHistory

/// What a base database's change feed is counted from.
public struct Baseline: Sendable, Hashable {
  /// The run whose entities the feed begins with.
  public let runNumber: Int
  /// The first entity number that it did not give.
  public let nextNumber: UInt32
  public init(runNumber: Int, nextNumber: UInt32) {
    self.runNumber = runNumber
    self.nextNumber = nextNumber
  }
}

/// Everything that became of the entities of a base database, up to and with one run.
public struct ChangeLog: Sendable {
  public let runNumber: Int
  /// The run's date.
  public let asOf: String
  public let baseline: Baseline
  /// The base database whose log is carried on; nil where this run begins one.
  public let former: FormerBase?
  public let changes: EntityChanges
  /// What was told before the log began, oldest first: the feed does not have it, redirects and histories do.
  public let earlierEvents: [HistoryEvent]

  /// The log of a first run: it holds nothing, for the run's entities are what the feed begins with.
  public init(runNumber: Int, asOf: String, nextNumber: UInt32) {
    self.init(
      runNumber: runNumber, asOf: asOf, baseline: Baseline(runNumber: runNumber, nextNumber: nextNumber),
      former: nil, changes: EntityChanges(), earlierEvents: [])
  }

  /// The log of a run after another.
  /// - Parameters:
  ///   - state: the golden values that the run chose.
  ///   - events: who came and who went in it.
  public init(
    runNumber: Int, asOf: String, nextNumber: UInt32, after former: FormerBase, state: GoldenState,
    events: [HistoryEvent]
  ) throws {
    guard let baseline = former.baseline else {
      // An engine that kept no log told the same events without values.
      let ids = try former.earlierEvents() + events.filter { $0.event != .created }
      self.init(
        runNumber: runNumber, asOf: asOf, baseline: Baseline(runNumber: runNumber, nextNumber: nextNumber),
        former: nil, changes: EntityChanges(), earlierEvents: ids)
      return
    }
    self.init(
      runNumber: runNumber, asOf: asOf, baseline: baseline, former: former,
      changes: EntityChanges(from: try former.golden(), to: state, events: events), earlierEvents: [])
  }

  private init(
    runNumber: Int, asOf: String, baseline: Baseline, former: FormerBase?, changes: EntityChanges,
    earlierEvents: [HistoryEvent]
  ) {
    self.runNumber = runNumber
    self.asOf = asOf
    self.baseline = baseline
    self.former = former
    self.changes = changes
    self.earlierEvents = earlierEvents
  }
}
