internal import GuiyiColumns
internal import GuiyiModel

/// Whether two different values of an element may both be right, because one is only another writing of the other or
/// says the same less exactly.
///
/// Asked only for values that differ, so it may take its time.
struct ValueComparison: Sendable {
  private enum Kind: Sendable {
    case exact
    /// One begins with the other: a month without its day, a kind of company without its owners.
    /// The words beside agree with any other.
    case prefix(vague: [[UInt8]])
    /// One ends with the other: 研究生, 博士研究生.
    case suffix
    /// Words of which some say the same less exactly, or speak of another side of it.
    case words([(general: [UInt8], special: [[UInt8]])])
    case personName
    /// The region before a body's name may be left out.
    case organizationName
  }
  private let kind: Kind

  init(_ element: DataElement) {
    kind =
      switch element.kind {
      case .date: .prefix(vague: [])
      case .code(.organizationKind):
        .prefix(vague: ["企业", "法人及非法人组织", "其他"].map { Array($0.utf8) })
      case .code(.education): .suffix
      case .code(.maritalStatus): .words([Self.words("已婚", "初婚", "再婚", "复婚")])
      // What the tax office calls irregular is still a registered body.
      case .code(.organizationStatus):
        .words([Self.words("存续", "非正常", "停业", "清算"), Self.words("吊销后注销", "吊销", "注销")])
      case .personName: .personName
      case .organizationName: .organizationName
      default: .exact
      }
  }

  private static func words(_ general: String, _ special: String...) -> (general: [UInt8], special: [[UInt8]])
  {
    (Array(general.utf8), special.map { Array($0.utf8) })
  }

  /// - Parameters:
  ///   - a: a normal value.
  ///   - b: another one, of the same element or of a former name.
  func agrees(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
    switch kind {
    case .exact: return a == b
    case .prefix(let vague):
      return a.starts(with: b) || b.starts(with: a) || vague.contains { $0[...] == a || $0[...] == b }
    case .suffix: return a.reversed().starts(with: b.reversed()) || b.reversed().starts(with: a.reversed())
    case .words(let families):
      return a == b
        || families.contains { family in
          family.general[...] == a && family.special.contains { $0[...] == b }
            || family.general[...] == b && family.special.contains { $0[...] == a }
        }
    case .personName: return nameCore(a) == nameCore(b)
    case .organizationName:
      let (first, second) = (
        nameCore(a, replacing: Self.longForm, by: Self.shortForm),
        nameCore(b, replacing: Self.longForm, by: Self.shortForm)
      )
      if first == second { return true }
      // At least six characters in common: a region is left out, not a whole name.
      guard min(first.count, second.count) >= 18 else { return false }
      return first.reversed().starts(with: second.reversed())
        || second.reversed().starts(with: first.reversed())
    }
  }

  private static let longForm = Array("有限责任公司".utf8)
  private static let shortForm = Array("有限公司".utf8)
}

private let writingOnly: [[UInt8]] = [
  "·", "•", "・", "‧", "∙", "⋅", "．", "　", "（", "）", "［", "］", "【", "】", "〔", "〕",
].map { Array($0.utf8) }
/// By first byte.
private let beginsWritingOnly: [Bool] = (0...UInt8.max).map { byte in writingOnly.contains { $0[0] == byte } }

/// The bytes of a name that are more than writing: without spaces, dots and brackets, capitals made small.
private func nameCore(
  _ name: ArraySlice<UInt8>, replacing long: [UInt8] = [], by short: [UInt8] = []
) -> [UInt8] {
  var core: [UInt8] = []
  core.reserveCapacity(name.count)
  var rest = name
  while let byte = rest.first {
    if byte < 0x80 {
      if ![0x20, 0x2E, 0x28, 0x29, 0x5B, 0x5D].contains(byte) {
        core.append((0x41...0x5A).contains(byte) ? byte + 0x20 : byte)
      }
      rest.removeFirst()
    } else if !long.isEmpty, rest.starts(with: long) {
      core.append(contentsOf: short)
      rest.removeFirst(long.count)
    } else if beginsWritingOnly[Int(byte)], let sign = writingOnly.first(where: { rest.starts(with: $0) }) {
      rest.removeFirst(sign.count)
    } else {
      core.append(byte)
      rest.removeFirst()
    }
  }
  return core
}
