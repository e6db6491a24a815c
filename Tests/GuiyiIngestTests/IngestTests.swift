import GuiyiColumns
import GuiyiIngest
import GuiyiModel
import Testing

@Suite struct IngestTests {
  static let columns = ["姓名", "民族", "备注"]

  @Test func `reads a plain file`() throws {
    let result = try read("姓名,民族,备注\n张三,汉,\n李四,回,x\n", columns: Self.columns)
    #expect(result.rows == ["2:张三|汉|", "3:李四|回|x"])
    #expect(result.sums[0].read == 2 && result.sums[0].accepted == 2 && result.sums[0].holds)
    #expect(result.findings.findings.isEmpty && result.quarantined.isEmpty)
  }

  @Test func `a quoted line break does not count for the row number`() throws {
    let result = try read("姓名,民族,备注\r\n张三,汉,\"一\r\n二,\"\"三\"\"\"\r\n李四,回,x", columns: Self.columns)
    #expect(result.rows == ["2:张三|汉|一\r\n二,\"三\"", "3:李四|回|x"])
  }

  @Test(arguments: ["\n", "\r\n", "\r"]) func `any line break ends a row`(lineBreak: String) throws {
    let text = ["姓名,民族,备注", "张三,汉,1", "李四,回,2"].joined(separator: lineBreak)
    #expect(try read(text, columns: Self.columns).rows == ["2:张三|汉|1", "3:李四|回|2"])
    #expect(try read(text + lineBreak, columns: Self.columns).rows == ["2:张三|汉|1", "3:李四|回|2"])
  }

  @Test(arguments: [",", "\t", ";", "|"]) func `finds out the delimiter`(delimiter: String) throws {
    let text = [["姓名", "民族", "备注"], ["张三", "汉", "1"], ["李四", "回", "2"]]
      .map { $0.joined(separator: delimiter) }.joined(separator: "\n")
    #expect(try read(text, columns: Self.columns).rows == ["2:张三|汉|1", "3:李四|回|2"])
    #expect(try read(text, columns: []).fileFormats[0]?.delimiter == Array(delimiter.utf8)[0])
  }

  @Test func `skips titles above and totals below`() throws {
    let text = """
      石龙区人口登记表,,
      制表日期：2026年,,

      姓名,民族,备注
      张三,汉,12
      合 计,,12
      共计：,1,"12,000"
      姓名,民族,备注
      总计
      """
    let result = try read(text, columns: Self.columns)
    #expect(result.rows == ["5:张三|汉|12"])
    #expect(result.setAside == ["6 total-row", "7 total-row", "8 total-row", "9 total-row"])
    #expect(result.sums[0].read == 5 && result.sums[0].quarantined == 4 && result.sums[0].holds)
  }

  @Test func `a person may be called as a total begins`() throws {
    let result = try read("姓名,民族,备注\n总理,汉,1\n合计乐,汉,河南省平顶山市\n", columns: Self.columns)
    #expect(result.rows.count == 2)
  }

  @Test func `sets ragged rows aside and tolerates empty extras`() throws {
    let result = try read(
      "姓名,民族,备注\n张三,汉\n李四,回,x,,　\n王五,汉,y,z\n,,\n \n赵六,汉,\n", columns: Self.columns)
    #expect(result.rows == ["3:李四|回|x", "7:赵六|汉|"])
    #expect(result.setAside == ["2 ragged", "4 ragged"])
    #expect(result.quarantined.map(\.detail) == ["2/3", "4/3"])
    #expect(result.sums[0].blank == 2 && result.sums[0].holds)
  }

  @Test func `an unclosed quote costs one row`() throws {
    let result = try read(
      "姓名,民族,备注\n\"张三,汉,1\n\"李四\",回,2\n王\"五,汉,3\n\"赵\"六,汉,4\n孙七,\"汉,5\n", columns: Self.columns)
    #expect(result.rows == ["3:李四|回|2", "4:王\"五|汉|3", "5:赵六|汉|4"])
    #expect(result.setAside == ["2 unclosed-quote", "6 unclosed-quote"])
    #expect(result.sums[0].holds)
  }

  @Test func `a bad byte costs one row`() throws {
    var bytes = Array("姓名,民族,备注\n张三,汉,1\n李四".utf8)
    bytes += [0xE5, 0xBC] + Array(",回,2\n王五,汉,3\n赵\0六,汉,4\n".utf8)
    let result = try read(bytes, columns: Self.columns)
    #expect(result.rows == ["2:张三|汉|1", "4:王五|汉|3"])
    #expect(result.setAside == ["3 bad-bytes", "5 bad-bytes"])
    #expect(result.quarantined[0].detail == "utf-8")
  }

  @Test func `finds exact repeats in all files, whatever the order of columns`() throws {
    let result = try ingest(
      [
        DeliveredFile(name: "1.csv", bytes: Array("姓名,民族,备注\n张三,汉,1\n张三,汉,1\n".utf8)),
        DeliveredFile(name: "2.csv", bytes: Array("民族,姓名\n汉,张三\n回,李四\n".utf8)),
        DeliveredFile(name: "3.csv", bytes: Array("备注,民族,姓名,来源\n1,汉,张三,\n,汉,张三,x\n".utf8)),
      ], as: resource(Self.columns), workers: Workers(threadCount: 2))
    let none = ResourceTable.notARepeat
    #expect(result.table.repeatOf == [none, 0, none, none, 0, none])
    #expect(
      result.rows == [
        "2:张三|汉|1|", "3:张三|汉|1|", "2:张三|汉||", "3:李四|回||", "2:张三|汉|1|", "3:张三|汉||x",
      ])
    #expect(result.sums.map(\.repeated) == [1, 0, 1])
    #expect(result.sums.allSatisfy { $0.holds })
    #expect(result.findingTexts == ["column-missing 备注", "column-undeclared 来源"])
  }

  @Test func `compares headings without width, spaces and marks`() throws {
    let result = try read("\u{FEFF}\u{FEFF}＊姓 名,\"民\n族\", 备注（ＡＢ）\n张三,汉,1\n", columns: ["姓名", "民族", "备注(ab)"])
    #expect(result.rows == ["2:张三|汉|1"])
    #expect(result.findings.findings.isEmpty)
  }

  @Test func `keeps the second of two equal headings as an extra column`() throws {
    let result = try read("姓名,姓名,\n张三,李四,\n", columns: ["姓名"])
    #expect(result.rows == ["2:张三|李四"])
    #expect(result.findingTexts == ["column-undeclared 姓名 (2)"])
  }

  @Test func `reads a file without a header by position`() throws {
    let result = try read(
      Array("张三,汉\n李四,回\n".utf8), columns: ["姓名", "民族"], format: .init(headerRowNumber: 0))
    #expect(result.rows == ["1:张三|汉", "2:李四|回"])
  }

  @Test func `reports what is no text and what is not there`() throws {
    #expect(
      try read([0x50, 0x4B, 3, 4, 9, 9], columns: ["a"]).findingTexts.first?.hasPrefix("file-unreadable")
        == true)
    #expect(try read([], columns: ["a"]).findingTexts == ["file-unreadable 文件为空"])
    let none = try ingest([], as: resource(["a"]), workers: Workers(threadCount: 1))
    #expect(none.findings.findings.map(\.rule) == [.noFiles])
  }

  @Test func `finds a header that nobody described`() throws {
    let titled = try read("二〇二六年登记表,,\n\n姓名,民族,电话\n张三,汉,1\n李四,回,2\n", columns: [])
    #expect(titled.fileFormats[0]?.headerRowNumber == 3)
    #expect(titled.table.columns.map(\.heading) == ["姓名", "民族", "电话"])
    #expect(titled.rows == ["4:张三|汉|1", "5:李四|回|2"])
    let announced = try read("sep=;\n姓名;金额\n张三;1,5\n李四;2,5\n", columns: [])
    #expect(announced.rows == ["3:张三|1,5", "4:李四|2,5"])
  }

  @Test func `a file of line breaks is empty, whatever its size`() throws {
    let result = try read([UInt8](repeating: 0x0A, count: 3_000_000), columns: ["a"])
    #expect(result.findings.findings.map(\.rule) == [.fileUnreadable])
  }

  @Test func `a file without line breaks is one row too long`() throws {
    let long = [UInt8](repeating: 0x61, count: 5_000_000)
    for tail in ["", "\n3,4\n"] {
      let result = try read(Array("a,b\n1,2\n".utf8) + long + Array(tail.utf8), columns: ["a", "b"])
      #expect(result.rows == (tail.isEmpty ? ["2:1|2"] : ["2:1|2", "4:3|4"]))
      #expect(result.setAside == ["3 row-too-long"])
    }
  }
}

@Suite struct ValueForecastTests {
  /// What was read of a column, and how many values the rest of it really has besides.
  private func forecast(kinds: UInt64, rowCount: Int) -> (foretold: Int, real: Int) {
    var random = SplitMix64(seed: kinds)
    var seen: Set<UInt64> = []
    var counts: [Int] = []
    for row in 0..<rowCount {
      if row == 2_000 || row == 4_000 { counts.append(seen.count) }
      seen.insert(kinds == 0 ? UInt64(row) : random.next() % kinds)
    }
    let foretold = ValueForecast.freshCount(
      rowCounts: (2_000, 2_000), fresh: (counts[0], counts[1] - counts[0]), rowsLeft: rowCount - 4_000)
    return (foretold, seen.count - counts[1])
  }

  @Test func `foretells every row of a column whose rows all differ`() {
    let (foretold, real) = forecast(kinds: 0, rowCount: 300_000)
    #expect(foretold == real)
  }

  @Test(arguments: [2, 500, 5_000, 36_525] as [UInt64])
  func `values that come again are no more than there are`(kinds: UInt64) {
    let (foretold, real) = forecast(kinds: kinds, rowCount: 300_000)
    #expect(foretold <= real * 2 + 100)
    #expect(foretold >= real / 2)
  }

  @Test func `nothing is foretold from nothing`() {
    #expect(ValueForecast.freshCount(rowCounts: (0, 9), fresh: (0, 9), rowsLeft: 9) == 0)
    #expect(ValueForecast.freshCount(rowCounts: (9, 9), fresh: (9, 0), rowsLeft: 9) == 0)
    #expect(ValueForecast.freshCount(rowCounts: (9, 9), fresh: (9, 9), rowsLeft: 0) == 0)
  }
}
