internal import CGuiyiRegions

/// The value of a character in the alphabet of GB 32100, 0 through 30; 255 outside it.
@inline(__always)
func unifiedValue(_ byte: UInt8) -> UInt8 { guiyi_unified_value(byte) }

@inline(__always)
func isUnifiedCharacter(_ byte: UInt8) -> Bool { unifiedValue(byte) < 31 }

/// What sort of body a USCC names: its registration department and the kind within it.
public struct OrganizationKind: Hashable, Sendable {
  /// The first two characters of the code: `91`.
  public let prefix: String
  public let departmentName: String
  public let name: String
  public let englishName: String

  /// The kind of two characters; nil where neither the standard nor practice lists it.
  public init?(department: UInt8, category: UInt8) {
    guard let row = Self.row(department, category) else { return nil }
    self = Self.all[row]
  }

  /// Every kind of GB 32100-2015 with its amendment of 2016, and 54 and 55 of practice, in the order of their prefix.
  public static let all: [OrganizationKind] = [
    ("11", "机构编制", "机关", "state organ"),
    ("12", "机构编制", "事业单位", "public institution"),
    ("13", "机构编制", "群众团体", "mass organization"),
    ("19", "机构编制", "其他", "other"),
    ("21", "外交", "外国常驻新闻机构", "foreign resident news agency"),
    ("29", "外交", "其他", "other"),
    ("31", "司法行政", "律师执业机构", "law firm"),
    ("32", "司法行政", "公证处", "notary office"),
    ("33", "司法行政", "基层法律服务所", "local legal service"),
    ("34", "司法行政", "司法鉴定机构", "forensic institution"),
    ("35", "司法行政", "仲裁委员会", "arbitration commission"),
    ("39", "司法行政", "其他", "other"),
    ("41", "文化", "外国在华文化中心", "foreign cultural centre"),
    ("49", "文化", "其他", "other"),
    ("51", "民政", "社会团体", "social organization"),
    ("52", "民政", "民办非企业单位", "private non-enterprise unit"),
    ("53", "民政", "基金会", "foundation"),
    ("54", "民政", "村民委员会", "village committee"),
    ("55", "民政", "居民委员会", "residents' committee"),
    ("59", "民政", "其他", "other"),
    ("61", "旅游", "外国旅游部门常驻代表机构", "foreign tourism office"),
    ("62", "旅游", "港澳台地区旅游部门常驻内地（大陆）代表机构", "tourism office of Hong Kong, Macao or Taiwan"),
    ("69", "旅游", "其他", "other"),
    ("71", "宗教", "宗教活动场所", "religious site"),
    ("72", "宗教", "宗教院校", "religious college"),
    ("79", "宗教", "其他", "other"),
    ("81", "工会", "基层工会", "local trade union"),
    ("89", "工会", "其他", "other"),
    ("91", "市场监管", "企业", "enterprise"),
    ("92", "市场监管", "个体工商户", "individual business"),
    ("93", "市场监管", "农民专业合作社", "farmers' cooperative"),
    ("A1", "军队编制", "军队事业单位", "military institution"),
    ("A9", "军队编制", "其他", "other"),
    ("N1", "农业农村", "组级集体经济组织", "collective of a villagers' group"),
    ("N2", "农业农村", "村级集体经济组织", "collective of a village"),
    ("N3", "农业农村", "乡镇级集体经济组织", "collective of a township"),
    ("N9", "农业农村", "其他", "other"),
    ("Y1", "其他", "其他", "other"),
  ].map { OrganizationKind(prefix: $0.0, departmentName: $0.1, name: $0.2, englishName: $0.3) }

  private init(prefix: String, departmentName: String, name: String, englishName: String) {
    self.prefix = prefix
    self.departmentName = departmentName
    self.name = name
    self.englishName = englishName
  }

  /// The index in `all`, found without the strings.
  static func row(_ department: UInt8, _ category: UInt8) -> Int? {
    let first: Int
    let known: Int
    switch department {
    case UInt8(ascii: "1"): (first, known) = (0, 4)
    case UInt8(ascii: "2"): (first, known) = (4, 2)
    case UInt8(ascii: "3"): (first, known) = (6, 6)
    case UInt8(ascii: "4"): (first, known) = (12, 2)
    case UInt8(ascii: "5"): (first, known) = (14, 6)
    case UInt8(ascii: "6"): (first, known) = (20, 3)
    case UInt8(ascii: "7"): (first, known) = (23, 3)
    case UInt8(ascii: "8"): (first, known) = (26, 2)
    case UInt8(ascii: "9"): (first, known) = (28, 3)
    case UInt8(ascii: "A"): (first, known) = (31, 2)
    case UInt8(ascii: "N"): (first, known) = (33, 4)
    case UInt8(ascii: "Y"): (first, known) = (37, 1)
    default: return nil
    }
    // The kinds of a department count up from 1; the last one listed may be 9 for the rest.
    guard let digit = digitValue(category), digit >= 1 else { return nil }
    let countsUp = department == UInt8(ascii: "9") || department == UInt8(ascii: "Y") ? known : known - 1
    if digit <= countsUp { return first + digit - 1 }
    return digit == 9 && countsUp < known ? first + known - 1 : nil
  }

  static func isDepartment(_ department: UInt8) -> Bool { row(department, UInt8(ascii: "1")) != nil }
}
