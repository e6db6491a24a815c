/// What a planted piece of dirt asks of the engine.
enum DefectClass: String, Sendable {
  /// A finding must stand on the place.
  case error
  /// Another writing of the right value: normalised without a serious finding.
  case variant
  /// Either answer is right; the cell counts neither as clean nor as defect.
  case noted
}

/// The kinds of dirt; the raw values are stable names in truth/defects.csv.
enum DefectKind: String, CaseIterable, Sendable {
  case checkDigit = "check-digit"
  case length
  case placeholder
  case date
  case alphabet
  case missing
  case spreadsheetRounded = "spreadsheet-rounded"
  case birthMismatch = "birth-mismatch"
  case sexMismatch = "sex-mismatch"
  case wrongPersonNumber = "wrong-person-id"
  case sharedNumber = "shared-id"
  case clerkNumber = "clerk-id"
  case nameTypo = "name-typo"
  case lostCharacter = "rare-char-lost"
  case phoneFormat = "phone-format"
  case creditCodeConfusion = "uscc-confusion"
  case branchUsesParentCode = "branch-uses-parent-uscc"
  case duplicateRow = "duplicate-row"
  case badBytes = "quarantine-bad-bytes"
  case ragged
  case sentinelDate = "sentinel-date"
  case futureDate = "future-date"
  case code

  case secondNumber = "second-id"
  case formerName = "former-name"
  case nameSuffix = "name-suffix"
  case oldTaxNumber = "old-tax-number"
  case legalRepresentativeOutdated = "legal-representative-outdated"
  case statusLag = "status-lag"
  case capitalUnit = "capital-unit"
  case landmarkOnly = "landmark-only"
  case masked
  case addressTypo = "address-typo"
  case otherValue = "other-value"

  case addressVariant = "address-variant"
  case oldNumber15 = "old-id15"
  case lowercaseX = "lowercase-x"
  case fullWidth = "fullwidth"
  case whitespace
  case apostrophe
  case dotVariant = "dot-variant"
  case nameVariant = "name-variant"
  case phoneVariant = "phone-variant"
  case organizationNameVariant = "org-name-variant"

  var defectClass: DefectClass {
    switch self {
    case .checkDigit, .length, .placeholder, .date, .alphabet, .missing, .spreadsheetRounded, .birthMismatch,
      .sexMismatch, .wrongPersonNumber, .sharedNumber, .clerkNumber, .nameTypo, .lostCharacter, .phoneFormat,
      .creditCodeConfusion, .branchUsesParentCode, .duplicateRow, .badBytes, .ragged, .futureDate, .code:
      .error
    case .sentinelDate, .secondNumber, .formerName, .nameSuffix, .oldTaxNumber, .legalRepresentativeOutdated,
      .statusLag, .capitalUnit, .landmarkOnly, .masked, .addressTypo, .otherValue:
      .noted
    case .addressVariant, .oldNumber15, .lowercaseX, .fullWidth, .whitespace, .apostrophe, .dotVariant,
      .nameVariant, .phoneVariant, .organizationNameVariant:
      .variant
    }
  }

  /// Whether the conflict may be told on any cell of the record, not only on the one that was spoilt.
  var concernsWholeRecord: Bool {
    switch self {
    case .birthMismatch, .sexMismatch, .wrongPersonNumber, .sharedNumber, .clerkNumber, .branchUsesParentCode,
      .secondNumber, .nameTypo:
      true
    default: false
    }
  }

  /// Whether it stands on a row as a whole.
  var concernsWholeRow: Bool {
    switch self {
    case .duplicateRow, .badBytes, .ragged: true
    default: false
    }
  }
}

/// One planted piece of dirt in the row under construction.
struct PlantedDefect {
  var column: Int
  var kind: DefectKind
  var value: String
}
