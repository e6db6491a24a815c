extension Rule {
  private static func row(
    _ code: String, _ dimension: Dimension, _ severity: Severity, _ kind: FindingKind, _ chinese: String,
    _ english: String
  ) -> Row {
    Row(
      code: code, dimension: dimension, severity: severity, kind: kind, chinese: chinese, english: english)
  }

  /// The catalog of rules; codes are stable, texts may be improved.
  static let rows: [Row] = [
    // A value by itself.
    row(
      "missing", .completeness, .serious, .error, "必填项为空。请按原始材料补录。",
      "A required value is empty; fill it in from the original document."),
    row(
      "length", .accuracy, .serious, .error, "号码位数不对（{detail}）。请核对证件后更正。",
      "The number has the wrong length ({detail}); check it against the document."),
    row(
      "alphabet", .accuracy, .serious, .error, "号码含不允许的字符{detail}。请核对证件后更正。",
      "The number has characters that cannot occur in it {detail}; check the document."),
    row(
      "check-digit", .accuracy, .serious, .error, "校验码不符，号码至少有一位有误。请核对证件后更正。",
      "The check character does not fit: at least one character is wrong; check the document."),
    row(
      "inner-check", .accuracy, .serious, .error, "统一社会信用代码内含的组织机构代码校验不符。请核对登记证照。",
      "The organization code inside the unified social credit code fails its own check."),
    row(
      "placeholder", .accuracy, .serious, .error, "占位值，不是真实内容。请补录真实值，确无则留空。",
      "A placeholder, not a value; enter the real value or leave it empty."),
    row(
      "spreadsheet-rounded", .accuracy, .serious, .error,
      "号码被电子表格按数值存储，末几位已丢失。请将该列设为文本后从源系统重新导出。",
      "A spreadsheet stored the number as a quantity and lost its last digits; export again as text."),
    row(
      "date-invalid", .accuracy, .serious, .error, "日期不存在或无法识别。请核对后更正。",
      "No such date, or not readable as one; check and correct it."),
    row(
      "date-future", .accuracy, .serious, .error, "日期晚于数据截止日。请核对后更正。",
      "The date lies after the data's own day; check and correct it."),
    row(
      "date-sentinel", .accuracy, .normal, .error, "用极端日期代替空值。请补录真实日期，确无则留空。",
      "An extreme date stands for an empty value; enter the real one or leave it empty."),
    row(
      "date-implausible", .accuracy, .normal, .suspicion, "日期过于久远，可能有误。请核对。",
      "The date is unlikely long ago; please check."),
    row(
      "region-unknown", .accuracy, .normal, .error, "号码前六位不是任何时期的行政区划代码。请核对证件。",
      "The first six digits were never a region code; check the document."),
    row(
      "region-retired", .accuracy, .hint, .suspicion, "行政区划代码在出生前已停用。请核对证件。",
      "The region code was retired before the birth; check the document."),
    row(
      "code-unknown", .normativity, .normal, .error, "不在代码表中{detail}。请按标准代码填写。",
      "Not in the code table {detail}; use a standard code."),
    row(
      "format", .normativity, .normal, .error, "格式不符合规范{detail}。请按规范更正。",
      "Not written as the standard asks {detail}; correct it."),
    row(
      "nonstandard-writing", .normativity, .hint, .error, "书写不规范{detail}，已按规范识别。建议在源系统更正。",
      "Unusual writing {detail}; it was understood, but should be corrected at the source."),
    row(
      "old-number", .normativity, .hint, .error, "仍使用旧式号码{detail}。请更新为现行号码。",
      "An old kind of number {detail}; update it to the current one."),
    row(
      "wrong-identifier", .normativity, .normal, .error, "填写的是另一种号码（{detail}）。请填写本栏要求的号码。",
      "Another kind of identifier ({detail}) stands here; enter the one this column asks for."),
    row(
      "masked", .accessibility, .normal, .error, "号码已脱敏，无法用于比对。请提供完整值。",
      "The number is masked and cannot be compared; deliver it in full."),
    row(
      "lost-character", .accuracy, .normal, .error, "有字符丢失（如 ?、□、*）。请按证件补录生僻字。",
      "A character was lost (such as ?, □, *); enter the rare character from the document."),
    row(
      "private-character", .normativity, .hint, .error, "含私有区字符，其他系统无法显示。请改用标准汉字编码。",
      "A private-use character that other systems cannot show; use the standard code."),
    row(
      "name-junk", .normativity, .normal, .error, "姓名中混入其他内容{detail}。请移到对应栏目。",
      "The name holds something else {detail}; move it to a column of its own."),
    row(
      "mojibake", .accuracy, .serious, .error, "内容为乱码，编码转换出错。请从源系统重新导出。",
      "Garbled by a wrong character conversion; export it again."),
    row(
      "coordinate-outside", .accuracy, .serious, .error, "坐标不在中国范围内。请核对后更正。",
      "No coordinate of a point in China; check and correct it."),
    row(
      "coordinate-swapped", .normativity, .normal, .error, "经度与纬度（或横坐标与纵坐标）填反，已按数值识别。请在源系统更正。",
      "Longitude and latitude (or easting and northing) change places; it was understood, but correct it."),
    row(
      "coordinate-far", .accuracy, .normal, .suspicion, "该点距本市其他点位约 {detail} 公里，可能有误。请核对。",
      "The point lies some {detail} km from the city's other points; please check."),
    row(
      "coordinate-system-unknown", .normativity, .normal, .error, "未注明坐标系：{detail}。请在目录或数据中注明。",
      "The coordinate system is not named: {detail}. Name it in the data."),

    // Within a row.
    row(
      "birth-mismatch", .consistency, .normal, .error, "出生日期与身份号码不一致。请核对证件。",
      "The birth date differs from the identity number's; check the document."),
    row(
      "sex-mismatch", .consistency, .normal, .error, "性别与身份号码不一致。请核对证件。",
      "The sex differs from the identity number's; check the document."),
    row(
      "date-order", .consistency, .normal, .error, "日期先后颠倒（{detail}）。请核对后更正。",
      "The dates are in the wrong order ({detail}); check and correct them."),
    row(
      "role-number-repeated", .consistency, .normal, .suspicion, "同一行中不同的人填写了同一号码。请核对。",
      "One row gives the same number to different people; please check."),

    // Across rows.
    row(
      "shared-number", .accuracy, .serious, .conflict, "同一号码对应不同的人或单位。请核对各方证件。",
      "One number stands on different people or bodies; check the documents."),
    row(
      "several-numbers", .consistency, .normal, .conflict, "同一人或单位出现多个有效号码。请核对并注销错误号码。",
      "One person or body has several valid numbers; check and cancel the wrong one."),
    row(
      "duplicate-row", .accuracy, .hint, .error, "与第 {detail} 行完全相同，已去重。请检查是否重复报送。",
      "The very same as row {detail}; check whether it was delivered twice."),
    row(
      "duplicate-key", .accuracy, .normal, .suspicion, "同一资源中同一主体有多行内容不同的记录。请核对是否应合并。",
      "One subject has several differing rows in this resource; should they be one?"),

    // Against the merged record.
    row(
      "contradicts-source", .consistency, .normal, .conflict, "与数源部门的权威值不一致。请核对，或向数源部门提出异议。",
      "Differs from the authoritative source; check it, or object to the source."),
    row(
      "outvoted-name", .consistency, .normal, .conflict, "名称与其他部门的登记不同，且没有数源可定。请核对证件或证照。",
      "Other departments have another name for this one, and no source settles it; check the document."),
    row(
      "living-after-death", .timeliness, .normal, .suspicion, "其他部门登记该人已死亡。请核实状态。",
      "Another department has this person's death; please verify."),

    // A row, file or catalog as a whole.
    row(
      "bad-bytes", .accessibility, .blocking, .error, "有字节无法按 {detail} 解码，整行未入库。请修复后重新报送。",
      "Bytes cannot be decoded as {detail}; the row was set aside. Repair and deliver it again."),
    row(
      "ragged", .normativity, .blocking, .error, "列数与表头不符（{detail}），整行未入库。请修复后重新报送。",
      "The row has another number of cells than the header ({detail}) and was set aside."),
    row(
      "unclosed-quote", .normativity, .blocking, .error, "引号未闭合，整行未入库。请修复后重新报送。",
      "A quotation mark is never closed; the row was set aside."),
    row(
      "row-too-long", .normativity, .blocking, .error, "行过长（{detail}），整行未入库。请检查引号或换行。",
      "The row is too long ({detail}) and was set aside; check quotation marks and line breaks."),
    row(
      "column-missing", .completeness, .serious, .error, "文件缺少目录登记的列“{detail}”。请按目录报送。",
      "The file lacks the column '{detail}' that the catalog names."),
    row(
      "column-undeclared", .normativity, .hint, .error, "列“{detail}”未在目录登记。请补登目录。",
      "The catalog does not name the column '{detail}'; register it."),
    row(
      "file-unreadable", .accessibility, .blocking, .error, "文件无法读取（{detail}）。请检查后重新报送。",
      "The file cannot be read ({detail}); check and deliver it again."),
    row(
      "no-files", .timeliness, .normal, .error, "目录登记的资源没有报送任何文件。请按更新周期报送。",
      "The catalog names a resource of which no file was delivered."),
    row(
      "total-row", .normativity, .hint, .error, "表尾有合计行，已忽略。请勿在数据文件中加合计。",
      "A totals row was left out; leave such rows out of data files."),
    row(
      "share-without-basis", .normativity, .normal, .error,
      "有条件共享或不予共享未注明依据，按无条件共享处理（办法第十七条）。",
      "Conditional or refused sharing without a legal basis counts as unconditional (Article 17)."),
    row(
      "several-sources", .normativity, .normal, .error, "多个资源同时登记为“{detail}”的数源。请明确唯一数源。",
      "Several resources claim to be the one source of '{detail}'; name one."),

    // Credit records, real estate, certificates.
    row(
      "credit-not-listed", .normativity, .normal, .error,
      "该类事项不在《全国公共信用信息基础目录》内，不得纳入信用记录。请核对类别或停止报送。",
      "No edition of the national catalog has such an item; it must not be in credit records."),
    row(
      "credit-forbidden", .normativity, .normal, .error,
      "内容涉及宗教信仰、基因、指纹、血型、疾病等禁止归集的信息。请删除。",
      "The content has what must never be collected about credit; remove it."),
    row(
      "credit-by-name", .completeness, .normal, .suspicion,
      "信用事项只有名称，没有可用的号码；不计入任何主体的信用记录，待核对。请补报号码。",
      "A credit item with a name and no usable number; it is on nobody's record until somebody decides."),
    row(
      "parcel-mismatch", .consistency, .normal, .error, "宗地代码与不动产单元代码前 19 位不一致。请核对登记簿。",
      "The parcel code differs from the unit code's first 19 characters; check the register."),
    row(
      "share-sum", .consistency, .normal, .error, "同一不动产单元各权利人份额之和不等于一。请核对登记簿。",
      "The shares of a unit's holders do not make a whole; check the register."),
    row(
      "certificate-conflict", .consistency, .normal, .conflict, "同一电子证照标识对应不同的证照编号。请核对签发记录。",
      "One certificate identifier stands beside different certificate numbers; check who issued it."),
    row(
      "feed-stopped", .accessibility, .blocking, .error,
      "整批数据超过停用上限（{detail}），本次运行未并入。请核查导出过程，改正后整文件重新报送。",
      "The delivery is above a limit that stops it ({detail}) and was left out of the run; check the export and deliver the whole file again."
    ),
    row(
      "feed-warning", .accuracy, .normal, .suspicion, "整批数据超过预警上限（{detail}）。请核查导出过程。",
      "The delivery is above a limit to warn at ({detail}); check the export."),
  ]

  public static let missing = named("missing")
  public static let length = named("length")
  public static let alphabet = named("alphabet")
  public static let checkDigit = named("check-digit")
  public static let innerCheck = named("inner-check")
  public static let placeholder = named("placeholder")
  public static let spreadsheetRounded = named("spreadsheet-rounded")
  public static let dateInvalid = named("date-invalid")
  public static let dateFuture = named("date-future")
  public static let dateSentinel = named("date-sentinel")
  public static let dateImplausible = named("date-implausible")
  public static let regionUnknown = named("region-unknown")
  public static let regionRetired = named("region-retired")
  public static let codeUnknown = named("code-unknown")
  public static let format = named("format")
  public static let nonstandardWriting = named("nonstandard-writing")
  public static let oldNumber = named("old-number")
  public static let wrongIdentifier = named("wrong-identifier")
  public static let masked = named("masked")
  public static let lostCharacter = named("lost-character")
  public static let privateCharacter = named("private-character")
  public static let nameJunk = named("name-junk")
  public static let mojibake = named("mojibake")
  public static let coordinateOutside = named("coordinate-outside")
  public static let coordinateSwapped = named("coordinate-swapped")
  public static let coordinateFar = named("coordinate-far")
  public static let coordinateSystemUnknown = named("coordinate-system-unknown")
  public static let birthMismatch = named("birth-mismatch")
  public static let sexMismatch = named("sex-mismatch")
  public static let dateOrder = named("date-order")
  public static let roleNumberRepeated = named("role-number-repeated")
  public static let sharedNumber = named("shared-number")
  public static let severalNumbers = named("several-numbers")
  public static let duplicateRow = named("duplicate-row")
  public static let duplicateKey = named("duplicate-key")
  public static let contradictsSource = named("contradicts-source")
  public static let outvotedName = named("outvoted-name")
  public static let livingAfterDeath = named("living-after-death")
  public static let badBytes = named("bad-bytes")
  public static let ragged = named("ragged")
  public static let unclosedQuote = named("unclosed-quote")
  public static let rowTooLong = named("row-too-long")
  public static let columnMissing = named("column-missing")
  public static let columnUndeclared = named("column-undeclared")
  public static let fileUnreadable = named("file-unreadable")
  public static let noFiles = named("no-files")
  public static let totalRow = named("total-row")
  public static let shareWithoutBasis = named("share-without-basis")
  public static let severalSources = named("several-sources")
  public static let creditNotListed = named("credit-not-listed")
  public static let creditForbidden = named("credit-forbidden")
  public static let creditByName = named("credit-by-name")
  public static let parcelMismatch = named("parcel-mismatch")
  public static let shareSum = named("share-sum")
  public static let certificateConflict = named("certificate-conflict")
  public static let feedStopped = named("feed-stopped")
  public static let feedWarning = named("feed-warning")
}
