import Foundation
import GuiyiBase
import GuiyiColumns
import GuiyiHistory
import GuiyiIngest
import GuiyiLink
import GuiyiMerge
import GuiyiModel
import GuiyiRecords
import GuiyiRelate
import GuiyiResolve
import GuiyiStore
import GuiyiText
import GuiyiTopic

/// Writes the base and topic databases of a run, each through a connection of its own.
struct ResultWriter: Sendable {
  let state: CityState
  let relations: CityRelations
  let catalog: Catalog
  let run: PendingRun
  let asOf: String
  let gazetteer: Gazetteer
  let disputed: [Dispute]
  let workers: Workers

  /// Who the entities of all subjects are, at `Subject.rawValue`.
  struct Identities: Sendable {
    fileprivate let keys: [[UInt64]]
    fileprivate let numbers: [EntityNumbers]

    init(_ state: CityState, former: FormerVersion, runNumber: Int, workers: Workers) {
      let keys = workers.map(Subject.entities.count) { index in
        state.records[Subject.entities[index]].identityKeys(values: state.values)
      }
      self.keys = keys
      numbers = workers.map(Subject.entities.count) { index in
        let resolution = state.resolutions[index]
        return EntityNumbers(
          entityOf: resolution.entityOf, entityCount: resolution.entityCount,
          contentKeys: state.records[Subject.entities[index]].keys, identityKeys: keys[index],
          former: former.entities[index], runNumber: runNumber)
      }
    }
  }

  func entityCount(of subject: Subject) -> Int {
    state.resolutions.first { $0.subject == subject }?.entityCount ?? 0
  }

  /// What the base databases have in common, made before any of them.
  struct Preparation: Sendable {
    fileprivate let identities: Identities
    let disputes: DisputeMarks
    fileprivate let relations: [[(relation: RecordRelation, otherNumber: UInt32)]]
    fileprivate let spine: AddressSpine
    fileprivate let folder: String
  }

  /// - Parameter former: the former run's entities, and where its base databases are.
  func prepare(_ identities: Identities, former: FormerVersion) throws -> Preparation {
    let (stored, spine) = workers.both {
      storedRelations(relations.relations, identities.numbers)
    } _: {
      AddressSpine(state: state, gazetteer: gazetteer, numbers: identities.numbers, workers: workers)
    }
    return Preparation(
      identities: identities,
      disputes: try DisputeMarks(disputed, state: state, numbers: identities.numbers, former: former),
      relations: stored, spine: spine, folder: try run.makeFolder("base"))
  }

  /// The subjects of the base databases, those with the most records first: theirs take longest.
  var subjects: [Subject] {
    Subject.entities.sorted {
      (state.records[$1].count, $0.rawValue) < (state.records[$0].count, $1.rawValue)
    }
  }

  /// Writes one base database.
  /// - Returns: how many entities it has.
  func writeBase(_ subject: Subject, _ preparation: Preparation, former: FormerVersion) throws -> Int {
    let index = Int(subject.rawValue)
    let resolution = state.resolutions[index]
    let numbers = preparation.identities.numbers[index]
    let disputes = preparation.disputes.stored(subject)
    let log = try changeLog(subject, numbers, disputes: disputes.marks, former: former)
    var content = BaseContent(
      declaration: BaseDeclaration.of(subject), records: state.records[subject],
      golden: state.golden[index], identityKeys: preparation.identities.keys[index], numbers: numbers.numbers,
      standIns: resolution.standIns, links: storedLinks(resolution), conflicts: storedConflicts(resolution),
      relations: preparation.relations[index], log: log, disputes: disputes,
      meta: [
        ("schema", "3"), ("subject", subject.name), ("title", BaseDeclaration.of(subject).chineseName),
        ("run", String(run.runNumber)), ("as_of", asOf), ("next_number", String(numbers.nextNumber)),
      ], points: preparation.spine.points(of: subject), asOf: asOf,
      locations: preparation.spine.locations(of: subject))
    content.standings = relations.standings(of: subject)
    if subject == .person {
      content.households = Households(
        state.records, tables: state.tables, normalized: state.normalized, values: state.values,
        catalog: catalog, entityOf: resolution.entityOf, golden: state.golden[index])
    }
    let declaration = content.declaration
    try GuiyiBase.writeBase(
      content, entityOf: resolution.entityOf, tables: state.tables, catalog: catalog,
      groups: state.records.groups, recordOfRow: state.records.recordOfRow, values: state.values,
      path: preparation.folder + "/" + declaration.fileName)
    if declaration.isGeoPackage {
      try FileManager.default.createSymbolicLink(
        atPath: preparation.folder + "/" + declaration.mapFileName, withDestinationPath: declaration.fileName)
    }
    return numbers.numbers.count
  }

  /// What became of a subject's entities since the former run.
  private func changeLog(
    _ subject: Subject, _ numbers: EntityNumbers, disputes: [UInt32: String], former: FormerVersion
  ) throws -> ChangeLog {
    guard let base = try former.base(of: subject) else {
      return ChangeLog(runNumber: run.runNumber, asOf: asOf, nextNumber: numbers.nextNumber)
    }
    let golden = state.golden[Int(subject.rawValue)]
    var marks = ByteDictionary()
    let marked = numbers.numbers.map { number in disputes[number].map { marks.intern($0) } ?? 0 }
    return try ChangeLog(
      runNumber: run.runNumber, asOf: asOf, nextNumber: numbers.nextNumber, after: base,
      state: GoldenState(
        numbers: numbers.numbers, unordered: golden.values + [marked],
        texts: golden.elements.map { state.values[$0] } + [marks]),
      events: numbers.events)
  }

  private func storedLinks(_ resolution: Resolution) -> [StoredLink] {
    resolution.links.map {
      StoredLink(left: $0.left, right: $0.right, weightMillibits: $0.weightMillibits, levels: $0.levels)
    }
  }

  private func storedConflicts(_ resolution: Resolution) -> [StoredConflict] {
    resolution.conflicts.map { StoredConflict(left: $0.left, right: $0.right, reason: $0.reason) }
  }

  /// The relations by the subject on their left, with the numbers of the entities on their right.
  private func storedRelations(
    _ relations: [RecordRelation], _ numbers: [EntityNumbers]
  ) -> [[(relation: RecordRelation, otherNumber: UInt32)]] {
    var bySubject = Subject.entities.map { _ in [(relation: RecordRelation, otherNumber: UInt32)]() }
    let sides = RelationKind.all.map { (left: Int($0.left.rawValue), right: Int($0.right.rawValue)) }
    for relation in relations {
      let (left, right) = sides[Int(relation.kindIndex)]
      let entity = state.resolutions[right].entityOf[Int(relation.right)]
      bySubject[left].append((relation, numbers[right].numbers[Int(entity)]))
    }
    return bySubject
  }

  /// Builds one topic from the base databases and the topics that it needs.
  ///
  /// - Parameters:
  ///   - path: the new file.
  ///   - former: the topics of the run before, of which unchanged rows are taken over; nil where the topic is made whole.
  func writeTopic(
    _ topic: TopicDeclaration, path: String, former: FormerTopics?
  ) throws -> Result<WrittenTopic, TopicMistake> {
    do {
      return .success(
        try TopicWriter.write(
          topic, baseFolder: run.folder + "/base", asOf: asOf, path: path, former: former))
    } catch let mistake as TopicMistake {
      // Half a topic is worse than none: readers could not tell.
      try? FileManager.default.removeItem(atPath: path)
      return .failure(mistake)
    }
  }

  /// What `run.sqlite` holds of the reviews.
  func reviews() -> [RunContent.Review] {
    let questions = relations.creditQuestions(state)
    return state.resolutions.flatMap { resolution -> [RunContent.Review] in
      let records = state.records[resolution.subject]
      func place(_ record: UInt32) -> (resource: Int, file: Int, row: UInt32, role: String) {
        let resource = Int(records.resources[Int(record)])
        let row = Int(records.rows[Int(record)])
        return (
          resource, Int(state.tables[resource].fileOfRow[row]), state.tables[resource].rowNumbers[row],
          state.records.groups[resource][Int(records.groups[Int(record)])].role
        )
      }
      func review(_ left: UInt32, _ right: UInt32, _ probability: Double, _ reason: String)
        -> RunContent.Review
      {
        let left = place(left)
        let right = place(right)
        return RunContent.Review(
          subject: resolution.subject, leftResource: left.resource, leftFile: left.file, leftRow: left.row,
          leftRole: left.role, rightResource: right.resource, rightFile: right.file, rightRow: right.row,
          rightRole: right.role, probability: probability, reason: reason)
      }
      return resolution.reviews.map { review($0.left, $0.right, $0.probability, $0.reason) }
        // However likely it is: a name puts no credit item on anybody's record.
        + questions.filter { $0.subject == resolution.subject }.map {
          review($0.left, $0.right, 0, "credit-by-name")
        }
    }
  }
}
