import GuiyiBase
import GuiyiColumns
import GuiyiLedger
import GuiyiModel
import GuiyiReport
import GuiyiStore
import GuiyiTopic

/// The files of a run and which of them wait for which: each is written as soon as it can be.
///
/// The database of people takes longest, and the topics read it: they come before the pages, which need nothing of them.
struct RunOutputs: Sendable {
  private enum Piece: Sendable {
    case base(Subject)
    /// What of the base databases is other than in the former run.
    case changes
    /// The index in `topics`.
    case topic(Int)
    case ledger, collection, run, pages
  }

  private enum Outcome: Sendable {
    case written
    /// With a message where the former run cannot be read.
    case changes(FormerTopics?, failure: String?)
    case topic(Result<WrittenTopic, TopicMistake>)
    case ledger(Ledger)
    case collection(ExaminedCollection, ShownFindings)
  }

  private let results: Results
  private let writer: ResultWriter
  private let identities: ResultWriter.Identities
  private let topics: [TopicDeclaration]
  private let former: FormerVersion
  private let formerTopicFolder: String?

  /// - Parameters:
  ///   - topics: each behind those that it needs.
  ///   - formerTopicFolder: the former run, of whose topics unchanged rows are taken over; nil where topics are made whole.
  init(
    results: Results, writer: ResultWriter, identities: ResultWriter.Identities, topics: [TopicDeclaration],
    former: FormerVersion, formerTopicFolder: String?
  ) {
    self.results = results
    self.writer = writer
    self.identities = identities
    self.topics = topics
    self.former = former
    self.formerTopicFolder = formerTopicFolder
  }

  func write() throws -> (disputes: DisputeMarks, topics: TopicResults, collection: ExaminedCollection) {
    let clock = results.clock
    let (pieces, needs) = plan()
    let bases = StageSpan(.write, of: clock, pieceCount: writer.subjects.count + 1)
    // To see what changed is part of making topics.
    let topicSpan = StageSpan(
      .topics, of: clock, pieceCount: topics.count + (formerTopicFolder == nil ? 0 : 1))
    let reports = StageSpan(.reports, of: clock, pieceCount: 2)
    let preparation = try bases.piece(amount: { _ in 0 }) { try writer.prepare(identities, former: former) }
    let topicFolder = try results.run.makeFolder("topic")
    let outcomes = try results.workers.tryMap(after: needs) { index, inputs -> Outcome in
      switch pieces[index] {
      case .base(let subject):
        _ = try bases.piece(amount: { $0 }) {
          try writer.writeBase(subject, preparation, former: former)
        }
        return .written
      case .changes:
        let former = topicSpan.piece(amount: { _ in 0 }) {
          Result {
            try formerTopicFolder.map {
              try FormerTopics(folder: $0, baseFolder: results.run.folder + "/base")
            }
          }
        }
        switch former {
        case .success(let topics): return .changes(topics, failure: nil)
        // With a former run that cannot be read, topics are made whole.
        case .failure(let error): return .changes(nil, failure: "\(error)")
        }
      case .topic(let topic):
        return .topic(
          try topicSpan.piece(amount: { (try? $0.get()) == nil ? 0 : 1 }) {
            try build(topics[topic], inputs, folder: topicFolder)
          })
      case .ledger:
        return .ledger(try results.advanceLedger())
      case .collection:
        guard case .ledger(let ledger) = inputs[0] else { preconditionFailure("the search needs the ledger") }
        let collection = clock.time(.violations, amount: { $0.violations.count }) {
          results.examine(ledger, reviews: writer.reviews())
        }
        return .collection(collection, results.shownFindings())
      case .run, .pages:
        guard case .collection(let collection, let findings) = inputs[0] else {
          preconditionFailure("reports need what was found")
        }
        _ = try reports.piece(amount: { $0 }) {
          if case .pages = pieces[index] {
            return try results.writePages(collection, findings: findings, disputes: preparation.disputes)
          }
          try results.writeRun(collection, findings: findings)
          return 0
        }
        return .written
      }
    }
    return (preparation.disputes, topicResults(pieces, outcomes), collection(outcomes))
  }

  /// The pieces in the order in which they are begun where several can be, and what each waits for.
  private func plan() -> (pieces: [Piece], needs: [[Int]]) {
    var pieces: [Piece] = []
    var needs: [[Int]] = []
    func add(_ piece: Piece, after needed: [Int]) -> Int {
      pieces.append(piece)
      needs.append(needed)
      return pieces.count - 1
    }
    var bases: [Subject: Int] = [:]
    for subject in writer.subjects { bases[subject] = add(.base(subject), after: []) }
    // What changed is known once all of them are there.
    let changes = formerTopicFolder.map { _ in add(.changes, after: bases.values.sorted()) }
    var built: [String: Int] = [:]
    for index in topicsLargestFirst() {
      let topic = topics[index]
      let sources = changes.map { [$0] } ?? topic.uses.compactMap { bases[$0] }
      built[topic.name] = add(.topic(index), after: sources + topic.needs.compactMap { built[$0] })
    }
    let ledger = add(.ledger, after: [])
    let collection = add(.collection, after: [ledger])
    _ = add(.run, after: [collection])
    _ = add(.pages, after: [collection])
    return (pieces, needs)
  }

  /// Those that read most entities before the others, for a large one that begins last is waited for alone; each behind those that
  /// it needs.
  private func topicsLargestFirst() -> [Int] {
    var depths: [String: Int] = [:]
    for topic in topics {
      depths[topic.name] = topic.needs.reduce(0) { max($0, (depths[$1] ?? 0) + 1) }
    }
    let ranks = topics.map { topic in
      (depths[topic.name] ?? 0, -topic.uses.reduce(0) { $0 + writer.entityCount(of: $1) })
    }
    return topics.indices.sorted { (ranks[$0].0, ranks[$0].1, $0) < (ranks[$1].0, ranks[$1].1, $1) }
  }

  /// Builds a topic, unless one that it needs could not be built.
  private func build(
    _ topic: TopicDeclaration, _ inputs: [Outcome], folder: String
  ) throws -> Result<WrittenTopic, TopicMistake> {
    for (needed, outcome) in zip(topic.needs, inputs.suffix(topic.needs.count)) {
      if case .topic(.failure) = outcome {
        return .failure(
          TopicMistake(site: topic.needsSite, message: "'\(needed)', which it needs, could not be built"))
      }
    }
    var former: FormerTopics?
    if case .changes(let known, _) = inputs.first { former = known }
    return try writer.writeTopic(topic, path: folder + "/" + topic.name + ".sqlite", former: former)
  }

  private func topicResults(_ pieces: [Piece], _ outcomes: [Outcome]) -> TopicResults {
    var results = TopicResults()
    // In the order of the topics, whichever was begun first.
    let order = zip(pieces, outcomes).map { piece, outcome -> (topic: Int, outcome: Outcome) in
      if case .topic(let index) = piece { (index, outcome) } else { (-1, outcome) }
    }.sorted { $0.topic < $1.topic }
    for outcome in order.map(\.outcome) {
      switch outcome {
      case .topic(.success(let topic)):
        results.findings += topic.findings
        if topic.making.isRefreshed { results.refreshedCount += 1 }
        if let failure = topic.making.failure { results.failures.append("\(topic.name): \(failure)") }
      case .topic(.failure(let mistake)): results.mistakes.append(mistake)
      case .changes(_, let failure?): results.failures.append(failure)
      case .changes, .written, .ledger, .collection: break
      }
    }
    return results
  }

  private func collection(_ outcomes: [Outcome]) -> ExaminedCollection {
    for case .collection(let collection, _) in outcomes { return collection }
    preconditionFailure("every run examines what was collected")
  }
}

/// What became of the topics.
struct TopicResults: Sendable {
  var mistakes: [TopicMistake] = []
  var findings: [TopicFindingCount] = []
  /// How many hold anything of the former run.
  var refreshedCount = 0
  /// Refreshes that were given up: the topics are whole and right, only slower.
  var failures: [String] = []
}

/// What the search for repeated collection came to, and what else waits for a person.
struct ExaminedCollection: Sendable {
  let violations: [Violation]
  /// With this run's questions.
  let ledger: Ledger
  let burden: CollectionBurden
  let newestDays: [DayNumber?]
  let reviews: [RunContent.Review]
}
