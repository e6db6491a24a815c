import Glibc

/// Reads the whole of a file.
func readFile(_ path: String) throws -> [UInt8] {
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
  if descriptor < 0 { throw CityError.system("cannot read", path) }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 20)
  while true {
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    if count < 0 && errno == EINTR { continue }
    if count < 0 { throw CityError.system("cannot read", path) }
    if count == 0 { return bytes }
    bytes += buffer[0..<count]
  }
}

/// Whether there is a file to read.
func isFile(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

/// Calls `body` with the named columns of every row of a CSV file with a header (RFC 4180, UTF-8).
///
/// A column that the header does not have reads as empty text; `isOptional` names those that may be absent.
/// - Throws: `CityError` naming the file and the missing column.
func forEachRow(
  _ path: String, _ columns: [String], optional: Set<String> = [], _ body: ([String]) throws -> Void
) throws {
  let reader = CSVReader(bytes: try readFile(path))
  guard let header = reader.next() else { throw CityError("\(path) is empty") }
  var places: [Int] = []
  for column in columns {
    guard let place = header.firstIndex(of: column) else {
      if optional.contains(column) {
        places.append(-1)
        continue
      }
      throw CityError("\(path) has no column '\(column)'")
    }
    places.append(place)
  }
  var values = [String](repeating: "", count: columns.count)
  while let row = reader.next() {
    for (index, place) in places.enumerated() {
      values[index] = place >= 0 && place < row.count ? row[place] : ""
    }
    try body(values)
  }
}

/// The fields of each record of a CSV text.
final class CSVReader {
  private let bytes: [UInt8]
  private var place = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
  }

  /// The next record that is not an empty line; nil at the end.
  func next() -> [String]? {
    while place < bytes.count, bytes[place] == 10 || bytes[place] == 13 { place += 1 }
    guard place < bytes.count else { return nil }
    var fields: [String] = []
    while true {
      fields.append(field())
      if place >= bytes.count { return fields }
      let byte = bytes[place]
      place += 1
      if byte == 44 { continue }
      if byte == 13 && place < bytes.count && bytes[place] == 10 { place += 1 }
      return fields
    }
  }

  /// One field; stops at the comma or line end behind it.
  private func field() -> String {
    if place < bytes.count && bytes[place] == 34 {
      var text: [UInt8] = []
      place += 1
      while place < bytes.count {
        if bytes[place] == 34 {
          place += 1
          guard place < bytes.count && bytes[place] == 34 else { break }
        }
        text.append(bytes[place])
        place += 1
      }
      // What stands between the closing quote and the comma belongs to nobody.
      while place < bytes.count && bytes[place] != 44 && bytes[place] != 10 && bytes[place] != 13 {
        place += 1
      }
      return String(decoding: text, as: UTF8.self)
    }
    let start = place
    while place < bytes.count && bytes[place] != 44 && bytes[place] != 10 && bytes[place] != 13 { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }
}
