internal import GuiyiIdentifiers

/// What a column is taken for, and why.
struct KindDecision: Sendable {
  let kind: ColumnKind
  let reason: String

  init(_ kind: ColumnKind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }

  /// Values first; the heading chooses among what the values allow.
  init(heading name: String, facts: ColumnFacts, evidence: ValueEvidence) {
    let heading = Heading(name)
    let decision =
      Self.empty(facts) ?? Self.byForm(heading, facts, evidence) ?? Self.byNumbers(heading, facts, evidence)
      ?? Self.byHan(heading, facts, evidence) ?? Self.byWords(heading, facts, evidence)
    self = Self.namesRowsOnly(heading, decision.kind, facts) ?? decision
  }

  /// Few values cover nearly all records.
  static func isCategory(_ facts: ColumnFacts) -> Bool {
    facts.distinctCount <= 40 && facts.filledCount >= facts.distinctCount * 15
      || facts.agreement >= 0.04 && facts.distinctCount <= 200
  }

  /// Most values stand on one or two records.
  static func isNearlyUnique(_ facts: ColumnFacts) -> Bool {
    facts.distinctCount * 10 >= facts.filledCount * 4 && facts.agreement < 0.002
      || facts.distinctCount * 10 >= facts.filledCount * 7
  }

  private static func empty(_ facts: ColumnFacts) -> KindDecision? {
    if facts.filledCount == 0 { return KindDecision(.noise, "no record has a value") }
    if facts.distinctCount == 1 && facts.filledCount > 2 {
      return KindDecision(.noise, "all values are the same")
    }
    return nil
  }

  /// Codes that no two records share, or that name where a record came from.
  static func namesRowsOnly(_ heading: Heading?, _ kind: ColumnKind, _ facts: ColumnFacts) -> KindDecision? {
    if kind == .identifier && facts.distinctCount == facts.filledCount && facts.filledCount > 1000 {
      return KindDecision(.noise, "codes of which no two records share one")
    }
    if kind == .category && heading == .rowNumber {
      return KindDecision(.noise, "says where a row came from, by the heading")
    }
    return nil
  }

  /// Kinds that the form of the values gives away.
  private static func byForm(
    _ heading: Heading?, _ facts: ColumnFacts, _ evidence: ValueEvidence
  ) -> KindDecision? {
    if evidence.checkedIdentifier >= 0.6 {
      return KindDecision(
        .checkedIdentifier,
        "\(percent(evidence.checkedIdentifier)) of the values pass the check of an \(evidence.identifierKind.name)"
      )
    }
    if evidence.email >= 0.5 {
      return KindDecision(
        .email, "\(percent(evidence.email)) of the values have the form of an e-mail address")
    }
    if evidence.date >= 0.6 || heading == .date && evidence.date >= 0.3 {
      return KindDecision(.date, "\(percent(evidence.date)) of the values read as dates")
    }
    if evidence.phoneWriting >= 0.6 && heading != .identifier && heading != .number && heading != .coordinate
    {
      return KindDecision(
        .phone, "\(percent(evidence.phoneWriting)) of the values are written as telephone numbers")
    }
    if evidence.phoneWriting >= 0.2 && evidence.mayBePhone >= 0.95 && evidence.number < 0.8 && heading == nil
      && isNearlyUnique(facts)
    {
      return KindDecision(
        .phone,
        "\(percent(evidence.phoneWriting)) of the values are written as telephone numbers, and all may be")
    }
    if heading == .phone && evidence.mayBePhone >= 0.5 {
      return KindDecision(.phone, "the heading, and digits as telephone numbers have them")
    }
    if evidence.postcodeWriting >= 0.6 {
      return KindDecision(
        .postcode, "\(percent(evidence.postcodeWriting)) of the values are written as postcodes")
    }
    if heading == .postcode && evidence.meanLength <= 12 { return KindDecision(.postcode, "the heading") }
    return nil
  }

  private static func byNumbers(
    _ heading: Heading?, _ facts: ColumnFacts, _ evidence: ValueEvidence
  ) -> KindDecision? {
    guard evidence.number >= 0.8 else { return nil }
    if evidence.coordinate >= 0.6
      && (heading == .coordinate || evidence.meanLength <= 12 && evidence.decimals > 0.9)
    {
      return KindDecision(.coordinate, "decimal numbers with three or more digits behind the point")
    }
    if evidence.year >= 0.85 && heading != .identifier && heading != .postcode {
      return KindDecision(.year, "\(percent(evidence.year)) of the values read as years")
    }
    if heading == .rowNumber && facts.distinctCount == facts.filledCount {
      return KindDecision(.noise, "numbers the rows: no two records share a value")
    }
    if heading == .number { return KindDecision(.number, "numbers, and the heading") }
    if isCategory(facts) && facts.distinctCount <= 40 {
      return KindDecision(
        .category, "\(facts.distinctCount) different values on \(facts.filledCount) records")
    }
    if isNearlyUnique(facts) && evidence.decimals < 0.1 && evidence.meanLength >= 5 {
      return KindDecision(.identifier, "numbers of which most stand on one or two records")
    }
    if heading == .identifier && evidence.meanLength >= 5 {
      return KindDecision(.identifier, "numbers, and the heading")
    }
    if (evidence.meanLength >= 4 && evidence.oneLength >= 0.9 && evidence.decimals < 0.1 && heading != .year)
    {
      return KindDecision(
        .postcode, "numbers of \(Int(evidence.meanLength.rounded())) digits that many records share")
    }
    if heading == .word || heading == .address || heading == .category {
      return KindDecision(.word, "numbers that name something, by the heading")
    }
    return KindDecision(.number, "\(percent(evidence.number)) of the values are numbers")
  }

  /// Chinese, Japanese and Korean text.
  private static func byHan(
    _ heading: Heading?, _ facts: ColumnFacts, _ evidence: ValueEvidence
  ) -> KindDecision? {
    guard evidence.hasHan >= 0.5 else { return nil }
    if isCategory(facts) && evidence.hanPerson < 0.8 && heading != .familyName && heading != .givenName {
      return KindDecision(
        .category, "\(facts.distinctCount) different values on \(facts.filledCount) records")
    }
    if evidence.hanOrganization >= 0.5 && evidence.hanAddress < 0.8
      || heading == .organizationName && evidence.meanLength >= 4
    {
      return KindDecision(
        .organizationName,
        "\(percent(evidence.hanOrganization)) of the values end as names of organizations do")
    }
    if evidence.hanAddress >= 0.4 || heading == .address && evidence.meanLength >= 5 {
      return KindDecision(
        .address, "\(percent(evidence.hanAddress)) of the values name roads, villages or houses")
    }
    if heading == .familyName && evidence.meanLength <= 2.2 {
      return KindDecision(.familyName, "the heading, and short names")
    }
    if heading == .givenName && evidence.meanLength <= 3 {
      return KindDecision(.givenName, "the heading, and short names")
    }
    if evidence.hanPerson >= 0.7 && heading != .word && heading != .category
      || heading == .fullName && evidence.meanLength <= 6
    {
      return KindDecision(
        .fullName,
        "\(percent(evidence.hanPerson)) of the values begin with a surname and are as long as names")
    }
    if evidence.meanLength >= 12 || heading == .freeText { return KindDecision(.freeText, "long texts") }
    return KindDecision(
      heading == .name && evidence.meanLength >= 4 ? .organizationName : .word, "short texts")
  }

  /// A few words in one or the other order, none of them of an organization or a street, as the names of people are.
  private static func looksLikeFullName(_ evidence: ValueEvidence) -> Bool {
    evidence.organizationWord < 0.3 && evidence.streetWord < 0.3 && evidence.hasDigit < 0.1
      && evidence.meanWordCount > 1.6
      && (evidence.meanWordCount <= 3.2 || evidence.commaName >= 0.6 && evidence.meanWordCount <= 4.5)
  }

  private static func byWords(
    _ heading: Heading?, _ facts: ColumnFacts, _ evidence: ValueEvidence
  ) -> KindDecision {
    let isShort = evidence.meanWordCount <= 1.6
    let isName = evidence.words >= 0.7
    if heading == .rowNumber && facts.distinctCount == facts.filledCount {
      return KindDecision(.noise, "numbers the rows: no two records share a value")
    }
    if isName && evidence.meanWordCount <= 3 {
      if heading == .givenName { return KindDecision(.givenName, "the heading, and words") }
      if heading == .familyName { return KindDecision(.familyName, "the heading, and words") }
    }
    if heading == .fullName && evidence.words >= 0.5 && evidence.meanWordCount <= 5 {
      return KindDecision(.fullName, "the heading, and words")
    }
    if isCategory(facts) && evidence.meanLength <= 24 && max(evidence.givenName, evidence.familyName) < 0.3 {
      return KindDecision(
        .category, "\(facts.distinctCount) different values on \(facts.filledCount) records")
    }
    if evidence.hasDigit >= 0.5 && isShort && evidence.meanLength >= 4 && isNearlyUnique(facts) {
      return KindDecision(.identifier, "codes of which most stand on one or two records")
    }
    if isName && isShort && heading != .word && heading != .organizationName {
      if evidence.givenName >= 0.3 && evidence.givenName >= evidence.familyName {
        return KindDecision(
          .givenName, "\(percent(evidence.givenName)) of the values are frequent given names")
      }
      if evidence.familyName >= 0.2 {
        return KindDecision(
          .familyName, "\(percent(evidence.familyName)) of the values are frequent family names")
      }
    }
    if evidence.streetWord >= 0.4 && evidence.meanWordCount >= 1.8
      && evidence.organizationWord < evidence.streetWord
      || heading == .address
    {
      return KindDecision(.address, "\(percent(evidence.streetWord)) of the values name streets")
    }
    if heading == .freeText { return KindDecision(.freeText, "the heading, and texts") }
    if isName && evidence.meanWordCount > 1.6 && evidence.meanWordCount <= 4
      && max(evidence.givenName, evidence.familyName) >= 0.35 && evidence.organizationWord < 0.3
      && heading != .organizationName
      || evidence.commaName >= 0.6 && evidence.givenName >= 0.2
    {
      return KindDecision(
        .fullName,
        "words, of which \(percent(max(evidence.givenName, evidence.familyName))) hold a frequent name")
    }
    if heading == nil, isName, isNearlyUnique(facts), looksLikeFullName(evidence) {
      return KindDecision(.fullName, "two or three words that few records have together")
    }
    if evidence.organizationWord >= 0.3 || heading == .organizationName || heading == .name && !isShort {
      return KindDecision(
        .organizationName,
        heading == nil
          ? "\(percent(evidence.organizationWord)) of the values hold words of organizations"
          : "the heading, and texts")
    }
    if heading == .name && isShort && isName { return KindDecision(.fullName, "the heading, and words") }
    if evidence.meanWordCount >= 3.5 {
      return KindDecision(.freeText, "texts of \(Int(evidence.meanWordCount.rounded())) words")
    }
    if evidence.hasDigit >= 0.5 && isShort && heading == .identifier {
      return KindDecision(.identifier, "the heading, and codes")
    }
    return KindDecision(.word, "short texts")
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
