/// Whether a text was garbled by decoding it with the wrong table.
///
/// Finds 锟斤拷 (replacement characters read as GBK), 烫烫 and 屯屯 (memory that was never written), UTF-8 read as Latin-1 (`å§“å`), and
/// UTF-8 read as GBK where characters of that kind stand in a row.
/// - Parameter text: folded scalars.
public func isMojibake(_ text: Span<UInt32>) -> Bool {
  var latinPairs = 0
  var gbkTraces = 0
  var replacements = 0
  for index in text.indices {
    let scalar = text[index]
    if scalar < 0x80 || scalar &- 0x4E00 < 0x5200 && !isSuspectPage(scalar &>> 8) { continue }
    if scalar == 0xFFFD { replacements &+= 1 }
    let next = index &+ 1 < text.count ? text[index &+ 1] : 0
    // 锟斤拷 in any of its three phases; 烫烫; 屯屯.
    if scalar == 0x951F && next == 0x65A4 || scalar == 0x65A4 && next == 0x62F7
      || scalar == 0x62F7 && next == 0x951F
    {
      return true
    }
    if (scalar == 0x70EB || scalar == 0x5C6F) && next == scalar { return true }
    // A lead byte of UTF-8 for Chinese, E4 through E9, read as Latin-1 or Windows-1252, and what may follow it.
    if scalar >= 0xE4, scalar <= 0xE9, isContinuationAsLatin(next) { latinPairs &+= 1 }
    if isGbkTrace(scalar) { gbkTraces &+= 1 }
  }
  if replacements > 0 && replacements &* 2 >= text.count && text.count > 1 { return true }
  return latinPairs >= 1 || gbkTraces >= 2 && gbkTraces &* 2 >= text.count
}

/// Whether a character looked for stands among the 256 of a page of U+4E00 through U+9FFF; most pages have none.
@inline(__always)
private func isSuspectPage(_ page: UInt32) -> Bool {
  switch page {
  case 0x5A, 0x5C, 0x62, 0x65, 0x70, 0x74, 0x7E, 0x92...0x95: true
  default: false
  }
}

/// The characters that Windows-1252 and Latin-1 make of the bytes 80 through BF.
private func isContinuationAsLatin(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x80...0xBF, 0x20AC, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x017D, 0x2018...0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x017E,
    0x0178:
    scalar != 0xB7
  default: false
  }
}

/// Rare characters that UTF-8 read as GBK makes of the commonest Chinese ones, and that stand in hardly any name.
private func isGbkTrace(_ scalar: UInt32) -> Bool {
  switch scalar {
  // 鐜 寮 鏉 鍒 闄 璧 鍚 鎴 涓 鍏 鍙 鍖 鏄 绯 瀛 娴 鍗 鐨 闆 鑻 瀹 绋 鐢 甯 彿 骞 冲
  case 0x941C, 0x93C9, 0x9352, 0x95C4, 0x74A7, 0x935A, 0x93B4, 0x6D93, 0x934F, 0x9359, 0x9356, 0x93C4, 0x7EEF,
    0x701B, 0x5A34, 0x9357, 0x9428, 0x95C6, 0x947B, 0x7039, 0x7ECB, 0x9422, 0x7459, 0x95B8, 0x95BA, 0x95B9,
    0x5A11,
    0x9518, 0x95BF, 0x95BD, 0x9435, 0x923E, 0x951B, 0x9286:
    true
  default: false
  }
}
