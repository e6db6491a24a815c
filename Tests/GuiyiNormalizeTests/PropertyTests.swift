import GuiyiColumns
import GuiyiIdentifiers
import GuiyiModel
import GuiyiNormalize
import Testing

@Suite struct PropertyTests {
  /// Values of every kind, right and wrong.
  static let seeds: [(elements: [String], values: [String])] = [
    (
      ["person.id-number"],
      [
        "41042119500101001X", "410421500101001", "G410402201203040021", "军字第1234567号", "4.10404E+17",
        "H12345678",
      ]
    ),
    (
      [
        "organization.uscc", "organization.org-code", "organization.registration-number",
        "organization.tax-number",
      ],
      [
        "91410400MA3X12345J", "MA3X1234-5", "410400MA3X12345", "410400010000124", "41042119500101001X00",
        "企合豫总字第000123号",
      ]
    ), (["person.name", "organization.legal-representative"], ["欧阳娜娜", "阿卜杜拉•买买提", "张三（已故）", "John Smith"]),
    (["organization.name", "person.employer"], ["平顶山市鑫源商贸有限公司（注销）", "鑫盛(平顶山)商贸有限公司", "单位名称：ABC 商贸"]),
    (
      ["person.birth-date", "certificate.valid-until"],
      ["2021-03-04 12:30:00", "二〇二一年三月四日", "44259", "长期", "04-MAR-21"]
    ),
    (
      ["person.sex", "person.ethnicity", "person.marital-status", "person.education", "person.id-type"],
      ["01-汉族", "男(1)", "20", "大学本科"]
    ),
    (
      ["organization.kind", "organization.industry", "organization.status", "credit.kind"],
      ["有限责任公司(自然人独资)", "F5191", "存续（在营）", "行政处罚"]
    ),
    (["estate.use", "estate.right-kind", "place.crs"], ["成套住宅", "国有建设用地使用权/房屋所有权", "EPSG:4490"]),
    (["person.phone"], ["13712345678、0375-2345678转801", "+86 137-1234-5678", "(0375)2345678"]),
    (
      ["person.registered-address", "estate.address"],
      ["平顶山市新华区建设路12号院3号楼2单元501室", "宝丰县周庄镇柳树沟村第三村民组12号", "平安大道与东环路交叉口"]
    ),
    (
      ["organization.registered-capital", "credit.amount", "estate.area"],
      ["1,000.50万美元", "人民币壹佰万元", "3.5亩", "1.5E10"]
    ),
    (
      ["place.longitude", "place.latitude"],
      [
        "113°11'33.5\"E", "33.7662", "-113.5", "38425194.570", "3738021.28", "东经113度11分33秒", "113 11 33",
        "N33°45′58.32″",
      ]
    ),
    (["place.crs"], ["CGCS2000_3_Degree_GK_CM_114E", "EPSG:4526", "西安80 6度带19带", "2000国家大地坐标系", "高德"]),
    (
      ["estate.unit-code", "estate.parcel-code", "place.code"],
      ["410404 001002 GB00123 F00010203", "410404001002GB00123"]
    ),
    (["certificate.identifier"], ["1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F"]),
    (["credit.document-number", "credit.content", "row.key"], ["平建罚[2021]12号", " 未取得 许可 "]),
  ]

  @Test(arguments: seeds.indices)
  func `never traps, writes UTF-8, and leaves normal forms as they are`(family: Int) throws {
    var random = SplitMix64(seed: UInt64(0xBEEF + family))
    let (names, values) = Self.seeds[family]
    let elements = try names.map { try #require(DataElement(name: $0)) }
    var normalizer = ValueNormalizer(context: Normalizing.context)
    for turn in 0..<100_000 {
      let raw = mutated(values[Int(random.next() % UInt64(values.count))], &random)
      normalizer.normalize(raw.span, as: elements[turn % elements.count])
      #expect(String(validating: normalizer.bytes, as: UTF8.self) != nil)
      #expect(normalizer.bytes.isEmpty == (normalizer.quality == .missing))
      #expect(zip(normalizer.issues, normalizer.issues.dropFirst()).allSatisfy { $0.rule < $1.rule })
      // A form that is sound and without an issue is its own normal form.
      guard normalizer.quality == .sound, normalizer.issues.isEmpty else { continue }
      let form = normalizer.bytes
      let element = normalizer.element
      normalizer.normalize(form.span, as: element)
      #expect(
        normalizer.bytes == form,
        "\(String(decoding: raw, as: UTF8.self)) \(String(decoding: form, as: UTF8.self))")
      #expect(normalizer.issues.isEmpty, "\(String(decoding: form, as: UTF8.self))")
      #expect(normalizer.element == element)
    }
  }
}
