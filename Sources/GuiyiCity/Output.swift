import Glibc

/// What can go wrong while a city is written or scored.
public struct CityError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }

  /// The last failure that the C library reports.
  static func system(_ what: String, _ path: String) -> CityError {
    let code = errno
    let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    return CityError("\(what) \(path): \(reason)")
  }
}

/// A file written front to back through a buffer.
final class FileSink {
  private static let capacity = 1 << 17
  private let descriptor: Int32
  private let path: String
  var bytes: [UInt8] = []

  init(_ path: String) throws {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw CityError.system("cannot write", path) }
    bytes.reserveCapacity(Self.capacity + 4096)
  }

  func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  func flushIfFull() throws { if bytes.count >= Self.capacity { try flush() } }

  func flush() throws {
    var start = 0
    while start < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        // SAFETY: start < buffer.count by the loop's condition.
        unsafe write(descriptor, buffer.baseAddress.map { unsafe $0 + start }, buffer.count - start)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw CityError.system("cannot write", path)
      }
      start += written
    }
    bytes.removeAll(keepingCapacity: true)
  }

  func finish() throws {
    try flush()
    if close(descriptor) != 0 { throw CityError.system("cannot close", path) }
  }
}

/// Makes a folder and those above it.
func makeFolder(_ path: String) throws {
  var made = path.hasPrefix("/") ? "/" : ""
  for part in path.split(separator: "/") {
    made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
    if unsafe mkdir(made, 0o755) != 0 && errno != EEXIST { throw CityError.system("cannot make", made) }
  }
}
