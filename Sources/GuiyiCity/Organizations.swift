/// One invented organization with the values that are true.
///
/// Everything but the people in it follows from the seed and its place, so that an employer can be named
/// anywhere without keeping the organizations in memory.
struct Organization: Sendable {
  enum Kind: Sendable {
    case enterprise, selfEmployed, branch, cooperative, village, agency, social, lawFirm
  }

  let index: Int
  let kind: Kind
  var name: String
  let formerName: String
  let creditCode: String
  let region: Int
  let districtIndex: Int
  let established: Day
  let closed: Day?
  /// In 万元; 0 where the kind has none.
  let capital: Int
  let industry: String
  let legalForm: String
  let phone: String
  /// Place of the parent of a branch; -1 otherwise.
  let parent: Int
  let trade: String
  /// Place of the shop that the company was before it changed its form; -1 otherwise.
  let predecessor: Int

  var truth: String { "O\(index + 1)" }

  /// Registered before the three certificates became one (2015-10-01), so that it has the older numbers, too.
  var hasOldNumbers: Bool { established < Day(2015, 10, 1) && kind != .agency && kind != .village }
  var organizationCode: String { String(creditCode.suffix(10).prefix(9)) }
  var oldTaxNumber: String { "\(region)\(organizationCode)" }
  var oldRegistrationNumber: String {
    registrationNumber(region: region, sequence: (kind == .selfEmployed ? 60_000_000 : 10_000_000) + index)
  }
  var isCompany: Bool { kind == .enterprise || kind == .branch || kind == .cooperative }
}

extension Organization {
  static let goodCharacters: [Character] = Array(
    "鑫盛源泰和兴隆恒达顺通瑞祥荣昌华丰润安康宏远德信诚义嘉汇金宝龙鹏飞天海洋东方中正明光辉新创博雅锦程万佳福禄永久长青春晖旭日升腾跃进"
      + "凯旋伟业鼎峰卓越智慧云帆翔宇乾坤浩瀚森林木石玉珍美好乐康平川江河湖星辰月华英杰")
  static let trades: [(name: String, industry: String)] = [
    ("商贸", "F"), ("建筑工程", "E"), ("建材", "F"), ("机械制造", "C"), ("电气", "C"), ("矿业", "B"), ("煤炭销售", "F"),
    ("化工", "C"), ("纺织", "C"), ("食品", "C"), ("餐饮管理", "H"), ("物流", "G"), ("运输", "G"), ("房地产开发", "K"),
    ("物业管理", "K"), ("广告传媒", "L"), ("信息技术", "I"), ("网络科技", "I"), ("电子商务", "F"), ("农业发展", "A"), ("园林绿化", "E"),
    ("装饰工程", "E"), ("医药", "F"), ("医疗器械", "F"), ("教育咨询", "P"), ("文化传播", "R"), ("旅游开发", "R"), ("环保科技", "N"),
    ("新能源", "D"), ("人力资源", "L"), ("劳务", "L"), ("保安服务", "L"), ("酒店管理", "H"), ("汽车销售", "F"), ("汽车维修", "O"),
    ("家具", "C"), ("服饰", "F"), ("陶瓷", "C"), ("酒业", "C"), ("包装材料", "C"),
  ]
  static let shopTrades = [
    "小吃店", "超市", "服装店", "理发店", "五金店", "药店", "饭店", "烟酒店", "便利店", "汽修部", "建材经营部", "水果店", "蔬菜店", "手机店", "烧烤店",
    "烩面馆",
    "胡辣汤店", "早餐店", "茶叶店", "童装店", "副食店", "日用百货店",
  ]

  /// Fixed shares of every 200: enterprises 85, shops 82, and so on.
  static func kind(at index: Int) -> Kind {
    switch index * 83 % 200 {
    case 0..<85: .enterprise
    case 85..<167: .selfEmployed
    case 167..<175: .branch
    case 175..<181: .cooperative
    case 181..<187: .village
    case 187..<193: .agency
    case 193..<198: .social
    default: .lawFirm
    }
  }

  /// The place of an organization that employs people; big ones are drawn more often.
  static func employer(of count: Int, seed: UInt64, _ random: inout RandomStream) -> Int {
    for _ in 0..<8 {
      let u = random.unit()
      let index = Int(u * u * Double(count))
      switch kind(at: index) {
      case .enterprise, .agency, .branch: return index
      default: continue
      }
    }
    return -1
  }

  init(seed: UInt64, index: Int) {
    var random = RandomStream(seed: seed, lane: .organization, index: index)
    self.index = index
    kind = Self.kind(at: index)
    districtIndex = random.below(Places.districts.count)
    let district = Places.districts[districtIndex]
    region = random.chance(0.3) ? Places.cityRegion : district.region
    established = Day(1988, 1, 1) + Int((1 - random.unit() * random.unit()) * 14_000)
    // Nothing in a register is later than its delivery.
    let ending = established + random.within(300...2500)
    closed = random.chance(0.06) && ending < City.asOf ? ending : nil
    phone = random.chance(0.4) ? "0375-\(random.within(2_000_000...8_999_999))" : inventedPhone(&random)
    let trade = Self.trades[random.below(Self.trades.count)]
    industry = trade.industry
    var code = ""
    var parent = -1
    var capital = 0
    switch kind {
    case .enterprise, .branch:
      capital = random.pick([10, 30, 50, 100, 100, 200, 300, 500, 500, 1000, 1000, 2000, 5000])
      code = "91"
      if kind == .branch { parent = Self.parent(of: index, &random) }
    case .selfEmployed: code = "92"
    case .cooperative:
      code = "93"
      capital = random.pick([50, 100, 200, 300])
    case .village: code = district.isUrban ? "55" : "54"
    case .agency: code = random.chance(0.4) ? "11" : "12"
    case .social: code = random.chance(0.5) ? "51" : "52"
    case .lawFirm: code = "31"
    }
    self.capital = capital
    self.parent = parent
    let form = random.chance(0.8) ? "有限公司" : random.chance(0.7) ? "有限责任公司" : "股份有限公司"
    legalForm = form
    self.trade = kind == .selfEmployed ? random.pick(Self.shopTrades) : trade.name
    name = Self.name(
      kind: kind, index: index, seed: seed, parent: parent, code: code, trade: self.trade, form: form,
      place: district, &random
    )
    let renames = kind == .enterprise && random.chance(0.12)
    formerName = renames ? "平顶山市\(Self.brand(index + 7_777_777))\(trade.name)\(form)" : ""
    predecessor = Self.predecessor(of: index, kind, seed: seed)
    creditCode = GuiyiCity.creditCode(
      kind: code, region: region, body: Self.codeBody(kind, index, isOld: established < Day(2015, 10, 1)))
  }

  /// An enterprise not far from the branch's own place.
  private static func parent(of index: Int, _ random: inout RandomStream) -> Int {
    var candidate = random.below(index + 1)
    while candidate > 0 && kind(at: candidate) != .enterprise { candidate -= 1 }
    return kind(at: candidate) == .enterprise ? candidate : -1
  }

  /// A shop that became this enterprise (个转企): every twentieth has one.
  private static func predecessor(of index: Int, _ kind: Kind, seed: UInt64) -> Int {
    var random = RandomStream(seed: seed, lane: .relations, index: -1 - index)
    guard kind == .enterprise, index > 0, random.chance(0.05) else { return -1 }
    var candidate = random.below(index)
    while candidate > 0 && Self.kind(at: candidate) != .selfEmployed { candidate -= 1 }
    return Self.kind(at: candidate) == .selfEmployed ? candidate : -1
  }

  /// A business name of two characters, or three beyond the first 12,000: no two places share one.
  private static func brand(_ index: Int) -> String {
    let n = goodCharacters.count
    let place = index * 7_919 % (n * n)
    var name = String(goodCharacters[place / n])
    name.append(goodCharacters[place % n])
    if index / (n * n) > 0 { name.append(goodCharacters[index / (n * n) % n]) }
    return name
  }

  private static func name(
    kind: Kind, index: Int, seed: UInt64, parent: Int, code: String, trade: String, form: String,
    place: District, _ random: inout RandomStream
  ) -> String {
    // Names have no more to tell apart than in life: a third of the brands comes again in another trade.
    let brand = Self.brand(random.chance(0.3) ? index / 2 : index)
    switch kind {
    case .enterprise:
      if random.chance(0.08) { return "\(brand)（平顶山）\(trade)\(form)" }
      let region = random.pick(["平顶山市", "平顶山市", "平顶山", "河南", "河南省", place.name])
      return region + brand + trade + form
    case .branch:
      guard parent >= 0 else { return "平顶山市\(brand)\(trade)\(form)第一分公司" }
      let parentName = Organization(seed: seed, index: parent).name
      return parentName + random.pick([place.name, "平顶山", "高新区", "第一", "第二", "建设路"]) + "分公司"
    case .selfEmployed: return "平顶山市\(place.name)\(brand)\(trade)"
    case .cooperative: return "\(place.name)\(brand)\(random.pick(["种植", "养殖", "农机"]))农民专业合作社"
    case .village:
      let township = random.pick(place.townships)
      return code == "54"
        ? "\(place.name)\(township)\(random.pick(Places.villageFirst))\(random.pick(Places.villageLast))民委员会"
        : "\(place.name)\(township)\(random.pick(Places.compoundFirst))社区居民委员会"
    case .agency:
      let bureau = random.pick([
        "教育局", "民政局", "财政局", "水利局", "林业局", "统计局", "审计局", "文化馆", "图书馆", "第一小学", "第二中学", "人民医院", "疾控中心",
      ])
      let number = index / 200
      return number == 0
        ? "平顶山市\(place.name)\(bureau)"
        : "平顶山市\(place.name)第\(chineseNumeral(number % 90 + 1))\(brand)\(bureau)"
    case .social: return "平顶山市\(brand)\(random.pick(["协会", "商会", "幼儿园", "养老服务中心", "志愿者协会", "研究会"]))"
    case .lawFirm: return "河南\(brand)律师事务所"
    }
  }

  private static func codeBody(_ kind: Kind, _ index: Int, isOld: Bool) -> [UInt8] {
    let prefix =
      switch kind {
      case .enterprise, .branch, .cooperative: isOld ? "" : "MA"
      case .selfEmployed: "MA"
      case .village: "MF"
      case .agency: isOld ? "" : "MB"
      case .social: "MJ"
      case .lawFirm: "MD"
      }
    if prefix.isEmpty {
      // 7 654 321 is prime to 10^8 - 11, so every place has digits of its own.
      return Array(padded((index + 1) * 7_654_321 % 99_999_989, 8).utf8)
    }
    var bytes = Array(prefix.utf8)
    var value = (index + 1) * 48_271 % 887_503_681
    for _ in 0..<6 {
      bytes.append(creditCodeAlphabet[value % 31])
      value /= 31
    }
    return bytes
  }
}
