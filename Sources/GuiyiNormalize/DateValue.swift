internal import GuiyiIdentifiers
internal import GuiyiModel
internal import GuiyiText

/// Dates: `2026-11-01`, a month without its day `2026-11` with a doubt, "for ever" `9999-12-31` where a validity ends.
extension ValueNormalizer {
  mutating func normalizeDate(_ raw: Span<UInt8>) {
    let (reading, writing) = readDate(raw, asOf: context.asOf)
    switch reading {
    case .day(let day):
      day.append(to: &bytes)
      quality = .sound
      check(day)
    case .month(let year, let month):
      guard let first = CivilDate(year: year, month: month, day: 1) else { return keepUnreadable(raw) }
      first.append(to: &bytes)
      bytes.removeLast(3)
      quality = .doubtful
      check(first)
    case .permanent:
      if Self.isValidityEnd(element) {
        CivilDate.last.append(to: &bytes)
        quality = .sound
      } else {
        makeMissing(.dateSentinel)
      }
    case .sentinel: makeMissing(.dateSentinel)
    case .placeholder: makeMissing(.placeholder)
    case .impossible: keepUnreadable(raw)
    case .unreadable:
      text.fold(raw)
      if text.isEmpty { return }
      if isPlaceholderText(text.scalars.span) { return makeMissing(.placeholder) }
      keepUnreadable(raw)
    }
    if quality == .missing || quality == .faulty && issues.contains(where: { $0.rule == .dateInvalid }) {
      return
    }
    if writing.contains(.serial) {
      report(.nonstandardWriting, "（电子表格日期序号）")
    } else if writing.contains(.timestamp) {
      report(.nonstandardWriting, "（时间戳）")
      lower(to: .doubtful)
    } else if writing.contains(.shortYear) {
      report(.nonstandardWriting, "（两位年份）")
      lower(to: .doubtful)
    } else if writing.contains(.foreignOrder) {
      report(.nonstandardWriting, "（日月年顺序）")
    } else if writing.contains(.noDay) && raw.count != 7 {
      report(.nonstandardWriting, "（缺少日）")
    }
  }

  mutating func lower(to other: ValueQuality) {
    if quality > other { quality = other }
  }

  private mutating func check(_ day: CivilDate) {
    if day > context.asOf, !Self.mayBeFuture(element) {
      quality = .faulty
      return report(.dateFuture)
    }
    let earliest = element == .personBirthDate ? context.asOf.year - 130 : 1800
    if day.year < earliest {
      quality = .doubtful
      report(.dateImplausible)
    }
  }

  private mutating func keepUnreadable(_ raw: Span<UInt8>) {
    text.fold(raw)
    keepFaulty()
    report(.dateInvalid)
  }

  private static func isValidityEnd(_ element: DataElement) -> Bool {
    element.key == "valid-until" || element == .rowUntil
  }

  private static func mayBeFuture(_ element: DataElement) -> Bool {
    isValidityEnd(element) || element.key == "valid-from"
  }
}
