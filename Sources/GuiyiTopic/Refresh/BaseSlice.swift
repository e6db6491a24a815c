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

  private static let golden: Set<String> = ["entity", "standing"]
  private static let stored: Set<String> = ["record", "variant", "household"]
  private static let common: Set<String> = ["resource", "source_file", "element", "reason"]
  private static let views: Set<String> = [
    "source_record", "relationship", "credit_record", "current_certificate",
  ]

  /// Attaches the slice of a base database under a name, in memory.
  ///
  /// - Parameters:
  ///   - tables: those that the queries read; the others are empty.
  ///   - isAsked: whether a query names a view.
  func attach(
    from base: String, as name: String, tables: Set<String>, to database: DatabaseBuilder,
    isAsked: (_ view: String) -> Bool
  ) throws {
    // A query may name a table that SQLite then need not read.
    let all = Self.golden.union(Self.stored).union(Self.common).union(["relation"])
    try Self.attach(base, as: name, tables: all.union(Self.views.filter(isAsked)), to: database) {
      try Self.fill("own", own.sorted().map { Int($0) }, in: database)
      try Self.fill("near", near.sorted().map { Int($0) }, in: database)
      try Self.fill("related", relations, in: database)
      for table in tables.intersection(all).sorted() {
        if Self.golden.contains(table) || Self.stored.contains(table) {
          let wanted = Self.golden.contains(table) ? "near" : "own"
          try database.execute(
            """
            INSERT INTO \(name).\(table)
              SELECT b.* FROM temp.\(wanted) w CROSS JOIN base.\(table) b ON b.entity_no = w.no;
            """)
        } else if table == "relation" {
          try database.execute(
            """
            INSERT INTO \(name).relation
              SELECT b.* FROM temp.related w CROSS JOIN base.relation b ON b.rowid = w.no;
            """)
        } else if Self.common.contains(table) {
          try database.execute("INSERT INTO \(name).\(table) SELECT * FROM base.\(table);")
        }
      }
      try database.execute("DROP TABLE temp.own; DROP TABLE temp.near; DROP TABLE temp.related;")
    }
  }

  /// Attaches the golden records of a base database that hold one of some values in one of some columns, in memory.
  static func attach(
    _ values: [String], in columns: [String], from base: String, as name: String, to database: DatabaseBuilder
  ) throws {
    try attach(base, as: name, tables: ["entity"], to: database) {
      let own = try database.columns(of: "SELECT * FROM base.entity").map(\.name)
      let columns = columns.filter(own.contains)
      // None of its records can hold one.
      if columns.isEmpty { return }
      if let holders = try SharedValues.holders(of: values, in: columns, database: database, schema: "base") {
        try fill("holder", holders.map { Int($0) }, in: database)
        try database.execute(
          """
          INSERT INTO \(name).entity
            SELECT b.* FROM temp.holder w CROSS JOIN base.entity b ON b.entity_no = w.no;
          DROP TABLE temp.holder;
          """)
      } else {
        let conditions = columns.map { "b.\($0.quoted) IN temp.\"other values\"" }
        try database.execute(
          """
          INSERT INTO \(name).entity SELECT b.* FROM base.entity b
            WHERE \(conditions.joined(separator: " OR "));
          """)
      }
    }
  }

  /// Attaches a database in memory with some empty tables and views of a base database, and calls `fill` while the base
  /// itself is attached as `base`.
  ///
  /// One reading of the base's schema is most of what a small refresh takes: there is no file of the slice to open again.
  private static func attach(
    _ base: String, as name: String, tables: Set<String>, to database: DatabaseBuilder,
    fill: () throws -> Void
  ) throws {
    try database.attach(path: base, as: "base")
    try database.attachMemory(as: name)
    var schema: [String] = []
    try database.forEach(
      "SELECT name, sql FROM base.sqlite_schema WHERE type IN ('table', 'view') ORDER BY rowid"
    ) { row in
      guard let table = row.text(0), tables.contains(table) else { return }
      schema.append(row.text(1) ?? "")
    }
    for sql in schema {
      // SQLite keeps the text from the name on as it was written, and two words in front of it.
      let words = sql.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      guard words.count == 3 else { continue }
      try database.execute(statement: "\(words[0]) \(words[1]) \(name).\(words[2])")
    }
    try fill()
    try database.execute("DETACH DATABASE base;")
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
