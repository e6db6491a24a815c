import GuiyiModel
import GuiyiNormalize
import Testing

@Suite struct QuantityValueTests {
  @Test(arguments: [
    ("13712345678", "13712345678"), ("137-1234-5678", "13712345678"), ("137 1234 5678", "13712345678"),
    ("+86 13712345678", "13712345678"),
    ("+8613712345678", "13712345678"), ("8613712345678", "13712345678"), ("008613712345678", "13712345678"),
    ("013712345678", "13712345678"),
    ("１３７１２３４５６７８", "13712345678"), ("13712345678.0", "13712345678"), ("0375-2345678", "0375-2345678"),
    ("03752345678", "0375-2345678"),
    ("(0375)2345678", "0375-2345678"), ("（0375）2345678", "0375-2345678"), ("0375 2345678", "0375-2345678"),
    ("+86-375-2345678", "0375-2345678"),
    ("0375-2345678-801", "0375-2345678-801"), ("0375-2345678转801", "0375-2345678-801"),
    ("010-62345678", "010-62345678"),
    ("13712345678、0375-2345678", "13712345678、0375-2345678"),
    ("13712345678/13912345679", "13712345678、13912345679"),
    ("13712345678 13912345679", "13712345678、13912345679"), ("13712345678;13712345678", "13712345678"),
    ("400-123-4567", "4001234567"),
    ("15412345678,0375-2345678", "15412345678、0375-2345678"), ("2345678/13712345678", "2345678、13712345678"),
  ])
  func `writes telephone numbers`(raw: String, form: String) throws {
    let value = try Normalizing.normalize(raw, "person.phone")
    #expect(value.form == form)
    #expect(value.quality >= .doubtful)
    #expect(value.rules.allSatisfy { $0 == "nonstandard-writing" }, "\(raw)")
  }

  @Test(arguments: [
    ("1371234567", ["format"]), ("137123456789", ["format"]), ("12345", []), ("12712345678", ["format"]),
    ("0375-23456", ["format"]),
    ("1.37123E+10", ["spreadsheet-rounded"]), ("11111111111", ["placeholder"]),
    ("13800138000", ["placeholder"]), ("13800000000", ["placeholder"]),
    ("00000000", ["placeholder"]), ("无", ["placeholder"]), ("12345678901", ["placeholder"]),
    ("0", ["placeholder"]), ("137****5678", ["format"]),
  ])
  func `tells wrong telephone numbers`(raw: String, rules: [String]) throws {
    let value = try Normalizing.normalize(raw, "person.phone")
    if !rules.isEmpty { #expect(value.quality <= .faulty, "\(raw) \(value)") }
    #expect(value.rules == rules || rules.isEmpty, "\(raw) \(value)")
  }

  @Test(arguments: [
    ("100万元", "1000000"), ("100万", "1000000"), ("1,000,000", "1000000"), ("1,000,000.00元", "1000000"),
    ("50万美元", "500000美元"),
    ("500000美元", "500000美元"), ("人民币壹佰万元", "1000000"), ("壹佰万元整", "1000000"), ("0.5亿元", "50000000"),
    ("100.5万人民币", "1005000"), ("￥100", "100"),
    ("100万元人民币", "1000000"), ("USD 20万", "200000美元"), ("1.0E7", "10000000"), ("0", "0"), ("12.30", "12.3"),
  ])
  func `writes amounts in single units`(raw: String, form: String) throws {
    let value = try Normalizing.normalize(raw, "organization.registered-capital")
    #expect(value.form == form)
    #expect(value.quality == .sound && value.rules.isEmpty, "\(value)")
  }

  @Test func `takes the unit of the heading for numbers without one`() throws {
    var convention = ColumnConvention()
    convention.isInTenThousands = true
    #expect(try Normalizing.normalize("100", "credit.amount", convention).form == "1000000")
    #expect(try Normalizing.normalize("0.5", "credit.amount", convention).form == "5000")
    #expect(try Normalizing.normalize("100万元", "credit.amount", convention).form == "1000000")
    #expect(try Normalizing.normalize("100元", "credit.amount", convention).form == "100")
  }

  @Test(arguments: ["一百左右吧", "abc", "100件", "-5", "99999999999999999999999"])
  func `tells what is no amount`(raw: String) throws {
    let value = try Normalizing.normalize(raw, "credit.amount")
    #expect(value.quality == .faulty && value.rules == ["format"], "\(value)")
  }

  @Test(arguments: [
    ("89.52㎡", "89.52"), ("89.520平方米", "89.52"), ("3亩", "2000"), ("1.5公顷", "15000"), ("120", "120"),
    ("0.01km²", "10000"),
  ])
  func `writes areas in square metres`(raw: String, form: String) throws {
    #expect(try Normalizing.normalize(raw, "estate.area").form == form)
  }

  @Test(arguments: [
    ("113.19250", "place.longitude", "113.1925", []), ("33.7662", "place.latitude", "33.7662", []),
    ("113°11'33\"", "place.longitude", "113.1925", ["nonstandard-writing"]),
    ("东经113度11分33秒", "place.longitude", "113.1925", ["nonstandard-writing"]),
    ("113 11 33", "place.longitude", "113.1925", ["nonstandard-writing"]),
    ("113-11-33.0", "place.longitude", "113.1925", ["nonstandard-writing"]),
    ("N33°45′58.32″", "place.latitude", "33.7662", ["nonstandard-writing"]),
    ("113°11.55′", "place.longitude", "113.1925", ["nonstandard-writing"]),
    ("１１３．１９２５", "place.longitude", "113.1925", []), (" 113.1925 ", "place.longitude", "113.1925", []),
    ("113.1925E", "place.longitude", "113.1925", []),
    ("33.7662", "place.longitude", "33.7662", ["coordinate-swapped"]),
    ("113.1925", "place.latitude", "113.1925", ["coordinate-swapped"]),
    ("0", "place.longitude", "", ["placeholder"]),
    ("213.5", "place.longitude", "213.5", ["coordinate-outside"]),
    ("38512345.6", "place.longitude", "38512345.6", []), ("3738021.28", "place.latitude", "3738021.28", []),
    ("3738021.28", "place.longitude", "3738021.28", ["coordinate-swapped"]),
    ("113°75′", "place.longitude", "113°75′", ["format"]),
    ("113.19,33.76", "place.longitude", "113.19,33.76", ["format"]),
    ("CGCS2000", "place.crs", "CGCS2000", []), ("高德", "place.crs", "GCJ02", ["nonstandard-writing"]),
    ("CGCS2000 3度带38带", "place.crs", "CGCS2000 / Gauss-Kruger CM 114E", []),
    ("EPSG:4547", "place.crs", "CGCS2000 / Gauss-Kruger CM 114E", []),
    ("独立坐标系", "place.crs", "独立坐标系", ["code-unknown"]),
  ])
  func `writes coordinates in degrees`(raw: String, element: String, form: String, rules: [String]) throws {
    let value = try Normalizing.normalize(raw, element)
    #expect(value.form == form)
    #expect(value.rules == rules)
  }

  @Test(arguments: [
    ("2021年3月4日", "person.birth-date", "2021-03-04", ValueQuality.sound, []),
    ("44259", "person.birth-date", "2021-03-04", .sound, ["nonstandard-writing"]),
    ("2021-03", "person.birth-date", "2021-03", .doubtful, []),
    ("85-01-02", "person.birth-date", "1985-01-02", .doubtful, ["nonstandard-writing"]),
    ("1900-01-01", "person.birth-date", "", .missing, ["date-sentinel"]),
    ("9999-12-31", "person.birth-date", "", .missing, ["date-sentinel"]),
    ("长期", "certificate.valid-until", "9999-12-31", .sound, []),
    ("2099-12-31", "credit.valid-until", "9999-12-31", .sound, []),
    ("2056-03-04", "person.birth-date", "2056-03-04", .faulty, ["date-future"]),
    ("2056-03-04", "certificate.valid-until", "2056-03-04", .sound, []),
    ("2021-02-30", "person.birth-date", "2021-02-30", .faulty, ["date-invalid"]),
    ("1860-01-01", "person.birth-date", "1860-01-01", .doubtful, ["date-implausible"]),
    ("不详", "person.birth-date", "", .missing, ["placeholder"]),
    ("2021年13月4日", "person.birth-date", "2021年13月4日", .faulty, ["date-invalid"]),
  ])
  func `writes dates`(raw: String, element: String, form: String, quality: ValueQuality, rules: [String])
    throws
  {
    let value = try Normalizing.normalize(raw, element)
    #expect(value.form == form)
    #expect(value.quality == quality)
    #expect(value.rules == rules, "\(raw)")
  }

  @Test(arguments: [
    ("50%", "1/2", ValueQuality.sound), ("1/2", "1/2", .sound), ("2/4", "1/2", .sound),
    ("0.25", "1/4", .sound),
    ("二分之一", "1/2", .sound), ("三分之二", "2/3", .sound), ("100%", "1/1", .sound), ("１００％", "1/1", .sound),
    ("1", "1/1", .sound), ("60", "3/5", .sound), ("33.33%", "3333/10000", .sound), ("3/2", "3/2", .faulty),
    ("共同", "共同", .faulty), ("1/0", "1/0", .faulty), ("0%", "0%", .faulty), ("", "", .missing),
  ])
  func `writes shares as fractions in lowest terms`(raw: String, form: String, quality: ValueQuality) throws {
    let value = try Normalizing.normalize(raw, "row.share")
    #expect(value.form == form)
    #expect(value.quality == quality)
  }

  @Test(arguments: [
    ("户主", "户主"), ("02", "户主"), ("妻", "妻"), ("妻子", "妻"), ("长子", "子"), ("独生女", "女"), ("岳母", "公婆岳父母"),
    ("孙女", "孙子女"),
  ])
  func `reads a member's relation to the head`(raw: String, form: String) throws {
    #expect(try Normalizing.normalize(raw, "row.household-relation").form == form)
  }
}
