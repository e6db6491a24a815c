import GuiyiColumns
import GuiyiIdentifiers
import GuiyiModel
import GuiyiNormalize
import Testing

/// What one value became, as text.
struct Normalized: Equatable, CustomStringConvertible {
  var form: String
  var quality: ValueQuality
  var element: String
  var rules: [String]
  var details: [String]

  var description: String { "\(form) \(quality) \(element) \(rules)" }
}

enum Normalizing {
  static let asOf = DayNumber(CivilDate(year: 2026, month: 11, day: 1)?.daysSinceEpoch ?? 0)
  static let context = NormalizationContext(
    asOf: asOf, regions: RegionTable(extras: [(990_401, "示例一区"), (990_402, "示例二区")]), cityCode: 410_400)

  static func normalize(
    _ raw: String, _ element: String, _ convention: ColumnConvention = .none
  ) throws -> Normalized {
    var normalizer = ValueNormalizer(context: context)
    let element = try #require(DataElement(name: element))
    normalizer.normalize(Array(raw.utf8).span, as: element, convention: convention)
    return result(of: normalizer)
  }

  static func result(of normalizer: borrowing ValueNormalizer) -> Normalized {
    var details: [String] = []
    for issue in normalizer.issues {
      details.append(
        normalizer.withDetail(of: issue) { detail in
          var bytes: [UInt8] = []
          for index in detail.indices { bytes.append(detail[index]) }
          return String(decoding: bytes, as: UTF8.self)
        })
    }
    return Normalized(
      form: String(decoding: normalizer.bytes, as: UTF8.self), quality: normalizer.quality,
      element: normalizer.element.name, rules: normalizer.issues.map(\.rule.code), details: details)
  }
}

/// A text with a few bytes changed, dropped, doubled or put in.
func mutated(_ text: String, _ random: inout SplitMix64) -> [UInt8] {
  var bytes = Array(text.utf8)
  let inserts = ["　", "０", "十", "·", "-", "9", "号", "（", "\u{FEFF}", "?", "万", "E+17", "\u{E000}", "楼"]
  for _ in 0...(random.next() % 6) {
    let place = bytes.isEmpty ? 0 : Int(random.next() % UInt64(bytes.count))
    switch random.next() % 6 {
    case 0 where !bytes.isEmpty: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 1 where !bytes.isEmpty: bytes.remove(at: place)
    case 2: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
    case 3 where !bytes.isEmpty: bytes.insert(contentsOf: Array(bytes[place...].prefix(12)), at: place)
    case 4:
      bytes.insert(contentsOf: Array(inserts[Int(random.next() % UInt64(inserts.count))].utf8), at: place)
    default: bytes = Array(bytes.prefix(place))
    }
    if bytes.count > 300 { bytes.removeLast(bytes.count - 300) }
  }
  return bytes
}
