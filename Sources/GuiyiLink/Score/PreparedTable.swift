internal import GuiyiColumns

/// A table made ready for comparing: one row of value numbers for each record, all comparisons prepared.
final class PreparedTable: Sendable {
  let recordCount: Int
  /// Comparisons per row.
  let width: Int
  /// The value of each comparison, record-major: a pair touches two rows and no more.
  let matrix: [UInt32]
  let comparisons: [PreparedComparison]
  let specs: [ComparisonSpec]
  let exactLevels: [UInt8]
  let sources: [UInt16]
  /// Bit `c` is set where the record has further values in comparison `c`; empty where no record has any.
  let extrasMask: [UInt16]
  private let extras: [Extras?]
  /// For each comparison that is an identifier: the class of each record's value, 0 where it has none.
  ///
  /// Values that one record holds side by side are one class: an old and a new number of one holder.
  let identifierClasses: [[UInt32]]
  /// How often each value occurs, by comparison and value.
  let valueCounts: [[UInt32]]

  private struct Extras: Sendable {
    let offsets: [UInt32]
    let ids: [UInt32]
  }

  init(_ table: LinkTable, spec: LinkSpec, workers: Workers) {
    recordCount = table.recordCount
    width = spec.comparisons.count
    specs = spec.comparisons
    sources = table.sources
    let fieldOf = spec.comparisons.map { comparison -> Int in
      guard let field = table.fieldIndex(named: comparison.field) else {
        preconditionFailure("comparison \(comparison.name) names no field of the table")
      }
      return field
    }
    var prepared: [PreparedComparison] = []
    for (index, comparison) in spec.comparisons.enumerated() {
      // Two comparisons of one kind over one field share what was prepared.
      if let twin = (0..<index).first(where: {
        fieldOf[$0] == fieldOf[index] && spec.comparisons[$0].kind == comparison.kind
      }) {
        prepared.append(prepared[twin])
      } else {
        prepared.append(
          PreparedComparison(
            kind: comparison.kind, dictionary: table.fields[fieldOf[index]].dictionary, workers: workers))
      }
    }
    comparisons = prepared
    exactLevels = prepared.map(\.exactLevel)
    // A value that says nothing although it is not empty is as good as missing: number 0.
    let ready = prepared
    let meanings = workers.map(prepared.count) { index in
      let count = table.fields[fieldOf[index]].dictionary.count
      return (0..<UInt32(count)).map { ready[index].level($0, $0) == 0 ? 0 : $0 }
    }
    var matrix = [UInt32](repeating: 0, count: table.recordCount * spec.comparisons.count)
    var counts: [[UInt32]] = []
    var extras: [Extras?] = []
    var mask: [UInt16] = []
    for comparison in fieldOf.indices {
      let field = table.fields[fieldOf[comparison]]
      let meaning = meanings[comparison]
      var count = [UInt32](repeating: 0, count: meaning.count)
      var place = comparison
      for id in field.ids {
        let value = meaning[Int(id)]
        matrix[place] = value
        count[Int(value)] += 1
        place += fieldOf.count
      }
      count[0] = 0
      counts.append(count)
      guard !field.extraIds.isEmpty else {
        extras.append(nil)
        continue
      }
      if mask.isEmpty { mask = [UInt16](repeating: 0, count: table.recordCount) }
      var offsets: [UInt32] = [0]
      var ids: [UInt32] = []
      for record in 0..<table.recordCount {
        for place in field.extras(of: record) {
          let value = meaning[Int(field.extraIds[place])]
          guard value != 0 else { continue }
          let first = record * fieldOf.count + comparison
          if matrix[first] == 0 {
            matrix[first] = value
          } else {
            ids.append(value)
            mask[record] |= 1 << UInt16(comparison)
          }
        }
        offsets.append(UInt32(ids.count))
      }
      extras.append(Extras(offsets: offsets, ids: ids))
    }
    self.matrix = matrix
    self.extras = extras
    extrasMask = mask
    valueCounts = counts
    let rows = matrix
    let readyExtras = extras
    identifierClasses = spec.comparisons.indices.map { comparison in
      guard spec.comparisons[comparison].isIdentifier else { return [] }
      return Self.classes(
        comparison, rows: rows, width: fieldOf.count, valueCount: counts[comparison].count,
        extras: readyExtras[comparison])
    }
  }

  private static func classes(
    _ comparison: Int, rows: [UInt32], width: Int, valueCount: Int, extras: Extras?
  ) -> [UInt32] {
    var values = stride(from: comparison, to: rows.count, by: width).map { rows[$0] }
    guard let extras else { return values }
    var holders = DisjointSets(count: valueCount)
    for record in values.indices {
      for place in Int(extras.offsets[record])..<Int(extras.offsets[record + 1]) {
        holders.join(values[record], extras.ids[place])
      }
    }
    for record in values.indices where values[record] != 0 { values[record] = holders.find(values[record]) }
    return values
  }

  /// All values of a record in a comparison, the first one first.
  func values(_ record: UInt32, _ comparison: Int) -> [UInt32] {
    let first = matrix[Int(record) * width + comparison]
    if first == 0 { return [] }
    guard let extras = extras[comparison] else { return [first] }
    let range = Int(extras.offsets[Int(record)])..<Int(extras.offsets[Int(record) + 1])
    return [first] + extras.ids[range]
  }

  /// Calls `body` with each value of a record in a comparison.
  @inline(__always) func forEachValue(_ record: UInt32, _ comparison: Int, _ body: (UInt32) -> Void) {
    let first = matrix[Int(record) &* width &+ comparison]
    if first == 0 { return }
    body(first)
    guard !extrasMask.isEmpty, extrasMask[Int(record)] &>> UInt16(comparison) & 1 == 1,
      let extras = extras[comparison]
    else { return }
    for place in Int(extras.offsets[Int(record)])..<Int(extras.offsets[Int(record) + 1]) {
      body(extras.ids[place])
    }
  }

  /// Whether two records hold different values of an identifier.
  @inline(__always) func hasDifferentIdentifiers(_ a: UInt32, _ b: UInt32) -> Bool {
    for classes in identifierClasses where !classes.isEmpty {
      let x = classes[Int(a)]
      let y = classes[Int(b)]
      if x != 0 && y != 0 && x != y { return true }
    }
    return false
  }
}

/// Sets that only grow together; the root of a set is its lowest member.
struct DisjointSets: Sendable {
  private(set) var parents: [UInt32]

  init(count: Int) { parents = [UInt32](0..<UInt32(count)) }

  /// The lowest member of the set.
  mutating func find(_ member: UInt32) -> UInt32 {
    var node = member
    while parents[Int(node)] != node {
      parents[Int(node)] = parents[Int(parents[Int(node)])]
      node = parents[Int(node)]
    }
    return node
  }

  /// Makes two sets one; says whether they were two.
  @discardableResult mutating func join(_ a: UInt32, _ b: UInt32) -> Bool {
    let x = find(a)
    let y = find(b)
    if x == y { return false }
    parents[Int(max(x, y))] = min(x, y)
    return true
  }
}
