extension IdentifierReasons {
  /// The first reason in words for the person who has the value before them, in Chinese.
  public var chinese: String { text.chinese }

  /// The first reason in words for the person who has the value before them, in English.
  public var english: String { text.english }

  private var text: (chinese: String, english: String) {
    let bit = rawValue.trailingZeroBitCount
    return bit < Self.texts.count ? Self.texts[bit] : ("", "")
  }

  private static let texts: [(chinese: String, english: String)] = [
    ("号码为空", "the number is empty"),
    ("疑似占位值，不是真实号码", "a filler, not a real number"),
    ("号码被遮盖，请提供完整号码", "part of the number is hidden; provide all of it"),
    ("号码被电子表格取整，末位已丢失，请以文本格式重新导出", "a spreadsheet rounded the number; export it again as text"),
    ("位数不对", "wrong length"),
    ("含有不允许的字符", "a character that this number cannot have"),
    ("登记管理部门代码不存在", "no such registration department"),
    ("行政区划代码不存在", "no such region code"),
    ("国籍代码不存在", "no such nationality code"),
    ("日期不存在", "no such day in the calendar"),
    ("日期晚于当前日期", "the date lies in the future"),
    ("出生日期过早", "the birth date is too early"),
    ("校验码不符，请核对原件", "the check character does not fit; compare with the document"),
    ("类别或等级代码不存在", "a kind or grade outside its code list"),
    ("结构不完整或前后矛盾", "a part is missing or contradicts another"),
    ("无法识别的号码", "no known kind of identifier"),
    ("行政区划代码在出生前已撤销", "the region code was retired before birth"),
    ("行政区划为省级或市级代码", "the region is a province or a prefecture"),
    ("县级行政区划代码不在表内", "the county code is not listed"),
    ("内含的组织机构代码校验不符", "the organization code inside fails its own check"),
    ("机构类别代码不在标准内", "the kind of body is not in the standard"),
    ("年龄超过一百一十岁，请核实", "older than 110 years; please confirm"),
    ("末三位为000，请核对是否被电子表格取整", "ends in 000; see whether a spreadsheet rounded it"),
    ("出生日期疑似默认值", "the birth date looks like a default value"),
    ("旧式号码", "an old form of the number"),
    ("年份只有两位，世纪为推定", "two digits of the year; the century is assumed"),
    ("该号码没有校验码", "this number has no check character"),
    ("也可能是另一种号码", "it may be another kind of number"),
  ]
}
