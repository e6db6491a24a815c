internal import CGuiyiStore
internal import Foundation

/// The pages of a database that no connection has a lock on, written behind those it has.
@safe final class PageFile {
  let pageSize: Int
  private let descriptor: CInt
  private let file: String
  private var pageCount: UInt32
  private let firstCount: UInt32
  private let largestCount: UInt32
  /// SQLite keeps its locks there, and no page.
  private let lockPage: UInt32
  /// The bytes behind this place have not been begun to be put on the disk.
  private var keptOffset: Int

  /// Bytes that are put on the disk together, while others are written.
  private static let keptTogether = 1 << 22

  /// - Parameters:
  ///   - pageCount: how many pages the file has.
  ///   - largestCount: how many it may have.
  init(path: String, file: String, pageSize: Int, pageCount: UInt32, largestCount: UInt32) throws(StoreError)
  {
    self.file = file
    self.pageSize = pageSize
    self.pageCount = pageCount
    firstCount = pageCount
    self.largestCount = largestCount
    lockPage = UInt32((1 << 30) / pageSize) + 1
    keptOffset = Int(pageCount) * pageSize
    descriptor = unsafe open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw StoreError.system(file: file) }
  }

  deinit { close(descriptor) }

  /// The number of a new page behind all others.
  func allocate() throws(StoreError) -> UInt32 {
    // One more than asked for, since the page of the locks may have to be stepped over.
    guard pageCount + 1 < largestCount else {
      throw StoreError(file: file, message: "the file may not grow", isDiskFull: true)
    }
    pageCount += 1
    if pageCount == lockPage { pageCount += 1 }
    return pageCount
  }

  /// Writes pages that follow each other.
  func write(_ bytes: UnsafeRawBufferPointer, at firstPage: UInt32) throws(StoreError) {
    try unsafe write(bytes, offset: Int(firstPage - 1) * pageSize)
  }

  private func write(_ bytes: UnsafeRawBufferPointer, offset: Int) throws(StoreError) {
    guard let start = bytes.baseAddress else { return }
    var done = 0
    while done < bytes.count {
      let count = unsafe pwrite(descriptor, start + done, bytes.count - done, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw StoreError.system(file: file) }
      done += count
    }
    let end = offset + bytes.count
    if end - keptOffset >= Self.keptTogether {
      // The disk has nothing to do while rows are made; left to the end, all would wait for it.
      guiyi_store_begin_to_keep(descriptor, Int64(keptOffset), Int64(end - keptOffset))
      keptOffset = end
    }
  }

  /// Takes back the pages that nobody was told of.
  func giveUp() {
    // A file that keeps them is whole, too: its head counts its pages.
    _ = ftruncate(descriptor, off_t(firstCount) * off_t(pageSize))
  }

  /// Tells the file's head how many pages there are, and every connection that they have changed.
  func announce() throws(StoreError) {
    try unsafe withUnsafeTemporaryBytes(count: 100) { (head) throws(StoreError) in
      guard unsafe pread(descriptor, head.baseAddress, 100, 0) == 100 else {
        throw StoreError.system(file: file)
      }
      let changes = unsafe UInt32(bigEndian: head.loadUnaligned(fromByteOffset: 24, as: UInt32.self)) &+ 1
      unsafe head.storeBytes(of: changes.bigEndian, toByteOffset: 24, as: UInt32.self)
      unsafe head.storeBytes(of: pageCount.bigEndian, toByteOffset: 28, as: UInt32.self)
      // The count of pages is believed where this says that it was written with the last change.
      unsafe head.storeBytes(of: changes.bigEndian, toByteOffset: 92, as: UInt32.self)
      try unsafe write(UnsafeRawBufferPointer(head), offset: 0)
    }
  }
}

private func withUnsafeTemporaryBytes(
  count: Int, _ body: (UnsafeMutableRawBufferPointer) throws(StoreError) -> Void
) throws(StoreError) {
  let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 8)
  defer { unsafe bytes.deallocate() }
  try unsafe body(bytes)
}
