internal import CGuiyiWorkbook

/// The parts of a workbook's package, read one after another and never whole.
@safe final class PackageParts {
  private let parts: OpaquePointer
  private var readCount = 0

  /// More of all parts together, however often they are read, than any real workbook has.
  private static let byteLimit = 8 << 30

  init(path: String) throws(WorkbookError) {
    let opened = unsafe path.withCString { unsafe guiyi_parts_open($0) }
    guard let parts = unsafe opened else { throw WorkbookError("not an .xlsx workbook") }
    unsafe self.parts = parts
  }

  deinit { unsafe guiyi_parts_close(parts) }

  /// Goes to the beginning of a part; false where there is none.
  func find(_ name: String) -> Bool {
    unsafe name.withCString { unsafe guiyi_parts_find(parts, $0) } == 0
  }

  /// Appends what comes next of the part.
  /// - Returns: false at its end.
  func read(into bytes: inout [UInt8]) throws(WorkbookError) -> Bool {
    let capacity = 1 << 16
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: capacity))
    let count = unsafe bytes.withUnsafeMutableBufferPointer {
      // SAFETY: `capacity` bytes were appended behind `start`, and no more are written.
      unsafe guiyi_parts_read(parts, $0.baseAddress?.advanced(by: start), capacity)
    }
    bytes.removeLast(capacity - Int(max(0, count)))
    if count < 0 { throw WorkbookError("the workbook is damaged") }
    readCount += Int(count)
    if readCount > Self.byteLimit { throw WorkbookError("the workbook is larger than any that is sent out") }
    return count > 0
  }
}
