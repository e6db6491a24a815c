internal import GuiyiColumns
internal import GuiyiModel

/// Whether a column without an element, or with another one, holds the authoritative values of an element.
///
/// Agreement alone accuses nobody: it is held against the agreement of the same values shuffled among the same people.
struct HiddenCheck {
  let context: ViolationContext
  let place: ColumnPlace
  let source: EntityValues
  let filter: RowFilter
  /// The authoritative values of the column's own element where both are of one kind: only people whose two
  /// values differ can tell a hidden column from an honest one. nil where the kinds differ.
  let contrast: EntityValues?

  /// What was found about the column as a whole.
  struct Result {
    let evidence: ViolationEvidence
    let isAccused: Bool
    /// Whether slips of the hand, more of them than chance makes, show that the values were typed.
    let isTyped: Bool
  }

  struct Pair {
    let entity: UInt32
    let row: UInt32
    let cell: UInt32
    let value: UInt32
  }

  /// nil where too few rows can be compared, or a sample shows no agreement.
  func run() -> Result? {
    let column = context.city.tables[place.resource].columns[place.column]
    guard column.dictionary.count > 2 else { return nil }
    var reading = CellReading(column, as: source.element, context)
    guard looksPossible(column, &reading) else { return nil }
    let rows = eligibleRows(column)
    guard looksPromising(rows, &reading) else { return nil }
    let (pairs, filledCount) = collectPairs(rows, &reading)
    guard pairs.count >= max(2, context.options.hiddenMinimum), pairs.count * neededShare >= filledCount
    else { return nil }
    return judge(pairs, &reading)
  }

  /// A column that mostly holds other things is not a copy of this one: one value in so many cells.
  private var neededShare: Int { source.element.kind.isCode ? 2 : 5 }

  private struct EligibleRow {
    let row: UInt32
    let cell: UInt32
    let entity: UInt32
  }

  /// The rows that count: a filled cell, a linked entity, an authoritative value that was there on the row's day.
  private func eligibleRows(_ column: ResourceColumn) -> [EligibleRow] {
    var rows: [EligibleRow] = []
    let entities = context.city.entityOfRow[place.resource][place.group]
    let days = context.days[place.resource]
    let translated = contrast.map { translate($0) } ?? []
    for row in column.ids.indices {
      source.fetch(beyond: row, count: entities.count) { entities[$0] }
      if column.ids[row] == 0 { continue }
      context.pause(at: row)
      let entity = entities[row]
      guard entity != ResolvedCity.noEntity, source.has(entity), filter.counts(row, days) else { continue }
      if source.isDated, !source.has(entity, on: days.days[row]) { continue }
      if let contrast, !isTelling(entity, contrast, { translated[Int($0)] }) { continue }
      rows.append(EligibleRow(row: UInt32(row), cell: column.ids[row], entity: entity))
    }
    return rows
  }

  /// Whether somebody's two values differ, so that the columns can be told apart by this one.
  @inline(__always) private func isTelling(
    _ entity: UInt32, _ contrast: EntityValues, _ translated: (UInt32) -> UInt32
  ) -> Bool {
    guard contrast.has(entity) else { return false }
    for slot in contrast.slots(entity) where source.contains(entity, translated(contrast.value(slot))) {
      return false
    }
    return true
  }

  private static let glanceRowCount = 4_096
  private static let glanceCellCount = 128

  /// Reads some cells, evenly spread: nearly every column has nothing to do with nearly every element.
  ///
  /// What passes later has a value in one cell of five, and agrees in three of ten: of 128 cells then 25 have a value, and
  /// a column of 128 values has 38 that agree; limits that far below turn away one such column in a million.
  private func looksPossible(_ column: ResourceColumn, _ reading: inout CellReading) -> Bool {
    let entities = context.city.entityOfRow[place.resource][place.group]
    let days = context.days[place.resource]
    let own = context.city.values[source.element]
    let other = contrast.map { context.city.values[$0.element] }
    var rows: [EligibleRow] = []
    for row in stride(from: 0, to: column.ids.count, by: max(1, column.ids.count / Self.glanceRowCount))
    where column.ids[row] != 0 {
      let entity = entities[row]
      guard entity != ResolvedCity.noEntity, source.has(entity), filter.counts(row, days) else { continue }
      if let contrast, let other {
        let isTelling = isTelling(entity, contrast) { value in
          other.withBytes(of: value) { own.find($0) } ?? CellReading.novel
        }
        if !isTelling { continue }
      }
      rows.append(EligibleRow(row: UInt32(row), cell: column.ids[row], entity: entity))
    }
    // Too few to be sure: all rows are looked at.
    guard rows.count >= Self.glanceCellCount else { return true }
    var (read, filled, equal) = (0, 0, 0)
    for index in stride(from: 0, to: rows.count, by: max(1, rows.count / Self.glanceCellCount)) {
      let value = reading.read(rows[index].cell)
      read += 1
      if value != 0 { filled += 1 }
      if value != 0, source.contains(rows[index].entity, value) { equal += 1 }
      if read == Self.glanceCellCount / 2, filled == 0 { return false }
    }
    return filled * neededShare * 4 >= read && equal * 16 >= filled && equal > 0
  }

  /// The source's numbers of another element's values; `novel` where it has none.
  private func translate(_ other: EntityValues) -> [UInt32] {
    let dictionary = context.city.values[other.element]
    let own = context.city.values[source.element]
    return (0..<UInt32(dictionary.count)).map { id in
      dictionary.withBytes(of: id) { own.find($0) } ?? CellReading.novel
    }
  }

  private static let sampleSize = 2_048

  /// Looks at some rows first: most columns have nothing to do with most elements.
  private func looksPromising(_ rows: [EligibleRow], _ reading: inout CellReading) -> Bool {
    guard rows.count >= context.options.hiddenMinimum else { return false }
    var compared = 0
    var equal = 0
    for index in stride(from: 0, to: rows.count, by: max(1, rows.count / Self.sampleSize)) {
      let value = reading.value(rows[index].cell)
      guard value != 0 else { continue }
      compared += 1
      if source.contains(rows[index].entity, value) { equal += 1 }
    }
    return equal >= 3 && equal * 8 >= compared
  }

  /// One pair for each entity: its first row with a value, rows and pairs in the order of their content.
  private func collectPairs(
    _ rows: [EligibleRow], _ reading: inout CellReading
  ) -> (pairs: [Pair], filledCount: Int) {
    var isSeen = [Bool](
      repeating: false, count: context.city.entityCounts[Int(source.element.subject.rawValue)])
    var pairs: [Pair] = []
    var isFilled = isSeen
    var filledCount = 0
    let contents = context.city.tables[place.resource].contentHashes
    let order = RadixSort.order(of: rows.map { contents[Int($0.row)] })
    for (index, row) in order.lazy.map({ rows[Int($0)] }).enumerated() {
      context.pause(at: index)
      if !isFilled[Int(row.entity)] {
        isFilled[Int(row.entity)] = true
        filledCount += 1
      }
      guard !isSeen[Int(row.entity)] else { continue }
      let value = reading.value(row.cell)
      guard value != 0 else { continue }
      isSeen[Int(row.entity)] = true
      pairs.append(Pair(entity: row.entity, row: row.row, cell: row.cell, value: value))
    }
    return (pairs, filledCount)
  }

  private func judge(_ pairs: [Pair], _ reading: inout CellReading) -> Result {
    let table = context.city.tables[place.resource]
    let days = context.days[place.resource]
    var tally = AgreementTally(
      entityCount: context.city.entityCounts[Int(source.element.subject.rawValue)])
    var comparer = TypingComparer(context.normalizer)
    var isMatched = [Bool](repeating: false, count: context.city.values[source.element].count)
    var informative = 0
    var informativeHits = 0
    var hasWords = false
    for (index, pair) in pairs.enumerated() {
      context.pause(at: index)
      source.fetch(beyond: index, count: pairs.count) { pairs[$0].entity }
      let isHit = source.contains(pair.entity, pair.value, on: days.days[Int(pair.row)])
      if isInformative(pair.entity, pair.value) {
        informative += 1
        if isHit { informativeHits += 1 }
      }
      var agreement = isHit ? Agreement.equal : .different
      if isHit {
        isMatched[Int(pair.value)] = true
        hasWords = hasWords || table.columns[place.column].dictionary.withBytes(of: pair.cell) { isWord($0) }
      } else {
        agreement = Agreement(difference(pair.cell, pair.entity, &reading, &comparer))
      }
      tally.see(day: days.days[Int(pair.row)])
      tally.add(agreement, entity: pair.entity, row: Int(pair.row), day: days.days[Int(pair.row)])
    }
    let chance = shuffledAgreement(pairs, &reading, &comparer)
    var evidence = tally.evidence(table: table, basis: days.basis)
    evidence.chanceAgreement = chance.agreement
    evidence.agreementLowerBound = BinomialBound.lower(hits: evidence.equal, of: evidence.compared)
    let distinct = isMatched.count { $0 }
    let lower = BinomialBound.lower(hits: informativeHits, of: informative)
    let agreement = Double(evidence.equal) / Double(evidence.compared)
    let options = context.options
    let isRare = chance.informativeUpperBound <= 0.05 && distinct >= 10
    let isLikely =
      isRare
      ? agreement >= options.hiddenRareAgreement && lower >= 0.2
      : agreement >= options.hiddenAgreement && lower >= 0.4 && chance.informativeUpperBound * 2 <= lower
        // Words leave no doubt what they mean; codes of two values may mean anything.
        && (distinct >= 3 || distinct == 2 && hasWords)
    let isByAge = isLikely && isAgreementByAge(pairs, hits: evidence.equal)
    let slipShare = Double(evidence.slips) / Double(evidence.compared)
    return Result(
      evidence: evidence, isAccused: isLikely && informativeHits >= options.hiddenInformative && !isByAge,
      isTyped: evidence.slips >= options.typedSlips && slipShare >= 3 * chance.slipShare && slipShare >= 0.005
    )
  }

  /// Whether a pair can tell anything: both on the commonest value agree by chance.
  @inline(__always) func isInformative(_ entity: UInt32, _ value: UInt32) -> Bool {
    if value != source.commonestValue { return true }
    for slot in source.slots(entity) where source.value(slot) == value { return false }
    return true
  }

  func difference(
    _ cell: UInt32, _ entity: UInt32, _ reading: inout CellReading, _ comparer: inout TypingComparer
  ) -> ValueDifference {
    let dictionary = context.city.values[source.element]
    return reading.withNormalForm(cell) { own in
      var nearest = ValueDifference.other
      for slot in source.slots(entity) {
        let found = dictionary.withBytes(of: source.value(slot)) {
          comparer.compare(own, $0, kind: source.element.kind)
        }
        if found == .slip { return .slip }
        if found == .partial { nearest = .partial }
      }
      return nearest
    } ?? .other
  }
}

extension DataElement.Kind {
  var isCode: Bool {
    if case .code = self { return true }
    return false
  }
}

/// Whether a cell is written in more than ASCII.
private func isWord(_ cell: Span<UInt8>) -> Bool {
  for index in cell.indices where cell[index] >= 0x80 { return true }
  return false
}
