// The market register, food licences, taxes, agencies, law firms, transport.

let marketDepartment = DepartmentDefinition(
  code: departmentCode(10), name: "平顶山市市场监督管理局", key: "market", feeds: [registerFeed, foodFeed])

let taxDepartment = DepartmentDefinition(
  code: departmentCode(11), name: "国家税务总局平顶山市税务局", key: "tax", feeds: [taxFeed])

let establishmentDepartment = DepartmentDefinition(
  code: departmentCode(12), name: "中共平顶山市委机构编制委员会办公室", key: "establishment", feeds: [agenciesFeed])

let justiceDepartment = DepartmentDefinition(
  code: departmentCode(13), name: "平顶山市司法局", key: "justice", feeds: [lawFirmsFeed])

let transportDepartment = DepartmentDefinition(
  code: departmentCode(14), name: "平顶山市交通运输局", key: "transport", feeds: [driversFeed])

private let registerFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-SC-0001", "市场主体登记信息", folder: "market/register", files: ["qy_jbxx", "gt_jbxx", "hzs_jbxx"],
    cycle: "daily",
    items: [
      Item("统一社会信用代码", "organization.uscc").required(),
      Item("注册号", "organization.registration-number"),
      Item("企业名称", "organization.name").required().authoritative(),
      Item("曾用名", "organization.former-name").authoritative(),
      Item("市场主体类型", "organization.kind").authoritative(),
      Item("法定代表人", "person.name", role: "legal-representative").required(),
      Item("证件号码", "person.id-number", role: "legal-representative").required(),
      Item("注册资本(万元)", "organization.registered-capital").authoritative(),
      Item("成立日期", "organization.established-on").authoritative(),
      Item("住所", "organization.address").authoritative(), Item("经营范围"),
      Item("行业门类", "organization.industry").authoritative(),
      Item("登记状态", "organization.status").authoritative(),
      Item("注销日期", "organization.closed-on").authoritative(),
      Item("联系电话", "organization.phone"), Item("核准日期", "row.updated-on"),
      Item("转型前统一社会信用代码", "organization.uscc", role: "predecessor"),
    ])
  feed.published = Day(2022, 3, 1)
  feed.format.encoding = .gb18030
  feed.dirt = Dirtiness(numbers: 0.25, names: 0.3, dates: 0.3)
  return feed
}()

private let foodFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-SC-0002", "食品经营许可", folder: "market/food", files: ["spjyxk"], cycle: "weekly",
    items: [
      Item("社会信用代码（身份证号码）", "organization.uscc").required(),
      Item("经营者名称", "organization.name").required(), Item("许可证编号", "row.key"),
      Item("负责人", "person.name", role: "legal-representative"),
      Item("经营场所", "organization.address").statutory("《食品经营许可和备案管理办法》第十条"), Item("有效期至"),
      Item("发证日期", "row.collected-on"),
    ])
  feed.format.titles = ["食品经营许可证发放情况表"]
  feed.format.hasTotals = true
  return feed
}()

private let taxFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-SW-0001", "纳税人登记", folder: "tax", files: ["nsr_1", "nsr_2", "nsr_3"], cycle: "monthly",
    items: [
      Item("纳税人识别号", "organization.uscc").required(), Item("纳税人名称", "organization.name").required(),
      Item("法定代表人姓名", "person.name", role: "legal-representative"),
      Item("法定代表人证件号码", "person.id-number", role: "legal-representative"), Item("纳税人状态"),
      Item("注册地址", "organization.address"),
      Item("注册资本", "organization.registered-capital").shared(),
      Item("行业", "organization.industry").generated(), Item("联系电话", "organization.phone"),
      Item("纳税信用等级"), Item("采集日期", "row.collected-on"),
      Item("首次申报日期").innocent("some days after the day of establishment, never that day"),
      Item("征收方式代码").innocent("letters that look like sections of industry"),
    ])
  feed.format.encoding = .gb18030
  feed.format.delimiter = UInt8(ascii: "|")
  feed.fileExtension = "txt"
  return feed
}()

private let agenciesFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-BB-0001", "机关事业单位", folder: "establishment", files: ["jgsydw"], cycle: "yearly",
    items: [
      Item("统一社会信用代码", "organization.uscc").required(), Item("单位名称", "organization.name").required(),
      Item("法定代表人", "person.name", role: "legal-representative"),
      Item("地址", "organization.address").statutory("《事业单位登记管理暂行条例》第八条"),
    ])
  feed.format.encoding = .utf8BOM
  feed.dirt.numbers = 0.2
  return feed
}()

private let lawFirmsFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-SF-0001", "律师事务所", folder: "justice", files: ["sf_ls"], cycle: "quarterly",
    items: [
      Item("统一社会信用代码", "organization.uscc").required(), Item("律所名称", "organization.name").required(),
      Item("负责人", "person.name", role: "legal-representative"),
      Item("负责人身份证号", "person.id-number", role: "legal-representative"),
      Item("住所", "organization.address").statutory("《律师法》第十八条"),
      Item("设立日期", "organization.established-on").statutory("《律师法》第十八条"),
    ])
  feed.dirt.numbers = 0.2
  return feed
}()

private let driversFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-JT-0001", "道路运输从业人员", folder: "transport", files: ["cyry_a", "cyry_b", "cyry_c"],
    cycle: "monthly",
    items: [
      Item("从业资格证号", "row.key"), Item("身份证号", "person.id-number").required(),
      Item("姓名", "person.name").required(), Item("从业类别"),
      Item("户籍地址", "person.registered-address").shared(),
      Item("所属企业", "organization.name", role: "employer"), Item("有效期至"),
      Item("备注").innocent("licence classes"),
      Item("发证日期", "row.collected-on"),
    ])
  // The catalog calls all files UTF-8, and one of them is not.
  feed.labelledEncoding = "utf-8"
  feed.strayFile = 1
  return feed
}()

extension City {
  /// Where an organization stands: in the home district of its own number.
  func address(of body: Organization) -> String { home(of: body).standard }

  func writeRegister(_ body: Organization, _ person: Person, _ random: inout RandomStream) throws {
    let file = body.kind == .selfEmployed ? 1 : body.kind == .cooperative ? 2 : 0
    let row = begin("410400-SC-0001", file: file, &random)
    row.creditCode(body)
    row.plain(body.hasOldNumbers ? body.oldRegistrationNumber : "")
    row.organizationName(body, isRegister: true)
    row.plain(body.formerName)
    let kind =
      switch body.kind {
      case .selfEmployed: "个体工商户"
      case .cooperative: "农民专业合作社"
      case .branch: "有限责任公司分公司"
      default: body.legalForm.hasPrefix("股份") ? "股份有限公司" : "有限责任公司"
      }
    row.plain(kind)
    row.name(person)
    row.identityNumber(person)
    row.capital(body)
    row.date(body.established)
    row.plain(address(of: body))
    row.plain(scope(of: body, row))
    row.plain(body.industry)
    row.plain(body.closed == nil ? "存续" : "注销")
    row.date(body.closed)
    row.phone(body.phone)
    row.date(max(body.established, body.closed ?? body.established + 200))
    let predecessor =
      body.predecessor >= 0 ? Organization(seed: options.seed, index: body.predecessor) : nil
    if let predecessor { row.creditCode(predecessor) } else { row.skip() }
    let parent = body.parent >= 0 ? Organization(seed: options.seed, index: body.parent).truth : nil
    try end(
      [
        .organization(body), .person(person, role: "legal-representative"),
        .organization(predecessor, role: "predecessor"),
      ], parent.map { [RelationTruth(kind: "branch-of", left: body.truth, right: $0)] } ?? [])
  }

  private func scope(of body: Organization, _ row: Row) -> String {
    let text = "许可项目：\(body.trade)；一般项目：日用品销售,五金产品零售"
    return row.random.chance(0.05) ? text + "\n（依法须经批准的项目，经\"相关部门\"批准后方可开展）" : text
  }

  func writeFood(_ body: Organization, _ person: Person, _ random: inout RandomStream) throws {
    let row = begin("410400-SC-0002", &random)
    if body.kind == .selfEmployed && row.random.chance(0.15) {
      // The column takes the operator's number where there is no code.
      row.numberCell {
        row.plant(.otherValue, person.number)
        row.plain(person.number)
      }
    } else {
      row.creditCode(body, oldShare: 0.02)
    }
    row.organizationName(body)
    row.plain("JY141040\(padded(body.index, 8))")
    row.name(person)
    row.plain(address(of: body))
    if row.random.chance(0.03) {
      row.endlessDate()
    } else {
      row.date(Self.asOf + row.random.within(-200...1500), mayLieAhead: true)
    }
    row.collectedOn()
    try end([.organization(body), .person(person, role: "legal-representative")])
  }

  func writeTax(_ body: Organization, _ person: Person, _ random: inout RandomStream) throws {
    let row = begin("410400-SW-0001", file: random.below(3), &random)
    let parentCode = body.parent >= 0 ? Organization(seed: options.seed, index: body.parent).creditCode : ""
    row.creditCode(body, oldShare: 0.12, parentCode: parentCode)
    row.organizationName(body)
    let former = row.strangers.last
    let named = row.representativeName(person, formerly: former)
    if row.random.chance(0.55) {
      row.skip()
    } else {
      row.identityNumber(named)
    }
    let isLagging = body.closed != nil && row.random.chance(0.5)
    row.plain(body.closed == nil || isLagging ? "正常" : "注销")
    row.plain(address(of: body))
    row.capital(body)
    row.plain(body.industry)
    row.phone(body.phone)
    row.plain(row.random.pick(["A", "B", "B", "M", "C", "D"]))
    row.collectedOn()
    row.plain(DateStyle.iso.write(body.established + 5 + body.index % 40))
    row.plain(["A", "C", "F", "G", "F", "C", "H", "F"][body.index * 31 % 8])
    try end([.organization(body), .person(named, role: "legal-representative")])
  }

  func writeAgency(_ body: Organization, _ person: Person, _ random: inout RandomStream) throws {
    let row = begin("410400-BB-0001", &random)
    row.creditCode(body)
    row.organizationName(body, isRegister: true)
    // A dead representative's row would be cleared; only the name is published.
    row.skip()
    row.plain(address(of: body))
    try end([.organization(body), .person(nil, role: "legal-representative")])
  }

  func writeLawFirm(_ body: Organization, _ person: Person, _ random: inout RandomStream) throws {
    let row = begin("410400-SF-0001", &random)
    row.creditCode(body)
    row.organizationName(body, isRegister: true)
    row.name(person)
    row.identityNumber(person)
    row.plain(address(of: body))
    row.date(body.established)
    try end([.organization(body), .person(person, role: "legal-representative")])
  }

  func writeDriver(_ person: Person, _ random: inout RandomStream) throws {
    let body = person.employer >= 0 ? Organization(seed: options.seed, index: person.employer) : nil
    let row = begin("410400-JT-0001", file: random.below(3), &random)
    row.plain("4104\(padded(household.index * 10 + person.slot, 15))")
    row.identityNumber(person)
    row.name(person)
    row.plain("道路旅客运输驾驶员")
    row.plain(household.registered.standard)
    if let body { row.organizationName(body) } else { row.skip() }
    row.date(Self.asOf + row.random.within(-300...1800), mayLieAhead: true)
    row.plain(row.random.pick(["A1", "A2", "B1", "B2"]))
    row.collectedOn()
    try end([.person(person), .organization(body, role: "employer")])
  }
}
