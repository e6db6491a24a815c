internal import GuiyiColumns
public import GuiyiModel
internal import GuiyiText

extension ColumnConvention {
  /// Reads from a column's heading and its distinct values how single values are meant.
  public init(of column: ResourceColumn, as element: DataElement) {
    self.init()
    switch element.kind {
    case .code(.sex): sexCodes = Self.sexCodes(of: column.dictionary)
    case .amount: readUnit(column)
    default: break
    }
  }

  /// Only 0 and 1, and both of them: 0 is female. With any 2 among them 0 is "not known".
  private static func sexCodes(of dictionary: ByteDictionary) -> SexCodes {
    guard dictionary.count == 3 else { return .standard }
    var seen = 0
    for id: UInt32 in 1...2 {
      dictionary.withBytes(of: id) { raw in
        if raw.count == 1, raw[0] == 0x30 { seen |= 1 }
        if raw.count == 1, raw[0] == 0x31 { seen |= 2 }
      }
    }
    return seen == 3 ? .zeroIsFemale : .standard
  }

  /// 注册资本(万元): numbers without a unit are ten thousands, unless the whole column can only be in single units.
  private mutating func readUnit(_ column: ResourceColumn) {
    guard column.heading.contains("万") else { return }
    isInTenThousands = true
    // A file that was written in single units shows in its values: all are whole ten thousands, and half of them
    // would be more than 100 million as ten thousands.
    var plain = 0
    var large = 0
    let count = UInt32(column.dictionary.count)
    var text = ScalarText()
    for id in 1..<max(1, min(count, 1000)) {
      column.dictionary.withBytes(of: id) { text.fold($0) }
      guard let number = Decimal(text.scalars.span, from: 0), number.end == text.count, !number.isZero else {
        continue
      }
      plain += 1
      let value = number.approximate
      if value >= 10_000, value.truncatingRemainder(dividingBy: 10_000) == 0 { large += 1 }
    }
    if plain >= 3, large == plain {
      isInTenThousands = false
      isUnitDoubtful = true
    }
  }
}
