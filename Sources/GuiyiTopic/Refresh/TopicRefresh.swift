internal import GuiyiModel
internal import GuiyiStore

/// Makes a topic from that of the run before: the rows of entities with other content, and tables that are nobody's.
///
/// The queries run unchanged, on slices of the base databases that hold what the rows in question follow from.
struct TopicRefresh {
  let topic: TopicDeclaration
  let sources: TopicSources
  let asOf: String
  let path: String
  let plan: RefreshPlan

  func write() throws -> WrittenTopic {
    let database = try DatabaseBuilder(path: path, copying: plan.formerPath)
    try database.execute("DELETE FROM run;")
    try database.insert(into: "run", columnCount: 1) { writer in
      writer.text(asOf)
      try writer.endRow()
    }
    if plan.affected.contains(where: { !$0.value.isEmpty }) { try refreshParts(database) }
    for (index, values) in plan.values.sorted(by: { $0.key < $1.key }) {
      try refresh(topic.tables[index], values: values.sorted(), database)
    }
    if plan.fates.contains(.whole) { try remakeWhole(database) }
    let counts = try TopicWriter.countFindings(topic, in: database)
    let making = TopicMaking(tables: topic.tables, fates: plan.fates)
    try making.write(to: database)
    try database.finish()
    return WrittenTopic(name: topic.name, findings: counts, making: making)
  }

  // MARK: In part

  private func refreshParts(_ database: DatabaseBuilder) throws {
    let inSlices = inSlices
    let tables = inSlices.map { topic.tables[$0] }
    let slices = BaseSlice.slices(around: plan.affected, in: plan.former, uses: topic.uses)
    for subject in topic.uses {
      let read = inSlices.reduce(into: Set<String>()) { $0.formUnion(plan.reads[$1].stored[subject] ?? []) }
      try (slices[subject] ?? BaseSlice()).attach(
        from: sources.path(of: subject), as: subject.name, tables: read, to: database
      ) { view in tables.contains { $0.query.contains(view) } }
    }
    for (subject, numbers) in plan.affected.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      try database.execute("CREATE TEMP TABLE \(Self.list(subject)) (no INTEGER PRIMARY KEY);")
      try database.insert(into: "temp." + Self.list(subject), columnCount: 1) { writer in
        for number in numbers {
          writer.integer(Int64(number))
          try writer.endRow()
        }
      }
    }
    try sources.attach(to: database, for: tables, hasBases: true)
    try database.execute(
      "CREATE TEMP TABLE finding (code TEXT NOT NULL, entity_id TEXT NOT NULL, evidence TEXT NOT NULL);")
    let filling = TopicTables(database: database)
    // Queries find the parts of earlier tables first: a temporary table stands before one of the same name.
    for index in inSlices { try filling.fill(topic.tables[index], index: index, schema: "temp") }
    for index in inSlices {
      let table = topic.tables[index]
      if plan.fates[index] == .inPart { try putInPlace(table, index: index, database: database) }
      if !table.isFinding { try database.execute("DROP TABLE temp.\(table.name.quoted);") }
    }
    try database.execute("DROP TABLE temp.finding;")
    try sources.detach(from: database, after: tables)
  }

  /// The tables that are made of slices, in the order of the file: those made in part, and those that stand and that these read.
  private var inSlices: [Int] {
    var read: Set<String> = []
    var found: [Int] = []
    for (index, table) in topic.tables.enumerated().reversed() where table.owner != nil {
      let isRead = plan.fates[index] == .stands && !table.isFinding && read.contains(table.name)
      guard isRead || plan.fates[index] == .inPart else { continue }
      read.formUnion(plan.reads[index].tables)
      found.append(index)
    }
    return found.reversed()
  }

  private static func list(_ subject: Subject) -> String { "affected_\(subject.name)" }

  /// Takes the rows of affected entities out and puts in those that were made anew.
  private func putInPlace(_ table: TopicDeclaration.Table, index: Int, database: DatabaseBuilder) throws {
    guard let owner = table.owner else { return }
    let name = table.isFinding ? "finding" : table.name
    let offset = table.isFinding ? Int64(index) &<< TopicTables.kindBits : 0
    let bits = TopicTables.sequenceBits
    let list = "temp.\(Self.list(owner.subject))"
    let columns = try database.columns(of: "SELECT * FROM main.\(name.quoted)").map { $0.name.quoted }
    try database.execute(
      """
      DELETE FROM main.\(name.quoted) WHERE rowid IN (SELECT t.rowid FROM \(list) a
        CROSS JOIN main.\(name.quoted) t ON t.rowid >= \(offset) + (a.no << \(bits))
          AND t.rowid < \(offset) + (a.no + 1 << \(bits)));
      INSERT INTO main.\(name.quoted) (rowid, \(columns.joined(separator: ", ")))
        SELECT t.rowid, \(columns.map { "t." + $0 }.joined(separator: ", ")) FROM \(list) a
        CROSS JOIN temp.\(name.quoted) t ON t.rowid >= \(offset) + (a.no << \(bits))
          AND t.rowid < \(offset) + (a.no + 1 << \(bits));
      """)
  }

  // MARK: Value by value

  /// Makes the rows of a table about some values anew.
  private func refresh(
    _ table: TopicDeclaration.Table, values: [String], _ database: DatabaseBuilder
  ) throws {
    guard let key = table.valueKey else { return }
    try database.execute("CREATE TEMP TABLE \"other values\" (value TEXT PRIMARY KEY) WITHOUT ROWID;")
    try database.insert(into: "temp.\"other values\"", columnCount: 1) { writer in
      for value in values {
        writer.text(value)
        try writer.endRow()
      }
    }
    for subject in topic.uses {
      try BaseSlice.attach(
        values, in: key.sources, from: sources.path(of: subject), as: subject.name, to: database)
    }
    try sources.attach(to: database, for: [], hasBases: true)
    try TopicTables(database: database).fill(table, index: 0, schema: "temp")
    let name = table.name.quoted
    try database.execute(
      """
      DELETE FROM main.\(name) WHERE \(key.column.quoted) IN temp."other values";
      INSERT INTO main.\(name) SELECT t.* FROM temp.\(name) t WHERE t.\(key.column.quoted) IN temp."other values";
      DROP TABLE temp.\(name);
      DROP TABLE temp."other values";
      """)
    try sources.detach(from: database, after: [])
  }

  // MARK: Whole

  private func remakeWhole(_ database: DatabaseBuilder) throws {
    let whole = zip(topic.tables, plan.fates).filter { $0.1 == .whole }.map(\.0)
    try sources.attach(to: database, for: whole)
    let tables = TopicTables(database: database)
    for (index, table) in topic.tables.enumerated() where plan.fates[index] == .whole {
      if table.isFinding {
        let first = Int64(index) &<< TopicTables.kindBits
        let last = first + (Int64(1) &<< TopicTables.kindBits)
        try database.execute("DELETE FROM main.finding WHERE rowid >= \(first) AND rowid < \(last);")
      } else {
        try database.execute("DROP TABLE main.\(table.name.quoted);")
      }
      try tables.fill(table, index: index, schema: "main")
    }
  }
}
