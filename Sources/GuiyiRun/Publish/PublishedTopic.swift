import Foundation
import GuiyiModel
import GuiyiReport
import GuiyiSharing
import GuiyiStore

/// A topic database for a reader: whole, or not at all.
///
/// A topic's ids, and who is who in it, come from every value of the subjects that it is built from; so it goes to a reader who
/// may see all of them, and what others may not see cannot shine through it.
struct PublishedTopic {
  let name: String
  private let folder: String
  private let asOf: DayNumber
  private let reader: DatabaseReader

  /// The topics that a run has built, in the order of their names.
  static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".sqlite") }.map { String($0.dropLast(".sqlite".count)) }.sorted()
  }

  /// - Parameter folder: the topics of a finished run.
  init(_ name: String, folder: String, asOf: DayNumber) throws {
    self.name = name
    self.folder = folder
    self.asOf = asOf
    reader = try DatabaseReader(path: folder + "/\(name).sqlite")
  }

  private func list(_ key: String) throws -> [String] {
    (try reader.text("SELECT value FROM topic WHERE key = ?", [key]) ?? "").split(separator: ",").map(
      String.init)
  }

  /// The base databases that the topic, and those that it needs, were built from.
  private func subjects() throws -> Set<Subject> {
    var subjects = Set(try list("uses").compactMap { Subject(name: $0) })
    for needed in try list("needs") {
      subjects.formUnion(try PublishedTopic(needed, folder: folder, asOf: asOf).subjects())
    }
    return subjects
  }

  /// Why a reader may not have the topic, or nil where it may: the first column that it may not see.
  func obstacle(rights: ReaderRights, catalog: Catalog) throws -> String? {
    let subjects = try subjects()
    for (index, resource) in catalog.resources.enumerated() {
      // Columns without an element are in no database.
      let elements = resource.items.compactMap(\.element)
      guard elements.contains(where: { subjects.contains($0.subject) }) else { continue }
      if let hidden = elements.first(where: { !rights.cover($0, of: index) }) {
        return "\(resource.code) \(hidden.name)"
      }
    }
    return nil
  }

  /// Writes the topic as SQLite, each of its tables as CSV and JSON lines, and a small one as Excel.
  func write(to target: String) throws {
    let stem = target + "/" + name
    try putAside(stem + ".sqlite") { try writeDatabase($0) }
    let tables = try tables()
    for table in tables {
      let query = "SELECT * FROM \"\(table.name)\""
      let columns = try reader.columnNames(query)
      for format in ExportFormat.allCases {
        try putAside("\(stem).\(table.name).\(format.rawValue)") { path in
          let file = try newFile(path)
          var writer = ExportWriter(descriptor: file.fileDescriptor, format: format, columns: columns)
          try reader.forEach(query) { row in
            for column in columns.indices {
              if let text = row.text(column) { writer.text(text) } else { writer.null() }
            }
            try writer.endRow()
          }
          try writer.finish()
          try file.close()
        }
      }
    }
    if try rowCount() <= PublishedSheets.rowLimit {
      try putAside(stem + ".xlsx") { try writeSheets(tables, folder: target, path: $0) }
    }
  }

  /// Writes every row anew: in the pages of the run's own file lies how the topic came about, and when it was last changed.
  private func writeDatabase(_ path: String) throws {
    let source = folder + "/\(name).sqlite"
    var schema: [(name: String, sql: String)] = []
    try reader.forEach("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name") { row in
      schema.append((row.text(0) ?? "", row.text(1) ?? ""))
    }
    let database = try DatabaseBuilder(path: path)
    try database.attach(path: source, as: "source")
    for table in schema {
      try database.execute(statement: table.sql)
      let order = table.sql.hasSuffix("WITHOUT ROWID") ? "" : " ORDER BY rowid"
      let rows = table.name == "topic" ? " WHERE key NOT LIKE 'made%'" : order
      try database.execute(
        "INSERT INTO main.\"\(table.name)\" SELECT * FROM source.\"\(table.name)\"\(rows);")
    }
    try database.execute("DETACH DATABASE source;")
    try database.finish()
  }

  /// The rows of all tables.
  func rowCount() throws -> Int {
    try tables().reduce(0) { sum, table in
      sum + (Int(try reader.text("SELECT count(*) FROM \"\(table.name)\"") ?? "") ?? 0)
    }
  }

  /// The topic's own tables, and that of its findings where it has any.
  private func tables() throws -> [(name: String, title: String)] {
    var tables: [(name: String, title: String)] = []
    try reader.forEach("SELECT name, title FROM topic_table ORDER BY name") { row in
      tables.append((row.text(0) ?? "", row.text(1) ?? ""))
    }
    if try reader.text("SELECT count(*) FROM finding_kind") != "0" { tables.append(("finding", "线索")) }
    return tables
  }

  private func writeSheets(_ tables: [(name: String, title: String)], folder: String, path: String) throws {
    var sheets = try PublishedSheets(path: path, folder: folder, asOf: asOf)
    for table in tables {
      let query = "SELECT * FROM \"\(table.name)\""
      let columns = try reader.columnNames(query)
      sheets.beginTable(table.title, headings: columns)
      var rows: [[String?]] = []
      try reader.forEach(query) { row in rows.append(columns.indices.map { row.text($0) }) }
      for row in rows {
        sheets.beginRow()
        for (column, text) in row.enumerated() { if let text { sheets.cell(column, text) } }
      }
    }
    try sheets.finish()
  }
}

/// An empty file to write into.
func newFile(_ path: String) throws -> FileHandle {
  guard FileManager.default.createFile(atPath: path, contents: nil),
    let file = FileHandle(forWritingAtPath: path)
  else { throw RunError(.machine, "cannot write \(path)", nextStep: "Check the folder and its permissions.") }
  return file
}

/// Writes a file beside its place and renames it, so that nobody reads half of it.
func putAside(_ path: String, _ write: (String) throws -> Void) throws {
  let part = path + ".part"
  defer { try? FileManager.default.removeItem(atPath: part) }
  try? FileManager.default.removeItem(atPath: part)
  try write(part)
  if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
  try FileManager.default.moveItem(atPath: part, toPath: path)
}
