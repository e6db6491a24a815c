// Real estate, the court, credit publicity, utilities, the grid census, electronic certificates.

let naturalResourcesDepartment = DepartmentDefinition(
  code: departmentCode(15), name: "平顶山市自然资源和规划局", key: "natural-resources", feeds: [estateFeed])

let courtDepartment = DepartmentDefinition(
  code: departmentCode(16), name: "平顶山市中级人民法院", key: "court", feeds: [courtFeed])

let reformDepartment = DepartmentDefinition(
  code: departmentCode(17), name: "平顶山市发展和改革委员会", key: "reform", feeds: [permitsFeed, penaltiesFeed])

let utilitiesDepartment = DepartmentDefinition(
  code: departmentCode(18), name: "平顶山市自来水有限公司", key: "utilities", feeds: [waterFeed])

let gridDepartment = DepartmentDefinition(
  code: departmentCode(19), name: "平顶山市委政法委员会（网格中心）", key: "grid", feeds: [gridFeed])

let dataDepartment = DepartmentDefinition(
  code: departmentCode(20), name: "平顶山市政务服务和大数据管理局", key: "data", feeds: [certificatesFeed])

private let estateFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-ZR-0001", "不动产权利人", folder: "estate", files: (1...4).map { "qlrxx_\($0)" }, cycle: "daily",
    items: [
      Item("不动产单元号", "estate.unit-code").required().authoritative().generated(),
      Item("不动产权证号", "row.key"), Item("权利人", "person.name", role: "holder").required(),
      Item("权利人证件号", "person.id-number", role: "holder").required(), Item("共有方式"),
      Item("份额", "row.share"),
      Item("坐落", "estate.address").authoritative().generated(), Item("面积", "estate.area").generated(),
      Item("用途", "estate.use").generated(), Item("权利类型", "estate.right-kind").generated(),
      Item("登记时间", "row.updated-on"),
    ])
  feed.dirt.hasOldNumbers = true
  return feed
}()

private let courtFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-FY-0001", "失信被执行人", folder: "court", files: ["sxbzxr"], cycle: "daily",
    items: [
      Item("案号", "credit.document-number").required().generated(),
      Item("被执行人姓名", "person.name").required(), Item("身份证号码", "person.id-number"),
      Item("类别", "credit.kind").generated(), Item("具体情形", "credit.content").generated(),
      Item("执行法院", "credit.authority").generated(), Item("立案时间", "credit.decided-on").generated(),
      Item("履行情况"),
    ])
  feed.format.delimiter = 9
  return feed
}()

private func creditItems(_ last: [Item]) -> [Item] {
  [
    Item("行政相对人名称", "organization.name").required(), Item("行政相对人代码_1", "organization.uscc").required(),
    Item("法定代表人", "person.name", role: "legal-representative"),
    Item("法定代表人身份证号", "person.id-number", role: "legal-representative"),
    Item("决定文书号", "credit.document-number").required().generated(), Item("类别", "credit.kind").generated(),
    Item("内容", "credit.content").generated(), Item("决定日期", "credit.decided-on").generated(),
    Item("有效期至", "credit.valid-until").generated(), Item("决定机关", "credit.authority").generated(),
  ] + last
}

private let permitsFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-XY-0001", "双公示行政许可", folder: "reform/permits", files: ["xk_2025", "xk_2026"], cycle: "daily",
    items: creditItems([
      Item("备注").hiding("organization.address"), Item("报送日期", "row.collected-on"),
    ]))
  feed.format.encoding = .gb18030
  feed.collected = Day(2025, 1, 6).number...Day(2026, 10, 20).number
  return feed
}()

private let penaltiesFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-XY-0002", "双公示行政处罚", folder: "reform/penalties", files: ["cf_2025", "cf_2026"], cycle: "daily",
    items: creditItems([
      Item("罚款金额(万元)", "credit.amount").generated(), Item("行业", "organization.industry").shared(),
      Item("报送日期", "row.collected-on"),
    ]))
  feed.format.quotesEverything = true
  feed.collected = Day(2025, 1, 6).number...Day(2026, 10, 20).number
  return feed
}()

private let waterFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-GY-0001", "供水用户", folder: "utilities/water", files: (1...4).map { "yh_\($0)" }, cycle: "monthly",
    items: [
      Item("户号", "row.key"), Item("户名", "person.name", role: "holder").required(),
      Item("用户身份证号", "person.id-number", role: "holder"),
      Item("用水地址", "person.residence-address", role: "holder"),
      Item("联系电话", "person.phone", role: "holder"),
      Item("用水性质").innocent("codes 1 and 2 look like sex codes"),
      Item("缴费状态"),
    ])
  feed.format.encoding = .gb18030
  feed.format.hasTotals = true
  return feed
}()

private let gridFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-WG-0001", "网格人口采集表", folder: "grid",
    files: Places.districts.map { "wgrk_\($0.region)" }, cycle: "irregular",
    items: [
      Item("姓名", "person.name").required(), Item("身份证", "person.id-number").required(),
      Item("电话", "person.phone"), Item("现住址", "person.residence-address"),
      Item("婚姻状况", "person.marital-status"), Item("文化程度", "person.education"), Item("标签"),
      Item("备注").hiding("person.ethnicity"), Item("采集日期", "row.collected-on"),
      Item("所属网格").innocent("the township is a part of the address, and not the address"),
    ])
  feed.format.titles = ["社区网格人口信息采集表", "（填表说明：带*号为必填项,请勿改动表头）"]
  feed.format.hasTotals = true
  feed.format.endsWithCarriageReturn = true
  feed.dirt = Dirtiness(
    numbers: 1.5, names: 1.5, dates: 1.5, phones: 2, addresses: 1.4, repeats: 0.01, clerkFile: 4)
  return feed
}()

private let certificatesFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-DZ-0001", "电子证照目录", folder: "data/certificates", files: ["dzzz"], cycle: "realtime",
    items: [
      Item("电子证照标识", "certificate.identifier").required().generated(),
      Item("证照类型", "certificate.type").generated(), Item("证照编号", "certificate.number").generated(),
      Item("证照名称", "certificate.name").generated(), Item("颁发机构", "certificate.issuer").generated(),
      Item("颁发日期", "certificate.issued-on").generated(), Item("有效期截止", "certificate.valid-until").generated(),
      Item("持证者", "person.name", role: "holder"), Item("持证者代码", "person.id-number", role: "holder"),
    ])
  feed.format.encoding = .utf8BOM
  feed.dirt.numbers = 0.3
  return feed
}()

extension City {
  /// The household's home in the register: of one holder, of a couple together, or of a couple with shares.
  func writeEstate(_ holder: Person, _ random: inout RandomStream) throws {
    var own = RandomStream(seed: options.seed, lane: .relations, index: household.index)
    let area = "\(own.within(45...180)).\(own.within(10...99))"
    let year = Self.asOf + -own.within(30...3500)
    guard let wife = household.couple?.wife, !wife.number.isEmpty, own.chance(0.4) else {
      return try writeEstateRow(holder, ("单独所有", own.chance(0.5) ? "100%" : ""), area, year, &random)
    }
    var again = random
    if own.chance(0.4) {
      try writeEstateRow(holder, ("共同共有", ""), area, year, &random)
      return try writeEstateRow(wife, ("共同共有", ""), area, year, &again, isFirst: false)
    }
    let shares = own.chance(0.7) ? ("1/2", "50%") : own.chance(0.5) ? ("60%", "40%") : ("三分之二", "三分之一")
    // A slip of the register: the shares do not make a whole.
    let isWrong = own.chance(0.03)
    try writeEstateRow(holder, ("按份共有", isWrong ? "1/4" : shares.0), area, year, &random)
    try writeEstateRow(wife, ("按份共有", shares.1), area, year, &again, isFirst: false)
  }

  private func writeEstateRow(
    _ holder: Person, _ share: (kind: String, part: String), _ area: String, _ registered: Day,
    _ random: inout RandomStream, isFirst: Bool = true
  ) throws {
    let home = household.home
    let row = begin("410400-ZR-0001", file: random.below(4), &random)
    let region = Places.districts[home.districtIndex].region
    let parcel =
      "\(region)\(padded(household.index / 160 % 1000, 3))\(padded(household.index / 4096 % 1000, 3))GB\(padded(household.index / 16 % 100_000, 5))"
    let unit = "\(parcel)F\(padded(home.building, 4))\(padded(household.index % 10_000, 4))"
    row.plain(
      row.random.chance(0.3)
        ? "\(unit.prefix(6)) \(unit.dropFirst(6).prefix(6)) \(unit.dropFirst(12).prefix(7)) \(unit.suffix(9))"
        : unit)
    row.plain("豫（\(2016 + household.index % 10)）平顶山市不动产权第\(padded(household.index, 7))号")
    row.name(holder)
    row.identityNumber(holder)
    row.plain(share.kind)
    row.plain(share.part)
    row.plain(home.standard)
    row.plain(area)
    row.plain("住宅")
    row.plain("国有建设用地使用权/房屋所有权")
    row.date(registered)
    try end([.other("estate", "E\(household.index + 1)"), .person(holder, role: "holder")])
    guard isFirst else { return }
    try tellValues(
      "estate", "E\(household.index + 1)",
      ["unit-code": unit, "address": home.standard, "area": area, "use": "住宅"])
  }

  func writeCourt(_ person: Person, _ random: inout RandomStream) throws {
    let row = begin("410400-FY-0001", &random)
    let year = row.random.within(2021...2026)
    let number = "（\(year)）豫04\(row.random.within(2...25))执\(padded(household.index, 5))号"
    row.plain(number)
    row.name(person)
    row.maskedNumber(person)
    row.plain("失信被执行人")
    row.plain("有履行能力而拒不履行生效法律文书确定义务")
    row.plain("平顶山市中级人民法院")
    row.date(Day(year, row.random.within(1...10), row.random.within(1...28)))
    row.plain("全部未履行")
    try end([.other("credit", "C\(household.index + 1)"), .person(person)])
    try tellValues(
      "credit", "C\(household.index + 1)", ["document-number": number, "authority": "平顶山市中级人民法院"])
  }

  func writeCredit(_ body: Organization, _ person: Person, isPermit: Bool, _ random: inout RandomStream)
    throws
  {
    let file = random.below(2)
    let row = begin(isPermit ? "410400-XY-0001" : "410400-XY-0002", file: file, &random)
    row.organizationName(body)
    row.creditCode(body, oldShare: 0.04)
    row.name(person)
    row.identityNumber(person, missing: 0.5)
    let number = "平\(isPermit ? "许" : "罚")字〔\(2025 + file)〕第\(padded(body.index, 6))号"
    row.plain(number)
    row.plain(isPermit ? "行政许可" : "行政处罚")
    row.plain(isPermit ? "准予\(body.trade)经营许可" : "未按规定公示年度报告,责令改正")
    let decided = Day(2025 + file, row.random.within(1...10), row.random.within(1...28))
    row.date(min(decided, Self.asOf))
    if isPermit && row.random.chance(0.2) {
      row.endlessDate()
    } else {
      row.date(decided + 1095, mayLieAhead: true)
    }
    row.plain("平顶山市市场监督管理局")
    if isPermit {
      row.plain(row.random.chance(0.9) ? address(of: body) : "")
    } else {
      row.plain("\(row.random.within(1...20)).\(row.random.within(0...9))")
      row.plain(body.industry)
    }
    row.collectedOn()
    try end([
      .organization(body), .person(person, role: "legal-representative"),
      .other("credit", "C\(isPermit ? "P" : "F")\(body.index + 1)"),
    ])
    try tellValues(
      "credit", "C\(isPermit ? "P" : "F")\(body.index + 1)",
      ["document-number": number, "authority": "平顶山市市场监督管理局"])
  }

  func writeWater(_ holder: Person, _ random: inout RandomStream) throws {
    let row = begin("410400-GY-0001", file: random.below(4), &random)
    row.plain("W\(padded(household.index, 9))")
    row.name(holder)
    row.identityNumber(holder, missing: 0.4)
    row.address(household.home)
    row.phone(holder)
    row.plain(row.random.chance(0.9) ? "1" : "2")
    row.plain(row.random.pick(["正常", "正常", "欠费"]))
    try end([.person(holder, role: "holder")])
  }

  func writeGrid(_ person: Person, _ random: inout RandomStream) throws {
    let row = begin("410400-WG-0001", file: household.home.districtIndex, &random)
    row.name(person)
    row.identityNumber(person, missing: person.age(on: Self.asOf) < 3 ? 0.2 : nil)
    row.phone(person)
    row.address(household.home)
    row.maritalStatus(person)
    row.plain(person.education)
    row.plain(row.random.chance(0.9) ? "" : row.random.pick(["重点关注", "独居老人", "党员", "退役军人"]))
    row.plain(row.random.chance(0.9) ? Row.ethnicityWords[person.ethnicity] ?? "汉族" : "")
    row.collectedOn()
    row.plain("\(household.home.districtName)\(household.home.township)第\(household.home.building)网格")
    try end([.person(person)])
  }

  func writeCertificate(_ person: Person, _ random: inout RandomStream) throws {
    let row = begin("410400-DZ-0001", &random)
    let type = "11100000MB03271699001"
    let identifier = certificateIdentifier(
      type: type, issuer: departmentCode(20), serial: "\(padded(household.index * 10 + person.slot, 9))",
      version: "001")
    let number = "豫（\(2016 + household.index % 10)）平顶山市不动产权第\(padded(household.index, 7))号"
    row.plain(identifier)
    row.plain(type)
    row.plain(number)
    row.plain("不动产权证书")
    row.plain("平顶山市自然资源和规划局")
    row.date(Self.asOf + -row.random.within(30...2500))
    if row.random.chance(0.3) {
      row.endlessDate()
    } else {
      row.date(Self.asOf + row.random.within(300...9000), mayLieAhead: true)
    }
    row.name(person)
    row.identityNumber(person)
    try end([
      .other("certificate", "Z\(household.index * 10 + person.slot)"), .person(person, role: "holder"),
    ])
    try tellValues(
      "certificate", "Z\(household.index * 10 + person.slot)",
      ["identifier": identifier, "type": type, "number": number, "issuer": "平顶山市自然资源和规划局"])
  }
}
