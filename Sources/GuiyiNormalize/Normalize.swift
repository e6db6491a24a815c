public import GuiyiColumns
internal import GuiyiIdentifiers
public import GuiyiModel
internal import GuiyiText

/// Brings every distinct raw value of every mapped column into normal form, once.
///
/// Values are numbered by element in the order resource, column, raw value, whatever the number of threads.
/// - Parameters:
///   - tables: one per resource of the catalog, in its order.
///   - catalog: gives each column its element.
/// - Returns: the distinct values of each element, and one normalized table per resource.
public func normalize(
  tables: [ResourceTable], catalog: Catalog, context: NormalizationContext, workers: Workers
) -> (values: ElementValues, tables: [NormalizedTable]) {
  let columns = mappedColumns(tables, catalog)
  let chunks = chunks(of: columns, tables)
  let pieces = workers.map(chunks.count) { index in
    let work = columns[chunks[index].work]
    let dictionary = tables[work.table].columns[work.column].dictionary
    return NormalizedPiece(dictionary, chunks[index].range, work, context)
  }
  let numbered = workers.map(DataElement.all.count) { element in
    InternedPieces(element: UInt8(element), pieces: pieces)
  }
  return assemble(tables, columns, chunks.map(\.work), pieces, numbered)
}

/// Small enough that two threads end together, large enough that starting a piece costs nothing.
private let chunkSize: UInt32 = 8192

private struct ColumnWork: Sendable {
  let table: Int
  let column: Int
  let element: DataElement
  let convention: ColumnConvention
}

/// The normal forms of a range of raw values, behind one another.
private struct NormalizedPiece: Sendable {
  let firstID: UInt32
  var bytes: [UInt8] = []
  /// Where each value's bytes end.
  var ends: [UInt32] = []
  var elements: [UInt8] = []
  var qualities: [ValueQuality] = []
  /// Raw value, rule and the number of the detail in `details`.
  var issues: [ValueIssue] = []
  var details = ByteDictionary()
  /// Bit `e` says that a value of element `e` is here.
  var elementBits: UInt64 = 0

  init(
    _ dictionary: ByteDictionary, _ range: Range<UInt32>, _ work: ColumnWork, _ context: NormalizationContext
  ) {
    firstID = range.lowerBound
    ends.reserveCapacity(range.count)
    elements.reserveCapacity(range.count)
    qualities.reserveCapacity(range.count)
    bytes.reserveCapacity(range.count * 20)
    var normalizer = ValueNormalizer(context: context)
    for id in range {
      dictionary.withBytes(of: id) { raw in
        normalizer.normalize(raw, as: work.element, convention: work.convention)
      }
      bytes.append(contentsOf: normalizer.bytes)
      ends.append(UInt32(truncatingIfNeeded: bytes.count))
      elements.append(normalizer.element.index)
      qualities.append(normalizer.quality)
      elementBits |= 1 << UInt64(normalizer.element.index)
      for issue in normalizer.issues {
        let detail = normalizer.withDetail(of: issue) { details.intern($0) }
        issues.append(ValueIssue(rawID: id, rule: issue.rule, detail: detail))
      }
    }
  }
}

/// The values of one element over all pieces: its dictionary, and the numbers in the order of the pieces.
private struct InternedPieces: Sendable {
  var dictionary = ByteDictionary()
  var ids: [UInt32] = []

  init(element: UInt8, pieces: [NormalizedPiece]) {
    let bit: UInt64 = 1 << UInt64(element)
    for piece in pieces where piece.elementBits & bit != 0 {
      var start = 0
      let bytes = piece.bytes.span
      for index in piece.ends.indices {
        let end = Int(piece.ends[index])
        if piece.elements[index] == element { ids.append(dictionary.intern(bytes.extracting(start..<end))) }
        start = end
      }
    }
  }
}

private func assemble(
  _ tables: [ResourceTable], _ columns: [ColumnWork], _ workOfPiece: [Int], _ pieces: [NormalizedPiece],
  _ numbered: [InternedPieces]
) -> (values: ElementValues, tables: [NormalizedTable]) {
  var values = ElementValues()
  for element in numbered.indices { values.dictionaries[element] = numbered[element].dictionary }
  var results = tables.map { NormalizedTable(columns: Array(repeating: nil, count: $0.columns.count)) }
  var cursors = [Int](repeating: 0, count: numbered.count)
  var piece = 0
  for (number, work) in columns.enumerated() {
    var normals: [NormalValue] = []
    normals.reserveCapacity(tables[work.table].columns[work.column].dictionary.count)
    var issues: [ValueIssue] = []
    while piece < pieces.count, workOfPiece[piece] == number {
      for index in pieces[piece].elements.indices {
        let element = pieces[piece].elements[index]
        let id = numbered[Int(element)].ids[cursors[Int(element)]]
        cursors[Int(element)] += 1
        normals.append(NormalValue(id: id, elementIndex: element, quality: pieces[piece].qualities[index]))
      }
      for var issue in pieces[piece].issues {
        issue.detail = pieces[piece].details.withBytes(of: issue.detail) {
          results[work.table].details.intern($0)
        }
        issues.append(issue)
      }
      piece += 1
    }
    results[work.table].columns[work.column] = NormalizedColumn(
      element: work.element, values: normals, issues: issues)
  }
  return (values, results)
}

private func mappedColumns(_ tables: [ResourceTable], _ catalog: Catalog) -> [ColumnWork] {
  var columns: [ColumnWork] = []
  for table in tables.indices {
    let items = catalog.resources[tables[table].resourceIndex].items
    for (column, content) in tables[table].columns.enumerated() {
      guard let itemIndex = content.itemIndex, let element = items[itemIndex].element else { continue }
      columns.append(
        ColumnWork(
          table: table, column: column, element: element,
          convention: ColumnConvention(of: content, as: element)))
    }
  }
  return columns
}

private func chunks(of columns: [ColumnWork], _ tables: [ResourceTable]) -> [(
  work: Int, range: Range<UInt32>
)] {
  var chunks: [(work: Int, range: Range<UInt32>)] = []
  for (work, column) in columns.enumerated() {
    let count = UInt32(tables[column.table].columns[column.column].dictionary.count)
    var start: UInt32 = 0
    while start < count {
      let end = min(start + chunkSize, count)
      chunks.append((work, start..<end))
      start = end
    }
  }
  return chunks
}
