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
  let day: DayNumber

  /// Writes `person.sqlite`, `person.csv`, `person.jsonl` and for a small one `person.xlsx`, each aside and then put in place.
  func write(to folder: String) throws {
    let stem = folder + "/" + subject.name
    try putAside(stem + ".sqlite") { try writeDatabase($0) }
    for format in ExportFormat.allCases {
      try putAside(stem + "." + format.rawValue) { path in
        let file = try newFile(path)
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
    if table.rows.count <= PublishedSheets.rowLimit {
      try putAside(stem + ".xlsx") { try writeSheets($0, folder: folder) }
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

  private func writeSheets(_ path: String, folder: String) throws {
    var sheets = try PublishedSheets(path: path, folder: folder, asOf: day)
    sheets.beginTable(
      BaseDeclaration.of(subject).chineseName, headings: ["no"] + table.elements.map(\.chineseName))
    for (index, row) in table.rows.enumerated() {
      sheets.beginRow()
      sheets.cell(0, "\(index + 1)")
      for (place, value) in row.enumerated() where value != 0 {
        sheets.cell(place + 1, values[table.elements[place]].string(value))
      }
    }
    try sheets.finish()
  }
}
