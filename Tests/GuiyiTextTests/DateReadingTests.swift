import GuiyiColumns
import GuiyiIdentifiers
import GuiyiText
import Testing

@Suite struct DateReadingTests {
  static let asOf = CivilDate(year: 2026, month: 11, day: 1) ?? .last

  static func read(_ text: String) -> DateReading { readDate(Array(text.utf8).span, asOf: asOf).reading }

  @Test(arguments: [
    "2021-03-04", "20210304", "2021/3/4", "2021/03/04", "2021.3.4", "2021.03.04", "2021年3月4日", "2021年03月04日",
    "二〇二一年三月四日", "二○二一年三月四日", "二零二一年三月四日", "44259", "44259.5", "44259.0", "2021-03-04 00:00:00",
    "2021-03-04 12:30", "2021/3/4 0:00", "2021/3/4 0:00:00", "2021-03-04T12:30:00",
    "2021-03-04T12:30:00.000+08:00",
    "2021-03-03T16:00:00.000Z", "20210304123000", "202103041230", "20210304 123000", "２０２１－０３－０４",
    " 2021-03-04\t",
    "2021 - 03 - 04", "2021年3月4日 10时20分", "2021-3-4 上午 10:20:30", "2021年3月4号", "公元2021年3月4日", "'2021-03-04",
    "04-3月 -21", "04-3月-2021", "04-MAR-21", "Thu Mar 04 00:00:00 CST 2021", "Mar 4, 2021", "1614787200",
    "1614787200000",
    "2021、3、4", "2021—03—04", "2021\\03\\04", "2021年3月4", "2021-03-04 10:20:30.123456",
  ])
  func `reads one day in every writing`(text: String) throws {
    #expect(Self.read(text) == .day(try #require(CivilDate(year: 2021, month: 3, day: 4))), "\(text)")
  }

  @Test(arguments: [
    ("二〇二一年十二月二十三日", 2021_12_23), ("一九八五年十月十日", 1985_10_10), ("二〇〇一年一月三十一日", 2001_01_31),
    ("2021年十一月廿三日", 2021_11_23), ("85-01-02", 1985_01_02), ("850102", 1985_01_02), ("13/04/2021", 2021_04_13),
    ("04/13/2021", 2021_04_13), ("1986-05-03T15:00:00.000Z", 1986_05_04), ("60-12-31", 1960_12_31),
    ("36526", 2000_01_01), ("2000-02-29", 2000_02_29), ("1999年1月1日", 1999_01_01),
  ])
  func `reads numerals, short years and days that come first`(text: String, compact: Int) throws {
    #expect(Self.read(text) == .day(try #require(CivilDate(compact: compact))), "\(text)")
  }

  @Test(arguments: ["2021-03", "202103", "2021年3月", "2021/3", "2021.03", "2021-03-00", "20210300", "二〇二一年三月"])
  func `keeps a month without its day`(text: String) {
    #expect(Self.read(text) == .month(year: 2021, month: 3), "\(text)")
  }

  @Test(arguments: [
    "1900-01-01", "1900/1/1", "19000101", "1899-12-30", "1899-12-31", "0001-01-01", "1900-01-00", "1900/1/0",
    "0000-00-00",
    "0000-00-00 00:00:00", "00000000", "0", "1753-01-01", "1900年1月1日", "1111-11-11", "0001-01-01T00:00:00",
  ])
  func `knows the dates that stand for nothing`(text: String) {
    #expect(Self.read(text) == .sentinel, "\(text)")
  }

  @Test(arguments: [
    "9999-12-31", "99991231", "9999/12/31", "2099-12-31", "2999-12-31", "3000-12-31", "2958465", "长期", "永久",
    "长期有效",
    "无固定期限", "9999年12月31日", "9999-12-31 23:59:59", "9999-01-01",
  ])
  func `knows the dates that stand for ever`(text: String) {
    #expect(Self.read(text) == .permanent, "\(text)")
  }

  @Test(arguments: [
    "2021-02-30", "2021-13-04", "2021-03-32", "20210230", "2021年2月30日", "1999-02-29", "2021-0-4", "20211304",
  ])
  func `tells days that do not exist`(text: String) {
    #expect(Self.read(text) == .impossible, "\(text)")
  }

  @Test(
    arguments: [
      "1985", "03/04/2021", "01/02/03", "农历1985年正月初一", "腊月", "abc", "2021-3-4-5-6-7", "2021年3月4日5日",

      "1234567", "2021-03-04x", "410404199706150014", "13712345678",
    ])
  func `refuses what reads in two ways or in none`(text: String) {
    #expect(Self.read(text) == .unreadable, "\(text)")
  }

  @Test(arguments: ["无", "不详", "NULL", "/", "--"])
  func `knows words for nothing`(text: String) {
    #expect(Self.read(text) == .placeholder, "\(text)")
  }

  @Test func `reads every day of forty years in all writings alike`() throws {
    for offset in stride(from: 0, to: 14_600, by: 7) {
      let day = try #require(CivilDate(daysSinceEpoch: offset))
      if day.compact == 1970_01_01 { continue }
      let (y, m, d) = (day.year, day.month, day.day)
      for text in [
        "\(day)", "\(day.compact)", "\(y)/\(m)/\(d)", "\(y).\(m).\(d)", "\(y)年\(m)月\(d)日",
        "\(offset + 25_569)",
        "\(y)-\(m)-\(d) 0:00:00",
      ] {
        #expect(Self.read(text) == .day(day), "\(text)")
      }
    }
  }

  @Test func `never traps on mutated dates`() {
    var random = SplitMix64(seed: 0xDA7E)
    let seeds = [
      "2021-03-04 12:30:00", "二〇二一年三月四日", "04-MAR-21", "44259.5", "9999-12-31", "长期",
      "Thu Mar 04 00:00:00 CST 2021",
    ]
    for _ in 0..<100_000 {
      let bytes = mutated(seeds[Int(random.next() % UInt64(seeds.count))], &random)
      _ = readDate(bytes.span, asOf: Self.asOf)
    }
  }
}

/// A text with a few bytes changed, dropped, doubled or put in.
func mutated(_ text: String, _ random: inout SplitMix64) -> [UInt8] {
  var bytes = Array(text.utf8)
  for _ in 0...(random.next() % 6) {
    let place = bytes.isEmpty ? 0 : Int(random.next() % UInt64(bytes.count))
    switch random.next() % 6 {
    case 0 where !bytes.isEmpty: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 1 where !bytes.isEmpty: bytes.remove(at: place)
    case 2: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
    case 3 where !bytes.isEmpty: bytes.insert(contentsOf: bytes[place...].prefix(12), at: place)
    case 4:
      bytes.insert(
        contentsOf: Array(
          ["　", "０", "十", "·", "-", "9", "号", "（", "\u{FEFF}", "?"][Int(random.next() % 10)].utf8), at: place)
    default: bytes = Array(bytes.prefix(place))
    }
    if bytes.count > 300 { bytes.removeLast(bytes.count - 300) }
  }
  return bytes
}
