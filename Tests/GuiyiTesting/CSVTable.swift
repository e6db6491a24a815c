/// A CSV file as tests look at it: the header, and a row's cells by heading.
public struct CSVTable: Sendable, Equatable {
  public let columns: [String]
  public let rows: [[String]]

  /// Reads RFC 4180, the plain way.
  public init(_ text: String) {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      if isQuoted {
        if scalar != "\"" {
          cell.unicodeScalars.append(scalar)
        } else if scalars.first == "\"" {
          scalars.removeFirst()
          cell += "\""
        } else {
          isQuoted = false
        }
      } else if scalar == "\"" {
        isQuoted = true
      } else if scalar == "," {
        row.append(cell)
        cell = ""
      } else if scalar == "\n" {
        row.append(cell)
        rows.append(row)
        row = []
        cell = ""
      } else if scalar != "\r" {
        cell.unicodeScalars.append(scalar)
      }
    }
    columns = rows.first ?? []
    self.rows = Array(rows.dropFirst())
  }

  /// The cells of one column; a column that is not there is empty.
  public func column(_ name: String) -> [String] {
    guard let index = columns.firstIndex(of: name) else { return [] }
    return rows.map { $0[index] }
  }

  /// The rows in which every named cell has the given text.
  public func rows(where conditions: [String: String]) -> [[String: String]] {
    rows.map { Dictionary(uniqueKeysWithValues: zip(columns, $0)) }
      .filter { row in conditions.allSatisfy { row[$0.key] == $0.value } }
  }
}

/// Rows of text as CSV; a cell with a comma, a quotation mark or a line break is quoted.
public func csv(_ rows: [[String]]) -> String {
  rows.map { row in
    row.map { cell in
      cell.contains { ",\"\n".contains($0) }
        ? "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
          + "\""
        : cell
    }.joined(separator: ",") + "\n"
  }.joined()
}
