import GuiyiText
import Testing

@Suite struct ChineseNumeralTests {
  static func read(_ text: String) -> Int? {
    let scalars = text.unicodeScalars.map(\.value)
    guard let numeral = readChineseNumeral(scalars.span, at: 0, limit: scalars.count),
      numeral.length == scalars.count
    else { return nil }
    return numeral.value
  }

  @Test(arguments: [
    ("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("廿三", 23), ("卅", 30), ("一百", 100),
    ("一百零三", 103),
    ("一百二十三", 123), ("二〇二一", 2021), ("二○二一", 2021), ("二零二一", 2021), ("两百", 200), ("叁", 3), ("贰拾伍", 25),
    ("一千零一", 1001), ("五〇一", 501), ("壹仟贰佰", 1200),
  ])
  func `reads numerals`(text: String, value: Int) {
    #expect(Self.read(text) == value)
  }

  @Test(arguments: ["十百", "一二十", "", "二十十", "一一百", "一二三四五六七八九"])
  func `refuses what is no numeral`(text: String) {
    #expect(Self.read(text) == nil)
  }

  @Test func `reads every number below ten thousand as it is written`() {
    let digits = Array("零一二三四五六七八九")
    for number in 1..<10_000 {
      var text = ""
      var hasGap = false
      for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10
        if digit == 0 {
          hasGap = !text.isEmpty
          continue
        }
        if hasGap { text += "零" }
        hasGap = false
        text += (digit == 1 && unit == 10 && text.isEmpty ? "" : String(digits[digit])) + name
      }
      #expect(Self.read(text) == number, "\(text)")
    }
  }
}
