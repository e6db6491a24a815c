public import GuiyiModel

/// What `inspect` makes of a column, and why.
public struct ProposedItem: Sendable, Hashable {
  public let column: String
  /// nil where the column cannot be told.
  public let element: DataElement?
  public let role: String
  /// Why, for the comment beside the item.
  public let english: String
  public let chinese: String
}

/// Proposes the catalog's items for a file, one per heading and in their order.
///
/// A heading that is known decides, values decide where it says nothing or not enough. Of two columns with one meaning and
/// role the one with more readable values is taken; whatever cannot be told stays unmapped.
public func proposeItems(_ file: InspectedFile) -> [ProposedItem] {
  var drafts = file.headings.indices.map { index in
    ItemDraft(
      heading: file.headings[index],
      values: ValueEvidence(
        file.rows.prefix(2000).lazy.compactMap { index < $0.count ? $0[index] : nil }))
  }
  let context = FileContext(drafts)
  for index in drafts.indices { drafts[index].resolve(context, index: index) }
  for index in drafts.indices { drafts[index].resolveByValues(beside: drafts) }
  settleRivals(&drafts)
  return drafts.map(\.item)
}

/// A column while its meaning is being found.
struct ItemDraft: Sendable {
  let heading: String
  let reading: HeadingReading?
  let values: ValueEvidence
  var element: DataElement?
  var role = ""
  var english = "cannot be told from the heading or the values"
  var chinese = "表头和取值都无法判断"

  init(heading: String, values: ValueEvidence) {
    self.heading = heading
    self.values = values
    reading = HeadingReading(heading)
  }

  var item: ProposedItem {
    ProposedItem(column: heading, element: element, role: role, english: english, chinese: chinese)
  }

  /// By the heading, made precise by the file around it.
  mutating func resolve(_ context: FileContext, index: Int) {
    guard let reading else { return }
    role = reading.role
    var meaning = reading.meaning
    switch meaning {
    case HeadingReading.number:
      if values.isMostly(values.organizationNumbers) {
        meaning = "organization.uscc"
      } else {
        meaning = "person.id-number"
        if role.isEmpty, context.isOfOrganizations {
          // In an enterprise register the bare number beside the representative is the representative's.
          guard context.hasRepresentative else { return unmap("whose number this is", "是谁的证件号码") }
          role = "legal-representative"
        }
      }
    case HeadingReading.name:
      meaning = context.isOfOrganizations || !context.isOfPeople ? "organization.name" : "person.name"
    case HeadingReading.formerName:
      meaning = context.isOfOrganizations ? "organization.former-name" : "person.former-name"
    case HeadingReading.phone:
      meaning = context.isOfOrganizations ? "organization.phone" : "person.phone"
    case HeadingReading.address:
      guard context.isOfOrganizations else {
        return unmap("whether this is the registered or the living address", "是户籍地址还是现住址")
      }
      meaning = "organization.address"
    case HeadingReading.kind: meaning = context.isOfCredit ? "credit.kind" : ""
    case HeadingReading.content: meaning = context.isOfCredit ? "credit.content" : ""
    case HeadingReading.validUntil:
      meaning = context.isOfCredit ? "credit.valid-until" : "certificate.valid-until"
    case HeadingReading.unitName:
      meaning = context.isOfPeople && !context.hasOrganizationNumber ? "person.employer" : "organization.name"
    default: break
    }
    guard let found = DataElement(name: meaning) else { return }
    element = found
    if found.subject == .organization, context.isOfPeople { role = "employer" }
    explain("the heading", "表头")
    weigh(found)
  }

  /// Tells how the values fit the heading, and takes back what they plainly contradict.
  private mutating func weigh(_ found: DataElement) {
    guard values.filled >= 3 else { return }
    switch found.kind {
    case .personNumber:
      if values.isMostly(values.organizationNumbers) {
        (element, role) = (.organizationUSCC, "")
        return explain("the values, which are codes of organizations", "取值为统一社会信用代码")
      }
      note(values.identityNumbers, "check as identity numbers", "通过身份号码校验")
    case .organizationNumber:
      if values.isMostly(values.identityNumbers) {
        return note(values.identityNumbers, "are identity numbers of persons", "是个人的身份号码")
      }
      note(values.organizationNumbers, "check as unified social credit codes", "通过统一社会信用代码校验")
    case .date:
      note(values.dates, "are dates", "是日期")
    case .phone:
      note(values.phones, "are phone numbers", "是电话号码")
    case .personName where values.isMostly(values.identityNumbers):
      unmap("why a name's column holds identity numbers", "姓名栏为何是身份号码")
    default: break
    }
  }

  /// By the values alone, where the heading is not known and no other column has that meaning.
  mutating func resolveByValues(beside drafts: [ItemDraft]) {
    guard reading == nil else { return }
    let kinds: [(count: Int, element: DataElement, english: String, chinese: String)] = [
      (values.identityNumbers, .personNumber, "check as identity numbers", "通过身份号码校验"),
      (values.organizationNumbers, .organizationUSCC, "check as unified social credit codes", "通过统一社会信用代码校验"),
      (values.sexes, .personSex, "are words for a sex", "是性别"),
      (values.ethnicities, .personEthnicity, "are names of ethnic groups", "是民族名称"),
      (values.phones, .personPhone, "are phone numbers", "是电话号码"),
      (values.personNames, .personName, "begin with a common surname", "以常见姓氏开头"),
    ]
    for kind in kinds where values.isMostly(kind.count) {
      if drafts.contains(where: { $0.element == kind.element }) { return }
      element = kind.element
      english = "values"
      chinese = "取值"
      return note(kind.count, kind.english, kind.chinese)
    }
  }

  private mutating func explain(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  private mutating func note(_ count: Int, _ english: String, _ chinese: String) {
    let percent = values.percent(count)
    self.english += "; \(percent) % of \(values.filled) values \(english)"
    self.chinese += "；\(values.filled) 个取值中 \(percent)% \(chinese)"
  }

  fileprivate mutating func unmap(_ english: String, _ chinese: String) {
    element = nil
    role = ""
    self.english = "cannot be told: \(english)"
    self.chinese = "无法判断\(chinese)"
  }
}

extension DataElement {
  fileprivate static let personEthnicity = DataElement(name: "person.ethnicity") ?? .personSex
}

/// What the headings of a file say together about its rows.
struct FileContext: Sendable {
  /// Rows name a person of their own, not only in a role.
  let isOfPeople: Bool
  /// Rows are about bodies.
  let isOfOrganizations: Bool
  let hasOrganizationNumber: Bool
  let hasRepresentative: Bool
  /// Rows are decisions about somebody, so that a 有效期 is the decision's.
  let isOfCredit: Bool

  init(_ drafts: [ItemDraft]) {
    func has(_ meaning: String, _ role: String) -> Bool {
      drafts.contains { $0.reading == HeadingReading(meaning: meaning, role: role) }
    }
    let hasBareNumber = has(HeadingReading.number, "")
    hasOrganizationNumber = drafts.contains { draft in
      draft.reading.map { reading in
        [
          "organization.uscc", "organization.registration-number", "organization.tax-number",
          "organization.org-code",
        ]
        .contains(reading.meaning)
          || reading.meaning == HeadingReading.number
            && draft.values.isMostly(draft.values.organizationNumbers)
      } ?? draft.values.isMostly(draft.values.organizationNumbers)
    }
    let hasOrganizationName = has("organization.name", "")
    hasRepresentative = drafts.contains { $0.reading?.role == "legal-representative" }
    let namesPerson = has("person.name", "") || has("person.id-number", "")
    isOfPeople = namesPerson || hasBareNumber && !hasOrganizationNumber && !hasOrganizationName
    isOfOrganizations = !isOfPeople && (hasOrganizationNumber || hasOrganizationName)
    isOfCredit = drafts.contains { $0.reading?.meaning.hasPrefix("credit.") ?? false }
  }
}

/// Leaves one column for each element and role: the one with more values that its kind can read, else the first.
private func settleRivals(_ drafts: inout [ItemDraft]) {
  for index in drafts.indices {
    guard let element = drafts[index].element else { continue }
    for other in drafts.indices where other > index && drafts[other].element == element {
      guard drafts[other].role == drafts[index].role, drafts[index].element != nil else { continue }
      let first = readableCount(drafts[index], element)
      let second = readableCount(drafts[other], element)
      let (kept, left) = second > first ? (other, index) : (index, other)
      let winner = drafts[kept].heading
      drafts[left].element = nil
      drafts[left].role = ""
      drafts[left].english = "means the same as '\(winner)', which has more readable values or comes first"
      drafts[left].chinese = "与“\(winner)”含义相同，后者可读的取值更多或在前"
    }
  }
}

private func readableCount(_ draft: ItemDraft, _ element: DataElement) -> Int {
  let values = draft.values
  return switch element.kind {
  case .personNumber: values.identityNumbers
  case .organizationNumber: values.organizationNumbers + values.identityNumbers
  case .date: values.dates
  case .phone: values.phones
  default: values.filled
  }
}
