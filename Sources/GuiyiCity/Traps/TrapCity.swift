/// Writes the workspace of a city whose rows set traps for linking, with its truth; always the same bytes.
/// - Parameter output: folder of the workspace; made where it is missing.
public func generateTrapCity(output: String) throws -> CitySummary { try TrapCity().write(to: output) }

/// A city whose rows set every known trap of linking, with the truth beside it; all people and bodies are invented.
///
/// Beside ordinary residents: twins, fathers and sons of one name at one address, a thousand 王伟, a telephone that half
/// a village shares, numbers on the wrong person, branches of a firm, and names of firms that were taken up again.
struct TrapCity {
  /// Who stands in a row of a file.
  private struct Record {
    let subject: String
    let row: Int
    let role: String
    let key: String
    let ownNumber: Bool
  }

  private struct File {
    let resource: String
    let name: String
    var rows: [[String]]
    var records: [Record] = []
  }

  private var files: [File]

  private struct Resident {
    let key: String
    let number: String
    let name: String
    let born: Day
    let isMale: Bool
    let phone: String
    let address: String
  }

  private static let region = 990_402
  private var residents: [Resident] = []

  private static let heads: KeyValuePairs<String, [String]> = [
    "police/residents.csv": ["公民身份号码", "姓名", "性别", "出生日期", "户籍地址"],
    "health/visits.csv": ["证件号码", "患者姓名", "联系电话", "现住址", "就诊日期"],
    "water/users.csv": ["户名", "联系电话", "用水地址"],
    "civil/guardians.csv": ["儿童姓名", "儿童身份证号", "儿童出生日期", "现住址", "监护人姓名", "监护人电话"],
    "market/enterprises.csv": ["统一社会信用代码", "企业名称", "法定代表人", "法定代表人证件号", "住所", "成立日期"],
    "market/shares.csv": ["公司代码", "公司名称", "股东姓名"],
    "tax/payers.csv": ["纳税人识别号", "纳税人名称", "法定代表人姓名", "生产经营地址"],
  ]

  init() {
    files = Self.heads.enumerated().map {
      File(resource: "T-\($0.offset + 1)", name: $0.element.key, rows: [$0.element.value])
    }
    addOrdinaryPeople()
    addTwins()
    addFathersAndSons()
    addNamesakes()
    addBorrowedNumbers()
    addFirms()
    addMereNames()
  }

  func write(to folder: String) throws -> CitySummary {
    var summary = CitySummary()
    let truth = try TruthWriter(root: folder)
    try Self.write("guiyi.yaml", Self.settings, in: folder)
    try Self.write("catalog/city.yaml", Self.catalog, in: folder)
    for file in files {
      let lines = file.rows.map { $0.map(csvField).joined(separator: ",") + "\n" }
      try Self.write("pools/\(file.name)", lines.joined(), in: folder)
      summary.rowCount += file.rows.count - 1
      for record in file.records {
        try truth.link(
          place: Array("\(record.subject),\(file.resource),\(file.name),".utf8), row: record.row,
          role: record.role,
          truth: record.key, ownNumber: record.ownNumber)
      }
    }
    try truth.finish()
    // Linking is all that is held against the truth here.
    try Self.write("truth/clean.csv", "resource,file,cells,data_rows,quarantined_rows\n", in: folder)
    try Self.write("truth/violations.csv", "resource,column,kind,element,planted,why\n", in: folder)
    let keys = files.flatMap { file in file.records.map { "\($0.subject) \($0.key)" } }
    summary.peopleCount = Set(keys.filter { $0.hasPrefix("person") }).count
    summary.organizationCount = Set(keys).count - summary.peopleCount
    summary.recordCount = truth.recordCount
    return summary
  }

  private static func write(_ name: String, _ text: String, in folder: String) throws {
    let path = "\(folder)/\(name)"
    try makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
    let sink = try FileSink(path)
    sink.append(text)
    try sink.finish()
  }

  // MARK: Rows

  private mutating func add(
    _ file: String, _ cells: [String],
    _ who: (subject: String, role: String, key: String, ownNumber: Bool)...
  ) {
    guard let index = files.firstIndex(where: { $0.name == file }) else {
      preconditionFailure("no file \(file)")
    }
    files[index].rows.append(cells)
    for one in who {
      files[index].records.append(
        Record(
          subject: one.subject, row: files[index].rows.count, role: one.role, key: one.key,
          ownNumber: one.ownNumber))
    }
  }

  private mutating func add(
    resident key: String, name: String, born: Day, sequence: Int, phone: String, address: String
  ) -> Resident {
    let person = Resident(
      key: key, number: identityNumber(region: Self.region, birth: born, sequence: sequence), name: name,
      born: born,
      isMale: !sequence.isMultiple(of: 2), phone: phone, address: address)
    residents.append(person)
    add(
      "police/residents.csv", [person.number, name, person.isMale ? "男" : "女", "\(born)", address],
      ("person", "", key, true))
    return person
  }

  private mutating func addVisit(_ person: Resident, number: String? = nil, phone: String? = nil) {
    add(
      "health/visits.csv",
      [number ?? person.number, person.name, phone ?? person.phone, person.address, "2026-03-05"],
      ("person", "", person.key, number == nil))
  }

  private mutating func addWater(_ person: Resident) {
    add(
      "water/users.csv", [person.name, person.phone, person.address], ("person", "户主", person.key, false))
  }

  private mutating func addChild(_ child: Resident, of parent: Resident) {
    add(
      "civil/guardians.csv",
      [child.name, child.number, "\(child.born)", child.address, parent.name, parent.phone],
      ("person", "", child.key, true), ("person", "监护人", parent.key, false))
  }

  private static func day(_ year: Int, _ index: Int) -> Day {
    Day(year, 1 + index * 5 % 12, 1 + index * 11 % 28)
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
      let person = add(
        resident: "ordinary-\(index)", name: Self.name(index), born: Self.day(1_950 + index * 7 % 55, index),
        sequence: 100 + index, phone: "139" + String(String(100_000_000 + index * 104_729).suffix(8)),
        address:
          "示例一区\(["和平", "建设", "光明", "矿工", "湛河"][index % 5])路\(10 + index)号院\(1 + index % 9)号楼"
          + "\(1 + index % 4)单元\(100 + index)室")
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
    for index in 0..<20 { addVisit(residents[200 + index], number: residents[21 + index * 3].number) }
    // Every 180th has nearly the same name: here the name does not tell that the number is another one's, the rest of the row does.
    for index in 1..<9 { addVisit(residents[200 + index * 20], number: residents[20 + index * 20].number) }
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

  private static let rareNames = ["慕容采薇", "令狐知夏", "司徒牧云", "尉迟望舒", "皇甫惊鸿", "上官听雪"]

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
          "market/shares.csv", [Self.code(firm), Self.firmName(firm / 3), holder],
          ("organization", "", "firm-\(firm / 3)", true), ("person", "股东", key, false))
      }
    }
  }

  private static func name(_ index: Int) -> String {
    let surnames = Array("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗")
    let first = Array("建国志明海燕春雨思远文博晓梦佳宁俊杰")
    let second = Array("伟芳娜敏静丽强磊军洋勇艳杰涛超")
    return String([
      surnames[index % surnames.count], first[index * 3 % first.count],
      second[(index / surnames.count + index * 4) % second.count],
    ])
  }

  private static func code(_ index: Int) -> String {
    creditCode(
      kind: "91", region: region, body: Array(String(String(10_000_000 + index * 37).suffix(8)).utf8))
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
      [Self.code(code), name, head.name, head.number, address, "\(Self.day(2_010, place))"],
      ("organization", "", key, true), ("person", "法定代表人", head.key, true))
    add(
      "tax/payers.csv", [Self.code(code), name, head.name, address], ("organization", "", key, true),
      ("person", "法定代表人", head.key, false))
    add(
      "market/shares.csv", [Self.code(code), name, head.name], ("organization", "", key, true),
      ("person", "股东", head.key, false))
  }
}
