import GuiyiColumns
import GuiyiModel
import GuiyiReport
import GuiyiStore

/// What a run leaves beside the base databases: row sums, findings, violations, reviews.
struct RunContent {
  /// A pair in the uncertain band, with the places of its records.
  struct Review {
    let subject: Subject
    let leftResource: Int
    let leftFile: Int
    let leftRow: UInt32
    let leftRole: String
    let rightResource: Int
    let rightFile: Int
    let rightRow: UInt32
    let rightRole: String
    let probability: Double
    /// Why a person is asked.
    let reason: String
  }

  /// By resource, then by file.
  let sums: [[RowSum]]
  /// By resource: the rows that the next delivery is compared with; nil before there was any.
  let comparableRowCounts: [Int?]
  /// By resource, then by file: the encoding it was read in.
  let encodings: [[String]]
  /// In the order of resource, file, row, column and rule.
  let findings: ShownFindings
  let violations: [[String?]]
  let violationColumns: [String]
  let reviews: [Review]
  /// The trained models, by subject name.
  let models: [(subject: Subject, text: String)]
  let meta: [(key: String, value: String)]
}

/// Writes `run.sqlite`.
func writeRunDatabase(
  _ content: RunContent, tables: [ResourceTable], catalog: Catalog, path: String
) throws(StoreError) {
  let database = try DatabaseBuilder(path: path)
  let violationColumns = content.violationColumns.map { "\"\($0)\"" }.joined(separator: ", ")
  try database.execute(
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE resource (resource_no INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL,
      department TEXT NOT NULL, department_name TEXT NOT NULL, comparable_rows INTEGER);
    CREATE TABLE source_file (resource_no INTEGER NOT NULL, file_no INTEGER NOT NULL, file TEXT NOT NULL,
      encoding TEXT NOT NULL, rows_read INTEGER NOT NULL, accepted INTEGER NOT NULL, quarantined INTEGER NOT NULL,
      repeated INTEGER NOT NULL, blank INTEGER NOT NULL, PRIMARY KEY (resource_no, file_no)) WITHOUT ROWID;
    CREATE TABLE column_name (resource_no INTEGER NOT NULL, column_no INTEGER NOT NULL, heading TEXT NOT NULL,
      role TEXT NOT NULL, element TEXT, PRIMARY KEY (resource_no, column_no)) WITHOUT ROWID;
    CREATE TABLE rule (rule_no INTEGER PRIMARY KEY, code TEXT NOT NULL, dimension TEXT NOT NULL,
      severity TEXT NOT NULL, kind TEXT NOT NULL, chinese TEXT NOT NULL, english TEXT NOT NULL);
    CREATE TABLE finding (finding_no INTEGER PRIMARY KEY, resource_no INTEGER NOT NULL, file_no INTEGER NOT NULL,
      row INTEGER NOT NULL, column_no INTEGER NOT NULL, rule_no INTEGER NOT NULL, value TEXT, detail TEXT);
    CREATE TABLE catalog_finding (resource TEXT NOT NULL, column_name TEXT NOT NULL, rule_no INTEGER NOT NULL,
      file TEXT NOT NULL, line INTEGER NOT NULL, detail TEXT NOT NULL);
    CREATE TABLE violation (\(violationColumns));
    CREATE TABLE review (pair_id TEXT PRIMARY KEY, subject TEXT NOT NULL, left_resource INTEGER NOT NULL,
      left_file INTEGER NOT NULL, left_row INTEGER NOT NULL, left_role TEXT NOT NULL, right_resource INTEGER NOT NULL,
      right_file INTEGER NOT NULL, right_row INTEGER NOT NULL, right_role TEXT NOT NULL, probability REAL NOT NULL,
      reason TEXT NOT NULL);
    CREATE TABLE model (subject TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
    """)
  try writeCatalog(content, tables: tables, catalog: catalog, database: database)
  try writeFindings(content.findings, database: database)
  try writePairs(content, database: database)
  try database.execute(
    """
    CREATE VIEW finding_list AS
      SELECT f.finding_no, r.code AS resource, coalesce(s.file, '') AS file, f.row, coalesce(c.heading, '') AS column_name,
        coalesce(c.role, '') AS role, u.code, u.dimension, u.severity, f.value,
        replace(u.chinese, '{detail}', coalesce(f.detail, '')) AS message, u.kind,
        replace(u.english, '{detail}', coalesce(f.detail, '')) AS message_english, r.department
      FROM finding f JOIN resource r USING (resource_no) JOIN rule u USING (rule_no)
        LEFT JOIN source_file s ON s.resource_no = f.resource_no AND s.file_no = f.file_no
        LEFT JOIN column_name c ON c.resource_no = f.resource_no AND c.column_no = f.column_no;
    CREATE VIEW review_list AS
      SELECT v.subject, v.pair_id, l.file AS left_file, v.left_row, v.left_role, x.file AS right_file, v.right_row,
        v.right_role, v.probability, v.reason
      FROM review v
        JOIN source_file l ON l.resource_no = v.left_resource AND l.file_no = v.left_file
        JOIN source_file x ON x.resource_no = v.right_resource AND x.file_no = v.right_file;
    """)
  try database.finish()
}

private func writeCatalog(
  _ content: RunContent, tables: [ResourceTable], catalog: Catalog, database: DatabaseBuilder
) throws(StoreError) {
  try database.insert(into: "meta", columnCount: 2) { writer in
    for (key, value) in content.meta.sorted(by: { $0.key < $1.key }) {
      writer.text(key)
      writer.text(value)
      try writer.endRow()
    }
  }
  try database.insert(into: "resource", columnCount: 6) { writer in
    for resource in catalog.resources {
      writer.integer(resource.index)
      writer.text(resource.code)
      writer.text(resource.name)
      writer.text(catalog.department(of: resource).code)
      writer.text(catalog.department(of: resource).name)
      if let count = content.comparableRowCounts[resource.index] {
        writer.integer(count)
      } else {
        writer.null()
      }
      try writer.endRow()
    }
  }
  try database.insert(into: "source_file", columnCount: 9) { writer in
    for table in tables {
      for (index, file) in table.files.enumerated() {
        let sum = content.sums[table.resourceIndex][index]
        writer.integer(table.resourceIndex)
        writer.integer(index)
        writer.text(file)
        writer.text(content.encodings[table.resourceIndex][index])
        for count in [sum.read, sum.accepted, sum.quarantined, sum.repeated, sum.blank] {
          writer.integer(count)
        }
        try writer.endRow()
      }
    }
  }
  try database.insert(into: "column_name", columnCount: 5) { writer in
    for table in tables {
      for (index, column) in table.columns.enumerated() {
        let item = column.itemIndex.map { catalog.resources[table.resourceIndex].items[$0] }
        writer.integer(table.resourceIndex)
        writer.integer(index)
        writer.text(column.heading)
        writer.text(item?.role ?? "")
        writer.text(item?.element?.name)
        try writer.endRow()
      }
    }
  }
  try database.insert(into: "rule", columnCount: 7) { writer in
    for rule in Rule.all {
      writer.integer(Int(rule.index))
      writer.text(rule.code)
      writer.text(rule.dimension.rawValue)
      writer.text(rule.severity.rawValue)
      writer.text(rule.kind.rawValue)
      writer.text(rule.chineseMessage)
      writer.text(rule.englishMessage)
      try writer.endRow()
    }
  }
  try database.insert(into: "catalog_finding", columnCount: 6) { writer in
    for finding in catalog.findings {
      writer.text(finding.resource)
      writer.text(finding.column)
      writer.integer(Int(finding.rule.index))
      writer.text(finding.site.file)
      writer.integer(finding.site.lineNumber)
      writer.text(finding.detail)
      try writer.endRow()
    }
  }
}

private func writeFindings(_ shown: ShownFindings, database: DatabaseBuilder) throws(StoreError) {
  let texts = shown.list.texts
  try database.insert(into: "finding", columnCount: 8) { writer in
    for (index, finding) in shown.list.findings.enumerated() {
      writer.integer(index + 1)
      writer.integer(Int(finding.resourceIndex))
      writer.integer(Int(finding.fileIndex))
      writer.integer(Int64(finding.rowNumber))
      writer.integer(Int(finding.columnIndex))
      writer.integer(Int(finding.rule.index))
      if shown.withValue(of: index, { writer.text($0) }) == nil { writer.null() }
      if finding.detail == 0 {
        writer.null()
      } else {
        writer.text(texts.bytes.span.extracting(texts.range(of: finding.detail)))
      }
      try writer.endRow()
    }
  }
}

private func writePairs(_ content: RunContent, database: DatabaseBuilder) throws(StoreError) {
  try database.insert(into: "violation", columnCount: content.violationColumns.count) { writer in
    for violation in content.violations {
      for cell in violation { writer.text(cell) }
      try writer.endRow()
    }
  }
  try database.insert(into: "review", columnCount: 12) { writer in
    for (index, review) in content.reviews.enumerated() {
      let digits = String(index + 1)
      writer.text("R" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits)
      writer.text(review.subject.name)
      writer.integer(review.leftResource)
      writer.integer(review.leftFile)
      writer.integer(Int64(review.leftRow))
      writer.text(review.leftRole)
      writer.integer(review.rightResource)
      writer.integer(review.rightFile)
      writer.integer(Int64(review.rightRow))
      writer.text(review.rightRole)
      writer.real(review.probability)
      writer.text(review.reason)
      try writer.endRow()
    }
  }
  try database.insert(into: "model", columnCount: 2) { writer in
    for model in content.models {
      writer.text(model.subject.name)
      writer.text(model.text)
      try writer.endRow()
    }
  }
}
