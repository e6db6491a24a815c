internal import Glibc

/// The bytes of one delivered file: on disk, or in memory.
final class ByteSource {
  let path: String
  /// As it was when the file was opened.
  let byteCount: Int
  private let descriptor: Int32
  private let memory: [UInt8]

  /// Opens a regular file.
  init(path: String) throws(IngestError) {
    self.path = path
    memory = []
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      throw IngestError(errno == ENOENT ? .missing : .refused(errorNumber: errno), path: path)
    }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let number = errno
      close(descriptor)
      throw IngestError(.refused(errorNumber: number), path: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw IngestError(.notAFile, path: path)
    }
    self.descriptor = descriptor
    byteCount = Int(status.st_size)
  }

  init(name: String, bytes: [UInt8]) {
    path = name
    memory = bytes
    byteCount = bytes.count
    descriptor = -1
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Fills `buffer` from `offset` on, as far as the file goes, and returns the number of bytes.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(IngestError) -> Int {
    if descriptor < 0 {
      let count = max(0, min(buffer.count, memory.count &- offset))
      unsafe memory.withUnsafeBytes { source in
        // SAFETY: count bytes are there from `offset`, and the buffer is as long.
        if count > 0 {
          unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[offset..<offset &+ count]))
        }
      }
      return count
    }
    var filled = 0
    while filled < buffer.count {
      // SAFETY: filled < buffer.count.
      let got = unsafe pread(
        descriptor, buffer.baseAddress.unsafelyUnwrapped + filled, buffer.count &- filled,
        offset &+ filled)
      if got == 0 { break }
      if got < 0 {
        if errno == EINTR { continue }
        throw IngestError(.readFailed(errorNumber: errno), path: path)
      }
      filled &+= got
    }
    return filled
  }

  /// At most `count` bytes from `offset` on, in an array of their own.
  func bytes(at offset: Int, count: Int) throws(IngestError) -> [UInt8] {
    let room = max(0, min(count, byteCount &- offset))
    var bytes = [UInt8](repeating: 0, count: room)
    var failure: IngestError?
    var got = 0
    unsafe bytes.withUnsafeMutableBytes { buffer in
      do { got = try unsafe read(at: offset, into: buffer) } catch let error as IngestError {
        failure = error
      } catch {}
    }
    if let failure { throw failure }
    bytes.removeLast(room &- got)
    return bytes
  }
}
