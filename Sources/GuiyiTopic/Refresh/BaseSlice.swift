internal import GuiyiBase
internal import GuiyiModel
internal import GuiyiStore

/// A base database with no more in it than the rows of some entities follow from.
struct BaseSlice {
  /// All of what is stored of these is in it.
  var own: Set<UInt32> = []
  /// Of these the golden records.
  var near: Set<UInt32> = []
  /// The rowids of relations, ascending.
  var relations: [Int] = []

  /// The slices from which everything about some entities follows.
  static func slices(around affected: [Subject: [UInt32]], in former: FormerTopics, uses: [Subject])
    -> [Subject: BaseSlice]
  {
    var slices: [Subject: BaseSlice] = [:]
    // Asked for every relation there is: by number, all subjects behind one another.
    var (starts, isOwn): ([Int], [Bool]) = ([0], [])
    for subject in Subject.allCases {
      let own = uses.contains(subject) ? affected[subject] ?? [] : []
      var marks = [Bool](repeating: false, count: (own.last.map { Int($0) } ?? -1) + 1)
      for number in own { marks[Int(number)] = true }
      isOwn += marks
      starts.append(isOwn.count)
      if uses.contains(subject) { slices[subject] = BaseSlice(own: Set(own), near: Set(own)) }
    }
    func isOwned(_ subject: Subject, _ number: UInt32) -> Bool {
      let place = starts[Int(subject.rawValue)] + Int(number)
      return place < starts[Int(subject.rawValue) + 1] && isOwn[place]
    }
    for left in uses {
      guard let keys = former.relations[left] else { continue }
      for relation in keys.lefts.indices {
        guard let right = keys.rightSubject(relation) else { continue }
        let (one, other) = (keys.lefts[relation], keys.rights[relation])
        guard isOwned(left, one) || isOwned(right, other) else { continue }
        slices[left]?.relations.append(relation + 1)
        slices[left]?.near.insert(one)
        slices[right]?.near.insert(other)
      }
    }
    return slices
  }

  private static let golden = ["entity", "standing"]
  private static let stored = ["record", "variant", "household"]
  private static let common = ["resource", "source_file", "element", "reason"]
  private static let views = ["source_record", "relationship", "credit_record", "current_certificate"]

  /// Writes the slice of a base database into a new file.
  func write(from base: String, to path: String) throws {
    let reader = try DatabaseReader(path: base)
    let names = Self.golden + Self.stored + Self.common + Self.views + ["relation"]
    var schema: [(name: String, sql: String)] = []
    try reader.forEach(
      """
      SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'view')
        AND name IN (\(names.map { "'\($0)'" }.joined(separator: ", "))) ORDER BY rowid
      """
    ) { row in schema.append((row.text(0) ?? "", row.text(1) ?? "")) }
    let database = try DatabaseBuilder(path: path)
    for (_, sql) in schema { try database.execute(statement: sql) }
    try database.attach(path: base, as: "base")
    try Self.fill("own", own.sorted().map { Int($0) }, in: database)
    try Self.fill("near", near.sorted().map { Int($0) }, in: database)
    try Self.fill("related", relations, in: database)
    for (name, _) in schema {
      if Self.golden.contains(name) || Self.stored.contains(name) {
        let wanted = Self.golden.contains(name) ? "near" : "own"
        try database.execute(
          "INSERT INTO main.\(name) SELECT b.* FROM temp.\(wanted) w CROSS JOIN base.\(name) b ON b.entity_no = w.no;"
        )
      } else if name == "relation" {
        try database.execute(
          "INSERT INTO main.relation SELECT b.* FROM temp.related w CROSS JOIN base.relation b ON b.rowid = w.no;"
        )
      } else if Self.common.contains(name) {
        try database.execute("INSERT INTO main.\(name) SELECT * FROM base.\(name);")
      }
    }
    try database.execute("DETACH DATABASE base;")
    try database.closeUnsaved()
  }

  /// Writes the golden records of a base database that hold one of some values in one of some columns.
  static func write(_ values: [String], in columns: [String], from base: String, to path: String) throws {
    let reader = try DatabaseReader(path: base)
    let own = try reader.columnNames("SELECT * FROM entity")
    let columns = columns.filter(own.contains)
    let database = try DatabaseBuilder(path: path)
    try database.execute(
      statement: try reader.text("SELECT sql FROM sqlite_schema WHERE name = 'entity'") ?? "")
    try database.attach(path: base, as: "base")
    if columns.isEmpty {
      // None of its records can hold one.
    } else if let holders = try SharedValues.holders(of: values, in: columns, path: base) {
      try fill("holder", holders.map { Int($0) }, in: database)
      try database.execute(
        "INSERT INTO main.entity SELECT b.* FROM temp.holder w CROSS JOIN base.entity b ON b.entity_no = w.no;"
      )
    } else {
      try database.execute("CREATE TEMP TABLE wanted (value TEXT PRIMARY KEY) WITHOUT ROWID;")
      try database.insert(into: "temp.wanted", columnCount: 1) { writer in
        for value in values {
          writer.text(value)
          try writer.endRow()
        }
      }
      let conditions = columns.map { "b.\($0.quoted) IN temp.wanted" }
      try database.execute(
        "INSERT INTO main.entity SELECT b.* FROM base.entity b WHERE \(conditions.joined(separator: " OR "));"
      )
    }
    try database.execute("DETACH DATABASE base;")
    try database.closeUnsaved()
  }

  private static func fill(_ name: String, _ numbers: [Int], in database: DatabaseBuilder) throws {
    try database.execute("CREATE TEMP TABLE \(name) (no INTEGER PRIMARY KEY);")
    try database.insert(into: "temp.\(name)", columnCount: 1) { writer in
      for number in numbers {
        writer.integer(number)
        try writer.endRow()
      }
    }
  }
}
