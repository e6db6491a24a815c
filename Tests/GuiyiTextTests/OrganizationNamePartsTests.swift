import GuiyiColumns
import GuiyiIdentifiers
import GuiyiText
import Testing

@Suite struct OrganizationNamePartsTests {
  static let gazetteer = AddressPartsTests.gazetteer

  static func joined(_ name: String) -> String {
    var parts = OrganizationNameParts()
    parts.parse(Array(name.utf8).span, gazetteer: gazetteer)
    var bytes: [UInt8] = []
    parts.joinedParts(into: &bytes)
    return String(decoding: bytes.map { $0 == 0x1F ? UInt8(ascii: "|") : $0 }, as: UTF8.self)
  }

  @Test(arguments: [
    ("平顶山市鑫源商贸有限公司", "平顶山|鑫源|商贸|有限公司|"), ("河南鑫源律师事务所", "河南|鑫源||律师事务所|"),
    ("鑫盛（平顶山）商贸有限公司", "平顶山|鑫盛|商贸|有限公司|"), ("平顶山市新华区鑫源小吃店", "新华区|鑫源|小吃|店|"),
    ("平顶山市鑫源商贸有限公司第一分公司", "平顶山|鑫源|商贸|有限公司|1分公司"),
    ("平顶山市鑫源商贸有限公司建设路分公司", "平顶山|鑫源|商贸|有限公司|建设路分公司"),
    ("中国工商银行股份有限公司平顶山分行", "|中国工商银行||股份有限公司|平顶山分行"),
    ("宝丰县城关镇柳树沟村民委员会", "宝丰县|城关镇柳树沟||村民委员会|"), ("宝丰县鑫源种植农民专业合作社", "宝丰县|鑫源|种植|专业合作社|"),
    ("平顶山市石龙区教育局", "石龙区|教育||局|"), ("平顶山市第一人民医院", "平顶山|1人民||医院|"), ("平顶山宾馆", "平顶山|宾馆|||"),
    ("鑫源（集团）有限公司", "|鑫源||集团有限公司|"), ("平顶山市鑫源信息技术有限公司", "平顶山|鑫源|信息技术|有限公司|"),
    ("平顶山市东方投资合伙企业（有限合伙）", "平顶山|东方|投资|有限合伙|"),
  ])
  func `takes names apart`(name: String, expected: String) {
    #expect(Self.joined(name) == expected)
  }

  @Test(arguments: [
    ["平顶山市鑫源商贸有限公司", "平顶山鑫源商贸有限公司", "河南省平顶山市鑫源商贸有限责任公司", "平顶山市鑫源商贸 有限公司", "平顶山市鑫源商贸有限公司　"],
    ["平顶山市鑫源商贸有限公司第一分公司", "平顶山市鑫源商贸有限公司一分公司", "平顶山市鑫源商贸有限公司第1分公司", "平顶山市鑫源商贸有限责任公司第１分公司"],
    ["鑫盛（平顶山）商贸有限公司", "鑫盛(平顶山)商贸有限公司", "鑫盛【平顶山】商贸有限公司"],
    ["平顶山市第一中学", "平顶山市第1中学"], ["柳树沟村民委员会", "柳树沟村委会"], ["鑫源股份有限公司", "鑫源股份公司"],
  ])
  func `gives one body one form`(names: [String]) {
    #expect(Set(names.map(Self.joined)).count == 1, "\(names.map(Self.joined))")
  }

  @Test(arguments: [
    ("平顶山市鑫源商贸有限公司", "平顶山市鑫源建材有限公司"), ("平顶山市鑫源商贸有限公司", "平顶山市鑫源商贸有限公司第一分公司"),
    ("平顶山市鑫源商贸有限公司第一分公司", "平顶山市鑫源商贸有限公司第二分公司"), ("平顶山市鑫源商贸有限公司", "河南鑫源商贸有限公司"),
    ("鑫源种植有限公司", "鑫源种植专业合作社"), ("平顶山市第一中学", "平顶山市第二中学"), ("鑫源有限公司", "鑫源集团有限公司"),
    ("柳树沟村村民委员会", "柳树沟村集体经济合作社"), ("平顶山市新华区鑫源超市", "平顶山市卫东区鑫源超市"),
  ])
  func `keeps different bodies apart`(a: String, b: String) {
    #expect(Self.joined(a) != Self.joined(b))
  }

  @Test func `never traps on mutated names`() {
    var random = SplitMix64(seed: 0x0261)
    let seeds = [
      "平顶山市鑫源商贸有限公司第一分公司", "鑫盛（平顶山）商贸有限公司", "宝丰县城关镇柳树沟村民委员会", "平顶山市东方投资合伙企业（有限合伙）", "中国工商银行股份有限公司平顶山分行",
    ]
    var parts = OrganizationNameParts()
    var bytes: [UInt8] = []
    for _ in 0..<100_000 {
      let name = mutated(seeds[Int(random.next() % UInt64(seeds.count))], &random)
      parts.parse(name.span, gazetteer: Self.gazetteer)
      bytes.removeAll(keepingCapacity: true)
      parts.joinedParts(into: &bytes)
      #expect(bytes.count { $0 == 0x1F } >= 4)
    }
  }
}
