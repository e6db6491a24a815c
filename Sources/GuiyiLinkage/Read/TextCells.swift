internal import GuiyiCatalog
internal import GuiyiColumns
internal import GuiyiModel

/// The cells of a small table as text, by heading.
struct TextCells {
  private let table: FileTable
  private let places: [String: Int]

  /// - Throws: where a required column is missing.
  init(
    _ table: FileTable, required: [String], optional: [String], nextStep: String
  ) throws(LinkageError) {
    self.table = table
    var places: [String: Int] = [:]
    for heading in required + optional {
      // `left_source` and `left-source` are one.
      let variants = [heading, heading.map { $0 == "_" ? "-" : String($0) }.joined()]
      let found = variants.first { variant in table.paths.indices.contains { table.has(variant, file: $0) } }
      if let found { places[heading] = table.columnIndex(found) }
      if places[heading] == nil && required.contains(heading) {
        let nearest = nearestWord(to: heading, among: table.headings[0]).map { "; is it '\($0)'?" } ?? ""
        throw LinkageError(
          .settings, "\(table.paths[0]) has no column '\(heading)'\(nearest)", nextStep: nextStep)
      }
    }
    self.places = places
  }

  func has(_ heading: String) -> Bool { places[heading] != nil }

  /// The text without blanks around it; empty where there is no such column.
  func text(_ heading: String, _ row: Int) -> String {
    guard let place = places[heading] else { return "" }
    let column = table.columns[place]
    let bytes = column.dictionary.bytes.span
    let range = TrimmedColumn.trimmed(bytes, column.dictionary.range(of: column.ids[row]))
    return String(decoding: column.dictionary.bytes[range], as: UTF8.self)
  }
}
