internal import GuiyiIdentifiers

/// What the values of a column look like, counted over its filled cells.
struct ValueEvidence: Sendable {
  var filled = 0
  var identityNumbers = 0
  var organizationNumbers = 0
  var dates = 0
  var phones = 0
  var sexes = 0
  var ethnicities = 0
  var personNames = 0
  var organizationNames = 0
  var addresses = 0

  /// Whether nearly all of enough values are of a kind.
  func isMostly(_ count: Int) -> Bool { filled >= 3 && count * 10 >= filled * 8 }

  /// Per cent of the filled cells.
  func percent(_ count: Int) -> Int { filled == 0 ? 0 : count * 100 / filled }

  init(_ cells: some Sequence<String>) {
    for cell in cells {
      let text = Self.trimmed(cell)
      guard !text.isEmpty, text.utf8.count <= 400 else { continue }
      filled += 1
      count(text)
    }
  }

  private mutating func count(_ text: String) {
    let bytes = Array(text.utf8)
    // Sample people carry regions that no table knows: a right check character is evidence enough here.
    let wrong: IdentifierReasons = [
      .empty, .placeholder, .masked, .spreadsheetRounded, .length, .alphabet, .checkDigit,
    ]
    let identity = checkIdentityNumber(Self.embedded(bytes).span, asOf: .last, regions: .builtin)
    if identity.reasons.isDisjoint(with: wrong.union(.date)) {
      identityNumbers += 1
    } else if bytes.count == 18,
      checkUnifiedCode(bytes.span, regions: .builtin).reasons.isDisjoint(with: wrong.union(.department))
    {
      organizationNumbers += 1
    }
    if Self.isDate(text) { dates += 1 }
    if Self.isPhone(text) { phones += 1 }
    if ["男", "女", "男性", "女性"].contains(text) { sexes += 1 }
    let han = text.unicodeScalars.count { (0x4E00...0x9FFF).contains($0.value) }
    guard han == text.unicodeScalars.count || han >= 4 else { return }
    if text.hasSuffix("族"), han <= 5 { ethnicities += 1 }
    if text.unicodeScalars.contains(where: { "路街道巷村组号楼栋镇乡区县".unicodeScalars.contains($0) }), han >= 5 {
      addresses += 1
    }
    let endings = ["公司", "厂", "店", "社", "局", "学校", "医院", "中心", "委员会", "部", "所", "院", "合作社", "馆", "行"]
    if han >= 4, endings.contains(where: text.hasSuffix) { organizationNames += 1 }
    if (2...4).contains(han), han == text.unicodeScalars.count, let first = text.first,
      Self.surnames.contains(first), !text.hasSuffix("族")
    {
      personNames += 1
    }
  }

  /// The identity number that a pupil's number (G and 18) or a disability certificate's (18 and 2) holds.
  private static func embedded(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.count == 19, bytes[0] | 0x20 == 0x67 { return Array(bytes.dropFirst()) }
    return bytes.count == 20 ? Array(bytes.prefix(18)) : bytes
  }

  private static func trimmed(_ cell: String) -> String {
    func isBlank(_ character: Character) -> Bool { character.isWhitespace || character == "'" }
    let tail = cell.drop(while: isBlank)
    guard let end = tail.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(tail[...end])
  }

  private static func isDate(_ text: String) -> Bool {
    let digits = text.filter { $0.isASCII && $0.isNumber }
    guard digits.count >= 6, digits.count <= 14, let year = Int(digits.prefix(4)),
      (1850...2100).contains(year)
    else { return false }
    let rest = text.filter { !($0.isASCII && $0.isNumber) }
    if rest.isEmpty {
      guard digits.count == 8, let month = Int(digits.dropFirst(4).prefix(2)), let day = Int(digits.suffix(2))
      else { return false }
      return (1...12).contains(month) && (1...31).contains(day)
    }
    return rest.allSatisfy { "-/.年月日 :时分秒T".contains($0) }
  }

  private static func isPhone(_ text: String) -> Bool {
    let digits = text.filter { $0.isASCII && $0.isNumber }
    guard text.allSatisfy({ $0.isASCII && $0.isNumber || "-+() ".contains($0) }) else { return false }
    return digits.count == 11 && digits.first == "1" && digits.dropFirst().first.map { $0 >= "3" } ?? false
      || digits.first == "0" && (10...12).contains(digits.count)
  }

  /// The hundred most frequent surnames: 86 of 100 people.
  private static let surnames: Set<Character> = Set(
    """
    王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹\
    熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文闫肖付
    """)
}
