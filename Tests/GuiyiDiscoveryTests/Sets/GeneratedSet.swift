/// A table of invented records with the truth beside it, the same for a seed on every machine.
struct GeneratedSet {
  var headings: [String]
  var rows: [[String]] = []
  /// The entity of each row.
  var truth: [Int] = []
  /// The data set of each row.
  var sources: [Int] = []

  init(headings: [String]) { self.headings = headings }

  mutating func add(_ row: [String], entity: Int, source: Int = 0) {
    precondition(row.count == headings.count, "a cell for each heading")
    rows.append(row)
    truth.append(entity)
    sources.append(source)
  }
}

extension String {
  var capitalizedWord: String { prefix(1).uppercased() + dropFirst() }
}

func iso(_ date: (year: Int, month: Int, day: Int)) -> String {
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return "\(date.year)-\(two(date.month))-\(two(date.day))"
}
