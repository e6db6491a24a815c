import GuiyiIdentifiers
import Testing

/// Held against python-stdnum 2.2 on generated numbers; where the two differ, the reason is one of those listed here.
@Suite struct StdnumTests {
  /// Why this library and python-stdnum may differ.
  enum Difference: String {
    /// It asks that a code was in force in the very year of birth; codes are given long after it.
    case codeYoungerThanHolder
    /// It rejects a code that was retired before birth: a warning here.
    case codeRetired
    /// It knows neither residence permits nor foreigners.
    case otherHolders
    /// It raises an error of Python's own for a code that only the yearly tables have.
    case otherTable
    /// It wants digits in the first two places of a USCC, which A, N and Y are not.
    case letterDepartment
  }

  @Test func `differs from python-stdnum only where it errs or is laxer`() throws {
    var counts: [Difference: Int] = [:]
    var agreed = 0
    for row in try fixture("stdnum_verdicts.csv") {
      let theirs = row[2] == "valid"
      let reasons: IdentifierReasons
      let ours: Bool
      var value: IdentityNumber?
      if row[0] == "ric" {
        // The holders were born before 1890 or after 2050; each group has its day.
        let isOld = row[1].dropFirst(6).hasPrefix("18")
        let check = identity(row[1], asOf: CivilDate(year: isOld ? 1899 : 2099, month: 1, day: 1)!)
        (reasons, ours, value) = (check.reasons, check.isValid, check.value)
      } else {
        let check = unified(row[1])
        (reasons, ours) = (check.reasons, check.isValid)
      }
      if theirs == ours {
        agreed += 1
        continue
      }
      let difference: Difference? =
        switch (row[0], row[2]) {
        case ("ric", "InvalidComponent") where ours && value?.kind != .citizen: .otherHolders
        case ("ric", "KeyError") where ours: .otherTable
        case ("ric", "InvalidComponent") where ours && reasons.contains(.regionRetiredBeforeBirth):
          .codeRetired
        case ("ric", "InvalidComponent") where ours: .codeYoungerThanHolder
        case ("uscc", "InvalidFormat") where ours && row[1].first.map { "ANY".contains($0) } == true:
          .letterDepartment
        default: nil
        }
      if let difference {
        counts[difference, default: 0] += 1
      } else {
        Issue.record("\(row) \(reasons.names)")
      }
    }
    #expect(agreed == 1799)
    let expected: [Difference: Int] = [
      .codeYoungerThanHolder: 352, .codeRetired: 118, .otherHolders: 13, .otherTable: 28,
      .letterDepartment: 90,
    ]
    #expect(counts == expected)
  }
}
