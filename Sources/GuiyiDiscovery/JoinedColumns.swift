public import GuiyiColumns
public import GuiyiLink

/// Columns that another file holds together in one.
public struct JoinedColumns: Sendable, Equatable {
  /// The place of the field that holds the whole.
  public let whole: Int
  /// The places of those that hold its parts, in the order in which they are written one behind another.
  public let parts: [Int]
}

/// Finds columns of one file whose words, put together, are those of one column of another file.
///
/// A name in one field here, given and family name there; a make and a model, or a street and a town.
/// - Parameters:
///   - table: the columns, by name; a cell is number 0 where the record's file has no such column.
///   - holders: by field, the sources that have it.
///   - taken: places of fields that are paired already.
/// - Returns: the best covered first; each field stands in one of them at most.
public func joinedColumns(
  _ table: LinkTable, holders: [[UInt16]], taken: Set<Int>, workers: Workers
) -> [JoinedColumns] {
  let sourceCount = Set(table.sources).count
  let open = table.fields.indices.filter { holders[$0].count < sourceCount && !taken.contains($0) }
  let rowCounts = ColumnSketch.rowCounts(holders, sources: table.sources)
  let sketches = workers.map(open.count) {
    ColumnSketch(table.fields[open[$0]], rowCount: rowCounts[open[$0]])
  }
  var found: [(joined: JoinedColumns, covered: Double)] = []
  for (place, whole) in sketches.enumerated() where whole.isWords {
    let own = holders[open[place]]
    // Parts stand side by side: a group for each set of files.
    var groups: [[Int]] = []
    for other in sketches.indices
    where sketches[other].isWords && !holders[open[other]].contains(where: { own.contains($0) }) {
      if let group = groups.firstIndex(where: { holders[open[$0[0]]] == holders[open[other]] }) {
        groups[group].append(other)
      } else {
        groups.append([other])
      }
    }
    for group in groups {
      guard let (parts, covered) = whole.parts(among: group.map { sketches[$0] }) else { continue }
      let places = parts.map { group[$0] }.sorted {
        (sketches[$0].placeInName, $0) < (sketches[$1].placeInName, $1)
      }
      found.append((JoinedColumns(whole: open[place], parts: places.map { open[$0] }), covered))
    }
  }
  found.sort { ($1.covered, $0.joined.whole) < ($0.covered, $1.joined.whole) }
  var used = taken
  var result: [JoinedColumns] = []
  for candidate in found.map(\.joined) {
    let places = [candidate.whole] + candidate.parts
    if places.contains(where: { used.contains($0) }) { continue }
    used.formUnion(places)
    result.append(candidate)
  }
  return result
}

extension ColumnSketch {
  /// The share of a whole's words that its parts must have together, and what each must add to it.
  private static let (leastCovered, leastAdded) = (0.5, 0.08)
  /// The share of a part's words that the whole must have.
  private static let leastContained = 0.5
  private static let mostParts = 4

  /// Whether the column holds words.
  var isWords: Bool {
    switch kind {
    case .givenName, .familyName, .fullName, .word, .category, .address, .organizationName, .freeText: true
    default: false
    }
  }

  /// Whether the column holds a part of the names of people.
  private var isName: Bool { kind == .givenName || kind == .familyName }

  /// Words of a record on average, those without a value among them.
  private var meanWordCount: Double {
    let words = sample.reduce(0) { $0 + $1.count }
    return Double(words) / Double(max(1, sample.count)) * filledShare
  }

  /// Given names come first, family names last.
  var placeInName: Int { kind == .givenName ? 0 : kind == .familyName ? 2 : 1 }

  /// Those of some columns that together hold what this one does, and how much of it; nil where one alone does, or none.
  fileprivate func parts(among others: [ColumnSketch]) -> (places: [Int], covered: Double)? {
    var open = others.indices.filter { share(of: others[$0]) >= Self.leastContained }
    var chosen: [Int] = []
    var covered = 0.0
    while chosen.count < Self.mostParts {
      let next = open.map { place in
        (place: place, covered: share(in: (chosen + [place]).map { others[$0] }))
      }.max { ($0.covered, $1.place) < ($1.covered, $0.place) }
      guard let next, next.covered >= covered + Self.leastAdded else { break }
      chosen.append(next.place)
      open.removeAll { $0 == next.place }
      covered = next.covered
    }
    guard chosen.count > 1, covered >= Self.leastCovered else { return nil }
    // Given names are middle names of others: the column of one of them adds no word, and is a part nonetheless.
    if chosen.contains(where: { others[$0].isName }) {
      for place in open where others[place].isName && chosen.count < Self.mostParts {
        let parts = chosen.reduce(0) { $0 + others[$1].meanWordCount }
        if parts + others[place].meanWordCount <= meanWordCount { chosen.append(place) }
      }
    }
    return (chosen, covered)
  }

  /// The share of this column's words that others have, averaged over its values.
  private func share(in others: [ColumnSketch]) -> Double {
    let values = sample.filter { !$0.isEmpty }
    if values.isEmpty { return 0 }
    let shares = values.map { value in
      Double(value.count { word in others.contains { $0.words.contains(word) } }) / Double(value.count)
    }
    return shares.reduce(0, +) / Double(values.count)
  }
}
