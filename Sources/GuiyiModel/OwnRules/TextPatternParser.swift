/// Reads the notation of a `TextPattern`.
struct TextPatternParser {
  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var depth = 0

  private static let repeatLimit = 200
  private static let depthLimit = 50

  init(_ text: String) {
    var scalars = Array(text.unicodeScalars)
    // The whole cell is meant anyway.
    if scalars.first == "^" { scalars.removeFirst() }
    if scalars.last == "$", scalars.dropLast().last != "\\" { scalars.removeLast() }
    self.scalars = scalars
  }

  mutating func parse() throws(TextPatternError) -> TextPatternNode {
    let node = try alternatives()
    guard place == scalars.count else { throw TextPatternError("')' without '('", "“)”没有对应的“(”") }
    return node
  }

  private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private mutating func alternatives() throws(TextPatternError) -> TextPatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw TextPatternError("nested too deeply", "嵌套过深") }
    var nodes: [TextPatternNode] = [try sequence()]
    while next == "|" {
      place += 1
      nodes.append(try sequence())
    }
    return nodes.count == 1 ? nodes[0] : .alternatives(nodes)
  }

  private mutating func sequence() throws(TextPatternError) -> TextPatternNode {
    var nodes: [TextPatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      var node = try atom()
      if let (least, most) = try quantifier() {
        node = .repeated(node, least: least, most: most)
        guard try quantifier() == nil else {
          throw TextPatternError("a repeat is repeated; use '( )'", "重复符号不能连写，请用“( )”")
        }
      }
      nodes.append(node)
    }
    return .sequence(nodes)
  }

  private mutating func atom() throws(TextPatternError) -> TextPatternNode {
    guard let scalar = next else { return .sequence([]) }
    place += 1
    switch scalar {
    case "(":
      if next == "?" {
        guard place + 1 < scalars.count, scalars[place + 1] == ":" else {
          throw TextPatternError("'(?' is not known here but as '(?:'", "不支持“(?”开头的写法，仅支持“(?:”")
        }
        place += 2
      }
      let node = try alternatives()
      guard next == ")" else { throw TextPatternError("'(' is never closed", "“(”未闭合") }
      place += 1
      return node
    case "[": return .set(try bracket())
    case ".": return .set(.any)
    case "\\": return .set(try escape())
    case "^", "$":
      throw TextPatternError(
        "'\(scalar)' inside a pattern; the whole cell is meant anyway", "“\(scalar)”只能在首尾；检查本就针对整格")
    case "*", "+", "?": throw TextPatternError("'\(scalar)' has nothing to repeat", "“\(scalar)”前面没有可重复的内容")
    default: return .set(ScalarSet(ranges: [scalar.value...scalar.value]))
    }
  }

  private mutating func quantifier() throws(TextPatternError) -> (least: Int, most: Int?)? {
    switch next {
    case "*":
      place += 1
      return (0, nil)
    case "+":
      place += 1
      return (1, nil)
    case "?":
      place += 1
      return (0, 1)
    case "{":
      place += 1
      guard let least = number() else { throw TextPatternError("'{' needs a number", "“{”后应为数字") }
      var most: Int? = least
      if next == "," {
        place += 1
        most = number()
      }
      guard next == "}" else { throw TextPatternError("'{' is never closed", "“{”未闭合") }
      place += 1
      guard least <= Self.repeatLimit, most.map({ $0 >= least && $0 <= Self.repeatLimit }) ?? true else {
        throw TextPatternError(
          "repeats are at most \(Self.repeatLimit), the lesser first", "重复次数最多 \(Self.repeatLimit)，先小后大")
      }
      return (least, most)
    default: return nil
    }
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = next, (0x30...0x39).contains(scalar.value) {
      value = min((value ?? 0) * 10 + Int(scalar.value) - 0x30, 1_000_000)
      place += 1
    }
    return value
  }

  private mutating func escape() throws(TextPatternError) -> ScalarSet {
    guard let scalar = next else { throw TextPatternError("'\\' at the end", "末尾的“\\”不完整") }
    place += 1
    func inverted(_ set: ScalarSet) -> ScalarSet { ScalarSet(ranges: set.ranges, isInverted: true) }
    switch scalar {
    case "d": return .digits
    case "D": return inverted(.digits)
    case "w": return .word
    case "W": return inverted(.word)
    case "s": return .space
    case "S": return inverted(.space)
    case "n": return ScalarSet(ranges: [0x0A...0x0A])
    case "t": return ScalarSet(ranges: [0x09...0x09])
    case "p":
      let han = Array("{Han}".unicodeScalars)
      guard scalars[place...].starts(with: han) else {
        throw TextPatternError("'\\p' is known as '\\p{Han}' only", "“\\p”仅支持“\\p{Han}”")
      }
      place += han.count
      return .han
    default:
      guard !(0x30...0x39).contains(scalar.value), !scalar.properties.isAlphabetic || scalar.value > 0x7F
      else {
        throw TextPatternError("'\\\(scalar)' is not known", "不支持“\\\(scalar)”")
      }
      return ScalarSet(ranges: [scalar.value...scalar.value])
    }
  }

  private mutating func bracket() throws(TextPatternError) -> ScalarSet {
    var set = ScalarSet(ranges: [])
    if next == "^" {
      set.isInverted = true
      place += 1
    }
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      place += 1
      if scalar == "\\" {
        let escaped = try escape()
        guard !escaped.isInverted else {
          throw TextPatternError("'\\D' and its kin do not go into '[ ]'", "“[ ]”内不能用“\\D”等")
        }
        set.ranges += escaped.ranges
      } else if next == "-", place + 1 < scalars.count, scalars[place + 1] != "]" {
        let upper = scalars[place + 1]
        guard upper.value >= scalar.value else {
          throw TextPatternError("'\(scalar)-\(upper)' is backwards", "“\(scalar)-\(upper)”次序颠倒")
        }
        set.ranges.append(scalar.value...upper.value)
        place += 2
      } else {
        set.ranges.append(scalar.value...scalar.value)
      }
    }
    guard next == "]" else { throw TextPatternError("'[' is never closed", "“[”未闭合") }
    place += 1
    return set
  }
}
