internal import GuiyiLink

/// One way in which the two values of a match can be related, and the blocking parts that still agree then.
struct KeyOutcome: Sendable {
  let share: Double
  let parts: [BlockingPart]

  init(_ share: Double, _ parts: [BlockingPart]) {
    self.share = share
    self.parts = parts
  }
}

extension KeyOutcome {
  /// Names in alphabetic scripts: typing errors, more seldom in the first letters; cut short; another name.
  static let latinName: [KeyOutcome] = [
    KeyOutcome(0.82, [.folded, .sound, .prefix(3), .prefix(1)]),
    KeyOutcome(0.03, [.sound, .prefix(3), .prefix(1)]),
    KeyOutcome(0.01, [.sound, .prefix(1)]),
    KeyOutcome(0.04, [.prefix(3), .prefix(1)]),
    KeyOutcome(0.04, [.prefix(1)]),
    KeyOutcome(0.06, []),
  ]

  static let latinFullName: [KeyOutcome] = [
    KeyOutcome(0.72, [.folded, .soundUnordered, .prefix(4), .suffix(4)]),
    KeyOutcome(0.05, [.soundUnordered, .prefix(4), .suffix(4)]),
    KeyOutcome(0.04, [.soundUnordered]),
    KeyOutcome(0.06, [.prefix(4)]),
    KeyOutcome(0.06, [.suffix(4)]),
    KeyOutcome(0.07, []),
  ]

  static let hanName: [KeyOutcome] = [
    KeyOutcome(0.93, [.folded, .sound, .prefix(1)]),
    KeyOutcome(0.03, [.sound, .prefix(1)]),
    KeyOutcome(0.02, [.prefix(1)]),
    KeyOutcome(0.02, []),
  ]

  /// Dates: a slip in one field, day and month swapped.
  static let date: [KeyOutcome] = [
    KeyOutcome(0.87, [.whole, .year, .yearMonth, .monthDay]),
    KeyOutcome(0.03, [.year, .monthDay]),
    KeyOutcome(0.03, [.monthDay]),
    KeyOutcome(0.02, [.year]),
    KeyOutcome(0.03, [.year, .yearMonth]),
    KeyOutcome(0.02, []),
  ]

  static let phone: [KeyOutcome] = [
    KeyOutcome(0.7, [.lastDigits(7)]), KeyOutcome(0.3, []),
  ]

  static let email: [KeyOutcome] = [
    KeyOutcome(0.7, [.folded, .prefix(6)]), KeyOutcome(0.05, [.prefix(6)]), KeyOutcome(0.25, []),
  ]

  static let code: [KeyOutcome] = [
    KeyOutcome(0.75, [.folded, .prefix(4), .suffix(4), .deletions]),
    KeyOutcome(0.05, [.prefix(4), .deletions]), KeyOutcome(0.05, [.suffix(4), .deletions]),
    KeyOutcome(0.15, []),
  ]

  static let plain: [KeyOutcome] = [KeyOutcome(0.85, [.folded]), KeyOutcome(0.15, [])]

  static let word: [KeyOutcome] = [
    KeyOutcome(0.72, [.folded, .prefix(3), .sound]), KeyOutcome(0.06, [.prefix(3), .sound]),
    KeyOutcome(0.04, [.prefix(3)]), KeyOutcome(0.18, []),
  ]

  /// Texts: their rarest words are the last to be lost.
  static let text: [KeyOutcome] = [
    KeyOutcome(0.4, [.folded, .rareTokens(1), .rareTokens(2), .rareTokens(4), .prefix(5)]),
    KeyOutcome(0.12, [.rareTokens(1), .rareTokens(2), .rareTokens(4), .prefix(5)]),
    KeyOutcome(0.12, [.rareTokens(2), .rareTokens(4), .prefix(5)]),
    KeyOutcome(0.1, [.rareTokens(2), .rareTokens(4)]),
    KeyOutcome(0.12, [.rareTokens(4)]),
    KeyOutcome(0.04, [.prefix(5)]),
    KeyOutcome(0.1, []),
  ]

  /// The words with digits of a text: they are the same or they are not.
  static let codes: [KeyOutcome] = [
    KeyOutcome(0.6, [.rareTokens(1), .rareTokens(2), .rareTokens(4)]),
    KeyOutcome(0.1, [.rareTokens(2), .rareTokens(4)]),
    KeyOutcome(0.05, [.rareTokens(4)]),
    KeyOutcome(0.25, []),
  ]

  static let hanAddress: [KeyOutcome] = [
    KeyOutcome(0.5, [.folded, .part(8), .part(4), .part(3)]),
    KeyOutcome(0.1, [.part(8), .part(4), .part(3)]),
    KeyOutcome(0.1, [.part(4), .part(3)]), KeyOutcome(0.1, [.part(3)]), KeyOutcome(0.2, []),
  ]

  static let hanOrganization: [KeyOutcome] = [
    KeyOutcome(0.75, [.folded, .part(1), .sound]), KeyOutcome(0.13, [.part(1), .sound]),
    KeyOutcome(0.04, [.sound]), KeyOutcome(0.08, []),
  ]
}
