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

/// Writes the base databases of a run, each through a connection of its own.
struct ResultWriter: Sendable {
  let state: CityState
  let relations: CityRelations
  let catalog: Catalog
  let run: PendingRun
  let asOf: String
  let gazetteer: Gazetteer
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
    let stored = storedRelations(relations.relations, numbers)
    let spine = AddressSpine(state: state, gazetteer: gazetteer, numbers: numbers, workers: workers)
    let order = subjects.indices.sorted {
      (state.records[subjects[$1]].count, $0) < (state.records[subjects[$0]].count, $1)
    }
    _ = try workers.tryMap(order.count) { place in
      let index = order[place]
      let subject = subjects[index]
      let resolution = state.resolutions[index]
      let log = try changeLog(
        subject, numbers[index], disputes: disputes.stored(subject).marks, former: former)
      var content = BaseContent(
        declaration: BaseDeclaration.of(subject), records: state.records[subject],
        golden: state.golden[index], identityKeys: identityKeys[index], numbers: numbers[index].numbers,
        standIns: resolution.standIns, links: storedLinks(resolution), conflicts: storedConflicts(resolution),
        relations: stored[index], log: log, disputes: disputes.stored(subject),
        meta: [
          ("schema", "3"), ("subject", subject.name), ("title", BaseDeclaration.of(subject).chineseName),
          ("run", String(run.runNumber)), ("as_of", asOf), ("next_number", String(numbers[index].nextNumber)),
        ], points: spine.points(of: subject), asOf: asOf,
        locations: spine.locations(of: subject))
      content.standings = relations.standings(of: subject)
      if subject == .person {
        content.households = Households(
          state.records, tables: state.tables, normalized: state.normalized, values: state.values,
          catalog: catalog, entityOf: resolution.entityOf, golden: state.golden[index])
      }
      let declaration = content.declaration
      try writeBase(
        content, entityOf: resolution.entityOf, tables: state.tables, catalog: catalog,
        groups: state.records.groups, recordOfRow: state.records.recordOfRow, values: state.values,
        path: folder + "/" + declaration.fileName)
      if declaration.isGeoPackage {
        try FileManager.default.createSymbolicLink(
          atPath: folder + "/" + declaration.mapFileName, withDestinationPath: declaration.fileName)
      }
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

  /// Builds the topics that are declared, each after those that it needs; a wrong one is reported and the others are built.
  ///
  /// - Parameter formerFolder: the finished run before, of which unchanged rows are taken over; nil where there is none.
  func writeTopics(_ topics: [TopicDeclaration], formerFolder: String?) throws -> TopicResults {
    let folder = try run.makeFolder("topic")
    // Without the former run, or with one that cannot be read, topics are made whole.
    let former = formerFolder.flatMap { try? FormerTopics(folder: $0, baseFolder: run.folder + "/base") }
    let order = TopicOrder(topics)
    var results = TopicResults(mistakes: order.mistakes)
    var failed: Set<String> = []
    for round in order.rounds {
      for topic in round {
        guard let needed = topic.needs.first(where: { failed.contains($0) }) else { continue }
        failed.insert(topic.name)
        results.mistakes.append(
          TopicMistake(site: topic.needsSite, message: "'\(needed)', which it needs, could not be built"))
      }
      let ready = round.filter { !failed.contains($0.name) }
      let built = try workers.tryMap(ready.count) { index -> Result<[TopicFindingCount], TopicMistake> in
        let path = folder + "/" + ready[index].name + ".sqlite"
        do {
          return .success(
            try TopicWriter.write(
              ready[index], baseFolder: run.folder + "/base", asOf: asOf, path: path, former: former))
        } catch let mistake as TopicMistake {
          // Half a topic is worse than none: readers could not tell.
          try? FileManager.default.removeItem(atPath: path)
          return .failure(mistake)
        }
      }
      for (topic, result) in zip(ready, built) {
        switch result {
        case .success(let counts): results.findings += counts
        case .failure(let mistake):
          failed.insert(topic.name)
          results.mistakes.append(mistake)
        }
      }
    }
    results.builtCount = topics.count - results.mistakes.count
    return results
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

/// What became of the topics.
struct TopicResults: Sendable {
  var mistakes: [TopicMistake]
  var findings: [TopicFindingCount] = []
  var builtCount = 0
}
