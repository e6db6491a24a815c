/// A standard data element: what a column means, whatever its heading.
///
/// The table is closed: every element is a row of `all`, and `DataElement` is only the row's number.
public struct DataElement: Hashable, Sendable, Comparable {
  /// The place in `all`, from 0.
  public let index: UInt8

  /// How the value is written and compared.
  public enum Kind: Sendable, Hashable {
    case personNumber, personNumberType, organizationNumber, personName, organizationName
    case code(CodeList), date, phone, address, amount, number, coordinate, coordinateSystem
    case estateCode, parcelCode, certificateIdentifier, placeCode, documentNumber, share, text
  }

  /// The code tables of the standard elements.
  public enum CodeList: Sendable, Hashable {
    case sex, ethnicity, maritalStatus, education, organizationKind, industry, organizationStatus
    case creditKind, estateUse, rightKind, householdRelation
  }

  struct Row: Sendable {
    let subject: Subject
    let key: String
    let kind: Kind
    let chineseName: String
    let isIdentity: Bool
  }

  public var subject: Subject { Self.rows[Int(index)].subject }
  /// The name without its subject: `id-number`.
  public var key: String { Self.rows[Int(index)].key }
  /// The full name: `person.id-number`.
  public var name: String { "\(subject.name).\(key)" }
  public var kind: Kind { Self.rows[Int(index)].kind }
  /// The name in reports for departments.
  public var chineseName: String { Self.rows[Int(index)].chineseName }
  /// Whether Article 12 orders departments to carry it, so that it never counts as collected twice.
  public var isIdentity: Bool { Self.rows[Int(index)].isIdentity }

  /// Every element, by subject and in the contract's order.
  public static let all: [DataElement] = rows.indices.map { DataElement(index: UInt8($0)) }

  /// The element with this full name.
  public init?(name: String) {
    guard let index = Self.byName[name] else { return nil }
    self.index = index
  }

  private init(index: UInt8) { self.index = index }

  /// The elements of a subject, in the contract's order.
  public static func of(_ subject: Subject) -> [DataElement] { all.filter { $0.subject == subject } }

  public static func < (a: DataElement, b: DataElement) -> Bool { a.index < b.index }

  private static let byName: [String: UInt8] = Dictionary(
    uniqueKeysWithValues: rows.indices.map { ("\(rows[$0].subject.name).\(rows[$0].key)", UInt8($0)) })

  private static func row(
    _ subject: Subject, _ key: String, _ kind: Kind, _ chineseName: String, identity: Bool = false
  ) -> Row {
    Row(subject: subject, key: key, kind: kind, chineseName: chineseName, isIdentity: identity)
  }

  static let rows: [Row] = [
    row(.person, "id-number", .personNumber, "公民身份号码", identity: true),
    row(.person, "id-type", .personNumberType, "证件类型", identity: true),
    row(.person, "name", .personName, "姓名", identity: true),
    row(.person, "former-name", .personName, "曾用名"),
    row(.person, "sex", .code(.sex), "性别", identity: true),
    row(.person, "birth-date", .date, "出生日期", identity: true),
    row(.person, "death-date", .date, "死亡日期"),
    row(.person, "ethnicity", .code(.ethnicity), "民族"),
    row(.person, "marital-status", .code(.maritalStatus), "婚姻状况"),
    row(.person, "education", .code(.education), "文化程度"),
    row(.person, "phone", .phone, "联系电话"),
    row(.person, "registered-address", .address, "户籍地址"),
    row(.person, "residence-address", .address, "现住址"),
    row(.person, "employer", .organizationName, "工作单位"),

    row(.organization, "uscc", .organizationNumber, "统一社会信用代码", identity: true),
    row(.organization, "org-code", .organizationNumber, "组织机构代码", identity: true),
    row(.organization, "registration-number", .organizationNumber, "注册号", identity: true),
    row(.organization, "tax-number", .organizationNumber, "税务登记号", identity: true),
    row(.organization, "name", .organizationName, "机构名称", identity: true),
    row(.organization, "former-name", .organizationName, "曾用名称"),
    row(.organization, "kind", .code(.organizationKind), "主体类型"),
    row(.organization, "legal-representative", .personName, "法定代表人"),
    row(.organization, "address", .address, "住所"),
    row(.organization, "established-on", .date, "成立日期"),
    row(.organization, "closed-on", .date, "注销日期"),
    row(.organization, "registered-capital", .amount, "注册资本"),
    row(.organization, "industry", .code(.industry), "行业"),
    row(.organization, "status", .code(.organizationStatus), "登记状态"),
    row(.organization, "phone", .phone, "联系电话"),

    row(.credit, "kind", .code(.creditKind), "信用事项类别"),
    row(.credit, "document-number", .documentNumber, "决定书文号"),
    row(.credit, "content", .text, "内容"),
    row(.credit, "amount", .amount, "金额"),
    row(.credit, "authority", .organizationName, "决定机关"),
    row(.credit, "decided-on", .date, "决定日期"),
    row(.credit, "valid-until", .date, "有效期至"),

    row(.place, "code", .placeCode, "地址编码"),
    row(.place, "name", .text, "地名"),
    row(.place, "address", .address, "标准地址"),
    row(.place, "longitude", .coordinate, "经度"),
    row(.place, "latitude", .coordinate, "纬度"),
    row(.place, "crs", .coordinateSystem, "坐标系"),

    row(.estate, "unit-code", .estateCode, "不动产单元代码"),
    row(.estate, "parcel-code", .parcelCode, "宗地代码"),
    row(.estate, "address", .address, "坐落"),
    row(.estate, "area", .number, "面积"),
    row(.estate, "use", .code(.estateUse), "用途"),
    row(.estate, "right-kind", .code(.rightKind), "权利类型"),

    row(.certificate, "identifier", .certificateIdentifier, "电子证照标识"),
    row(.certificate, "type", .text, "证照类型"),
    row(.certificate, "number", .documentNumber, "证照编号"),
    row(.certificate, "name", .text, "证照名称"),
    row(.certificate, "issuer", .organizationName, "颁发机构"),
    row(.certificate, "issued-on", .date, "颁发日期"),
    row(.certificate, "valid-from", .date, "有效期起始"),
    row(.certificate, "valid-until", .date, "有效期截止"),

    row(.row, "key", .text, "行标识"),
    row(.row, "collected-on", .date, "采集日期"),
    row(.row, "updated-on", .date, "更新日期"),
    row(.row, "household", .text, "户号"),
    row(.row, "household-relation", .code(.householdRelation), "与户主关系"),
    row(.row, "since", .date, "起始日期"),
    row(.row, "until", .date, "终止日期"),
    row(.row, "share", .share, "份额"),
    row(.row, "benefit-amount", .amount, "待遇金额"),
    row(.row, "school", .text, "就读学校"),
  ]
}

extension DataElement {
  private static func named(_ name: String) -> DataElement {
    guard let element = DataElement(name: name) else { preconditionFailure("no element \(name)") }
    return element
  }

  public static let personNumber = named("person.id-number")
  public static let personNumberType = named("person.id-type")
  public static let personName = named("person.name")
  public static let personFormerName = named("person.former-name")
  public static let personSex = named("person.sex")
  public static let personBirthDate = named("person.birth-date")
  public static let personDeathDate = named("person.death-date")
  public static let personMaritalStatus = named("person.marital-status")
  public static let personPhone = named("person.phone")
  public static let personRegisteredAddress = named("person.registered-address")
  public static let personResidenceAddress = named("person.residence-address")
  public static let personEmployer = named("person.employer")
  public static let organizationUSCC = named("organization.uscc")
  public static let organizationCode = named("organization.org-code")
  public static let organizationRegistrationNumber = named("organization.registration-number")
  public static let organizationTaxNumber = named("organization.tax-number")
  public static let organizationName = named("organization.name")
  public static let organizationFormerName = named("organization.former-name")
  public static let organizationLegalRepresentative = named("organization.legal-representative")
  public static let organizationAddress = named("organization.address")
  public static let organizationEstablishedOn = named("organization.established-on")
  public static let organizationClosedOn = named("organization.closed-on")
  public static let organizationPhone = named("organization.phone")
  public static let organizationStatus = named("organization.status")
  public static let placeAddress = named("place.address")
  public static let placeLongitude = named("place.longitude")
  public static let placeLatitude = named("place.latitude")
  public static let placeSystem = named("place.crs")
  public static let estateAddress = named("estate.address")
  public static let rowKey = named("row.key")
  public static let rowCollectedOn = named("row.collected-on")
  public static let rowUpdatedOn = named("row.updated-on")
  public static let rowHousehold = named("row.household")
  public static let rowHouseholdRelation = named("row.household-relation")
  public static let rowSince = named("row.since")
  public static let rowUntil = named("row.until")
  public static let rowShare = named("row.share")
  public static let creditKind = named("credit.kind")
  public static let creditContent = named("credit.content")
  public static let estateUnitCode = named("estate.unit-code")
  public static let estateParcelCode = named("estate.parcel-code")
  public static let certificateIdentifier = named("certificate.identifier")
  public static let certificateType = named("certificate.type")
  public static let certificateNumber = named("certificate.number")
  public static let creditDecidedOn = named("credit.decided-on")
  public static let creditValidUntil = named("credit.valid-until")
  public static let certificateIssuedOn = named("certificate.issued-on")
  public static let certificateValidFrom = named("certificate.valid-from")
  public static let certificateValidUntil = named("certificate.valid-until")
}
