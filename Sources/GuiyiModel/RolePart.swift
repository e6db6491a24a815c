/// The part that a role names, whatever word a catalog has for it.
///
/// Catalogs write `guardian`, `guardian-2`, `legalRepresentative`, 监护人 or 法定代表人1. Rules that ask who somebody is in a
/// row ask for the part; the role itself stays as it was written wherever it is shown.
public enum RolePart {
  /// The word of this project for a role's part; a role that is not known is its own part, in small letters.
  ///
  /// Whom the row itself is about has the part "".
  public static func of(_ role: String) -> String {
    if role.isEmpty { return "" }
    let written = words(role)
    if let part = parts[written] { return part }
    // The second guardian is a guardian.
    var rest = Substring(written)
    while let last = rest.last, last.isNumber || last == "-" { rest.removeLast() }
    for ordinal in ["第一", "第二", "第三"] where rest.hasPrefix(ordinal) { rest.removeFirst(2) }
    if rest.isEmpty { return written.isEmpty ? role : written }
    return parts[String(rest)] ?? String(rest)
  }

  /// Small letters, words apart by one hyphen.
  private static func words(_ role: String) -> String {
    var text = ""
    var wasSmall = false
    for character in role {
      if character == "_" || character == "-" || character.isWhitespace {
        if !text.isEmpty, text.last != "-" { text.append("-") }
        wasSmall = false
        continue
      }
      if character.isASCII, character.isUppercase, wasSmall { text.append("-") }
      text += character.lowercased()
      wasSmall = character.isASCII && character.isLowercase
    }
    return text
  }

  private static let parts: [String: String] = {
    let lines: [(part: String, words: String)] = [
      ("", "self person main resident citizen individual deceased patient insured 本人 居民 个人 死者 逝者 亡者 参保人 人员"),
      (
        "legal-representative",
        """
        legal-representative legal-person legal-rep representative corporate-representative principal operator \
        person-in-charge responsible-person proprietor 法定代表人 法人代表 法定代表 法人 负责人 主要负责人 单位负责人 经营者
        """
      ),
      ("guardian", "guardian custodian 监护人 监护者"), ("mother", "mother 母亲 母"), ("father", "father 父亲 父"),
      ("parent", "parent 父母 家长"), ("husband", "husband groom male-party man 男方 丈夫 夫"),
      ("wife", "wife bride female-party woman 女方 妻子 妻"), ("spouse", "spouse 配偶"),
      ("householder", "householder household-head head head-of-household family-head 户主"),
      ("member", "member family-member household-member 成员 家庭成员"),
      ("newborn", "newborn baby infant 新生儿 婴儿"), ("child", "child kid 儿童 子女 孩子 幼儿"),
      ("student", "student pupil 学生"), ("relative", "relative next-of-kin 家属 亲属 近亲属"),
      ("contact", "contact contact-person 联系人"), ("applicant", "applicant 申请人"),
      ("holder", "holder owner right-holder title-holder 权利人 持证人 持证者 持有人 产权人 所有权人"),
      ("subject", "subject party counterpart 主体 当事人 相对人 行政相对人 被执行人 处罚对象"),
      ("shareholder", "shareholder investor 股东 投资人 出资人"), ("employee", "employee worker staff 职工 员工 从业人员"),
      ("employer", "employer employing-unit work-unit 用人单位 工作单位 单位 就业单位 参保单位 所在单位"),
      ("head-office", "head-office headquarters parent-company 总公司 总部 母公司 上级单位"),
      ("branch", "branch 分公司 分支机构"),
    ]
    var table: [String: String] = [:]
    for line in lines { for word in line.words.split(separator: " ") { table[String(word)] = line.part } }
    return table
  }()
}
