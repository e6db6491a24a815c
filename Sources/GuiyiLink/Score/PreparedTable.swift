internal import GuiyiColumns

/// A table made ready for comparing: one row of value numbers for each record, all comparisons prepared.
final class PreparedTable: Sendable {
  let recordCount: Int
  /// Pairs that only teach; their rows stand behind the records.
  let knownPairs: KnownPairs
  /// How many records each was made of; empty where each is one.
  let multiplicities: [UInt32]
  /// Comparisons per row.
  let width: Int
  /// The value of each comparison, record-major: a pair touches two rows and no more. Behind the last row lie at least as many as
  /// one look at a row takes in, which are read and mean nothing.
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

  /// An object, for it is looked at for every pair.
  fileprivate final class Extras: Sendable {
    let offsets: [UInt32]
    let ids: [UInt32]

    init(offsets: [UInt32], ids: [UInt32]) {
      self.offsets = offsets
      self.ids = ids
    }
  }

  init(_ table: LinkTable, spec: LinkSpec, workers: Workers) {
    let fieldOf = spec.comparisons.map { comparison -> Int in
      guard let field = table.fieldIndex(named: comparison.field) else {
        preconditionFailure("comparison \(comparison.name) names no field of the table")
      }
      return field
    }
    // Two comparisons of one kind over one field share what was prepared.
    let twinOf = spec.comparisons.indices.map { index in
      (0...index).first {
        fieldOf[$0] == fieldOf[index] && spec.comparisons[$0].kind == spec.comparisons[index].kind
          && spec.comparisons[$0].joinsWritings == spec.comparisons[index].joinsWritings
      }
        ?? index
    }
    let own = twinOf.indices.filter { twinOf[$0] == $0 }
    let prepared = workers.map(own.count) { place in
      PreparedColumn(
        table.fields[fieldOf[own[place]]], spec: spec.comparisons[own[place]],
        recordCount: table.recordCount, workers: workers)
    }
    let columns = twinOf.map { twin in prepared[own.firstIndex(of: twin) ?? 0] }
    recordCount = table.recordCount
    knownPairs = table.knownPairs
    multiplicities = table.multiplicities
    width = spec.comparisons.count
    specs = spec.comparisons
    sources = table.sources
    comparisons = columns.map(\.comparison)
    exactLevels = columns.map(\.comparison.exactLevel)
    extras = columns.map(\.extras)
    valueCounts = columns.map(\.counts)
    identifierClasses = spec.comparisons.indices.map {
      spec.comparisons[$0].isIdentifier ? columns[$0].classes() : []
    }
    let isAnySeveral = columns.contains { $0.extras != nil }
    let rowCount = table.sources.count
    let lastRows = (FirstLooks.width + max(1, columns.count) - 1) / max(1, columns.count)
    matrix = workers.filled(rowCount + lastRows, width: columns.count, size: 16384) {
      range, rows in
      let records = min(range.lowerBound, rowCount)..<min(range.upperBound, rowCount)
      for (comparison, column) in columns.enumerated() {
        var place = comparison
        for record in records {
          rows[place] = column.values[record]
          place += columns.count
        }
      }
    }
    extrasMask =
      isAnySeveral
      ? workers.filled(table.sources.count, size: 16384) { range, mask in
        for (comparison, column) in columns.enumerated() {
          guard let extras = column.extras else { continue }
          for record in range where extras.offsets[record] != extras.offsets[record + 1] {
            mask[record - range.lowerBound] |= 1 << UInt16(comparison)
          }
        }
      } : []
  }

  /// The same table with other values in some comparisons.
  init(
    _ former: PreparedTable, replacing field: LinkField, at changed: [Int], spec: LinkSpec, workers: Workers
  ) {
    let columns = changed.map {
      PreparedColumn(
        field, spec: spec.comparisons[$0], recordCount: former.recordCount, workers: workers)
    }
    var comparisons = former.comparisons
    var matrix = former.matrix
    var mask = former.extrasMask
    var extras = former.extras
    var counts = former.valueCounts
    var classes = former.identifierClasses
    for (comparison, column) in zip(changed, columns) {
      comparisons[comparison] = column.comparison
      extras[comparison] = column.extras
      counts[comparison] = column.counts
      if spec.comparisons[comparison].isIdentifier { classes[comparison] = column.classes() }
      if column.extras != nil && mask.isEmpty { mask = [UInt16](repeating: 0, count: former.sources.count) }
      for record in column.values.indices {
        matrix[record * former.width + comparison] = column.values[record]
        if mask.isEmpty { continue }
        mask[record] &= ~(1 << UInt16(comparison))
        if let own = column.extras, own.offsets[record] != own.offsets[record + 1] {
          mask[record] |= 1 << UInt16(comparison)
        }
      }
    }
    recordCount = former.recordCount
    knownPairs = former.knownPairs
    multiplicities = former.multiplicities
    width = former.width
    specs = former.specs
    sources = former.sources
    exactLevels = former.exactLevels
    self.comparisons = comparisons
    self.matrix = matrix
    self.extras = extras
    extrasMask = mask
    valueCounts = counts
    identifierClasses = classes
  }

  /// The first value of a record in a comparison, 0 where it has none.
  @inline(__always) func value(_ record: UInt32, _ comparison: Int) -> UInt32 {
    matrix[Int(record) &* width &+ comparison]
  }

  /// Calls `body` with each value of a record in a comparison.
  @inline(__always) func forEachValue(_ record: UInt32, _ comparison: Int, _ body: (UInt32) -> Void) {
    let first = matrix[Int(record) &* width &+ comparison]
    if first == 0 { return }
    body(first)
    for place in furtherPlaces(record, comparison) { body(furtherValue(comparison, at: place)) }
  }

  /// Whether a record has values behind the first one in a comparison.
  @inline(__always) func hasSeveral(_ record: UInt32, _ comparison: Int) -> Bool {
    !extrasMask.isEmpty && extrasMask[Int(record)] &>> UInt16(comparison) & 1 == 1
  }

  /// Where the values behind the first one are; see `furtherValue`.
  @inline(__always) func furtherPlaces(_ record: UInt32, _ comparison: Int) -> Range<Int> {
    guard hasSeveral(record, comparison), let extras = extras[comparison] else { return 0..<0 }
    return Int(extras.offsets[Int(record)])..<Int(extras.offsets[Int(record) &+ 1])
  }

  /// A value behind a record's first one.
  /// - Parameter place: of `furtherPlaces`.
  @inline(__always) func furtherValue(_ comparison: Int, at place: Int) -> UInt32 {
    extras[comparison]?.ids[place] ?? 0
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

/// One field made ready for one comparison.
private struct PreparedColumn: Sendable {
  let comparison: PreparedComparison
  /// The first value of each record, 0 where it has none.
  let values: [UInt32]
  let counts: [UInt32]
  let extras: PreparedTable.Extras?

  /// - Parameter recordCount: what stands behind them is not counted.
  init(_ field: LinkField, spec: ComparisonSpec, recordCount: Int, workers: Workers) {
    let comparison = PreparedComparison(kind: spec.kind, dictionary: field.dictionary, workers: workers)
    self.comparison = comparison
    // A value that says nothing although it is not empty is as good as missing: number 0.
    var meaning = (0..<UInt32(field.dictionary.count)).map { comparison.level($0, $0) == 0 ? 0 : $0 }
    if spec.joinsWritings { Self.joinWritings(&meaning, comparison) }
    var values = field.ids.map { meaning[Int($0)] }
    var counts = [UInt32](repeating: 0, count: meaning.count)
    for value in values.prefix(recordCount) { counts[Int(value)] += 1 }
    if field.extraIds.isEmpty {
      extras = nil
    } else {
      var offsets: [UInt32] = [0]
      var ids: [UInt32] = []
      offsets.reserveCapacity(values.count + 1)
      for record in values.indices {
        for place in field.extras(of: record) {
          let value = meaning[Int(field.extraIds[place])]
          if value == 0 { continue }
          if values[record] == 0 { values[record] = value } else { ids.append(value) }
          if record < recordCount { counts[Int(value)] += 1 }
        }
        offsets.append(UInt32(ids.count))
      }
      extras = PreparedTable.Extras(offsets: offsets, ids: ids)
    }
    counts[0] = 0
    self.values = values
    self.counts = counts
  }

  /// Puts the first value of each writing in the place of the others.
  private static func joinWritings(_ meaning: inout [UInt32], _ comparison: PreparedComparison) {
    var values = meaning.filter { $0 != 0 }
    var writings = values.map { comparison.writing($0) }
    RadixSort.sort(keys: &writings, values: &values)
    var first = 0
    for place in values.indices where writings[place] != 0 {
      if writings[place] != writings[first] { first = place }
      meaning[Int(values[place])] = values[first]
    }
  }

  /// The class of each record's value: values that one record holds side by side are one.
  func classes() -> [UInt32] {
    guard let extras else { return values }
    var holders = DisjointSets(count: counts.count)
    for record in values.indices {
      for place in Int(extras.offsets[record])..<Int(extras.offsets[record + 1]) {
        holders.join(values[record], extras.ids[place])
      }
    }
    return values.map { $0 == 0 ? 0 : holders.find($0) }
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

  /// Makes two sets one.
  mutating func join(_ a: UInt32, _ b: UInt32) {
    let x = find(a)
    let y = find(b)
    parents[Int(max(x, y))] = min(x, y)
  }
}
