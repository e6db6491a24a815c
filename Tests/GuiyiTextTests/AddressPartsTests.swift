import GuiyiColumns
import GuiyiIdentifiers
import GuiyiText
import Testing

@Suite struct AddressPartsTests {
  static let gazetteer = Gazetteer(regions: .builtin, cityCode: 410400)

  static func canonical(_ address: String) -> String {
    var text = ScalarText()
    text.set(address)
    var parts = AddressParts()
    parts.parseToCanonical(text.scalars, gazetteer: gazetteer)
    var bytes: [UInt8] = []
    parts.appendCanonical(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func joined(_ address: String) -> String {
    var parts = AddressParts()
    parts.parse(Array(address.utf8).span, gazetteer: gazetteer)
    var bytes: [UInt8] = []
    parts.joinedParts(into: &bytes)
    return String(decoding: bytes.map { $0 == 0x1F ? UInt8(ascii: "|") : $0 }, as: UTF8.self)
  }

  @Test(arguments: [
    ("平顶山市新华区光明路街道阳光社区建设路12号院3号楼2单元501", "新华区|光明路|阳光|建设路|12||3|2|501|"),
    ("新华区光明路街道办事处阳光社区居委会建设路12-3-2-501", "新华区|光明路|阳光|建设路|12||3|2|501|"),
    ("河南平顶山新华区光明路办事处阳光社区建设路12#3-2-501", "新华区|光明路|阳光|建设路|12||3|2|501|"),
    ("新华区曙光街街道建设路12号阳光花园3-2-501", "新华区|曙光街||建设路|12|阳光花园|3|2|501|"),
    ("新华区阳光花园三号楼二单元５０１室", "新华区|||||阳光花园|3|2|501|"),
    ("新华区阳光新村3#楼2单元501室", "新华区|||||阳光新村|3|2|501|"),
    ("河南省平顶山市宝丰县周庄镇柳树沟村3组12号", "宝丰县|周庄|柳树沟||12|||||3组"),
    ("宝丰周庄乡柳树沟村第三村民组12号", "宝丰县|周庄|柳树沟||12|||||3组"),
    ("宝丰县周庄镇柳树沟村3组12", "宝丰县|周庄|柳树沟||12|||||3组"),
    ("宝丰县常村镇柳树沟村10组157号", "宝丰县|常村|柳树沟||157|||||10组"),
    ("宝丰县庙街乡柳树沟村1组2号", "宝丰县|庙街|柳树沟||2|||||1组"),
    ("周庄镇柳树沟村", "|周庄|柳树沟|||||||"),
    ("石家庄市新华区建设路5号", "石家庄市新华区|||建设路|5|||||"),
    ("河南省许昌市襄城县颍桥镇", "许昌市襄城县|颍桥||||||||"),
    ("卫东区平安大道与东环路交叉口向东200米路北", "卫东区|||平安大道||||||与东环路交叉口向东200米路北"),
    ("卫东区建设路东段45号院甲3号楼", "卫东区|||建设路东段|45||甲3|||"),
    ("郏县207国道12号", "郏县|||207国道|12|||||"),
    ("新华区国贸大厦12层3室", "新华区|||||国贸大厦|||1203|"),
    ("新华区锦绣城二期A区5号楼1单元1201", "新华区|||||锦绣城2期A区|5|1|1201|"),
    ("新华区五一路5号", "新华区|||五一路|5|||||"),
    ("新华区五一花园5号楼3单元东户", "新华区|||||五一花园|5|3|东|"),
    ("新华区建设路铁路小区3号楼", "新华区|||建设路||铁路小区|3|||"),
    ("舞钢市垭口街道平安社区平安大道12号龙门里5号楼1单元301室", "舞钢市|垭口|平安|平安大道|12|龙门里|5|1|301|"),
    ("湛河区高阳路街道翠湖社区高阳路12号翠湖城1号楼", "湛河区|高阳路|翠湖|高阳路|12|翠湖城|1|||"),
    ("建设路12号附3号", "|||建设路|12附3|||||"), ("建设路甲12号", "|||建设路|甲12|||||"), ("建设路12号之1", "|||建设路|12之1|||||"),
    ("学生公寓3栋501", "|||||学生公寓|3||501|"),
    ("叶县昆阳街道文化路5号东方国际3号楼2单元5楼1户", "叶县|昆阳||文化路|5|东方国际|3|2|501|"),
    ("平顶山市市辖区新华区矿工路十二号", "新华区|||矿工路|12|||||"),
    ("河南省汝州市煤山街道", "汝州市|煤山||||||||"),
    ("平顶山鲁山县露峰街道龙潭庄村二组6号", "鲁山县|露峰|龙潭庄||6|||||2组"),
    ("湛河区曹镇乡凌云路330号阳光里1幢1单元101", "湛河区|曹镇||凌云路|330|阳光里|1|1|101|"),
    ("临汝镇孟家沟村", "|临汝|孟家沟|||||||"), ("鲁山张良镇石桥村", "鲁山县|张良|石桥|||||||"),
    ("示例路5号", "|||示例路|5|||||"),
  ])
  func `takes addresses apart`(address: String, expected: String) {
    // The home city is 平顶山; 汝州 and 舞钢 belong to it.
    #expect(Self.joined(address) == expected)
  }

  @Test(arguments: [
    [
      "平顶山市新华区建设路12号院3号楼2单元501室", "平顶山市新华区建设路12-3-2-501", "平顶山市新华区建设路12#3-2-501", "平顶山新华区建设路12号院3幢2单元501",
      "平顶山市新华区建设路１２号院３号楼２单元５０１室", "平顶山市新华区建设路十二号院三号楼二单元501", "平顶山市新华区建设路12号3栋2单元501室",
      "平顶山市 新华区 建设路12号院3#楼2单元5层501室",
    ],
    [
      "新华区阳光花园3号楼2单元501室", "新华区阳光花园3-2-501", "新华区阳光花园3幢2单元501", "新华区阳光花园3栋2单元501室", "新华区阳光花园3#楼2单元501室",
      "新华区阳光花园三号楼二单元501室",
      "新华区阳光花园叁号楼贰单元501室", "新华区阳光花园3座2单元5层1室", "新华区阳光花园3号楼\n2单元501室", "新华区阳光花园03号楼2单元501室",
    ],
    ["宝丰县周庄镇柳树沟村3组12号", "宝丰县周庄镇柳树沟村三组12号", "宝丰县周庄镇柳树沟村3组12", "宝丰县周庄镇柳树沟村第3村民组12号", "宝丰周庄镇柳树沟村民委员会3组12号"],
  ])
  func `gives one place one form`(writings: [String]) {
    let forms = writings.map(Self.canonical)
    // A committee's name says 村委会, which is the village for an address.
    for (writing, form) in zip(writings, forms) where !writing.contains("委员会") {
      #expect(form == forms[0], "\(writing)")
    }
    #expect(Set(writings.map(Self.joined)).count == 1)
  }

  @Test(arguments: [
    ("新华区建设路12号", "新华区建设路13号"), ("新华区建设路12号", "新华区建设路甲12号"), ("新华区建设路12号", "新华区建设路12号附1号"),
    ("新华区阳光花园3号楼2单元501", "新华区阳光花园2号楼3单元501"), ("新华区建设路5号", "石家庄市新华区建设路5号"),
    ("新华区五一路5号", "新华区五一街5号"), ("柳树沟村3组12号", "柳树沟村12组3号"), ("阳光花园一期3号楼", "阳光花园二期3号楼"),
    ("新华区建设路东段5号", "新华区建设路西段5号"), ("5号楼1单元1201", "5号楼1单元1202"), ("5号楼东户", "5号楼西户"), ("A座1201", "B座1201"),
  ])
  func `keeps different places apart`(a: String, b: String) {
    #expect(Self.joined(a) != Self.joined(b))
    #expect(Self.canonical(a) != Self.canonical(b))
  }

  @Test(arguments: ["1001", "3号楼", "市", "区区区", "路", "村村村", "一二三", "#-#-#", "号号号", "第", "附", "〇", "()"])
  func `survives fragments`(address: String) {
    let form = Self.canonical(address)
    #expect(Self.canonical(form) == form)
  }

  @Test func `made addresses are stable, and every writing gives the same parts`() {
    var random = SplitMix64(seed: 0xADD2)
    func pick<T>(_ all: [T]) -> T { all[Int(random.next() % UInt64(all.count))] }
    for _ in 0..<20_000 {
      let county = pick(["新华区", "卫东区", "宝丰县", "汝州市", "平顶山市石龙区", "河南省平顶山市叶县", "河南省许昌市襄城县"])
      let town = pick(["", "光明路街道", "周庄镇", "曙光街街道", "董周乡"])
      let community = pick(["", "阳光社区", "金色社区"])
      let road = pick(["建设路", "平安大道", "矿工路", "中兴路北段"]) + "\(random.next() % 400 + 1)号"
      let compound = pick(["", "阳光花园", "锦绣家属院", "翠湖城", "东方国际"])
      let (building, unit, room) = (
        random.next() % 30 + 1, random.next() % 6 + 1, random.next() % 30 * 100 + 101
      )
      let base = county + town + community + road + compound
      let standard = base + "\(building)号楼\(unit)单元\(room)室"
      let form = Self.canonical(standard)
      #expect(Self.canonical(form) == form)
      #expect(Self.joined(form) == Self.joined(standard))
      for writing in [
        "\(building)幢\(unit)单元\(room)", "\(building)-\(unit)-\(room)", "\(building)#楼\(unit)单元\(room)室",
      ] {
        #expect(Self.canonical(base + writing) == form, "\(base + writing)")
      }
    }
  }

  @Test func `never traps on mutated addresses`() {
    var random = SplitMix64(seed: 0xF022)
    let seeds = [
      "平顶山市新华区光明路街道阳光社区建设路12号院3号楼2单元501室", "宝丰县周庄镇柳树沟村第三村民组12号", "卫东区平安大道与东环路交叉口向东200米路北",
      "12#3-2-501", "锦绣城二期A区5号楼1单元东户（租）", "建设路12附3号",
    ]
    var parts = AddressParts()
    var bytes: [UInt8] = []
    for _ in 0..<100_000 {
      let address = mutated(seeds[Int(random.next() % UInt64(seeds.count))], &random)
      parts.parse(address.span, gazetteer: Self.gazetteer)
      bytes.removeAll(keepingCapacity: true)
      parts.joinedParts(into: &bytes)
      #expect(bytes.count { $0 == 0x1F } >= 9)
      parts.appendCanonical(to: &bytes)
    }
  }
}
