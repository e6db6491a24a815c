/// A pattern for whole cells, matched in time that grows with the cell and never faster.
///
/// The usual notation: `.`, `[a-z]`, `[^0-9]`, `\d`, `\w`, `\s`, `\p{Han}`, `( | )`, `*`, `+`, `?`, `{2,4}`. No
/// back references and no looking ahead: these are what makes other matchers stand still on hostile cells.
public struct TextPattern: Sendable, Hashable {
  public let text: String
  private let program: [Instruction]

  private enum Instruction: Sendable, Hashable {
    case scalar(ScalarSet)
    case split(Int, Int)
    case jump(Int)
    case match
  }

  /// - Throws: `TextPatternError` with the place of the mistake.
  public init(_ text: String) throws(TextPatternError) {
    self.text = text
    var parser = TextPatternParser(text)
    let node = try parser.parse()
    var program: [Instruction] = []
    try Self.compile(node, into: &program)
    program.append(.match)
    self.program = program
  }

  /// Whether the whole cell fits.
  /// - Complexity: O(scalars × size of the pattern).
  public func matches(_ cell: some Sequence<Unicode.Scalar>) -> Bool {
    var current: [Int] = []
    var mark = [Int](repeating: 0, count: program.count)
    var step = 1
    add(0, to: &current, &mark, step)
    for scalar in cell {
      step += 1
      var next: [Int] = []
      for place in current {
        if case .scalar(let set) = program[place], set.contains(scalar) {
          add(place + 1, to: &next, &mark, step)
        }
      }
      if next.isEmpty { return false }
      current = next
    }
    return current.contains { program[$0] == .match }
  }

  private func add(_ place: Int, to list: inout [Int], _ mark: inout [Int], _ step: Int) {
    var waiting = [place]
    while let place = waiting.popLast() {
      if mark[place] == step { continue }
      mark[place] = step
      switch program[place] {
      case .jump(let target): waiting.append(target)
      case .split(let first, let second):
        waiting.append(second)
        waiting.append(first)
      case .scalar, .match: list.append(place)
      }
    }
  }

  private static let sizeLimit = 4_000

  private static func compile(
    _ node: TextPatternNode, into program: inout [Instruction]
  ) throws(TextPatternError) {
    guard program.count < sizeLimit else { throw TextPatternError("too long when written out", "展开后过长") }
    switch node {
    case .set(let set): program.append(.scalar(set))
    case .sequence(let nodes): for node in nodes { try compile(node, into: &program) }
    case .alternatives(let nodes):
      var ends: [Int] = []
      for (index, node) in nodes.enumerated() {
        if index + 1 == nodes.count {
          try compile(node, into: &program)
          break
        }
        let split = program.count
        program.append(.jump(0))
        try compile(node, into: &program)
        ends.append(program.count)
        program.append(.jump(0))
        program[split] = .split(split + 1, program.count)
      }
      for end in ends { program[end] = .jump(program.count) }
    case .repeated(let node, let least, let most):
      for _ in 0..<least {
        let start = program.count
        try compile(node, into: &program)
        // Nothing, however often, is nothing; repeats of repeats of it would never end.
        if program.count == start { return }
      }
      guard let most else {
        let split = program.count
        program.append(.jump(0))
        try compile(node, into: &program)
        program.append(.jump(split))
        program[split] = .split(split + 1, program.count)
        return
      }
      var splits: [Int] = []
      for _ in least..<max(least, most) {
        splits.append(program.count)
        program.append(.jump(0))
        try compile(node, into: &program)
      }
      for split in splits { program[split] = .split(split + 1, program.count) }
    }
  }
}

/// A pattern that cannot be read, in both languages.
public struct TextPatternError: Error, Sendable {
  public let english: String
  public let chinese: String
  init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }
}

/// Scalars that one place of a pattern accepts.
struct ScalarSet: Sendable, Hashable {
  var ranges: [ClosedRange<UInt32>]
  var isInverted = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isInverted
  }

  static let any = ScalarSet(ranges: [], isInverted: true)
  static let digits = ScalarSet(ranges: [0x30...0x39])
  static let word = ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let space = ScalarSet(ranges: [0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x3000...0x3000])
  static let han = ScalarSet(ranges: [
    0x3007...0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF,
  ])
}

indirect enum TextPatternNode {
  case set(ScalarSet)
  case sequence([TextPatternNode])
  case alternatives([TextPatternNode])
  case repeated(TextPatternNode, least: Int, most: Int?)
}
