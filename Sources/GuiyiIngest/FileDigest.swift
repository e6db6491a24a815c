/// A stable hash of a file's bytes, and their number: where it is other than before, so is the file.
public struct FileDigest: Sendable, Equatable {
  /// Bytes that are read at a time: they stay in the caches while they are hashed.
  private static let blockByteCount = 1 << 17

  public let hash: UInt64
  public let byteCount: Int

  /// Reads a file; nil where that fails.
  public init?(path: String) {
    var digest = ByteDigest()
    var offset = 0
    var block = [UInt8](repeating: 0, count: Self.blockByteCount)
    do {
      let source = try ByteSource(path: path)
      while true {
        let got = try unsafe block.withUnsafeMutableBytes { room throws(IngestError) in
          try unsafe source.read(at: offset, into: room)
        }
        unsafe block.withUnsafeBytes { unsafe digest.feed(UnsafeRawBufferPointer(rebasing: $0[..<got])) }
        offset += got
        if got < Self.blockByteCount { break }
      }
    } catch { return nil }
    hash = digest.finish()
    byteCount = offset
  }
}
