internal import GuiyiColumns
internal import GuiyiModel

/// Groups of people who resemble one another by age and so agree on much by chance.
///
/// Age alone makes a code of age bands look like marital status, and a school's stage like schooling: such columns are
/// held against people of the same five years.
struct LifeStages: Sendable {
  /// Years of one group.
  private static let span: DayNumber = 5 * 365

  private let births: EntityValues
  /// By the birth date's number: its group, from 1.
  private let stageOfValue: [UInt32]

  init(_ births: EntityValues, _ city: ResolvedCity) {
    self.births = births
    let dictionary = city.values[births.element]
    stageOfValue = (0..<UInt32(dictionary.count)).map { id in
      dictionary.withBytes(of: id) { text in
        guard let date = civilDay(text), date > -100_000 else { return 0 }
        return UInt32((date + 100_000) / Self.span) + 1
      }
    }
  }

  /// 0 where nobody knows.
  func stage(_ entity: UInt32) -> UInt32 {
    births.slots(entity).first.map { stageOfValue[Int(births.value($0))] } ?? 0
  }
}
