/// Writes the pages of an empty table from its rows in the order of their keys, without a statement for each.
///
/// SQLite finds a place for every row that it inserts. Rows that come in key order need no place found: they fill one page after
/// the other, and the pages above are made from the pages below at the end. What comes out is what SQLite itself would read and
/// check; `PackedTableTests` holds both ways against each other.
final class PackedTable {
  private var leaves: LeafPages

  init(_ shape: TableShape, file: PageFile) { leaves = LeafPages(shape, file: file) }

  /// Adds a row.
  /// - Parameter bytes: where texts and blobs lie.
  /// - Returns: false, and nothing is added, where the row is SQLite's to judge: its key does not follow the last one, or a cell
  ///   is not of its column's kind.
  func append(_ cells: UnsafePointer<RowWriter.Cell>, bytes: UnsafeRawPointer) throws(StoreError) -> Bool {
    unsafe try leaves.append(cells, bytes: bytes)
  }

  /// Writes the rest and the pages above; the file's head knows of them then.
  func finish() throws(StoreError) { try leaves.finish() }

  /// Takes back what was written; the table is empty as before.
  func giveUp() { leaves.giveUp() }
}

/// The pages of a table on their way to the file; a value of its own, whose fields nobody else can be using.
@safe private struct LeafPages: ~Copyable {
  /// Pages that wait to be written together.
  private static let batchCount = 32

  private let rootPage: UInt32
  /// As `TableShape.numberColumn`.
  private let numberColumn: Int?
  /// Whether rows have a key of columns in place of a number.
  private let isKeyed: Bool
  private let file: PageFile
  private let layout: PageLayout
  private var coder: RecordCoder
  private var tree: PageTree

  /// SAFETY: `batchCount` pages, made in `init` and freed in `deinit`; every page is written within its own bytes, since a page
  /// is closed where the next cell has no room between its pointers and `top`.
  private let pages: UnsafeMutablePointer<UInt8>
  /// The page of the batch that is being filled.
  private var current = 0
  /// Cells of the current page, and where the last one starts.
  private var cellCount = 0
  private var top: Int
  private var lastCellSize = 0

  private var lastNumber = Int64.min
  private var rowCount = 0
  private var lastKey: RowKey

  init(_ shape: TableShape, file: PageFile) {
    rootPage = shape.rootPage
    numberColumn = shape.numberColumn
    isKeyed = shape.keyCount > 0
    self.file = file
    layout = PageLayout(pageSize: file.pageSize, isNumbered: !isKeyed)
    coder = RecordCoder(shape)
    tree = PageTree(layout)
    lastKey = RowKey(columns: Array(shape.stored.prefix(shape.keyCount)))
    top = file.pageSize
    unsafe pages = .allocate(capacity: Self.batchCount * file.pageSize)
  }

  deinit { unsafe pages.deallocate() }

  /// Adds a row.
  /// - Parameter bytes: where texts and blobs lie.
  /// - Returns: false, and nothing is added, where the row is SQLite's to judge: its key does not follow the last one, or a cell
  ///   is not of its column's kind.
  mutating func append(_ cells: UnsafePointer<RowWriter.Cell>, bytes: UnsafeRawPointer) throws(StoreError)
    -> Bool
  {
    var number: Int64 = 0
    if !isKeyed {
      // Only a column that is not there, or says nothing, leaves the number to us.
      number = rowCount == 0 ? 1 : lastNumber &+ 1
      if let column = numberColumn {
        let cell = unsafe cells[column]
        if cell.kind == .integer { number = cell.word } else if cell.kind != .null { return false }
      }
      if rowCount > 0 && number <= lastNumber { return false }
    } else if unsafe !lastKey.isBelow(cells, bytes) {
      return false
    }
    if unsafe !coder.measure(cells) { return false }
    try unsafe put(cells, bytes: bytes, number: UInt64(bitPattern: number))
    if isKeyed { unsafe lastKey.keep(cells, bytes) }
    lastNumber = number
    rowCount += 1
    return true
  }

  private mutating func put(_ cells: UnsafePointer<RowWriter.Cell>, bytes: UnsafeRawPointer, number: UInt64)
    throws(StoreError)
  {
    let size = coder.size
    let local = layout.localSize(size)
    let headSize = PageBytes.varintSize(UInt64(size)) + (layout.isNumbered ? PageBytes.varintSize(number) : 0)
    let cellSize = max(4, headSize + local + (local < size ? 4 : 0))
    if layout.leafHead + 2 * (cellCount + 1) + cellSize > top { try finishLeaf() }
    let page = unsafe pages + current * layout.pageSize
    top -= cellSize
    lastCellSize = cellSize
    var cell = unsafe PageBytes(at: page + top)
    cell.put(varint: UInt64(size))
    if layout.isNumbered { cell.put(varint: number) }
    if local == size {
      unsafe coder.write(cells, bytes: bytes, to: cell.next)
      // A cell has four bytes at least.
      for place in (headSize + size)..<max(4, headSize + size) { unsafe page[top + place] = 0 }
    } else {
      let record = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
      defer { unsafe record.deallocate() }
      unsafe coder.write(cells, bytes: bytes, to: record)
      unsafe cell.put(record, count: local)
      let rest = unsafe UnsafeRawBufferPointer(start: record + local, count: size - local)
      cell.put(UInt64(try unsafe overflow(rest)), width: 4)
    }
    var pointer = unsafe PageBytes(at: page + layout.leafHead + 2 * cellCount)
    pointer.put(UInt64(top), width: 2)
    cellCount += 1
  }

  /// Writes what a page has no room for.
  /// - Returns: the first of the pages that hold it.
  private func overflow(_ rest: UnsafeRawBufferPointer) throws(StoreError) -> UInt32 {
    let page = UnsafeMutablePointer<UInt8>.allocate(capacity: layout.pageSize)
    defer { unsafe page.deallocate() }
    let first = try file.allocate()
    var number = first
    var done = 0
    while done < rest.count {
      let count = min(rest.count - done, layout.pageSize - 4)
      let next = done + count < rest.count ? try file.allocate() : 0
      var content = unsafe PageBytes(at: page)
      content.put(UInt64(next), width: 4)
      unsafe content.put(rest.baseAddress! + done, count: count)
      unsafe content.next.update(repeating: 0, count: layout.pageSize - 4 - count)
      try unsafe file.write(UnsafeRawBufferPointer(start: page, count: layout.pageSize), at: number)
      number = next
      done += count
    }
    return first
  }

  /// Closes the current page; another follows.
  private mutating func finishLeaf() throws(StoreError) {
    if layout.isNumbered {
      tree.divide(number: lastNumber)
    } else {
      // Between two pages of keys there is a row, which lies in the page above: the last one of this page.
      let page = unsafe pages + current * layout.pageSize
      unsafe tree.divide(cell: UnsafeRawBufferPointer(start: page + top, count: lastCellSize))
      top += lastCellSize
      cellCount -= 1
    }
    closeLeaf()
    current += 1
    if current == Self.batchCount { try flush() }
  }

  private mutating func closeLeaf() {
    let page = unsafe pages + current * layout.pageSize
    unsafe layout.writeHead(page, isLeaf: true, cellCount: cellCount, top: top)
    let start = layout.leafHead + 2 * cellCount
    unsafe (page + start).update(repeating: 0, count: top - start)
    cellCount = 0
    top = layout.pageSize
  }

  /// Gives the closed pages their numbers and writes them.
  private mutating func flush() throws(StoreError) {
    var first = 0
    var firstNumber: UInt32 = 0
    for index in 0..<current {
      let number = try file.allocate()
      tree.add(page: number)
      if index > first && number != firstNumber + UInt32(index - first) {
        try write(first..<index, at: firstNumber)
        first = index
      }
      if index == first { firstNumber = number }
    }
    if current > first { try write(first..<current, at: firstNumber) }
    current = 0
  }

  private func write(_ range: Range<Int>, at number: UInt32) throws(StoreError) {
    try unsafe file.write(
      UnsafeRawBufferPointer(
        start: pages + range.lowerBound * layout.pageSize, count: range.count * layout.pageSize),
      at: number)
  }

  /// Writes the rest and the pages above; the file's head knows of them then.
  mutating func finish() throws(StoreError) {
    if rowCount == 0 { return }
    closeLeaf()
    if current == 0 && tree.isEmpty {
      try write(0..<1, at: rootPage)
    } else {
      current += 1
      try flush()
      try tree.write(root: rootPage, to: file)
    }
    try file.announce()
  }

  /// Takes back what was written; the table is empty as before.
  func giveUp() { file.giveUp() }
}
