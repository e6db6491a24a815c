import Foundation
import GuiyiBase
import GuiyiColumns
import GuiyiHistory
import GuiyiIngest
import GuiyiLink
import GuiyiMerge
import GuiyiModel
import GuiyiRecords
import GuiyiResolve
import GuiyiStore
import GuiyiTopic

/// Writes the base databases of a run, each through a connection of its own.
struct ResultWriter: Sendable {
  let state: CityState
  let catalog: Catalog
  let run: PendingRun
  let asOf: String
  let disputed: [Dispute]
  let workers: Workers

  private func identityKeys() -> [[UInt64]] {
    workers.map(Subject.entities.count) { index in
      state.records[Subject.entities[index]].identityKeys(values: state.values)
    }
  }

  private func numbers(former: FormerVersion, identityKeys: [[UInt64]]) -> [EntityNumbers] {
    workers.map(Subject.entities.count) { index in
      let resolution = state.resolutions[index]
      return EntityNumbers(
        entityOf: resolution.entityOf, entityCount: resolution.entityCount,
        contentKeys: state.records[Subject.entities[index]].keys, identityKeys: identityKeys[index],
        former: former.entities[index], runNumber: run.runNumber)
    }
  }

  /// The disputes of the workspace with their entities; where there are none nothing is numbered for it.
  func disputeMarks(former: FormerVersion) throws -> DisputeMarks {
    if disputed.isEmpty { return DisputeMarks() }
    return try DisputeMarks(
      disputed, state: state, numbers: numbers(former: former, identityKeys: identityKeys()), former: former)
  }

  /// Writes all base databases; the largest first, so that no thread waits alone at the end.
  /// - Parameter former: the former run's entities, and where its base databases are.
  func writeBases(former: FormerVersion) throws -> [EntityNumbers] {
    let folder = try run.makeFolder("base")
    let subjects = Subject.entities
    let identityKeys = identityKeys()
    let numbers = numbers(former: former, identityKeys: identityKeys)
    let disputes = try DisputeMarks(disputed, state: state, numbers: numbers, former: former)
    let relations = storedRelations(numbers)
    let order = subjects.indices.sorted {
      (state.records[subjects[$1]].count, $0) < (state.records[subjects[$0]].count, $1)
    }
    _ = try workers.tryMap(order.count) { place in
      let index = order[place]
      let subject = subjects[index]
      let resolution = state.resolutions[index]
      let log = try changeLog(
        subject, numbers[index], disputes: disputes.stored(subject).marks, former: former)
      let content = BaseContent(
        declaration: BaseDeclaration.of(subject), records: state.records[subject],
        golden: state.golden[index], identityKeys: identityKeys[index], numbers: numbers[index].numbers,
        links: storedLinks(resolution), conflicts: storedConflicts(resolution),
        relations: relations[index], log: log, disputes: disputes.stored(subject),
        meta: [
          ("schema", "3"), ("subject", subject.name), ("title", BaseDeclaration.of(subject).chineseName),
          ("run", String(run.runNumber)), ("as_of", asOf), ("next_number", String(numbers[index].nextNumber)),
        ])
      try writeBase(
        content, entityOf: resolution.entityOf, tables: state.tables, catalog: catalog,
        groups: state.records.groups, recordOfRow: state.records.recordOfRow, values: state.values,
        path: folder + "/" + BaseDeclaration.of(subject).fileName)
    }
    return numbers
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

  /// The relations of rows by the subject on their left, with the numbers of the entities on their right.
  private func storedRelations(
    _ numbers: [EntityNumbers]
  ) -> [[(relation: RecordRelation, otherNumber: UInt32)]] {
    var bySubject = Subject.entities.map { _ in [(relation: RecordRelation, otherNumber: UInt32)]() }
    let sides = RelationKind.all.map { (left: Int($0.left.rawValue), right: Int($0.right.rawValue)) }
    for relation in state.records.relations(tables: state.tables, workers: workers) {
      let (left, right) = sides[Int(relation.kindIndex)]
      let entity = state.resolutions[right].entityOf[Int(relation.right)]
      bySubject[left].append((relation, numbers[right].numbers[Int(entity)]))
    }
    return bySubject
  }

  /// Builds the topics that are declared; a wrong one is reported and the others are built.
  func writeTopics(_ topics: [TopicDeclaration]) throws -> [TopicMistake] {
    let folder = try run.makeFolder("topic")
    let mistakes = try workers.tryMap(topics.count) { index -> TopicMistake? in
      let path = folder + "/" + topics[index].name + ".sqlite"
      do {
        try TopicWriter.write(topics[index], baseFolder: run.folder + "/base", asOf: asOf, path: path)
        return nil
      } catch let mistake as TopicMistake {
        // Half a topic is worse than none: readers could not tell.
        try? FileManager.default.removeItem(atPath: path)
        return mistake
      }
    }
    return mistakes.compactMap { $0 }
  }

  /// What `run.sqlite` holds of the reviews.
  func reviews() -> [RunContent.Review] {
    state.resolutions.flatMap { resolution -> [RunContent.Review] in
      let records = state.records[resolution.subject]
      func place(_ record: UInt32) -> (resource: Int, file: Int, row: UInt32, role: String) {
        let resource = Int(records.resources[Int(record)])
        let row = Int(records.rows[Int(record)])
        return (
          resource, Int(state.tables[resource].fileOfRow[row]), state.tables[resource].rowNumbers[row],
          state.records.groups[resource][Int(records.groups[Int(record)])].role
        )
      }
      return resolution.reviews.map { review in
        let left = place(review.left)
        let right = place(review.right)
        return RunContent.Review(
          subject: resolution.subject, leftResource: left.resource, leftFile: left.file, leftRow: left.row,
          leftRole: left.role, rightResource: right.resource, rightFile: right.file, rightRow: right.row,
          rightRole: right.role, probability: review.probability,
          reason: review.reason)
      }
    }
  }
}
