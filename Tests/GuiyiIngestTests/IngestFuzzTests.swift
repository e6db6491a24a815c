import GuiyiColumns
import GuiyiIngest
import GuiyiModel
import GuiyiText
import Testing

@Suite struct IngestFuzzTests {
  private static let pieces: [[UInt8]] =
    [
      ",", ",", ",", "\"", "\"", "\"\"", "\n", "\n", "\r\n", "\r", "a", "b", "张三", "李", " ", "　", "合计", "12",
      "a,b,c\n", "\"x\"", "\"x\ny\"", ",,\n", "1,2,3\n", "1,2,3\n", "\u{20087}", "|", "é",
    ].map { Array($0.utf8) } + [
      [0xFF], [0], [0xE5, 0xBC], [0xD5, 0xC5], [0x81], [0x81, 0x30], [0xA0, 0x7C],
    ]

  private static func text(_ random: inout SplitMix64, isValid: Bool) -> [UInt8] {
    var bytes: [UInt8] = Array("a,b,c\n".utf8)
    for _ in 0..<Int(random.next() % 40) {
      let kinds = isValid ? pieces.count - 7 : pieces.count
      bytes += pieces[Int(random.next() % UInt64(kinds))]
    }
    return bytes
  }

  private static func options(_ random: inout SplitMix64) -> IngestOptions {
    var options = IngestOptions()
    options.blockByteCount = 1 + Int(random.next() % 70)
    options.blocksPerThread = 1 + Int(random.next() % 3)
    options.foretellingByteCount = Int(random.next() % 90)
    options.rowByteLimit = 10 + Int(random.next() % 90)
    options.quotedByteLimit = 5 + Int(random.next() % 60)
    options.quotedLineLimit = Int(random.next() % 4)
    return options
  }

  /// What the naive reader makes of the same file, in the form that the sniffer found.
  private static func expected(_ bytes: [UInt8], _ result: IngestedResource, _ options: IngestOptions)
    -> [String]
  {
    guard let format = result.fileFormats[0] else { return [] }
    let text = format.encoding.decode(bytes.span.extracting(format.markLength..<bytes.count)).bytes
    let dialect = Dialect(
      delimiter: format.delimiter, rowByteLimit: options.rowByteLimit,
      quotedByteLimit: options.quotedByteLimit, quotedLineLimit: options.quotedLineLimit)
    let reader = NaiveReader(text: text, dialect: dialect)
    let header = ["a", "b", "c"].map { Array($0.utf8) }
    var lines: [String] = []
    for (index, fate) in reader.rows(header: header, columnCount: 3).enumerated()
    where index + 1 > format.headerRowNumber {
      switch fate {
      case .accepted(let cells): lines.append("\(index + 1):" + cells.joined(separator: "|"))
      case .setAside(let code): lines.append("\(index + 1) \(code)")
      case .blank: lines.append("blank")
      }
    }
    return lines
  }

  private static func sorted(_ lines: [String]) -> [String] {
    lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  @Test func `reads what the naive reader reads, whatever the blocks and threads`() throws {
    var random = SplitMix64(seed: 20_260_101)
    var fates: [String: Int] = [:]
    for round in 0..<30_000 {
      let bytes = Self.text(&random, isValid: round % 2 == 0)
      let options = Self.options(&random)
      let format = DeclaredFormat(
        encoding: round % 3 == 0 ? "utf-8" : nil, delimiter: 0x2C, headerRowNumber: 1)
      let result = try read(
        bytes, columns: ["a", "b", "c"], format: format, options: options, threads: 1 + round % 2)
      guard result.fileFormats[0]?.headings == ["a", "b", "c"] else { continue }
      let blanks = [String](repeating: "blank", count: result.sums[0].blank)
      let found = Self.sorted(result.rows + result.setAside + blanks)
      let expected = Self.sorted(Self.expected(bytes, result, options))
      try #require(found == expected, "\(round): \(bytes) \(options)")
      try #require(result.sums[0].holds && result.sums[0].read == expected.count)
      for row in result.quarantined { fates[row.rule.code, default: 0] += 1 }
      fates["accepted", default: 0] += result.table.rowCount
      fates["blank", default: 0] += result.sums[0].blank
    }
    for fate in ["accepted", "blank", "bad-bytes", "ragged", "row-too-long", "total-row", "unclosed-quote"] {
      #expect(fates[fate, default: 0] > 1000, "the texts show too little of \(fate)")
    }
  }

  @Test func `no bytes trap, and the sum always holds`() throws {
    var random = SplitMix64(seed: 7)
    let seeds: [[UInt8]] = [
      Array("姓名,民族\n张三,汉\n".utf8), Array("title\n\na;b;c\n\"1\";2;3\n合计;;6\n".utf8),
      [0xFF, 0xFE, 0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0, 0x31, 0, 0x2C, 0, 0x32, 0],
      [0xD0, 0xD5, 0xC3, 0xFB, 0x7C, 0x61, 0x0A, 0xD5, 0xC5, 0x7C, 0x62, 0x0A],
    ]
    for round in 0..<100_000 {
      var bytes = seeds[round % seeds.count]
      for _ in 0..<Int(random.next() % 12) {
        let place = Int(random.next() % UInt64(bytes.count + 1))
        switch random.next() % 4 {
        case 0 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1 where place < bytes.count: bytes.remove(at: place)
        case 2:
          bytes.insert(contentsOf: Self.pieces[Int(random.next() % UInt64(Self.pieces.count))], at: place)
        default: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
        }
      }
      var options = Self.options(&random)
      if round % 2 == 0 { options.sampleByteCount = 64 }
      let format = DeclaredFormat(delimiter: round % 4 == 0 ? nil : Dialect.candidates[round % 3])
      let columns = round % 3 == 0 ? [] : ["姓名", "a"]
      let result = try read(bytes, columns: columns, format: format, options: options)
      try #require(result.sums[0].holds, "\(bytes)")
      try #require(result.table.columns.allSatisfy { $0.ids.count == result.table.rowCount })
    }
  }
}
