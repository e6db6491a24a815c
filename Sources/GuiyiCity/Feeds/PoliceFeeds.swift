// Public security: the register of residents and the residence permits.

let policeDepartment = DepartmentDefinition(
  code: departmentCode(1), name: "平顶山市公安局", key: "police",
  feeds: [residentsFeed, residencePermitsFeed])

private let residentsFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-GA-0001", "常住人口登记信息", folder: "police/residents",
    files: Places.districts.map { "hjrk_\($0.region)" }, cycle: "daily",
    items: [
      Item("公民身份号码", "person.id-number").required().authoritative(),
      Item("姓名", "person.name").required().authoritative(),
      Item("曾用名", "person.former-name").authoritative(),
      Item("性别", "person.sex").required().authoritative(),
      Item("民族", "person.ethnicity").authoritative(),
      Item("出生日期", "person.birth-date").required().authoritative(),
      Item("户籍地址", "person.registered-address").authoritative(),
      Item("户号", "row.household").authoritative(),
      Item("与户主关系", "row.household-relation").authoritative(),
      Item("注销标识").innocent("a flag of 0 and 1"),
      Item("更新日期", "row.updated-on"),
    ])
  feed.format.encoding = .gb18030
  feed.format.endsWithCarriageReturn = true
  feed.dirt = Dirtiness(
    numbers: 0, names: 0.05, dates: 0.1, phones: 1, addresses: 0, hasOldNumbers: false, repeats: 0.001)
  return feed
}()

private let residencePermitsFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-GA-0002", "居住证信息", folder: "police/permits", files: ["ldrk_2024", "ldrk_2025", "ldrk_2026"],
    cycle: "daily",
    items: [
      Item("证件类型", "person.id-type"), Item("证件号码", "person.id-number").required(),
      Item("姓名", "person.name").required(), Item("性别", "person.sex"),
      Item("户籍地址", "person.registered-address"),
      Item("居住地址", "person.residence-address").authoritative(),
      Item("联系电话", "person.phone"), Item("登记日期", "row.collected-on"),
    ])
  feed.format.delimiter = 9
  feed.share = .none(basis: "《居住证暂行条例》第十七条")
  feed.dirt.numbers = 0.4
  return feed
}()

extension City {
  func writeResident(_ person: Person, _ random: inout RandomStream) throws {
    let row = begin("410400-GA-0001", file: household.registerIndex, &random)
    row.identityNumber(person)
    row.name(person)
    row.plain(person.formerName)
    row.sex(person)
    row.ethnicity(person)
    row.birthDate(person)
    row.address(household.registered)
    row.plain(household.number)
    row.plain(person.relation.rawValue)
    row.plain(person.death == nil || row.random.chance(0.15) ? "0" : "1")
    row.date(person.death ?? max(person.birth + 5, Self.asOf + -row.random.within(20...4000)))
    try end([.person(person)], household.relations(of: person))
    if !person.secondNumber.isEmpty {
      // A second hukou under another number, not yet cancelled.
      let again = begin("410400-GA-0001", file: household.registerIndex + 1, &random)
      again.numberCell {
        again.plant(.secondNumber, person.secondNumber)
        again.plain(person.secondNumber)
      }
      again.name(person)
      again.skip()
      again.sex(person)
      again.ethnicity(person)
      again.birthDate(person)
      again.address(household.registered)
      again.plain("H9" + household.number.dropFirst(2))
      again.plain("户主")
      again.plain("0")
      again.date(Self.asOf + -again.random.within(2000...6000))
      try end([.person(person)])
    }
  }

  func writeResidencePermit(_ person: Person, _ random: inout RandomStream) throws {
    let row = begin("410400-GA-0002", file: random.below(3), &random)
    row.plain("居民身份证")
    row.identityNumber(person)
    row.name(person)
    row.sex(person)
    row.address(household.registered)
    row.address(household.home)
    row.phone(person)
    row.collectedOn()
    try end([.person(person)])
  }
}
