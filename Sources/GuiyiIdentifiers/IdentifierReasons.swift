/// Why an identifier is wrong, or what is remarkable about it: a set with a fixed order and stable names.
///
/// Members up to `structure` are errors, the rest are warnings: the value stands, a person may want to look.
/// The order of the bits is the order in which reasons are told.
public struct IdentifierReasons: OptionSet, Hashable, Sendable {
  public let rawValue: UInt32

  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  // Errors.
  /// Nothing but blanks.
  public static let empty = Self(rawValue: 1 << 0)
  /// A filler: one repeated digit, 123456…, a word such as 无, a birth date such as 1900-01-01.
  public static let placeholder = Self(rawValue: 1 << 1)
  /// Part of the number is hidden behind `*`.
  public static let masked = Self(rawValue: 1 << 2)
  /// A spreadsheet kept 15 digits of the number: it ends in 000 or is written 4.10404E+17.
  public static let spreadsheetRounded = Self(rawValue: 1 << 3)
  public static let length = Self(rawValue: 1 << 4)
  public static let alphabet = Self(rawValue: 1 << 5)
  /// Registration department of a USCC that GB 32100 does not know.
  public static let department = Self(rawValue: 1 << 6)
  /// Neither the code nor its first four digits are a region, in any year.
  public static let regionUnknown = Self(rawValue: 1 << 7)
  public static let nationalityUnknown = Self(rawValue: 1 << 8)
  /// No such day in the calendar.
  public static let date = Self(rawValue: 1 << 9)
  public static let dateFuture = Self(rawValue: 1 << 10)
  /// Born more than 130 years before.
  public static let dateTooEarly = Self(rawValue: 1 << 11)
  public static let checkDigit = Self(rawValue: 1 << 12)
  /// A kind or grade outside its code list: disability, feature of a parcel, kind of registration.
  public static let classCode = Self(rawValue: 1 << 13)
  /// A part is missing or contradicts another one.
  public static let structure = Self(rawValue: 1 << 14)
  /// No identifier this library knows.
  public static let unrecognized = Self(rawValue: 1 << 15)

  // Warnings.
  /// The code went out of force before the holder was born.
  public static let regionRetiredBeforeBirth = Self(rawValue: 1 << 16)
  /// A province or prefecture stands where a county is usual.
  public static let regionSummary = Self(rawValue: 1 << 17)
  /// The prefecture is known, the county is not.
  public static let regionUnlisted = Self(rawValue: 1 << 18)
  /// The organization code inside a USCC fails its own check.
  public static let innerCheck = Self(rawValue: 1 << 19)
  /// The department is known, this kind of body under it is not in the standard.
  public static let categoryUnlisted = Self(rawValue: 1 << 20)
  /// Born 110 through 130 years before.
  public static let ageImplausible = Self(rawValue: 1 << 21)
  /// Ends in 000 like a rounded number, although the check passes.
  public static let trailingZeros = Self(rawValue: 1 << 22)
  /// A birth date that is often a default value.
  public static let placeholderSuspect = Self(rawValue: 1 << 23)
  /// An identifier that newer ones have replaced.
  public static let oldForm = Self(rawValue: 1 << 24)
  /// The number has two digits of the year only, and the century was chosen.
  public static let centuryAssumed = Self(rawValue: 1 << 25)
  /// The form has no check character, so a wrong number looks like a right one.
  public static let unchecked = Self(rawValue: 1 << 26)
  /// Another kind of identifier would be just as valid.
  public static let ambiguous = Self(rawValue: 1 << 27)

  public static let errorMask = Self(rawValue: 0x0000_FFFF)
  public static let warningMask = Self(rawValue: 0xFFFF_0000)

  /// The reasons that make the identifier wrong.
  @inlinable public var errors: Self { intersection(.errorMask) }
  /// The reasons that leave it standing.
  @inlinable public var warnings: Self { intersection(.warningMask) }
  /// Whether nothing makes the identifier wrong.
  @inlinable public var allowUse: Bool { rawValue & Self.errorMask.rawValue == 0 }

  /// The members in their fixed order.
  public var members: [IdentifierReasons] {
    (0..<UInt32(Self.codes.count)).map { Self(rawValue: 1 << $0) }.filter { contains($0) }
  }

  /// The stable names of the members in their fixed order: `["date", "check-digit"]`.
  public var names: [String] { members.map(\.name) }

  /// The stable name of the first member; empty for the empty set.
  public var name: String {
    let bit = rawValue.trailingZeroBitCount
    return bit < Self.codes.count ? Self.codes[bit] : ""
  }

  private static let codes = [
    "empty", "placeholder", "masked", "spreadsheet-rounded", "length", "alphabet", "department",
    "region-unknown", "nationality-unknown", "date", "date-future", "date-too-early", "check-digit",
    "class-code", "structure", "unrecognized", "region-retired-before-birth", "region-summary",
    "region-unlisted", "inner-check", "category-unlisted", "age-implausible", "trailing-zeros",
    "placeholder-suspect", "old-form", "century-assumed", "unchecked", "ambiguous",
  ]
}

/// What had to be changed in the writing of a value to read it, or what a repair would change.
///
/// The first row folds writings of one and the same number; the second row guesses.
public struct IdentifierEdits: OptionSet, Hashable, Sendable {
  public let rawValue: UInt32

  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  // Folded on reading.
  /// Full-width digits, letters or signs.
  public static let width = Self(rawValue: 1 << 0)
  public static let lowercase = Self(rawValue: 1 << 1)
  /// Spaces of any kind, tabs, line ends; zero-width characters and byte order marks.
  public static let blanks = Self(rawValue: 1 << 2)
  public static let hyphens = Self(rawValue: 1 << 3)
  /// Apostrophes and quotes that a spreadsheet adds, `="…"` included.
  public static let quotes = Self(rawValue: 1 << 4)
  /// A multiplication sign for X.
  public static let multiplicationSign = Self(rawValue: 1 << 5)
  /// A Cyrillic letter for X.
  public static let cyrillicX = Self(rawValue: 1 << 6)
  /// Bytes that are not UTF-8.
  public static let invalid = Self(rawValue: 1 << 7)

  // Suggested, never applied.
  /// O for 0, I or L for 1, Z for 2, S for 5, B for 8.
  public static let letterForDigit = Self(rawValue: 1 << 16)
  /// The check character is computed, as it was not written.
  public static let checkAppended = Self(rawValue: 1 << 17)
  /// The check X was written as its value 10.
  public static let tenForX = Self(rawValue: 1 << 18)
  /// 15 digits were brought to 18.
  public static let upgraded = Self(rawValue: 1 << 19)

  /// The members in their fixed order, by stable name.
  public var names: [String] {
    Self.codes.filter { rawValue & (1 << $0.bit) != 0 }.map(\.name)
  }

  private static let codes: [(bit: UInt32, name: String)] = [
    (0, "width"), (1, "lowercase"), (2, "blanks"), (3, "hyphens"), (4, "quotes"),
    (5, "multiplication-sign"), (6, "cyrillic-x"), (7, "invalid"),
    (16, "letter-for-digit"), (17, "check-appended"), (18, "ten-for-x"), (19, "upgraded"),
  ]
}

/// What checking a value found: the parsed identifier where its form allows one, and every reason against it.
public struct IdentifierCheck<Value: Sendable>: Sendable {
  /// What the characters spell, right or wrong; nil where they cannot be read as this identifier at all.
  public let reading: Value?
  /// Everything found, errors first.
  public let reasons: IdentifierReasons
  /// What was folded to read the value.
  public let edits: IdentifierEdits

  @inlinable
  public init(reading: Value?, reasons: IdentifierReasons, edits: IdentifierEdits = []) {
    self.reading = reading
    self.reasons = reasons
    self.edits = edits
  }

  /// The parsed identifier; nil where there is an error.
  @inlinable public var value: Value? { reasons.allowUse ? reading : nil }

  /// Whether there is a value without an error.
  @inlinable public var isValid: Bool { reading != nil && reasons.allowUse }
}
