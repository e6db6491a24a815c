import GuiyiColumns
import GuiyiDiscovery
import GuiyiLink
import Testing

@Suite struct KindTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let kind: ColumnKind
    let heading: String
    /// Values for the records 0 through 119.
    let value: @Sendable (Int) -> String
    var testDescription: String { "\(heading) is \(kind.rawValue)" }

    init(_ kind: ColumnKind, _ heading: String, _ value: @escaping @Sendable (Int) -> String) {
      self.kind = kind
      self.heading = heading
      self.value = value
    }
  }

  private static func pick(_ words: String, _ index: Int) -> String {
    let all = words.split(separator: " ")
    return String(all[index * 11 % all.count])
  }

  /// A word of three syllables that is on no list of names.
  private static func invented(_ index: Int) -> String {
    let syllables = ["ka", "lo", "mi", "ter", "son", "bel", "dra", "vi", "no", "ras"]
    return syllables[index % 10] + syllables[index / 10 % 10] + syllables[(index / 100 + 3) % 10]
  }

  static let cases: [Case] = [
    Case(.givenName, "col1") { pick("james mary john anna robert linda david susan", $0) },
    Case(.givenName, "prénom") { pick("zoé léa noé maël ysé anaïs théo", $0) },
    Case(.familyName, "col2") { pick("smith jones taylor brown muller garcia rossi", $0) },
    Case(.familyName, "姓") { pick("王 李 张 刘 陈 欧阳", $0) },
    Case(.fullName, "col3") { pick("王伟 李娜 张秀英 欧阳明月 刘洋 陈静", $0) },
    Case(.fullName, "ФИО") { pick("Иванов_Пётр Смирнова_Анна Кузнецов_Олег", $0).replacing("_", with: " ") },
    Case(.fullName, "holder") { "\(invented($0 * 7 % 97)) \(invented($0 * 5 + 1))" },
    Case(.fullName, "licensee") { "\(invented($0 * 3 + 2).uppercased()), \(invented($0 * 7 % 97)) B" },
    Case(.date, "when") { "19\(50 + $0 % 50)-0\(1 + $0 % 9)-1\($0 % 10)" },
    Case(.date, "出生日期") { "19\(50 + $0 % 50)年\(1 + $0 % 12)月\(1 + $0 % 28)日" },
    Case(.date, "dob") { "\(10 + $0 % 19)/0\(1 + $0 % 9)/19\(50 + $0 % 50)" },
    Case(.year, "col4") { "\(1920 + $0 % 90)" }, Case(.year, "年份") { "\(1960 + $0 % 60)" },
    Case(.category, "col5") { pick("m f", $0) }, Case(.category, "性别") { pick("男 女", $0) },
    Case(.phone, "col6") { "(310) 246-\(1000 + $0 * 37)" },
    Case(.phone, "手机") { "139\(10_000_000 + $0 * 7919)" },
    Case(.phone, "тел") {
      $0 % 2 == 0
        ? "+7 9\(10 + $0 % 80) 3\(10 + $0 % 80)-4\(1 + $0 % 9)-\(10 + $0 % 80)"
        : "8912\(3_000_000 + $0 * 7_919)"
    },
    Case(.phone, "电话二") {
      "139\(10_000_000 + $0 * 7919)\($0 % 3 == 0 ? "、138\(20_000_000 + $0 * 7919)" : "")"
    },
    Case(.email, "col7") { "person\($0)@mail.test" }, Case(.email, "邮箱") { "用户\($0)@post.test" },
    Case(.postcode, "col8") { "SW\(1 + $0 % 20) \($0 % 10)AB" },
    Case(.postcode, "邮编") { "4670\(10 + $0 % 40)" },
    Case(.identifier, "col9") { "\(7_000_000 + $0 * 104_729)" },
    Case(.identifier, "model") { "DX\(100 + $0)b" },
    Case(.checkedIdentifier, "col10") { identityNumber($0) },
    Case(.checkedIdentifier, "备用") { identityNumber($0 + 500) },
    Case(.address, "col11") { "\($0 + 1) \(pick("oak elm main park", $0)) street" },
    Case(.address, "col12") { "平顶山市新华区中兴路\($0 + 1)号\($0 % 9 + 1)号楼" },
    Case(.organizationName, "col13") {
      "\(pick("acme orion vega lyra delta", $0)) \(pick("foods steel media", $0)) ltd \($0)"
    },
    Case(.organizationName, "col14") { "鑫\(pick("盛 达 隆 泰 华", $0))商贸\(pick("中 东 西 南 北 新 金", $0))有限公司" },
    Case(.number, "price") { "\($0 * 3).\(10 + $0 % 90)" }, Case(.number, "年龄") { "\(1 + $0 % 90)" },
    Case(.coordinate, "latitude") { "33.\(1000 + $0 * 71)" },
    Case(.coordinate, "经度") { "113.\(10_000 + $0 * 711)" },
    Case(.freeText, "description") {
      "a \(pick("red green blue", $0)) thing of \(pick("wood stone glass", $0)) number \($0)"
    },
    Case(.freeText, "备注") { "这是第\($0)条说明文字内容各不相同请勿当作名称" },
    Case(.word, "city") {
      pick("halford trowick bexmouth kinton drellby ashwick marpool fenstead thorpe", $0)
        + pick("a e i o u y", $0 / 9)
    },
    Case(.word, "职业") { pick("木匠 铁匠 裁缝 教师 医生 会计 司机 厨师 护士 律师", $0) + "\($0 % 30)" },
    Case(.noise, "row_id") { "\($0 + 1)" }, Case(.noise, "序号") { "\($0 + 1)" },
  ]

  @Test(arguments: cases)
  func `is told from values and heading`(example: Case) {
    let table = makeTable([(example.heading, (0..<120).map(example.value))])
    let found = discover(table, scope: .all, workers: Workers(threadCount: 1))
    #expect(found.profiles.first?.kind == example.kind, "\(found.profiles.first?.reason ?? "")")
  }

  @Test func `every kind has examples in two headings`() {
    for kind in ColumnKind.allCases {
      #expect(Set(Self.cases.filter { $0.kind == kind }.map(\.heading)).count >= 2, "\(kind)")
    }
  }
}

@Suite struct GenericValueTests {
  @Test func `a telephone of a hundred people and a filler weigh nothing, and stay in the table`() {
    var phones = (0..<900).map { "13\(100_000_000 + $0 * 7919)" }
    phones += [String](repeating: "13900000001", count: 100) + ["11111111111", "11111111111"]
    let table = makeTable([("电话", phones), ("姓名", (0..<1002).map { "王\($0)" })])
    let found = discover(table, scope: .all, workers: Workers(threadCount: 1))
    #expect(found.profiles.first?.genericValues == ["11111111111", "13900000001"])
    let field = found.table.fields.first { $0.name == "电话" }
    #expect(field?.ids.filter { $0 == 0 }.count == 102)
    #expect(field?.dictionary.find(Array("13900000001".utf8).span) != nil)
  }

  @Test func `words for nothing known weigh nothing`() {
    let names = ["UNKNOWN", "unknown", "unknown", "UNKNOWN"] + (0..<60).map { "name \($0) smith" }
    let found = discover(makeTable([("surname", names)]), scope: .all, workers: Workers(threadCount: 1))
    #expect(found.profiles.first?.genericValues == ["UNKNOWN", "unknown"])
  }
}
