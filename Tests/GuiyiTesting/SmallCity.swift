import GuiyiIdentifiers

/// A workspace of five departments with some dirt of every kind, small enough to run in a moment.
///
/// Everything in it follows from `personCount`: the same workspace every time.
public struct SmallCity: Sendable {
  public var personCount = 60
  public var organizationCount = 12

  public init() {}

  /// The file names below pools/, in the order in which they are read.
  public static let files = [
    "civil/guardians.csv", "health/visits-1.csv", "health/visits-2.csv", "labour/insured.tsv",
    "market/enterprises.csv", "police/residents.csv", "tax/payers.csv",
  ]

  /// Every identity number that stands in the pools, sound or not.
  public var numbers: [String] {
    (0..<personCount).map { inventedPerson($0).number } + (0..<6).map { child($0).number }
      + [wrongNumber]
  }

  /// A number whose check character does not fit.
  public var wrongNumber: String {
    let number = inventedPerson(5).number
    return number.dropLast() + (number.last == "7" ? "8" : "7")
  }

  /// Writes the workspace.
  /// - Parameter rename: gives each pool file its name, to have files read in another order.
  public func write(to folder: ScratchFolder, rename: (String) -> String = { $0 }) throws {
    try folder.write(
      "guiyi.yaml",
      """
      city: {code: "410400", name: 平顶山市}
      as-of: 2026-11-01
      regions: {"990402": 示例一区}

      """)
    for (name, text) in Self.catalogs { try folder.write("catalog/\(name).yaml", text) }
    try folder.write(
      "sharing/grants.yaml",
      """
      grants:
        - {consumer: 11410400MB0000003X, resource: 410400-GA-0001, elements: [person.ethnicity], from: 2022-09-01}

      """)
    for (name, rows) in pools {
      let text = name.hasSuffix(".tsv") ? rows.map { $0.joined(separator: "\t") + "\n" }.joined() : csv(rows)
      try folder.write("pools/" + rename(name), text)
    }
  }

  /// The rows of every file, the header first.
  public var pools: [(name: String, rows: [[String]])] {
    [
      ("police/residents.csv", residents), ("health/visits-1.csv", visits(0)),
      ("health/visits-2.csv", visits(1)),
      ("labour/insured.tsv", insured), ("civil/guardians.csv", guardians),
      ("market/enterprises.csv", enterprises),
      ("tax/payers.csv", payers),
    ]
  }

  private var residents: [[String]] {
    var rows = [["公民身份号码", "姓名", "性别", "出生日期", "民族", "户籍地址", "更新日期"]]
    for index in 0..<personCount {
      let person = inventedPerson(index)
      rows.append([
        person.number, person.name, person.sex, person.birthDate, ["汉族", "回族", "满族"][index % 3],
        person.address,
        "2026-01-1\(index % 10)",
      ])
    }
    rows.append(rows[5])
    rows.append(["", "", "", "", "", "", ""])
    rows.append(["只有三格", "的", "行"])
    return rows
  }

  private func visits(_ part: Int) -> [[String]] {
    var rows = [["证件号码", "患者姓名", "联系电话", "现住址", "民族", "就诊日期", "备注"]]
    for index in stride(from: part, to: personCount, by: 4) {
      let person = inventedPerson(index)
      rows.append([
        // A spreadsheet's lower-case x, a number that somebody mistyped, and one that nobody asked for.
        index == 5 ? wrongNumber : index == 8 ? "" : person.number.lowercased(),
        index == 16 ? person.name + "（户主）" : person.name, person.phone,
        person.address, ["汉族", "回族", "满族"][index % 3],
        index == 9 ? "2026-02-30" : "2026-03-0\(1 + index % 9)",
        index == 13 ? "陪同人\(person.number)电话\(person.phone)" : "",
      ])
    }
    return rows
  }

  private var insured: [[String]] {
    var rows = [["身份证号", "姓名", "手机", "民族", "单位代码", "单位名称", "采集日期"]]
    for index in stride(from: 0, to: personCount, by: 3) {
      let person = inventedPerson(index)
      let body = index % organizationCount
      rows.append([
        person.number, person.name, person.phone, ["汉", "回", "满"][index % 3], inventedUSCC(body),
        bodyName(body),
        "2025-0\(1 + index % 9)-15",
      ])
    }
    return rows
  }

  private func child(_ index: Int) -> (number: String, name: String) {
    guard let born = CivilDate(year: 2017, month: 1 + index, day: 3 + index) else {
      preconditionFailure("no such day")
    }
    let parent = inventedPerson(index * 2)
    return (
      inventedNumber(born: born, sequence: 700 + index),
      String(parent.name.prefix(1)) + ["小满", "子轩", "一诺"][index % 3]
    )
  }

  private var guardians: [[String]] {
    var rows = [["儿童身份证号", "儿童姓名", "监护人姓名", "监护人住址", "监护人电话"]]
    for index in 0..<6 {
      let parent = inventedPerson(index * 2)
      rows.append([child(index).number, child(index).name, parent.name, parent.address, parent.phone])
    }
    return rows
  }

  private func bodyName(_ index: Int) -> String {
    "平顶山市\(["鹰城", "白龟", "湛河", "香山", "落凫", "石龙", "舞钢", "尧山", "汝瓷", "应国", "沙河", "龙泉"][index % 12])"
      + "\(["商贸", "机械制造", "餐饮", "物流"][index % 4])有限公司"
  }

  private var enterprises: [[String]] {
    var rows = [["统一社会信用代码", "企业名称", "法定代表人", "法定代表人证件号", "住所", "成立日期", "注册资本"]]
    for index in 0..<organizationCount {
      let person = inventedPerson(index * 2 + 1)
      rows.append([
        inventedUSCC(index), bodyName(index), person.name, person.number, "示例一区工业路\(100 + index)号",
        "20\(10 + index)年5月\(1 + index)日", "\(100 + index)万元",
      ])
    }
    return rows
  }

  private var payers: [[String]] {
    var rows = [["纳税人识别号", "纳税人名称", "法定代表人姓名", "生产经营地址", "联系电话"]]
    for index in 0..<organizationCount {
      rows.append([
        inventedUSCC(index), bodyName(index), inventedPerson(index * 2 + 1).name, "示例一区工业路\(100 + index)号",
        "0375-29\(10_000 + index)",
      ])
    }
    return rows
  }

  private static let catalogs: [(name: String, text: String)] = [
    (
      "police",
      """
      department: {code: 11410400MB0000001X, name: 平顶山市公安局}
      resources:
        - code: 410400-GA-0001
          name: 常住人口登记信息
          files: police/*.csv
          update-cycle: daily
          published: 2022-06-01
          share: {type: unconditional}
          items:
            - {column: 公民身份号码, element: person.id-number, required: true, authoritative: true}
            - {column: 姓名, element: person.name, required: true, authoritative: true}
            - {column: 性别, element: person.sex}
            - {column: 出生日期, element: person.birth-date}
            - {column: 民族, element: person.ethnicity, authoritative: true}
            - {column: 户籍地址, element: person.registered-address, authoritative: true}
            - {column: 更新日期, element: row.updated-on}

      """
    ),
    (
      "health",
      """
      department: {code: 11410400MB0000002X, name: 平顶山市卫生健康委员会}
      resources:
        - code: 410400-WJ-0001
          name: 门诊就诊信息
          files: health/*.csv
          update-cycle: daily
          items:
            - {column: 证件号码, element: person.id-number, required: true}
            - {column: 患者姓名, element: person.name, required: true}
            - {column: 联系电话, element: person.phone}
            - {column: 现住址, element: person.residence-address}
            - {column: 民族, element: person.ethnicity}
            - {column: 就诊日期, element: row.collected-on}

      """
    ),
    (
      "labour",
      """
      department: {code: 11410400MB0000003X, name: 平顶山市人力资源和社会保障局}
      resources:
        - code: 410400-RS-0001
          name: 参保人员信息
          files: labour/*.tsv
          update-cycle: monthly
          items:
            - {column: 身份证号, element: person.id-number, required: true}
            - {column: 姓名, element: person.name, required: true}
            - {column: 手机, element: person.phone}
            - {column: 民族, element: person.ethnicity, origin: shared}
            - {column: 单位代码, element: organization.uscc, role: employer}
            - {column: 单位名称, element: organization.name, role: employer}
            - {column: 采集日期, element: row.collected-on}

      """
    ),
    (
      "civil",
      """
      department: {code: 11410400MB0000004X, name: 平顶山市民政局}
      resources:
        - code: 410400-MZ-0001
          name: 困境儿童信息
          files: civil/*.csv
          update-cycle: quarterly
          items:
            - {column: 儿童身份证号, element: person.id-number, required: true}
            - {column: 儿童姓名, element: person.name, required: true}
            - {column: 监护人姓名, element: person.name, role: guardian}
            - {column: 监护人住址, element: person.residence-address, role: guardian}
            - {column: 监护人电话, element: person.phone, role: guardian}

      """
    ),
    (
      "market",
      """
      department: {code: 11410400MB0000005X, name: 平顶山市市场监督管理局}
      resources:
        - code: 410400-SC-0001
          name: 企业登记信息
          files: market/*.csv
          update-cycle: daily
          published: 2022-06-01
          items:
            - {column: 统一社会信用代码, element: organization.uscc, required: true, authoritative: true}
            - {column: 企业名称, element: organization.name, required: true, authoritative: true}
            - {column: 法定代表人, element: person.name, role: legal-representative}
            - {column: 法定代表人证件号, element: person.id-number, role: legal-representative}
            - {column: 住所, element: organization.address, authoritative: true}
            - {column: 成立日期, element: organization.established-on}
            - {column: 注册资本, element: organization.registered-capital}

      """
    ),
    (
      "tax",
      """
      department: {code: 11410400MB0000006X, name: 平顶山市税务局}
      resources:
        - code: 410400-SW-0001
          name: 纳税人登记信息
          files: tax/*.csv
          update-cycle: monthly
          items:
            - {column: 纳税人识别号, element: organization.uscc, required: true}
            - {column: 纳税人名称, element: organization.name, required: true}
            - {column: 法定代表人姓名, element: person.name, role: legal-representative}
            - {column: 生产经营地址, element: organization.address}
            - {column: 联系电话, element: organization.phone}

      """
    ),
  ]
}
