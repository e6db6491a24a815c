/// Reads the elements of a part one after another, in memory that does not grow with the part.
///
/// Knows what parts of workbooks use and nothing else: no document types, so no entities that grow.
struct XMLScanner {
  enum Event {
    /// An element begins; `isEmpty` where it ends at once.
    case start(name: String, isEmpty: Bool)
    case end(name: String)
    case text(String)
  }

  private static let tokenLimit = 16 << 20

  private let parts: PackageParts
  private var bytes: [UInt8] = []
  private var place = 0
  private var isAtEnd = false
  /// The attributes of the element that began last, without their namespaces.
  private(set) var attributes: [(name: String, value: String)] = []

  init(_ parts: PackageParts) { self.parts = parts }

  func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// The next event; nil at the end of the part.
  mutating func next() throws(WorkbookError) -> Event? {
    while true {
      // Here and nowhere else: the calls below keep places in `bytes`.
      if place > 1 << 16 {
        bytes.removeFirst(place)
        place = 0
      }
      guard try fill(1) else { return nil }
      if bytes[place] != UInt8(ascii: "<") {
        let end = try find(UInt8(ascii: "<"), from: place) ?? bytes.count
        defer { place = end }
        return .text(Self.decoded(bytes[place..<end]))
      }
      _ = try fill(9)
      if starts("<!--") {
        try skip(past: "-->")
      } else if starts("<?") {
        try skip(past: "?>")
      } else if starts(
        "<![CDATA[")
      {
        let begin = place + 9
        try skip(past: "]]>")
        return .text(String(decoding: bytes[begin..<max(begin, place - 3)], as: UTF8.self))
      } else if starts("<!") {
        throw WorkbookError("the workbook has a document type, which no spreadsheet writes")
      } else {
        return try element()
      }
    }
  }

  private mutating func element() throws(WorkbookError) -> Event {
    var end = place + 1
    var quote: UInt8 = 0
    while true {
      if end == bytes.count {
        guard try refill() else { throw WorkbookError("the workbook is cut off") }
        continue
      }
      let byte = bytes[end]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        break
      }
      end += 1
    }
    let isEnd = bytes[place + 1] == UInt8(ascii: "/")
    let isEmpty = !isEnd && bytes[end - 1] == UInt8(ascii: "/")
    let begin = place + (isEnd ? 2 : 1)
    let stop = max(begin, isEmpty ? end - 1 : end)
    var nameEnd = begin
    while nameEnd < stop, bytes[nameEnd] > 0x20 { nameEnd += 1 }
    let name = Self.local(bytes[begin..<nameEnd])
    if !isEnd { readAttributes(nameEnd..<stop) }
    place = end + 1
    return isEnd ? .end(name: name) : .start(name: name, isEmpty: isEmpty)
  }

  private mutating func readAttributes(_ range: Range<Int>) {
    attributes.removeAll(keepingCapacity: true)
    var index = range.lowerBound
    while true {
      while index < range.upperBound, bytes[index] <= 0x20 { index += 1 }
      let begin = index
      while index < range.upperBound, bytes[index] != UInt8(ascii: "="), bytes[index] > 0x20 { index += 1 }
      let name = begin..<index
      while index < range.upperBound, bytes[index] <= 0x20 || bytes[index] == UInt8(ascii: "=") { index += 1 }
      guard index < range.upperBound else { return }
      let quote = bytes[index]
      let valueBegin = index + 1
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return }
      index = valueBegin
      while index < range.upperBound, bytes[index] != quote { index += 1 }
      attributes.append((Self.local(bytes[name]), Self.decoded(bytes[valueBegin..<index])))
      index += 1
    }
  }

  /// The name without its namespace.
  private static func local(_ name: ArraySlice<UInt8>) -> String {
    let colon = name.lastIndex(of: UInt8(ascii: ":"))
    return String(decoding: name[(colon.map { $0 + 1 } ?? name.startIndex)...], as: UTF8.self)
  }

  /// Text with `&lt;` and its kin replaced.
  static func decoded(_ text: ArraySlice<UInt8>) -> String {
    guard text.contains(UInt8(ascii: "&")) else { return String(decoding: text, as: UTF8.self) }
    var result = ""
    var rest = text
    while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
      result += String(decoding: rest[..<mark], as: UTF8.self)
      guard let end = rest[mark...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
        result += "&"
        rest = rest[(mark + 1)...]
        continue
      }
      result += entity(String(decoding: rest[(mark + 1)..<end], as: UTF8.self))
      rest = rest[(end + 1)...]
    }
    return result + String(decoding: rest, as: UTF8.self)
  }

  private static func entity(_ name: String) -> String {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let isHex = name.hasPrefix("#x")
      let number = name.hasPrefix("#") ? UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10) : nil
      return number.flatMap { Unicode.Scalar($0) }.map { String(Character($0)) } ?? "\u{FFFD}"
    }
  }

  // MARK: Bytes

  private func starts(_ mark: String) -> Bool { bytes[place...].starts(with: mark.utf8) }

  /// Whether there are so many bytes ahead; reads on where there are not.
  private mutating func fill(_ count: Int) throws(WorkbookError) -> Bool {
    while bytes.count - place < count {
      guard try refill() else { return false }
    }
    return true
  }

  private mutating func refill() throws(WorkbookError) -> Bool {
    if isAtEnd { return false }
    isAtEnd = try !parts.read(into: &bytes)
    if bytes.count - place > Self.tokenLimit {
      throw WorkbookError("the workbook is larger than any that is sent out")
    }
    return !isAtEnd
  }

  private mutating func find(_ byte: UInt8, from start: Int) throws(WorkbookError) -> Int? {
    var index = start
    while true {
      while index < bytes.count {
        if bytes[index] == byte { return index }
        index += 1
      }
      guard try refill() else { return nil }
    }
  }

  private mutating func skip(past mark: String) throws(WorkbookError) {
    let mark = Array(mark.utf8)
    var index = place
    while true {
      while index + mark.count <= bytes.count {
        if bytes[index..<index + mark.count].elementsEqual(mark) {
          place = index + mark.count
          return
        }
        index += 1
      }
      guard try refill() else { throw WorkbookError("the workbook is cut off") }
    }
  }
}
