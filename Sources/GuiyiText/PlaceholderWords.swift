/// Whether a folded text is one of the words people type where they have nothing to say: 无, 不详, 测试, N/A, a row of dashes.
public func isPlaceholderText(_ text: Span<UInt32>) -> Bool {
  guard text.count <= 8 else { return isOneSignRepeated(text) }
  if placeholderWords.number(of: text) != nil { return true }
  return isOneSignRepeated(text)
}

/// Punctuation and nothing else: `--`, `???`, `／`, `……`.
private func isOneSignRepeated(_ text: Span<UInt32>) -> Bool {
  guard !text.isEmpty else { return false }
  for index in text.indices {
    let scalar = text[index]
    if isDigit(scalar) || isLatinLetter(scalar) || isHan(scalar) || scalar >= 0x80 && !isSign(scalar) {
      return false
    }
  }
  return true
}

private func isSign(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0xB7, 0xD7, 0x2010...0x2027, 0x2030...0x205E, 0x2212, 0x25A0...0x25FF, 0x3001...0x3003, 0x3012, 0x3013,
    0x30FB, 0xFFFD, 0x2200...0x22FF:
    true
  default: false
  }
}

private let placeholderWords = ScalarTrie(
  words: "无 無 不详 不祥 未知 不明 不清楚 不知道 不知 暂无 暂缺 没有 没 空 空白 空值 缺 缺失 待补 待查 待定 待补充 待完善 待核实 未填 未填写 未提供 "
    + "未采集 未登记 未录入 未说明 拒绝提供 无此项 无数据 测试 测试数据 测试用户 测试人员 测试单位 测试公司 测试企业 test TEST Test testing NULL null Null None NONE "
    + "none N/A n/a NA na NaN nan NAN nil NIL #N/A #REF! #VALUE! #NAME? #DIV/0! XX xx XXX xxx XXXX xxxx undefined 同上 略 详见附件 其它无 无名 佚名"
)
