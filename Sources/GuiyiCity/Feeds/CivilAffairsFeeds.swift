import GuiyiIdentifiers

// Civil affairs: marriages, low income, funerals, social organizations, village committees, addresses.

let civilAffairsDepartment = DepartmentDefinition(
  code: departmentCode(2), name: "平顶山市民政局", key: "civil",
  feeds: [marriagesFeed, lowIncomeFeed, funeralsFeed, socialOrganizationsFeed, committeesFeed, placesFeed])

private let marriagesFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-MZ-0001", "婚姻登记信息", folder: "civil/marriage",
    files: (2018...2026).map { "hydj_\($0)" }, cycle: "daily",
    items: [
      Item("男方姓名", "person.name", role: "husband").required(),
      Item("男方证件号码", "person.id-number", role: "husband").required(),
      Item("男方出生日期", "person.birth-date", role: "husband"),
      Item("男方婚姻状况", "person.marital-status", role: "husband").authoritative(),
      Item("女方姓名", "person.name", role: "wife").required(),
      Item("女方证件号码", "person.id-number", role: "wife").required(),
      Item("女方出生日期", "person.birth-date", role: "wife"),
      Item("女方婚姻状况", "person.marital-status", role: "wife").authoritative(),
      Item("业务类型"), Item("证件字号", "row.key"), Item("登记日期", "row.collected-on"), Item("登记机关"),
    ])
  // No basis is given, so that Article 17 makes it unconditional.
  feed.share = .none(basis: "")
  feed.dirt.numbers = 0.5
  return feed
}()

private let lowIncomeFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-MZ-0002", "最低生活保障对象", folder: "civil/dibao",
    files: (1...10).map { "dibao_2026\(twoDigits($0))" }, cycle: "monthly",
    items: [
      Item("家庭编号", "row.household"), Item("户主姓名", "person.name", role: "householder"),
      Item("户主身份证号", "person.id-number", role: "householder"),
      Item("成员姓名", "person.name").required(), Item("身份证号码", "person.id-number").required(),
      Item("与户主关系", "row.household-relation"),
      Item("户籍地址", "person.registered-address").statutory("《社会救助暂行办法》第十一条"),
      Item("月保障金额", "row.benefit-amount"),
      Item("备注").innocent("marital words in the source department's own table"),
      Item("发放日期", "row.collected-on"),
    ])
  feed.format.titles = ["平顶山市最低生活保障对象花名册", "填报单位：市民政局"]
  feed.format.hasTotals = true
  feed.format.endsWithCarriageReturn = true
  feed.format.encoding = .gb18030
  feed.dirt.roundedFile = 3
  feed.dirt.repeats = 0.01
  return feed
}()

private let funeralsFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-MZ-0003", "火化信息", folder: "civil/funeral", files: ["bz_hhxx"], cycle: "weekly",
    items: [
      Item("逝者姓名", "person.name").required(), Item("逝者身份证号", "person.id-number"),
      Item("性别", "person.sex"), Item("年龄"), Item("死亡日期", "person.death-date"), Item("火化日期"),
      Item("火化证号", "row.key"), Item("家属姓名", "person.name", role: "relative"),
      Item("家属电话", "person.phone", role: "relative"), Item("登记日期", "row.collected-on"),
    ])
  feed.format.encoding = .gb18030
  feed.dirt.hasOldNumbers = true
  feed.collected = Day(2019, 1, 5).number...Day(2026, 8, 20).number
  return feed
}()

private let socialOrganizationsFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-MZ-0004", "社会组织登记信息", folder: "civil/social", files: ["shzz"], cycle: "monthly",
    items: [
      Item("统一社会信用代码", "organization.uscc").required(), Item("名称", "organization.name").required(),
      Item("法定代表人", "person.name", role: "legal-representative"),
      Item("法定代表人证件号码", "person.id-number", role: "legal-representative"),
      Item("住所", "organization.address").statutory("《社会团体登记管理条例》第十一条"),
      Item("成立日期", "organization.established-on").statutory("《社会团体登记管理条例》第十一条"), Item("业务主管单位"),
    ])
  feed.format.titles = ["社会组织登记一览表"]
  feed.dirt.numbers = 0.3
  return feed
}()

private let committeesFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-MZ-0005", "基层群众性自治组织", folder: "civil/committees", files: ["cjwh"], cycle: "yearly",
    items: [
      Item("统一社会信用代码", "organization.uscc").required(), Item("名称", "organization.name").required(),
      Item("负责人", "person.name", role: "legal-representative"),
      Item("负责人电话", "person.phone", role: "legal-representative"),
    ])
  feed.dirt.numbers = 0.3
  return feed
}()

private let placesFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-MZ-0006", "标准地名地址", folder: "civil/places", files: ["bzdz"], cycle: "quarterly",
    items: [
      Item("标准地址编码", "place.code").required().authoritative().generated(),
      Item("地名", "place.name").authoritative().generated(),
      Item("标准地址", "place.address").authoritative().generated(),
      Item("经度", "place.longitude").generated(), Item("纬度", "place.latitude").generated(),
      Item("坐标系", "place.crs").generated(),
    ])
  feed.format.encoding = .utf8BOM
  feed.format.hasDoubleMark = true
  return feed
}()

extension City {
  func writeMarriage(_ random: inout RandomStream) throws {
    if let (husband, wife) = household.couple {
      if random.chance(0.7) { try writeMarriageRow(husband, wife, "结婚登记", &random) }
    } else if let head = household.members.first, head.marital == .divorced, random.chance(0.8) {
      let slot = household.members.count + guests.count
      var other = population.outsider(
        "X\(household.index + 1)-\(slot)", sex: head.sex == .male ? .female : .male,
        birthYear: head.birth.year + random.within(-4...4), slot: slot, &random)
      other.marital = .divorced
      guests.append(other)
      let (husband, wife) = head.sex == .male ? (head, other) : (other, head)
      try writeMarriageRow(husband, wife, "离婚登记", &random)
    }
  }

  private func writeMarriageRow(
    _ husband: Person, _ wife: Person, _ kind: String, _ random: inout RandomStream
  ) throws {
    let year = random.within(2018...2026)
    let row = begin("410400-MZ-0001", file: year - 2018, &random)
    for person in [husband, wife] {
      row.name(person)
      row.identityNumber(person)
      row.birthDate(person)
      row.plain(person.marital.word)
    }
    row.plain(kind)
    row.plain(
      "\(kind == "结婚登记" ? "J" : "L")\(Places.cityRegion + 2)-\(year)-\(padded(household.index % 1_000_000, 6))"
    )
    row.date(Day(year, row.random.within(1...10), row.random.within(1...28)))
    row.plain("平顶山市民政局婚姻登记处")
    try end(
      [.person(husband, role: "husband"), .person(wife, role: "wife")],
      [RelationTruth(kind: "married-to", left: husband.truth, right: wife.truth, hasEnded: kind == "离婚登记")])
  }

  func writeLowIncome(_ random: inout RandomStream) throws {
    guard !household.isFromOutside, random.chance(0.03), let head = household.members.first else { return }
    let file = random.below(10)
    try writeLowIncomeRows(head, file: file, &random)
    // A third stays on the list of the next month.
    if random.chance(0.33) { try writeLowIncomeRows(head, file: file + 1, &random) }
  }

  private func writeLowIncomeRows(_ head: Person, file: Int, _ random: inout RandomStream) throws {
    for person in household.members where person.death == nil {
      try writeLowIncomeRow(person, head, number: household.index, file: file, &random)
    }
    // What a check must find: somebody who is paid after his death, and somebody who is on two families' lists.
    var own = RandomStream(seed: options.seed, lane: .relations, index: household.index * 16 + file)
    for person in household.members {
      if let death = person.death, death + 60 < Self.paid(file), own.chance(0.5) {
        try writeLowIncomeRow(person, head, number: household.index, file: file, &own)
      } else if person.death == nil, own.chance(0.01) {
        try writeLowIncomeRow(person, head, number: household.index + 5_000_000, file: file, &own)
      }
    }
  }

  /// The day on which a month's benefits are paid.
  private static func paid(_ file: Int) -> Day { Day(2026, file % 10 + 1, 10) }

  private func writeLowIncomeRow(
    _ person: Person, _ head: Person, number: Int, file: Int, _ random: inout RandomStream
  ) throws {
    let row = begin("410400-MZ-0002", file: file, &random)
    row.plain("DB\(padded(number, 7))")
    row.name(head)
    row.identityNumber(head, missing: 0.1)
    row.name(person)
    row.identityNumber(person, missing: person.age(on: Self.asOf) < 6 ? 0.2 : nil)
    row.plain(person.relation.rawValue)
    row.address(household.registered)
    row.plain("\(row.random.within(180...650))")
    row.plain(row.random.chance(0.3) ? person.marital.word : "")
    row.date(Self.paid(file))
    try end([.person(head, role: "householder"), .person(person)])
  }

  func writeFuneral(_ person: Person, _ death: Day, _ random: inout RandomStream) throws {
    // The last weeks are not delivered yet: every row is older than the day the death register was published.
    guard death < Day(2026, 8, 14) else { return }
    let relative = household.members.first {
      $0.truth != person.truth && $0.death == nil && $0.age(on: Self.asOf) > 17
    }
    let row = begin("410400-MZ-0003", &random)
    row.name(person)
    row.identityNumber(person)
    row.sex(person)
    row.plain("\(person.age(on: death))")
    row.date(death)
    row.date(death + 3)
    row.plain("HH\(padded(household.index * 10 + person.slot, 9))")
    if let relative {
      row.name(relative)
      row.phone(relative)
    } else {
      row.skip(2)
    }
    row.date(death + row.random.within(3...6))
    try end([.person(person), .person(relative, role: "relative")])
  }

  func writeSocialOrganization(_ body: Organization, _ person: Person, _ random: inout RandomStream) throws {
    let row = begin("410400-MZ-0004", &random)
    row.creditCode(body)
    row.organizationName(body, isRegister: true)
    row.name(person)
    row.identityNumber(person)
    row.plain(address(of: body))
    row.date(body.established)
    row.plain("平顶山市\(row.random.pick(["教育局", "民政局", "体育局", "工商联"]))")
    try end([.organization(body), .person(person, role: "legal-representative")])
  }

  func writeCommittee(_ body: Organization, _ person: Person, _ random: inout RandomStream) throws {
    let row = begin("410400-MZ-0005", &random)
    row.creditCode(body)
    row.organizationName(body, isRegister: true)
    row.name(person)
    row.phone(person, empty: 0)
    try end([.organization(body), .person(person, role: "legal-representative")])
  }
}
