internal import Glibc
internal import GuiyiColumns
internal import GuiyiIngest
internal import GuiyiModel

/// Bytes of a delivered file to columns of numbered values, by one thread: the dialect found, rows split and judged, repeated rows
/// told, every cell interned. An operation is a byte.
func feedKernels() -> [Kernel] {
  let text = Array(invented(rowCount: 200_000).utf8)
  let resource = people()
  return [("UTF-8", text), ("GB 18030", encoded(text))].map { name, bytes in
    let rows = rowCount(bytes, resource)
    precondition(rows == 200_000, "every row is taken")
    return Kernel(name: "bytes of a file to columns, \(name)", operationCount: bytes.count) {
      UInt64(rowCount(bytes, resource))
    }
  }
}

private func rowCount(_ bytes: [UInt8], _ resource: Resource) -> Int {
  let read = try? ingest(
    [DeliveredFile(name: "people.csv", bytes: bytes)], as: resource, workers: Workers(threadCount: 1))
  return read?.table.rowCount ?? 0
}

private let columns = ["身份号码", "姓名", "性别", "出生日期", "住址", "电话"]

private func people() -> Resource {
  let site = Site(file: "catalog/kernels.yaml", lineNumber: 1)
  return Resource(
    index: 0, code: "K-1", name: "人员", departmentIndex: 0, files: "**", format: DeclaredFormat(),
    updateCycle: nil, published: nil, share: Share(type: .unconditional, condition: nil, basis: nil),
    items: columns.map {
      Item(
        column: $0, element: nil, role: "", isRequired: false, isAuthoritative: false, origin: .collected,
        collection: nil, site: site)
    }, site: site)
}

/// A register of invented people.
private func invented(rowCount: Int) -> String {
  var maker = TextMaker()
  var text = columns.joined(separator: ",") + "\n"
  for row in 0..<rowCount {
    let number = 990_000_000_000 + row
    text += "\(number)\(100_000 + maker.number(below: 900_000)),\(maker.hanName()),"
    text += maker.number(below: 2) == 0 ? "男," : "女,"
    text += "\(maker.date()),河南省平顶山市新华区光明路街道建设路\(maker.number(below: 900))号院"
    text += "\(maker.number(below: 30))号楼\(maker.number(below: 4))单元\(maker.number(below: 2_000))室,"
    text += "1\(3_000_000_000 + maker.number(below: 900_000_000))\n"
  }
  return text
}

/// The same text as departments' older systems write it.
private func encoded(_ text: [UInt8]) -> [UInt8] {
  guard let converter = unsafe iconv_open("GB18030", "UTF-8") else { preconditionFailure("no such encoding") }
  defer { unsafe iconv_close(converter) }
  var source = text.map { CChar(bitPattern: $0) }
  var target = [CChar](repeating: 0, count: text.count + 16)
  var (left, room) = (source.count, target.count)
  let failed = unsafe source.withUnsafeMutableBufferPointer { from in
    unsafe target.withUnsafeMutableBufferPointer { to in
      // SAFETY: iconv reads `left` bytes and writes at most `room`, and moves its own copies of the two pointers.
      var (input, output) = (from.baseAddress, to.baseAddress)
      return unsafe iconv(converter, &input, &left, &output, &room) == Int.max
    }
  }
  precondition(!failed && left == 0, "all of it has a writing there")
  return target.prefix(target.count - room).map { UInt8(bitPattern: $0) }
}
