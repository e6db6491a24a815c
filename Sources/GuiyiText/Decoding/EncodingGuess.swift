/// The encoding of a file as far as a sample of it shows.
public struct EncodingGuess: Sendable, Equatable {
  /// nil where the sample is plain ASCII, which all but UTF-16 would write the same way.
  public let encoding: TextEncoding?
  /// The bytes of byte order marks at the start; a file written twice over may have two.
  public let markLength: Int

  /// Looks at byte order marks, then at what the bytes would mean in each encoding.
  ///
  /// UTF-8 wins where it explains the bytes, with a fault here and there; GB 18030 is what remains. A mark
  /// is not believed when the bytes behind it are plainly GB 18030.
  /// - Parameters:
  ///   - sample: the first bytes of a file, or bytes from its middle that start with a line.
  ///   - isCut: whether the file goes on behind the sample.
  public init(_ sample: Span<UInt8>, isCut: Bool) {
    func starts(_ mark: [UInt8], at index: Int) -> Bool {
      guard index &+ mark.count <= sample.count else { return false }
      for offset in mark.indices where sample[index &+ offset] != mark[offset] { return false }
      return true
    }
    if starts([0xFF, 0xFE], at: 0) {
      self.init(encoding: .utf16LittleEndian, markLength: starts([0xFF, 0xFE], at: 2) ? 4 : 2)
      return
    }
    if starts([0xFE, 0xFF], at: 0) {
      self.init(encoding: .utf16BigEndian, markLength: starts([0xFE, 0xFF], at: 2) ? 4 : 2)
      return
    }
    var mark = 0
    while starts([0xEF, 0xBB, 0xBF], at: mark) { mark &+= 3 }
    if mark == 0, starts([0x84, 0x31, 0x95, 0x33], at: 0) {
      self.init(encoding: .gb18030, markLength: 4)
      return
    }
    let text = sample.extracting(mark..<sample.count)
    if mark == 0, let wide = Self.utf16(text) {
      self.init(encoding: wide, markLength: 0)
      return
    }
    let tally = Utf8.tally(text, isCut: isCut)
    let characters = tally.twoByte &+ tally.longer
    if characters &+ tally.faults == 0 {
      self.init(encoding: mark > 0 ? .utf8 : nil, markLength: mark)
    } else if tally.faults &* 4 > characters {
      self.init(encoding: .gb18030, markLength: mark)
    } else if mark == 0 && tally.longer == 0 && tally.faults == 0 && Self.isLevelOne(text) {
      self.init(encoding: .gb18030, markLength: 0)
    } else {
      self.init(encoding: .utf8, markLength: mark)
    }
  }

  private init(encoding: TextEncoding?, markLength: Int) {
    self.encoding = encoding
    self.markLength = markLength
  }

  /// UTF-16 without a mark: commas, digits and line breaks have a zero byte on one side only.
  private static func utf16(_ sample: Span<UInt8>) -> TextEncoding? {
    let units = min(sample.count, 65536) / 2
    guard units >= 4 else { return nil }
    var little = 0
    var big = 0
    for index in 0..<units {
      let first = sample[2 &* index]
      let second = sample[2 &* index &+ 1]
      if second == 0 && first >= 9 && first < 0x7F { little &+= 1 }
      if first == 0 && second >= 9 && second < 0x7F { big &+= 1 }
    }
    if little &* 20 >= units && little > big &* 4 { return .utf16LittleEndian }
    if big &* 20 >= units && big > little &* 4 { return .utf16BigEndian }
    return nil
  }

  /// Whether all two-byte groups are everyday characters of GB 2312, as in the famous 联通.
  private static func isLevelOne(_ sample: Span<UInt8>) -> Bool {
    var index = 0
    while index < sample.count {
      if sample[index] < 0x80 {
        index &+= 1
        continue
      }
      guard index &+ 1 < sample.count, sample[index] >= 0xB0, sample[index] <= 0xD7,
        sample[index &+ 1] >= 0xA1
      else { return false }
      index &+= 2
    }
    return true
  }
}
