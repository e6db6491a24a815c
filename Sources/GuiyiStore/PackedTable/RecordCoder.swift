/// Puts the cells of a row into the bytes of a record: the types of all columns, then their values.
@safe struct RecordCoder {
  /// A column of the record.
  private struct Column {
    /// The cell that it is made from.
    let cell: Int
    let shape: TableShape.Column
    /// Whether it is the row's number, which stands outside the record.
    let isNumber: Bool
  }

  /// In the record's order.
  private let columns: [Column]
  /// The type of each column of the last row.
  private var types: [UInt64]
  private var headerSize = 0
  /// Bytes of the last row's record.
  private(set) var size = 0

  init(_ shape: TableShape) {
    columns = shape.stored.map { cell in
      Column(cell: cell, shape: shape.columns[cell], isNumber: cell == shape.numberColumn)
    }
    types = Array(repeating: 0, count: columns.count)
  }

  /// Takes a row's measure.
  /// - Returns: whether its cells can be stored as they are; the others SQLite would change or refuse.
  mutating func measure(_ cells: UnsafePointer<RowWriter.Cell>) -> Bool {
    let columns = columns
    guard let sizes = unsafe Self.measure(cells, as: columns.span, types: &types) else { return false }
    // The header's size counts itself.
    headerSize = sizes.types + 1
    if headerSize > 127 { headerSize += PageBytes.varintSize(UInt64(headerSize + 1)) - 1 }
    size = headerSize + sizes.body
    return true
  }

  /// Fills in the types of a row's cells.
  /// - Returns: the bytes of all types and of all values; nil where a cell cannot be stored as it is.
  private static func measure(
    _ cells: UnsafePointer<RowWriter.Cell>, as columns: Span<Column>, types: inout [UInt64]
  ) -> (types: Int, body: Int)? {
    var typesSize = 0
    var bodySize = 0
    var types = types.mutableSpan
    for place in columns.indices {
      let column = columns[place]
      let cell = unsafe cells[column.cell]
      var type: UInt64 = 0
      if !column.isNumber {
        let shape = column.shape
        if !shape.affinity.keeps(cell.kind) || (shape.isRequired && cell.kind == .null) { return nil }
        switch cell.kind {
        case .null: break
        case .integer:
          let (integerType, width) = integer(cell.word)
          type = integerType
          bodySize &+= width
        case .real:
          if Double(bitPattern: UInt64(bitPattern: cell.word)).isNaN { return nil }
          type = 7
          bodySize &+= 8
        case .text:
          type = 13 &+ 2 &* UInt64(cell.count)
          bodySize &+= Int(cell.count)
        case .blob:
          type = 12 &+ 2 &* UInt64(cell.count)
          bodySize &+= Int(cell.count)
        }
      }
      types[place] = type
      typesSize &+= PageBytes.varintSize(type)
    }
    return (typesSize, bodySize)
  }

  /// Writes the record of the row that was measured last.
  func write(
    _ cells: UnsafePointer<RowWriter.Cell>, bytes: UnsafeRawPointer, to target: UnsafeMutablePointer<UInt8>
  ) {
    var header = unsafe PageBytes(at: target)
    var body = unsafe PageBytes(at: target + headerSize)
    header.put(varint: UInt64(headerSize))
    let columns = columns.span
    let types = types.span
    for place in columns.indices {
      let type = types[place]
      header.put(varint: type)
      let cell = unsafe cells[columns[place].cell]
      switch type {
      case 0, 8, 9: break
      case 1...4: body.put(UInt64(bitPattern: cell.word), width: Int(type))
      case 5: body.put(UInt64(bitPattern: cell.word), width: 6)
      case 6, 7: body.put(UInt64(bitPattern: cell.word), width: 8)
      default: unsafe body.put(bytes + Int(cell.word), count: Int(cell.count))
      }
    }
  }

  /// The type of a whole number, and how many bytes it takes.
  @inline(__always) private static func integer(_ value: Int64) -> (type: UInt64, width: Int) {
    if value == 0 || value == 1 { return (8 &+ UInt64(value), 0) }
    // Bits with the sign.
    let bits = 65 &- (value < 0 ? ~value : value).leadingZeroBitCount
    if bits <= 8 { return (1, 1) }
    if bits <= 16 { return (2, 2) }
    if bits <= 24 { return (3, 3) }
    if bits <= 32 { return (4, 4) }
    if bits <= 48 { return (5, 6) }
    return (6, 8)
  }
}
