public import GuiyiColumns
internal import GuiyiIdentifiers
public import GuiyiModel
internal import GuiyiText

/// Brings every distinct raw value of every mapped column into normal form, once.
///
/// Departments write the same names, numbers and addresses: columns of one element and one convention share their values.
/// Values are numbered by element in the order resource, column, raw value, whatever the number of threads.
/// - Parameters:
///   - tables: one per resource of the catalog, in its order.
///   - catalog: gives each column its element.
/// - Returns: the distinct values of each element, and one normalized table per resource.
public func normalize(
  tables: [ResourceTable], catalog: Catalog, context: NormalizationContext, workers: Workers
) -> (values: ElementValues, tables: [NormalizedTable]) {
  let columns = mappedColumns(tables, catalog)
  let shares = SharedColumns(columns, tables, workers: workers)
  let chunks = shares.chunks
  let pieces = workers.map(chunks.count) { index in
    let share = shares.all[chunks[index].share]
    return NormalizedPiece(
      share.dictionary, chunks[index].range, share.element, share.convention, context)
  }
  var elementSizes = [Int](repeating: 0, count: DataElement.all.count)
  for share in shares.all { elementSizes[Int(share.element.index)] += share.dictionary.count }
  let numbered = workers.mapLargestFirst(elementSizes) { element in
    NumberedElement(UInt8(element), columns: columns, shares: shares, pieces: pieces)
  }
  let results = workers.mapLargestFirst(shares.all.map(\.dictionary.count)) { share in
    ShareResult(share, shares: shares, pieces: pieces, numbered: numbered)
  }
  var values = ElementValues()
  for element in numbered.indices { values.dictionaries[element] = numbered[element].dictionary }
  let normalized = workers.mapLargestFirst(
    tables.map { $0.columns.reduce(0) { $0 + $1.dictionary.count } }
  ) { table in
    normalizedTable(
      tables[table], columns: columns.filter { $0.table == table }, shares: shares, pieces: pieces,
      results: results)
  }
  return (values, normalized)
}

/// The normal forms of a range of raw values, behind one another.
struct NormalizedPiece: Sendable {
  private var bytes: [UInt8] = []
  /// Where each value's bytes end.
  private var ends: [UInt32] = []
  /// Raw value, rule and the number of the detail in `details`.
  private(set) var issues: [ValueIssue] = []
  /// Where each value's issues end.
  private var issueEnds: [UInt32] = []
  private(set) var elements: [UInt8] = []
  private(set) var qualities: [ValueQuality] = []
  private(set) var details = ByteDictionary()
  /// Bit `e` says that a value of element `e` is here.
  private(set) var elementBits: UInt128 = 0

  init(
    _ dictionary: ByteDictionary, _ range: Range<UInt32>, _ element: DataElement,
    _ convention: ColumnConvention, _ context: NormalizationContext
  ) {
    ends.reserveCapacity(range.count)
    elements.reserveCapacity(range.count)
    qualities.reserveCapacity(range.count)
    issueEnds.reserveCapacity(range.count)
    bytes.reserveCapacity(range.count * 20)
    var normalizer = ValueNormalizer(context: context)
    for id in range {
      dictionary.withBytes(of: id) { raw in
        normalizer.normalize(raw, as: element, convention: convention)
      }
      bytes.append(contentsOf: normalizer.bytes)
      ends.append(UInt32(truncatingIfNeeded: bytes.count))
      elements.append(normalizer.element.index)
      qualities.append(normalizer.quality)
      elementBits |= 1 << UInt128(normalizer.element.index)
      for issue in normalizer.issues {
        let detail = normalizer.withDetail(of: issue) { details.intern($0) }
        issues.append(ValueIssue(rawID: id, rule: issue.rule, detail: detail))
      }
      issueEnds.append(UInt32(truncatingIfNeeded: issues.count))
    }
  }

  var byteCount: Int { bytes.count }

  func range(of index: Int) -> Range<Int> { Int(index == 0 ? 0 : ends[index - 1])..<Int(ends[index]) }

  func withBytes<Result>(of index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting(range(of: index)))
  }

  func issues(of index: Int) -> Range<Int> {
    Int(index == 0 ? 0 : issueEnds[index - 1])..<Int(issueEnds[index])
  }
}

/// The values of one element over all columns: its dictionary, and the number of each shared value that belongs to it.
private struct NumberedElement: Sendable {
  private static let unnumbered = UInt32.max

  var dictionary = ByteDictionary()
  /// By share, then by value; empty where the share has none of this element.
  var numbers: [[UInt32]]

  /// Numbers the values in the order in which columns first hold them.
  init(_ element: UInt8, columns: [MappedColumn], shares: SharedColumns, pieces: [NormalizedPiece]) {
    numbers = shares.all.map { _ in [] }
    let bit: UInt128 = 1 << UInt128(element)
    reserve(element, bit, pieces)
    for column in columns {
      let share = shares.all[column.share]
      guard share.pieces.contains(where: { pieces[$0].elementBits & bit != 0 }) else { continue }
      if numbers[column.share].isEmpty {
        numbers[column.share] = [UInt32](repeating: Self.unnumbered, count: share.dictionary.count)
      }
      let shared = share.numbers(of: column)
      var own: [UInt32] = []
      swap(&own, &numbers[column.share])
      // New values stand mostly behind one another, so their piece is looked up once.
      var pieceIndex = share.pieces.lowerBound
      var piece = pieces[pieceIndex]
      for raw in 0..<column.valueCount {
        let value = shared.isEmpty ? raw : Int(shared[raw])
        guard own[value] == Self.unnumbered else { continue }
        let needed = share.pieces.lowerBound + value / SharedColumns.chunkSize
        if needed != pieceIndex {
          pieceIndex = needed
          piece = pieces[needed]
        }
        let index = value % SharedColumns.chunkSize
        guard piece.elements[index] == element else { continue }
        own[value] = piece.withBytes(of: index) { dictionary.intern($0) }
      }
      swap(&own, &numbers[column.share])
    }
  }
}

extension NumberedElement {
  /// Makes room for its values: a dictionary that grows moves everything that it has, time and again.
  private mutating func reserve(_ element: UInt8, _ bit: UInt128, _ pieces: [NormalizedPiece]) {
    var valueCount = 0
    var byteCount = 0
    for piece in pieces where piece.elementBits & bit != 0 {
      let count = piece.elements.reduce(0) { $0 + ($1 == element ? 1 : 0) }
      valueCount += count
      byteCount += piece.byteCount * count / max(1, piece.elements.count)
    }
    dictionary.reserve(valueCount: valueCount, byteCount: byteCount)
  }
}

/// What each value of a share turned into, and whether issues were found in it.
private struct ShareResult: Sendable {
  var values: [NormalValue] = []
  var hasIssues: [Bool] = []

  init(_ number: Int, shares: SharedColumns, pieces: [NormalizedPiece], numbered: [NumberedElement]) {
    let share = shares.all[number]
    let numbers = numbered.map { $0.numbers[number] }
    values.reserveCapacity(share.dictionary.count)
    hasIssues.reserveCapacity(share.dictionary.count)
    for piece in pieces[share.pieces] {
      for index in piece.elements.indices {
        let element = piece.elements[index]
        values.append(
          NormalValue(
            id: numbers[Int(element)][values.count], elementIndex: element, quality: piece.qualities[index]))
        hasIssues.append(!piece.issues(of: index).isEmpty)
      }
    }
  }
}

/// The columns of one table, each raw value with what it turned into and the issues found in it.
private func normalizedTable(
  _ table: ResourceTable, columns: [MappedColumn], shares: SharedColumns, pieces: [NormalizedPiece],
  results: [ShareResult]
) -> NormalizedTable {
  var normalized = NormalizedTable(columns: Array(repeating: nil, count: table.columns.count))
  for column in columns {
    let share = shares.all[column.share]
    let shared = share.numbers(of: column)
    let known = results[column.share].values
    let hasIssues = results[column.share].hasIssues
    var values: [NormalValue] = []
    values.reserveCapacity(column.valueCount)
    var issues: [ValueIssue] = []
    for raw in 0..<column.valueCount {
      let value = shared.isEmpty ? raw : Int(shared[raw])
      values.append(known[value])
      guard hasIssues[value] else { continue }
      let piece = pieces[share.pieces.lowerBound + value / SharedColumns.chunkSize]
      for place in piece.issues(of: value % SharedColumns.chunkSize) {
        var issue = piece.issues[place]
        issue.rawID = UInt32(raw)
        issue.detail = piece.details.withBytes(of: issue.detail) { normalized.details.intern($0) }
        issues.append(issue)
      }
    }
    normalized.columns[column.column] = NormalizedColumn(
      element: column.element, values: values, issues: issues)
  }
  return normalized
}
