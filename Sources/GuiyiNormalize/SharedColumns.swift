internal import GuiyiColumns
internal import GuiyiModel

/// A column of a table that has an element.
struct MappedColumn: Sendable {
  let table: Int
  let column: Int
  let element: DataElement
  let convention: ColumnConvention
  /// How many distinct raw values it has.
  let valueCount: Int
  /// The place of its share in `SharedColumns.all`.
  fileprivate(set) var share = 0
  /// Its place among the columns of its share.
  fileprivate(set) var placeInShare = 0
}

/// The columns of the catalog's items that have an element, by resource and column.
func mappedColumns(_ tables: [ResourceTable], _ catalog: Catalog) -> [MappedColumn] {
  var columns: [MappedColumn] = []
  var places: [(element: DataElement, convention: ColumnConvention, count: Int)] = []
  for table in tables.indices {
    let items = catalog.resources[tables[table].resourceIndex].items
    for (index, content) in tables[table].columns.enumerated() {
      guard let itemIndex = content.itemIndex, let element = items[itemIndex].element else { continue }
      var column = MappedColumn(
        table: table, column: index, element: element,
        convention: ColumnConvention(of: content, as: element), valueCount: content.dictionary.count)
      let share = places.firstIndex { $0.element == element && $0.convention == column.convention }
      column.share = share ?? places.count
      if share == nil { places.append((element, column.convention, 0)) }
      column.placeInShare = places[column.share].count
      places[column.share].count += 1
      columns.append(column)
    }
  }
  return columns
}

/// Columns of one element and one convention: what is a value's normal form in one of them is its normal form in all.
struct SharedColumns: Sendable {
  struct Share: Sendable {
    let element: DataElement
    let convention: ColumnConvention
    /// The distinct raw values of all its columns.
    let dictionary: ByteDictionary
    /// Which of the pieces of all shares are this one's.
    fileprivate(set) var pieces = 0..<0
    /// By column of the share, then by raw value of the column; empty where the share is one column and has its values.
    fileprivate let numbers: [[UInt32]]

    /// The numbers in `dictionary` of a column's raw values; empty where they are the raw ones.
    func numbers(of column: MappedColumn) -> [UInt32] {
      numbers.isEmpty ? [] : numbers[column.placeInShare]
    }
  }

  /// How many values are a piece of work: few enough that threads end together, enough that starting costs nothing.
  static let chunkSize = 8192

  private(set) var all: [Share]
  /// Ranges of values that cover all shares, in their order.
  private(set) var chunks: [(share: Int, range: Range<UInt32>)] = []

  init(_ columns: [MappedColumn], _ tables: [ResourceTable], workers: Workers) {
    let count = (columns.map(\.share).max() ?? -1) + 1
    let sizes = (0..<count).map { share in
      columns.reduce(0) { $0 + ($1.share == share ? $1.valueCount : 0) }
    }
    all = workers.mapLargestFirst(sizes) { share in
      Self.share(columns.filter { $0.share == share }, tables)
    }
    for share in all.indices {
      let first = chunks.count
      let valueCount = all[share].dictionary.count
      for start in stride(from: 0, to: valueCount, by: Self.chunkSize) {
        chunks.append((share, UInt32(start)..<UInt32(min(valueCount, start + Self.chunkSize))))
      }
      all[share].pieces = first..<chunks.count
    }
  }

  private static func share(_ columns: [MappedColumn], _ tables: [ResourceTable]) -> Share {
    let dictionaries = columns.map { tables[$0.table].columns[$0.column].dictionary }
    if dictionaries.count == 1 {
      return Share(
        element: columns[0].element, convention: columns[0].convention, dictionary: dictionaries[0],
        numbers: [])
    }
    // The values of the first keep their numbers.
    var shared = dictionaries[0]
    // Grown step by step, a text of many values would be copied as often, each time to fresh pages. Columns of one element have
    // many values in common: there is room for as much again as the largest has.
    let (most, sum) = (
      dictionaries.max { $0.count < $1.count } ?? shared,
      dictionaries.reduce((0, 0)) { ($0.0 + $1.count, $0.1 + $1.bytes.count) }
    )
    shared.reserveText(
      valueCount: min(sum.0, 2 * most.count), byteCount: min(sum.1, 2 * most.bytes.count))
    let numbers =
      [Array(0..<UInt32(shared.count))] + dictionaries.dropFirst().map { shared.internAll(of: $0) }
    return Share(
      element: columns[0].element, convention: columns[0].convention, dictionary: shared, numbers: numbers)
  }
}
