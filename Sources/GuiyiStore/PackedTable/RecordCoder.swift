/// Puts the cells of a row into the bytes of a record: the types of all columns, then their values.
@safe struct RecordCoder {
  private let shape: TableShape
  /// The type of each column of the last row, in the record's order.
  private var types: [UInt64]
  private var headerSize = 0
  /// Bytes of the last row's record.
  private(set) var size = 0

  init(_ shape: TableShape) {
    self.shape = shape
    types = Array(repeating: 0, count: shape.stored.count)
  }

  /// Takes a row's measure.
  /// - Returns: whether its cells can be stored as they are; the others SQLite would change or refuse.
  mutating func measure(_ cells: UnsafePointer<RowWriter.Cell>) -> Bool {
    var typesSize = 0
    var bodySize = 0
    for place in types.indices {
      let index = shape.stored[place]
      let cell = unsafe cells[index]
      var type: UInt64 = 0
      if index != shape.numberColumn {
        let column = shape.columns[index]
        if !column.affinity.keeps(cell.kind) || (column.isRequired && cell.kind == .null) { return false }
        switch cell.kind {
        case .null: break
        case .integer:
          let (integerType, width) = Self.integer(cell.word)
          type = integerType
          bodySize &+= width
        case .real:
          if Double(bitPattern: UInt64(bitPattern: cell.word)).isNaN { return false }
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
    // The header's size counts itself.
    headerSize = typesSize + 1
    if headerSize > 127 { headerSize += PageBytes.varintSize(UInt64(headerSize + 1)) - 1 }
    size = headerSize + bodySize
    return true
  }

  /// Writes the record of the row that was measured last.
  func write(
    _ cells: UnsafePointer<RowWriter.Cell>, bytes: UnsafeRawPointer, to target: UnsafeMutablePointer<UInt8>
  ) {
    var header = unsafe PageBytes(at: target)
    var body = unsafe PageBytes(at: target + headerSize)
    header.put(varint: UInt64(headerSize))
    for place in types.indices {
      let type = types[place]
      header.put(varint: type)
      let cell = unsafe cells[shape.stored[place]]
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
