internal import GuiyiModel

/// What a heading says by itself.
struct HeadingReading: Equatable, Sendable {
  /// The name of an element, or one of the words below that only the file around it makes precise.
  var meaning: String
  /// The role that the heading names; "" where it names none.
  var role = ""

  /// A number of a person or body, whichever the file is about.
  static let number = "?number"
  static let name = "?name"
  static let formerName = "?former-name"
  static let address = "?address"
  static let phone = "?phone"
  /// The name of a body in a table of people.
  static let unitName = "?unit-name"

  /// What a row of decisions means by 类别, 内容 and 有效期至.
  static let kind = "?kind"
  static let content = "?content"
  static let validUntil = "?valid-until"

  /// Reads a heading, nil where no word of it is known.
  init?(_ heading: String) {
    for writing in Self.writings(of: heading) {
      if let meaning = Self.meanings[writing] {
        self.init(meaning: meaning, role: "")
        return
      }
      for (prefix, role) in Self.roles where writing.hasPrefix(prefix) {
        // The second guardian is a guardian: 监护人2姓名.
        let rest = writing.dropFirst(prefix.count).drop { $0.isNumber || $0 == "的" }
        if rest.isEmpty {
          self.init(meaning: "person.name", role: role)
          return
        }
        if let meaning = Self.meanings[String(rest)], !meaning.hasPrefix("row.") {
          self.init(meaning: Self.ofPerson(meaning), role: role)
          return
        }
      }
    }
    return nil
  }

  init(meaning: String, role: String) {
    self.meaning = meaning
    self.role = role
  }

  /// A role always is a person's: the mother's number is no number of a body.
  private static func ofPerson(_ meaning: String) -> String {
    switch meaning {
    case number: "person.id-number"
    case name: "person.name"
    case formerName: "person.former-name"
    case phone: "person.phone"
    case address: "person.residence-address"
    default: meaning
    }
  }

  /// The heading without what is only writing, then without brackets, then word by word (`XM 姓名`).
  private static func writings(of heading: String) -> [String] {
    let folded = String(
      String.UnicodeScalarView(
        heading.unicodeScalars.compactMap { scalar in
          switch scalar.value {
          case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
          case 0x3000: " "
          case 0xFEFF, 0x22, 0x27: nil
          default: scalar
          }
        })
    ).uppercased()
    let whole = folded.filter { !$0.isWhitespace && $0 != "_" && $0 != "-" && $0 != "*" }
    var outside = ""
    var depth = 0
    for character in whole {
      if "([【〔".contains(character) { depth += 1 }
      if depth == 0 { outside.append(character) }
      if ")]】〕".contains(character) { depth = max(0, depth - 1) }
    }
    let words = folded.split { $0.isWhitespace || $0 == "/" || $0 == "|" }.map(String.init)
    // 行政相对人代码_1: the first of several columns for one thing.
    let unnumbered = String(outside.reversed().drop { $0.isASCII && $0.isNumber }.reversed())
    return [whole, outside, unnumbered] + (words.count > 1 ? words : [])
  }

  /// Longest first, so that 法定代表人 is not read as 法人.
  private static let roles: [(prefix: String, role: String)] = [
    ("household-head", "户主 HZ"), ("guardian", "监护人 JHR"), ("mother", "母亲 新生儿母亲 儿童母亲 MQ"),
    ("father", "父亲 新生儿父亲 儿童父亲 FQ"), ("husband", "男方 丈夫 NF"), ("wife", "女方 妻子 NVF"),
    ("spouse", "配偶 PO"),
    ("legal-representative", "法定代表人 法人代表 法定代表 法人 负责人 经营者 主要负责人 单位负责人 FDDBR LEREP FRDB FR"),
    ("applicant", "申请人 SQR"), ("holder", "权利人 持证者 持证人 持有人 买受人 产权人 QLR"),
    ("handler", "经办人 代办人 JBR"), ("contact", "联系人 LXR"), ("relative", "家属 亲属"),
    // These name the person whom the row is about.
    (
      "", "死者 逝者 亡者 儿童 新生儿 婴儿 学生 患者 用户 被执行人 成员 家庭成员 本人 承包方代表 对象 救助对象 残疾人 个人"
    ),
  ].flatMap { role, words in words.split(separator: " ").map { (prefix: String($0), role: role) } }
    .sorted { ($1.prefix.count, $0.prefix) < ($0.prefix.count, $1.prefix) }

  /// The heading words of departments, by meaning.
  private static let meanings: [String: String] = {
    let lines: [(meaning: String, words: String)] = [
      (
        "person.id-number",
        """
        公民身份号码 公民身份证号 公民身份证号码 居民身份证号 居民身份证号码 身份证号 身份证号码 身份证 身份证件号 身份证件号码 \
        社会保障号码 社会保障号 SFZH SFZHM SFZJHM SFZHAO GMSFHM GMSFZHM SFHM AAC002 CERTNO IDCARD IDNO IDCARDNO IDNUMBER
        """
      ),
      (number, "证件号码 证件号 证件编号 ZJHM ZJH CERNO CERTCODE"),
      ("person.id-type", "证件类型 证件种类 身份证件类型 ZJLX CERTTYPE CERTYPE"),
      ("person.name", "姓名 XM AAC003 PSNNAME 人员姓名 中文姓名"),
      (name, "名称 NAME MC"),
      (formerName, "曾用名 CYM 原名称 曾用名称 NAMEOLD"),
      ("person.sex", "性别 XB XBDM 性别代码 AAC004 SEX GENDER"),
      ("person.birth-date", "出生日期 出生年月 出生年月日 出生时间 生日 CSRQ AAC006 BIRTHDAY BIRTHDATE"),
      ("person.death-date", "死亡日期 死亡时间 SWRQ SWSJ"),
      ("person.ethnicity", "民族 MZ MZDM 民族代码 AAC005"),
      ("person.marital-status", "婚姻状况 婚姻状态 HYZK HYZKDM"),
      ("person.education", "文化程度 学历 最高学历 受教育程度 WHCD XL"),
      (phone, "联系电话 电话 手机 手机号 手机号码 移动电话 联系方式 固定电话 LXDH DH SJ SJH SJHM PHONE TEL MOBILE"),
      (
        "person.registered-address",
        "户籍地址 户口所在地 户籍所在地 户口地址 户籍地 户籍住址 常住户口所在地 户籍地详址 HJDZ HKSZD HJD"
      ),
      (
        "person.residence-address",
        "现住址 现居住地址 居住地址 现居住地 家庭住址 居住地 常住地址 实际居住地 现住地址 JZDZ XZZ JTZZ"
      ),
      ("person.employer", "工作单位 原工作单位 就业单位 服务处所 所在单位 所属企业 GZDW FWCS"),
      (unitName, "单位名称 用人单位 单位 参保单位 AAB004 DWMC"),
      (
        "organization.uscc",
        """
        统一社会信用代码 社会信用代码 信用代码 统一信用代码 统一代码 机构代码 单位统一社会信用代码 纳税人识别号 税号 \
        行政相对人代码 UNISCID SHXYDM TYSHXYDM XYDM NSRSBH AAB998 USCC
        """
      ),
      ("organization.org-code", "组织机构代码 组织机构代码证号 ZZJGDM"),
      ("organization.registration-number", "注册号 营业执照号 营业执照注册号 工商注册号 工商登记码 登记证号 REGNO ZCH YYZZH"),
      ("organization.tax-number", "税务登记号 税务登记证号 SWDJH SWDJZH"),
      (
        "organization.name",
        "企业名称 机构名称 公司名称 法人名称 纳税人名称 社会组织名称 商户名称 字号名称 行政相对人名称 经营者名称 律所名称 矿山名称 NSRMC ENTNAME QYMC JGMC"
      ),
      ("organization.kind", "市场主体类型 企业类型 主体类型 机构类型 经济类型 ENTTYPE QYLX"),
      ("organization.address", "住所 注册地址 经营场所 企业地址 单位地址 注册住所 生产经营地址 DOM ZCDZ SCJYDZ ZS"),
      ("organization.established-on", "成立日期 成立时间 设立日期 注册日期 ESTDATE CLRQ"),
      ("organization.closed-on", "注销日期 注销时间 ZXRQ"),
      ("organization.registered-capital", "注册资本 注册资金 开办资金 REGCAP ZCZB"),
      ("organization.industry", "行业 行业门类 行业代码 所属行业 行业类别 HYDM HYML"),
      ("organization.status", "登记状态 经营状态 企业状态 纳税人状态 REGSTATE NSRZT DJZT"),
      (address, "地址 住址 详细地址 联系地址 通讯地址 DZ ZZ ADDRESS ADDR"),
      ("credit.document-number", "决定书文号 决定文书号 行政处罚决定书文号 行政许可决定文书号 文书号 案号 处罚文号"),
      ("credit.authority", "处罚机关 许可机关 决定机关 执行法院 作出处罚机关"),
      ("credit.decided-on", "处罚决定日期 许可决定日期 决定日期 处罚日期 立案时间"),
      ("credit.kind", "处罚类别 许可类别 信用事项类别"), (kind, "类别 类型"), (content, "内容 具体情形"),
      ("credit.amount", "罚款金额 处罚金额"),
      ("credit.content", "处罚内容 许可内容 违法事实 行为具体情形"),
      ("place.code", "标准地址编码 地址编码 DZBM"), ("place.name", "地名 标准地名"),
      ("place.address", "标准地址"), ("place.longitude", "经度 JD LNG LONGITUDE"),
      ("place.latitude", "纬度 WD LAT LATITUDE"), ("place.crs", "坐标系"),
      ("estate.unit-code", "不动产单元号 不动产单元代码 BDCDYH"), ("estate.parcel-code", "宗地代码 宗地号 ZDDM"),
      ("estate.address", "坐落 ZL 房屋坐落"), ("estate.area", "面积 建筑面积 MJ"), ("estate.use", "用途 YT 规划用途"),
      ("estate.right-kind", "权利类型 QLLX"),
      ("certificate.identifier", "电子证照标识 证照标识"), ("certificate.type", "证照类型"),
      ("certificate.number", "证照编号 许可证编号 许可证号 不动产权证号 BDCQZH 从业资格证号 结婚证字号"),
      ("certificate.name", "证照名称"), ("certificate.issuer", "颁发机构 发证机关 登记机关 REGORG"),
      ("certificate.issued-on", "颁发日期 发证日期"), ("certificate.valid-from", "有效期起始 有效期自"),
      ("certificate.valid-until", "证照有效期截止 证照有效期至"), (validUntil, "有效期截止 有效期至 有效期限"),
      ("row.collected-on", "采集日期 采集时间 登记日期 登记时间 录入时间 填表日期 填报日期 报送日期 建档日期 参保日期 接种日期 签发日期 开户日期 CJSJ DJRQ DJSJ"),
      ("row.updated-on", "更新时间 更新日期 修改时间 最后更新时间 GXSJ GXRQ APPRDATE 核准日期"),
    ]
    var table: [String: String] = [:]
    for line in lines { for word in line.words.split(separator: " ") { table[String(word)] = line.meaning } }
    for element in DataElement.all {
      table[element.name.uppercased().replacing("-", with: "")] = element.name
    }
    return table
  }()
}
