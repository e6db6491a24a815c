/// What people type where they have no number, in folded writing.
private let asciiFillers: [[UInt8]] = ["NULL", "NONE", "NA", "NIL", "NAN", "NO", "XX", "XXX", "WU"].map {
  Array($0.utf8)
}

/// The same, as delivered.
private let fillers: [[UInt8]] = [
  "无", "無", "空", "没有", "不详", "未知", "暂无", "待补", "待查", "无号码", "无证", "未提供", "未办理", "不清楚",
  "N/A", "n/a", "/", "?", "？",
].map { Array($0.utf8) }

/// Whether a value is one of the words people type where they have no number.
func isFillerWord(_ folded: Span<UInt8>, _ raw: Span<UInt8>) -> Bool {
  // No such word is longer, and most values are.
  guard folded.count <= 4 else { return false }
  if asciiFillers.contains(where: { equal($0, folded) }) { return true }
  var start = 0
  var end = raw.count
  while start < end, raw[start] <= 0x20 { start &+= 1 }
  while end > start, raw[end &- 1] <= 0x20 { end &-= 1 }
  let trimmed = raw.extracting(start..<end)
  return fillers.contains { equal($0, trimmed) }
}

private func equal(_ word: [UInt8], _ bytes: Span<UInt8>) -> Bool {
  guard word.count == bytes.count else { return false }
  for index in bytes.indices where word[index] != bytes[index] { return false }
  return true
}
