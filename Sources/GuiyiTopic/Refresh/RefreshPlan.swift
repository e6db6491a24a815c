internal import Foundation
internal import GuiyiBase
internal import GuiyiModel
internal import GuiyiStore

/// Which tables of a topic stand as they are, which are made in part, and which whole.
struct RefreshPlan {
  enum Fate: Equatable {
    case stands, inPart, whole
  }

  /// By the table's place in its topic.
  private(set) var fates: [Fate] = []
  /// The entities whose rows are made anew, by whose the tables are; ascending.
  private(set) var affected: [Subject: [UInt32]] = [:]
  /// The values whose rows are made anew, by the table's place.
  private(set) var values: [Int: Set<String>] = [:]
  /// What each table's query reads.
  let reads: [TableReads]
  let former: FormerTopics
  let formerPath: String

  /// Above this share of a subject's entities a table is made whole: that is quicker then.
  private static let largestShare = 8

  /// - Returns: nil where nothing can be taken over: the topic is new, its text is another, or an engine without keys wrote
  ///   the former run.
  init?(_ topic: TopicDeclaration, sources: TopicSources, asOf: String, former: FormerTopics) throws {
    self.former = former
    formerPath = former.topicFolder + "/\(topic.name).sqlite"
    guard FileManager.default.fileExists(atPath: formerPath) else { return nil }
    let reader = try DatabaseReader(path: formerPath)
    guard try reader.text("SELECT value FROM topic WHERE key = 'text-key'") == topic.storedKey,
      topic.uses.allSatisfy({ former.changes[$0] != nil })
    else { return nil }
    let isOtherDay = try reader.text("SELECT as_of FROM run") != asOf
    reads = try Self.reads(of: topic, sources: sources, formerPath: formerPath)

    let changes = Changes(former: former, subjects: topic.uses)
    var affectedOf: [String: Set<UInt32>] = [:]
    /// Tables of the topic that are not as they were.
    var moved: Set<String> = []
    var all: [Subject: Set<UInt32>] = [:]
    for (table, reads) in zip(topic.tables, reads) {
      let dependsOnAll =
        reads.readsOther || isOtherDay && reads.readsDay
        || reads.readsResources && !former.otherResources.isDisjoint(with: topic.uses)
      let ofOthers = reads.tables.contains { name in
        affectedOf[name] == nil
          || topic.tables.first { $0.name == name }?.owner?.subject != table.owner?.subject
      }
      if let owner = table.owner, !dependsOnAll, !ofOthers, !table.query.contains("main.") {
        var rows = changes.affected(owner.subject, reads)
        for name in reads.tables { rows.formUnion(affectedOf[name] ?? []) }
        if rows.count <= changes.count(of: owner.subject) / Self.largestShare {
          fates.append(rows.isEmpty ? .stands : .inPart)
          if !table.isFinding { affectedOf[table.name] = rows }
          if !rows.isEmpty { moved.insert(table.name) }
          all[owner.subject, default: []].formUnion(rows)
          continue
        }
      }
      if let key = table.valueKey, !dependsOnAll, reads.readsOnlyGolden, !table.query.contains("main.") {
        let changed = try changes.values(key, reads, baseFolder: sources.baseFolder)
        if changed.count <= reads.parts.keys.reduce(0, { $0 + changes.count(of: $1) }) / Self.largestShare {
          if !changed.isEmpty {
            values[fates.count] = changed
            moved.insert(table.name)
          }
          fates.append(changed.isEmpty ? .stands : .inPart)
          continue
        }
      }
      let isMoved =
        dependsOnAll || !reads.tables.isDisjoint(with: moved)
        || reads.parts.contains { subject, parts in !changes.changed(subject, parts).isEmpty }
      fates.append(isMoved ? .whole : .stands)
      if isMoved { moved.insert(table.name) }
    }
    affected = all.mapValues { $0.sorted() }
  }

  /// What each query of the topic reads, in the order of the file.
  private static func reads(
    of topic: TopicDeclaration, sources: TopicSources, formerPath: String
  ) throws -> [TableReads] {
    let queries = try QueryReads(path: formerPath)
    for subject in topic.uses {
      try queries.attach(path: sources.baseFolder + "/\(subject.name).sqlite", as: subject.name)
    }
    for (path, name) in sources.needed { try queries.attach(path: path, as: name) }
    for (name, _) in sources.relationTables(of: topic.tables) {
      try queries.execute("CREATE TEMP TABLE \(name) (kind TEXT, entity_no INTEGER, other_no INTEGER)")
    }
    return try topic.tables.map {
      TableReads(try queries.columns(readBy: $0.query), topic: topic)
    }
  }
}

/// Whose rows may be others, asked of what changed alone.
private struct Changes {
  let former: FormerTopics
  let subjects: [Subject]

  func count(of subject: Subject) -> Int { former.changes[subject]?.entityCount ?? 0 }

  func changed(_ subject: Subject, _ parts: Set<ContentPart>) -> [UInt32] {
    former.changes[subject]?.numbers(in: ContentParts(parts.map { ContentParts($0) })) ?? []
  }

  /// The values that changed entities hold, or held before, in the columns that a table's rows are by.
  func values(
    _ key: TopicDeclaration.ValueKey, _ reads: TableReads, baseFolder: String
  ) throws -> Set<String> {
    var values: Set<String> = []
    for subject in subjects where reads.parts[subject] != nil {
      let changed = changed(subject, [.entity])
      if changed.isEmpty { continue }
      for folder in [former.baseFolder, baseFolder] {
        let reader = try DatabaseReader(path: folder + "/\(subject.name).sqlite")
        let columns = try reader.columnNames("SELECT * FROM entity").filter { key.sources.contains($0) }
        if columns.isEmpty { continue }
        for start in stride(from: 0, to: changed.count, by: 500) {
          let numbers = changed[start..<min(changed.count, start + 500)].map { String($0) }
          try reader.forEach(
            """
            SELECT \(columns.map(\.quoted).joined(separator: ", ")) FROM entity
            WHERE entity_no IN (\(numbers.joined(separator: ", ")))
            """
          ) { row in
            for column in columns.indices { if let value = row.text(column) { values.insert(value) } }
          }
        }
      }
    }
    return values
  }

  /// The entities of a subject whose rows may be others: those that changed, and those at the other end of a relation that
  /// changed, or of an entity whose golden record did.
  func affected(_ owner: Subject, _ reads: TableReads) -> Set<UInt32> {
    var affected = Set(reads.parts[owner].map { changed(owner, $0) } ?? [])
    guard reads.readsRelations else { return affected }
    let (relation, entity) = (ContentParts(.relation), ContentParts(.entity))
    for left in subjects {
      guard let changes = former.changes[left] else { continue }
      let readsLeft = reads.parts[left]?.contains(.entity) == true
      for touched in changes.touched where left == owner || touched.rightSubject == owner {
        let parts = changes.parts(of: touched.left)
        let isOther = parts.contains(relation)
        if left == owner {
          let isRightOther =
            reads.parts[touched.rightSubject]?.contains(.entity) == true
            && former.changes[touched.rightSubject]?.parts(of: touched.right).contains(entity) == true
          if isOther || isRightOther { affected.insert(touched.left) }
        }
        if touched.rightSubject == owner, isOther || readsLeft && parts.contains(entity) {
          affected.insert(touched.right)
        }
      }
    }
    return affected
  }
}
