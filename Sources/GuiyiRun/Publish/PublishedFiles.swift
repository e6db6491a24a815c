import Foundation
import GuiyiBase
import GuiyiColumns
import GuiyiModel
import GuiyiPublish
import GuiyiReport
import GuiyiStore

/// The files of one base database for one reader; nothing in them tells of what the reader may not see.
struct PublishedFiles {
  let subject: Subject
  let table: PublishedTable
  let values: ElementValues
  let reader: String
  /// The date of the run.
  let asOf: String

  /// Writes `person.sqlite`, `person.csv` and `person.jsonl`, each aside and then put in place.
  func write(to folder: String) throws {
    let stem = folder + "/" + subject.name
    try put(stem + ".sqlite") { try writeDatabase($0) }
    for format in ExportFormat.allCases {
      try put(stem + "." + format.rawValue) { path in
        guard FileManager.default.createFile(atPath: path, contents: nil),
          let file = FileHandle(forWritingAtPath: path)
        else {
          throw RunError(.machine, "cannot write \(path)", nextStep: "Check the folder and its permissions.")
        }
        var writer = ExportWriter(
          descriptor: file.fileDescriptor, format: format, columns: ["no"] + table.elements.map(\.key))
        for (index, row) in table.rows.enumerated() {
          writer.integer(index + 1)
          for (place, value) in row.enumerated() {
            if value == 0 { writer.null() } else { writer.text(values[table.elements[place]].string(value)) }
          }
          try writer.endRow()
        }
        try writer.finish()
        try file.close()
      }
    }
  }

  private func writeDatabase(_ path: String) throws {
    let database = try DatabaseBuilder(path: path)
    let columns = table.elements.map { "\($0.columnName) TEXT" }.joined(separator: ", ")
    try database.execute(
      """
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE element (name TEXT PRIMARY KEY, chinese TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE entity (no INTEGER PRIMARY KEY, \(columns));
      """)
    try database.insert(into: "meta", columnCount: 2) { writer in
      for (key, value) in [
        ("as_of", asOf), ("reader", reader), ("subject", subject.name),
        ("title", BaseDeclaration.of(subject).chineseName),
      ] {
        writer.text(key)
        writer.text(value)
        try writer.endRow()
      }
    }
    try database.insert(into: "element", columnCount: 2) { writer in
      for element in table.elements.sorted(by: { $0.key < $1.key }) {
        writer.text(element.key)
        writer.text(element.chineseName)
        try writer.endRow()
      }
    }
    try database.insert(into: "entity", columnCount: table.elements.count + 1) { writer in
      for (index, row) in table.rows.enumerated() {
        writer.integer(index + 1)
        for (place, value) in row.enumerated() {
          if value == 0 { writer.null() } else { writer.text(values[table.elements[place]].string(value)) }
        }
        try writer.endRow()
      }
    }
    try database.finish()
  }

  /// Writes a file beside its place and renames it, so that nobody reads half of it.
  private func put(_ path: String, _ write: (String) throws -> Void) throws {
    let part = path + ".part"
    try write(part)
    if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    try FileManager.default.moveItem(atPath: part, toPath: path)
  }
}
