import GuiyiIdentifiers
import GuiyiTesting

/// A city whose rows set every known trap of linking, with the truth beside it; all people and bodies are invented.
///
/// Beside ordinary residents: twins, fathers and sons of one name at one address, a thousand 王伟, a telephone that half
/// a village shares, numbers on the wrong person, branches of a firm, and names of firms that were taken up again.
struct TrapCity {
  /// A record of the truth: who stands in a row.
  struct Place: Hashable {
    let subject: String
    let file: String
    let row: Int
    let role: String
  }

  private(set) var truth: [Place: String] = [:]
  private(set) var files: [(name: String, rows: [[String]])] = []

  private struct Resident {
    let key: String
    let number: String
    let name: String
    let born: CivilDate
    let isMale: Bool
    let phone: String
    let address: String
  }

  private var residents: [Resident] = []

  private static let heads: [String: [String]] = [
    "police/residents.csv": ["公民身份号码", "姓名", "性别", "出生日期", "户籍地址"],
    "health/visits.csv": ["证件号码", "患者姓名", "联系电话", "现住址", "就诊日期"],
    "water/users.csv": ["户名", "联系电话", "用水地址"],
    "civil/guardians.csv": ["儿童姓名", "儿童身份证号", "儿童出生日期", "现住址", "监护人姓名", "监护人电话"],
    "market/enterprises.csv": ["统一社会信用代码", "企业名称", "法定代表人", "法定代表人证件号", "住所", "成立日期"],
    "market/shares.csv": ["公司代码", "公司名称", "股东姓名"],
    "tax/payers.csv": ["纳税人识别号", "纳税人名称", "法定代表人姓名", "生产经营地址"],
  ]

  init() {
    files = Self.heads.keys.sorted().map { ($0, [Self.heads[$0] ?? []]) }
    addOrdinaryPeople()
    addTwins()
    addFathersAndSons()
    addNamesakes()
    addBorrowedNumbers()
    addFirms()
    addMereNames()
  }

  func write(to folder: ScratchFolder) throws {
    try folder.write(
      "guiyi.yaml",
      """
      city: {code: "410400", name: 平顶山市}
      as-of: 2026-11-01
      regions: {"990402": 示例一区}

      """)
    try folder.write("catalog/city.yaml", Self.catalog)
    for file in files { try folder.write("pools/" + file.name, csv(file.rows)) }
  }

  // MARK: Rows

  private mutating func add(
    _ file: String, _ cells: [String], _ who: (subject: String, role: String, key: String)...
  ) {
    guard let index = files.firstIndex(where: { $0.name == file }) else { return }
    files[index].rows.append(cells)
    for one in who {
      truth[Place(subject: one.subject, file: file, row: files[index].rows.count, role: one.role)] = one.key
    }
  }

  private mutating func add(
    resident key: String, name: String, born: CivilDate, sequence: Int, phone: String, address: String
  ) -> Resident {
    let person = Resident(
      key: key, number: inventedNumber(born: born, sequence: sequence), name: name, born: born,
      isMale: !sequence.isMultiple(of: 2), phone: phone, address: address)
    residents.append(person)
    add(
      "police/residents.csv", [person.number, name, person.isMale ? "男" : "女", "\(born)", address],
      ("person", "", key))
    return person
  }

  private mutating func addVisit(_ person: Resident, number: String? = nil, phone: String? = nil) {
    add(
      "health/visits.csv",
      [number ?? person.number, person.name, phone ?? person.phone, person.address, "2026-03-05"],
      ("person", "", person.key))
  }

  private mutating func addWater(_ person: Resident) {
    add(
      "water/users.csv", [person.name, person.phone, person.address], ("person", "户主", person.key))
  }

  private mutating func addChild(_ child: Resident, of parent: Resident) {
    add(
      "civil/guardians.csv",
      [child.name, child.number, "\(child.born)", child.address, parent.name, parent.phone],
      ("person", "", child.key), ("person", "监护人", parent.key))
  }

  private static func day(_ year: Int, _ index: Int) -> CivilDate {
    CivilDate(year: year, month: 1 + index * 5 % 12, day: 1 + index * 11 % 28) ?? .first
  }

  private static func home(_ index: Int) -> String {
    "示例一区\(["新城", "稻香", "应河", "白鹭", "清泉", "长安"][index % 6])路\(1 + index / 6)号院\(1 + index % 7)号楼"
      + "\(1 + index % 3)单元\(101 + index % 40)室"
  }

  private static func phone(_ index: Int) -> String {
    "150" + String(String(100_000_000 + index * 7_919).suffix(8))
  }

  // MARK: Traps

  /// Every third shares the telephone of the village office in one of its rows.
  private mutating func addOrdinaryPeople() {
    for index in 0..<400 {
      let invented = inventedPerson(index)
      let born = CivilDate(ascii: Array(invented.birthDate.utf8).span) ?? .first
      let person = add(
        resident: "ordinary-\(index)", name: invented.name, born: born, sequence: 100 + index % 800,
        phone: invented.phone, address: invented.address)
      addVisit(person)
      if index.isMultiple(of: 3) { addVisit(person, phone: "13700000001") }
      if index.isMultiple(of: 2) { addWater(person) }
    }
  }

  /// One character apart in name, one in number, everything else the same.
  private mutating func addTwins() {
    for index in 0..<30 {
      let parent = residents[index * 5]
      for (place, given) in ["晓晨", "晓辰"].enumerated() {
        let twin = add(
          resident: "twin-\(index)-\(place)", name: String(parent.name.prefix(1)) + given,
          born: Self.day(2014 + index % 4, index), sequence: 201 + index * 4 + place * 2, phone: parent.phone,
          address: parent.address)
        addVisit(twin)
        addChild(twin, of: parent)
      }
    }
  }

  /// One name, one address, one telephone, a generation apart; only numbers and birth dates tell them apart.
  private mutating func addFathersAndSons() {
    for index in 0..<30 {
      let name = "\(["卫", "蒋", "沈", "韩", "尤", "许"][index % 6])承\(["业", "志", "恩", "德", "福"][index / 6])"
      for (place, year) in [1_958, 1_986].enumerated() {
        let person = add(
          resident: "line-\(index)-\(place)", name: name, born: Self.day(year + index % 5, index + place),
          sequence: 301 + index * 4 + place * 2, phone: Self.phone(50_000 + index),
          address: Self.home(500 + index))
        addVisit(person)
      }
    }
  }

  private mutating func addNamesakes() {
    for index in 0..<1_000 {
      let person = add(
        resident: "wangwei-\(index)", name: "王伟", born: Self.day(1_950 + index % 53, index),
        sequence: 501 + index / 53 * 2, phone: Self.phone(index), address: Self.home(index))
      if index.isMultiple(of: 2) { addVisit(person) }
      if index.isMultiple(of: 4) { addWater(person) }
    }
  }

  /// The number of a neighbour in the list, on a row with the own name, telephone and home.
  private mutating func addBorrowedNumbers() {
    // Nobody borrows from a namesake: a name one character apart with the same number is a slip of the pen.
    for index in 0..<20 { addVisit(residents[200 + index], number: residents[21 + index * 3].number) }
  }

  /// Firms with a branch of nearly their name, and firms that took up the name of one that is closed.
  private mutating func addFirms() {
    for index in 0..<40 {
      let name = Self.firmName(index)
      addFirm(
        "firm-\(index)", code: index * 3, name: name, place: 600 + index, head: residents[index * 7 % 400])
      if index.isMultiple(of: 2) {
        addFirm(
          "branch-\(index)", code: index * 3 + 1, name: name + "示例一区分公司", place: 650 + index,
          head: residents[(index * 7 + 3) % 400])
      } else {
        addFirm(
          "successor-\(index)", code: index * 3 + 2, name: name, place: 700 + index,
          head: residents[(index * 7 + 5) % 400])
      }
    }
  }

  static let rareNames = ["慕容采薇", "令狐知夏", "司徒牧云", "尉迟望舒", "皇甫惊鸿", "上官听雪"]

  /// Shareholders of whom a row says no more than a name: a rare one, or one that a thousand bear.
  private mutating func addMereNames() {
    for (index, name) in Self.rareNames.enumerated() {
      let person = add(
        resident: "rare-\(index)", name: name, born: Self.day(1_970 + index, index), sequence: 920 + index,
        phone: Self.phone(60_000 + index), address: Self.home(900 + index))
      addVisit(person)
      for (holder, key) in [(name, person.key), ("王伟", "some-wangwei-\(index)")] {
        let firm = index * 6
        add(
          "market/shares.csv", [inventedUSCC(firm), Self.firmName(firm / 3), holder],
          ("organization", "", "firm-\(firm / 3)"), ("person", "股东", key))
      }
    }
  }

  private static func firmName(_ index: Int) -> String {
    let stems = ["鹰城", "白龟", "香山", "落凫", "尧山", "汝瓷", "应国", "沙河", "龙泉", "叶公"]
    let trades = ["商贸", "机械制造", "餐饮管理", "物流"]
    return "平顶山市\(stems[index % 10])\(trades[index / 10])有限公司"
  }

  private mutating func addFirm(_ key: String, code: Int, name: String, place: Int, head: Resident) {
    let address = "示例一区工业路\(place)号"
    add(
      "market/enterprises.csv",
      [inventedUSCC(code), name, head.name, head.number, address, "\(Self.day(2_010, place))"],
      ("organization", "", key), ("person", "法定代表人", head.key))
    add(
      "tax/payers.csv", [inventedUSCC(code), name, head.name, address], ("organization", "", key),
      ("person", "法定代表人", head.key))
    add(
      "market/shares.csv", [inventedUSCC(code), name, head.name], ("organization", "", key),
      ("person", "股东", head.key))
  }

  private static let catalog = """
    department: {code: 11410400MB0000001X, name: 平顶山市数据局}
    resources:
      - code: T-1
        name: 常住人口
        files: police/*.csv
        items:
          - {column: 公民身份号码, element: person.id-number, required: true, authoritative: true}
          - {column: 姓名, element: person.name, required: true, authoritative: true}
          - {column: 性别, element: person.sex}
          - {column: 出生日期, element: person.birth-date}
          - {column: 户籍地址, element: person.registered-address}
      - code: T-2
        name: 门诊就诊
        files: health/*.csv
        items:
          - {column: 证件号码, element: person.id-number, required: true}
          - {column: 患者姓名, element: person.name, required: true}
          - {column: 联系电话, element: person.phone}
          - {column: 现住址, element: person.residence-address}
      - code: T-3
        name: 供水用户
        files: water/*.csv
        items:
          - {column: 户名, element: person.name, role: 户主}
          - {column: 联系电话, element: person.phone, role: 户主}
          - {column: 用水地址, element: person.residence-address, role: 户主}
      - code: T-4
        name: 儿童
        files: civil/*.csv
        items:
          - {column: 儿童姓名, element: person.name}
          - {column: 儿童身份证号, element: person.id-number}
          - {column: 儿童出生日期, element: person.birth-date}
          - {column: 现住址, element: person.residence-address}
          - {column: 监护人姓名, element: person.name, role: 监护人}
          - {column: 监护人电话, element: person.phone, role: 监护人}
      - code: T-5
        name: 市场主体
        files: market/enterprises.csv
        items:
          - {column: 统一社会信用代码, element: organization.uscc, required: true, authoritative: true}
          - {column: 企业名称, element: organization.name, required: true, authoritative: true}
          - {column: 法定代表人, element: person.name, role: 法定代表人}
          - {column: 法定代表人证件号, element: person.id-number, role: 法定代表人}
          - {column: 住所, element: organization.address}
          - {column: 成立日期, element: organization.established-on}
      - code: T-6
        name: 股东
        files: market/shares.csv
        items:
          - {column: 公司代码, element: organization.uscc}
          - {column: 公司名称, element: organization.name}
          - {column: 股东姓名, element: person.name, role: 股东}
      - code: T-7
        name: 纳税人
        files: tax/*.csv
        items:
          - {column: 纳税人识别号, element: organization.uscc}
          - {column: 纳税人名称, element: organization.name}
          - {column: 法定代表人姓名, element: person.name, role: 法定代表人}
          - {column: 生产经营地址, element: organization.address}

    """
}
