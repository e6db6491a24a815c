import GuiyiCredit
import GuiyiIdentifiers
import GuiyiModel
import Testing

@Suite struct CreditCatalogTests {
  private func day(_ text: String) -> DayNumber? {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    return CivilDate(year: parts[0], month: parts[1], day: parts[2]).map { DayNumber($0.daysSinceEpoch) }
  }

  @Test(arguments: [
    ("行政处罚", "2024-01-31", "", "2027-01-31"), ("警告", "2024-01-31", "", "2025-01-31"),
    // The month has no such day: the law counts to its last.
    ("失信被执行人", "2022-02-28", "", "2024-02-28"), ("重大税收违法", "2024-02-29", "", "2027-02-28"),
    ("严重失信主体名单", "2024-02-29", "", ""),
    // What the row names ends it earlier, never later.
    ("行政处罚", "2024-01-31", "2024-06-30", "2024-07-01"), ("警告", "2024-01-31", "2030-01-01", "2025-01-31"),
    ("行政许可", "2024-01-31", "2026-01-30", "2026-01-31"), ("行政许可", "2024-01-31", "", ""),
    ("经营异常名录", "2024-01-31", "", ""), ("行政处罚", "", "", ""), ("行政处罚", "", "2025-01-01", "2025-01-02"),
  ])
  func `publicity ends by the law of the kind`(kind: String, decided: String, valid: String, end: String)
    throws
  {
    let kind = try #require(CreditCatalog.builtIn[kind])
    #expect(kind.publicityEnd(decided: day(decided), validUntil: day(valid)) == day(end))
  }

  @Test(arguments: [
    ("行政处罚", "2026-11-01", true), ("知识产权", "2023-12-31", false), ("知识产权", "2026-11-01", true),
    ("失信惩戒", "2026-11-01", false), ("其他", "2026-11-01", false), ("信用修复", "2026-11-01", true),
  ])
  func `an item may be in credit records from the edition on that names its kind`(
    kind: String, on: String, isListed: Bool
  ) throws {
    #expect(try #require(CreditCatalog.builtIn[kind]).isListed(on: try #require(day(on))) == isListed)
  }

  @Test func `no kind is public beyond five years, and each names its law`() {
    #expect(CreditCatalog.builtIn.kinds.count > 30)
    for kind in CreditCatalog.builtIn.kinds {
      #expect(kind.months <= 60 && !kind.basis.isEmpty)
      #expect(kind.end == .months || kind.months == 0)
      #expect(kind.end != .absent || kind.since == nil)
    }
  }
}
