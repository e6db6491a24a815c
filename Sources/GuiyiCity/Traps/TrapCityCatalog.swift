// What the city of traps says about itself and its files.

extension TrapCity {
  static let settings = """
    # An invented city whose rows set traps for linking.
    # Made by: guiyi-city traps
    city: {code: "410400", name: 平顶山市}
    as-of: 2026-11-01
    regions: {"990402": 示例一区}

    """

  static let catalog = """
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
