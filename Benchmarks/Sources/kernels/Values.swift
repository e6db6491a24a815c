internal import GuiyiColumns

/// Byte strings behind one another, as a column holds them.
struct Values {
  private(set) var bytes: [UInt8] = []
  private(set) var offsets: [Int] = [0]

  var count: Int { offsets.count - 1 }

  mutating func append(_ value: some Sequence<UInt8>) {
    bytes.append(contentsOf: value)
    offsets.append(bytes.count)
  }

  /// The sum of `body` over all values.
  @inline(__always) func sum(_ body: (Span<UInt8>) -> UInt64) -> UInt64 {
    var total: UInt64 = 0
    let all = bytes.span
    for index in 0..<count {
      total &+= body(all.extracting(offsets[index]..<offsets[index + 1]))
    }
    return total
  }
}

/// Invented text with a fixed seed, so that two machines measure the same work.
struct TextMaker {
  private var random = SplitMix64(seed: 1)
  private static let surnames = Array("王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹".unicodeScalars)
  private static let given = Array(
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文辉力志永健世广义兴良海山仁波宁贵福生龙元全学祥才发武新利清飞彬富顺信子".unicodeScalars)
  private static let onsets = [
    "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "w", "br", "cl", "st",
  ]
  private static let rests = [
    "a", "e", "i", "o", "u", "an", "el", "in", "or", "ard", "ell", "ing", "ow", "ey",
  ]

  mutating func number(below limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }

  /// A Chinese name of two or three characters.
  mutating func hanName() -> String {
    var name = String.UnicodeScalarView()
    name.append(Self.surnames[number(below: Self.surnames.count)])
    for _ in 0..<(number(below: 5) == 0 ? 1 : 2) { name.append(Self.given[number(below: Self.given.count)]) }
    return String(name)
  }

  /// The same name with another last character.
  mutating func slip(inHanName name: String) -> String {
    var changed = name.unicodeScalars
    changed.removeLast()
    changed.append(Self.given[number(below: Self.given.count)])
    return String(changed)
  }

  /// A word of two or three syllables in Latin letters.
  mutating func word() -> String {
    var word = ""
    for _ in 0..<(2 + number(below: 2)) {
      word += Self.onsets[number(below: Self.onsets.count)] + Self.rests[number(below: Self.rests.count)]
    }
    return word
  }

  /// The same text with one byte that is a letter or digit replaced by another of its kind.
  mutating func slip(inASCII text: String) -> String {
    var bytes = Array(text.utf8)
    let place = number(below: bytes.count)
    let isDigit = bytes[place] >= 0x30 && bytes[place] <= 0x39
    bytes[place] = isDigit ? 0x30 + UInt8(number(below: 10)) : 0x61 + UInt8(number(below: 26))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A calendar date in ISO writing, 1930 through 2019.
  mutating func date() -> String {
    let (month, day) = (1 + number(below: 12), 1 + number(below: 28))
    return "\(1930 + number(below: 90))-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}
