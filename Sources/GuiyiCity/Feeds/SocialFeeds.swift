// Human resources, medical insurance, provident fund, the disabled, veterans.

let humanResourcesDepartment = DepartmentDefinition(
  code: departmentCode(3), name: "平顶山市人力资源和社会保障局", key: "human-resources",
  feeds: [insuranceFeed, jobsFeed])

let medicalInsuranceDepartment = DepartmentDefinition(
  code: departmentCode(4), name: "平顶山市医疗保障局", key: "medical", feeds: [medicalFeed])

let providentFundDepartment = DepartmentDefinition(
  code: departmentCode(5), name: "平顶山市住房公积金管理中心", key: "provident", feeds: [providentFeed])

let disabledDepartment = DepartmentDefinition(
  code: departmentCode(6), name: "平顶山市残疾人联合会", key: "disabled", feeds: [disabledFeed])

let veteransDepartment = DepartmentDefinition(
  code: departmentCode(7), name: "平顶山市退役军人事务局", key: "veterans", feeds: [veteransFeed])

private let insuranceFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-RS-0001", "社会保险参保信息", folder: "rs/cbxx", files: (1...6).map { "sb_cbxx_\(padded($0, 3))" },
    cycle: "daily",
    items: [
      Item("社会保障号码", "person.id-number").required(), Item("个人编号", "row.key"),
      Item("姓名", "person.name").required(), Item("性别", "person.sex"),
      Item("出生日期", "person.birth-date"), Item("民族", "person.ethnicity").shared(),
      Item("文化程度", "person.education"), Item("手机号", "person.phone"),
      Item("单位名称", "organization.name", role: "employer"),
      Item("统一社会信用代码", "organization.uscc", role: "employer"), Item("参保状态"), Item("缴费基数"),
    ])
  feed.format.encoding = .gb18030
  feed.format.delimiter = UInt8(ascii: "|")
  feed.fileExtension = "txt"
  feed.dirt.hasOldNumbers = true
  feed.dirt.repeats = 0.003
  return feed
}()

private let jobsFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-RS-0002", "就业失业登记", folder: "rs/jydj", files: ["jy_dj"], cycle: "monthly",
    items: [
      Item("公民身份证号码", "person.id-number").required(), Item("姓名", "person.name").required(),
      Item("文化程度", "person.education"),
      Item("户籍地址", "person.registered-address").registered("平数联采〔2023〕5号"),
      Item("联系电话", "person.phone"),
      // The column of the former employer is used for the hukou address since a template changed.
      Item("原工作单位", "person.employer").hiding("person.registered-address"),
      Item("登记日期", "row.collected-on"),
      Item("经办窗口地址").innocent("the office's own address, the same for a whole district"),
    ])
  feed.format.encoding = .utf16
  feed.format.delimiter = 9
  feed.format.endsWithCarriageReturn = true
  feed.fileExtension = "txt"
  return feed
}()

private let medicalFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-YB-0001", "基本医疗保险参保人", folder: "yb/cbry", files: (1...8).map { "psn_\($0)" }, cycle: "daily",
    items: [
      Item("证件类型", "person.id-type"), Item("证件号码", "person.id-number").required(),
      Item("人员编号", "row.key"), Item("姓名", "person.name").required(), Item("性别", "person.sex"),
      Item("出生日期", "person.birth-date"), Item("民族", "person.ethnicity"),
      Item("联系电话", "person.phone"),
      Item("险种类型代码").innocent("the code 01 of nearly everyone agrees with nationality 01 by chance"),
      Item("缴费档次").innocent("levels 1 and 2 look like sex codes"), Item("参保日期", "row.collected-on"),
      Item("年龄段代码").innocent("bands 10, 20 and 30 agree with marital status by age alone"),
    ])
  feed.dirt.dateStyle = .compact
  return feed
}()

private let providentFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-GJJ-0001", "公积金个人账户", folder: "gjj", files: (8...10).map { "gr_2026\(twoDigits($0))" },
    cycle: "monthly",
    items: [
      Item("个人账号", "row.key"), Item("姓名", "person.name").required(),
      Item("身份证号码", "person.id-number").required(), Item("手机号", "person.phone"),
      Item("婚姻状况", "person.marital-status").shared(),
      Item("单位名称", "organization.name", role: "employer"), Item("缴存基数"), Item("账户状态"),
      Item("开户日期", "row.collected-on"),
      Item("职工类别代码").innocent("01 and 03 by contract look like codes of nationality"),
    ])
  feed.format.encoding = .gb18030
  feed.format.endsWithCarriageReturn = true
  feed.format.hasTotals = true
  feed.reorderedFile = 2
  return feed
}()

private let disabledFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-CL-0001", "残疾人证信息", folder: "cl", files: ["cjr_1", "cjr_2"], cycle: "monthly",
    items: [
      Item("残疾人证号", "person.id-number").required(), Item("姓名", "person.name").required(),
      Item("性别", "person.sex"), Item("残疾类别"), Item("残疾等级").innocent("grades 1 to 4"),
      Item("监护人姓名", "person.name", role: "guardian"), Item("监护人电话", "person.phone", role: "guardian"),
      Item("联系方式").hiding("person.registered-address"), Item("发证日期", "row.collected-on"),
    ])
  feed.format.titles = ["残疾人证持有人名册"]
  feed.format.quotesEverything = true
  return feed
}()

private let veteransFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-TY-0001", "优抚对象", folder: "ty", files: ["yfdx"], cycle: "yearly",
    items: [
      Item("身份证号", "person.id-number").required(), Item("姓名", "person.name").required(), Item("优抚类别"),
      Item("户籍地址", "person.registered-address").statutory("《军人抚恤优待条例》第五条"), Item("立功等次"),
      Item("登记日期", "row.collected-on"),
    ])
  feed.share = .none(basis: "《军人抚恤优待条例》第七条")
  feed.dirt.hasOldNumbers = true
  return feed
}()

extension City {
  func writeInsurance(_ person: Person, employer: Int, _ random: inout RandomStream) throws {
    let body = Organization(seed: options.seed, index: employer)
    let row = begin("410400-RS-0001", file: random.below(6), &random)
    row.identityNumber(person)
    row.plain("41\(padded(household.index * 10 + person.slot, 10))")
    row.name(person)
    row.sex(person)
    row.birthDate(person)
    row.ethnicity(person)
    row.plain(person.education)
    row.phone(person)
    row.organizationName(body)
    row.creditCode(body, oldShare: 0.05)
    row.plain(row.random.pick(["参保缴费", "参保缴费", "参保缴费", "暂停缴费", "终止参保"]))
    row.plain("\(row.random.within(34...160) * 100)")
    try end([.person(person), .organization(body, role: "employer")])
  }

  func writeJob(_ person: Person, _ random: inout RandomStream) throws {
    let row = begin("410400-RS-0002", &random)
    row.identityNumber(person)
    row.name(person)
    row.plain(person.education)
    row.address(household.registered)
    row.phone(person)
    row.plain(row.random.chance(0.85) ? household.registered.standard : "")
    row.collectedOn()
    let office = Neighbourhood(seed: options.seed, index: 900_000 + household.home.districtIndex)
    row.plain(Home(in: office, slot: 3).standard)
    try end([.person(person)])
  }

  func writeMedical(_ person: Person, _ random: inout RandomStream) throws {
    let row = begin("410400-YB-0001", file: household.home.districtIndex, &random)
    row.plain("01")
    row.identityNumber(person, missing: person.age(on: Self.asOf) < 1 ? 0.2 : nil)
    row.plain("4104\(padded(household.index * 10 + person.slot, 11))")
    row.name(person)
    row.sex(person)
    row.birthDate(person)
    row.ethnicity(person)
    row.phone(person)
    row.plain(row.random.chance(0.96) ? "01" : "03")
    row.plain(row.random.chance(0.5) ? "1" : "2")
    row.collectedOn()
    let age = person.age(on: Self.asOf)
    row.plain(age < 23 ? "10" : age < 74 ? "20" : "30")
    try end([.person(person)])
  }

  func writeProvident(_ person: Person, _ random: inout RandomStream) throws {
    let body = Organization(seed: options.seed, index: person.employer)
    let row = begin("410400-GJJ-0001", file: random.below(3), &random)
    row.plain("GJJ\(padded(household.index * 10 + person.slot, 9))")
    row.name(person)
    row.identityNumber(person)
    row.phone(person)
    row.maritalStatus(person)
    row.organizationName(body)
    row.plain("\(row.random.within(20...250) * 100)")
    row.plain(row.random.pick(["正常", "正常", "封存"]))
    row.collectedOn()
    row.plain((household.index * 7 + person.slot) % 23 == 0 ? "03" : "01")
    try end([.person(person), .organization(body, role: "employer")])
  }

  func writeDisabled(_ person: Person, _ random: inout RandomStream) throws {
    let guardian = household.members.first { $0.truth != person.truth && $0.age(on: Self.asOf) > 20 }
    let row = begin("410400-CL-0001", file: random.below(2), &random)
    row.certificateNumber(person, suffix: "\(row.random.within(1...7))\(row.random.within(1...4))")
    row.name(person)
    row.sex(person)
    row.plain(row.random.pick(["视力", "听力", "肢体", "肢体", "智力", "精神"]))
    row.plain("\(row.random.within(1...4))")
    if let guardian, row.random.chance(0.6) {
      row.name(guardian)
      row.phone(guardian, empty: 0.02)
      row.plain(household.registered.standard)
      row.collectedOn()
      return try end([.person(person), .person(guardian, role: "guardian")])
    }
    row.skip(2)
    row.plain(household.registered.standard)
    row.collectedOn()
    try end([.person(person), .person(nil, role: "guardian")])
  }

  func writeVeteran(_ person: Person, _ random: inout RandomStream) throws {
    let row = begin("410400-TY-0001", &random)
    row.identityNumber(person)
    row.name(person)
    row.plain(row.random.pick(["伤残军人", "复员军人", "参战退役人员", "烈士遗属"]))
    row.address(household.registered)
    row.plain(row.random.pick(["", "", "三等功", "二等功"]))
    row.collectedOn()
    try end([.person(person)])
  }
}

extension Row {
  /// A disability certificate's number: the identity number, kind and grade behind it.
  func certificateNumber(_ person: Person, suffix: String) {
    embeddedNumber(person, prefix: "", suffix: suffix)
  }

  /// A number that carries the identity number inside.
  func embeddedNumber(_ person: Person, prefix: String, suffix: String) {
    numberCell { writeEmbeddedNumber(person, prefix: prefix, suffix: suffix) }
  }

  private func writeEmbeddedNumber(_ person: Person, prefix: String, suffix: String) {
    if random.chance(0.004) {
      var bytes = Array(person.number.utf8)
      bytes[15] = 48 + (bytes[15] - 47) % 10
      let value = prefix + String(decoding: bytes, as: UTF8.self) + suffix
      plant(.checkDigit, value)
      return cells.append(value)
    }
    rolesWithOwnNumber.append(role)
    deliver(person, Delivered.number)
    cells.append((file.format.apostrophes ? "'" : "") + prefix + person.number + suffix)
  }
}
