internal import GuiyiColumns
internal import GuiyiIdentifiers
public import GuiyiModel
internal import GuiyiText

/// Something found in one value: the rule, and where its detail stands in `ValueNormalizer.details`.
public struct FoundIssue: Sendable, Hashable {
  public let rule: Rule
  let detailStart: Int32
  let detailEnd: Int32
}

/// Brings one value after another into the normal form of its data element.
///
/// The results stand in the value itself and are overwritten by the next call: buffers are reused, so that a value costs no
/// allocation. Never traps, whatever the bytes.
public struct ValueNormalizer: ~Copyable {
  let context: NormalizationContext
  /// The normal form, UTF-8; empty where the value is missing.
  public internal(set) var bytes: [UInt8] = []
  public internal(set) var quality: ValueQuality = .missing
  /// What the value really is; its own element for all but numbers of organizations.
  public internal(set) var element: DataElement
  /// In the order of the rules, each rule once.
  public internal(set) var issues: [FoundIssue] = []
  /// The details of the issues behind one another.
  public private(set) var details: [UInt8] = []

  var text = ScalarText()
  var scratch: [UInt32] = []
  var parts = AddressParts()
  var convention = ColumnConvention.none

  public init(context: NormalizationContext) {
    self.context = context
    element = .personNumber
    bytes.reserveCapacity(256)
    issues.reserveCapacity(8)
    details.reserveCapacity(256)
    scratch.reserveCapacity(64)
  }

  /// Brings a value into normal form; the results stand in `bytes`, `quality`, `element` and `issues`.
  ///
  /// - Parameters:
  ///   - raw: as delivered. The empty value is missing, without an issue.
  ///   - element: what the column means.
  ///   - convention: what is known of the column.
  public mutating func normalize(
    _ raw: Span<UInt8>, as element: DataElement, convention: ColumnConvention = .none
  ) {
    bytes.removeAll(keepingCapacity: true)
    // Most values leave none, and to empty what is empty is not free.
    if !issues.isEmpty { issues.removeAll(keepingCapacity: true) }
    if !details.isEmpty { details.removeAll(keepingCapacity: true) }
    quality = .missing
    self.element = element
    if raw.isEmpty { return }
    self.convention = convention
    switch element.kind {
    case .personNumber: normalizePersonNumber(raw)
    case .organizationNumber: normalizeOrganizationNumber(raw)
    case .date: normalizeDate(raw)
    case .personName: normalizePersonName(raw)
    case .code(let list): normalizeCode(raw, list)
    case .personNumberType: normalizeCode(raw, PersonNumberTypes.table)
    case .organizationName: normalizeOrganizationName(raw)
    case .phone: normalizePhone(raw)
    case .address: normalizeAddress(raw)
    case .amount: normalizeAmount(raw)
    case .number: normalizeNumber(raw)
    case .coordinate: normalizeCoordinate(raw)
    case .coordinateSystem: normalizeCoordinateSystem(raw)
    case .estateCode: normalizeEstateCode(raw)
    case .parcelCode: normalizeParcelCode(raw)
    case .certificateIdentifier: normalizeCertificateIdentifier(raw)
    case .placeCode: normalizePlaceCode(raw)
    case .documentNumber: normalizeDocumentNumber(raw)
    case .share: normalizeShare(raw)
    case .text: normalizeText(raw)
    }
    // A value of which nothing is left is no value, whatever was found.
    if bytes.isEmpty { quality = .missing }
    if quality == .missing {
      bytes.removeAll(keepingCapacity: true)
      self.element = element
    }
    if issues.count > 1 { orderIssues() }
  }

  /// The detail of an issue of the last value, UTF-8.
  public func withDetail<Result>(of issue: FoundIssue, _ body: (Span<UInt8>) -> Result) -> Result {
    body(details.span.extracting(Int(issue.detailStart)..<Int(issue.detailEnd)))
  }

  /// Notes a rule that the value breaks.
  mutating func report(_ rule: Rule, _ detail: StaticString = "") {
    let start = Int32(truncatingIfNeeded: details.count)
    if detail.utf8CodeUnitCount > 0 { append(detail) }
    issues.append(
      FoundIssue(rule: rule, detailStart: start, detailEnd: Int32(truncatingIfNeeded: details.count)))
  }

  /// Notes a rule with a count in its detail: `17 位`.
  mutating func report(_ rule: Rule, count: Int, _ unit: StaticString) {
    let start = Int32(truncatingIfNeeded: details.count)
    details.append(contentsOf: String(count).utf8)
    append(unit)
    issues.append(
      FoundIssue(rule: rule, detailStart: start, detailEnd: Int32(truncatingIfNeeded: details.count)))
  }

  private mutating func append(_ detail: StaticString) {
    // SAFETY: a literal's code units live for ever, and the count is the literal's own.
    unsafe details.append(
      contentsOf: UnsafeBufferPointer(start: detail.utf8Start, count: detail.utf8CodeUnitCount))
  }

  /// Insertion sort by rule; a rule that was noted twice stays once, with its first detail.
  private mutating func orderIssues() {
    var kept = 0
    for index in issues.indices {
      let issue = issues[index]
      var place = kept
      while place > 0, issue.rule < issues[place - 1].rule { place -= 1 }
      if place > 0, issues[place - 1].rule == issue.rule { continue }
      var moving = kept
      while moving > place {
        issues[moving] = issues[moving - 1]
        moving -= 1
      }
      issues[place] = issue
      kept += 1
    }
    issues.removeLast(issues.count - kept)
  }

  /// Makes the value missing: a placeholder, or a sentinel.
  mutating func makeMissing(_ rule: Rule) {
    bytes.removeAll(keepingCapacity: true)
    quality = .missing
    report(rule)
  }

  /// Keeps the folded text as a value that is wrong by itself.
  mutating func keepFaulty() {
    bytes.removeAll(keepingCapacity: true)
    text.append(to: &bytes)
    quality = .faulty
  }

  /// Notes a writing that was understood but should be mended at the source.
  mutating func reportWriting(_ edits: TextEdits) {
    if edits.contains(.width) {
      report(.nonstandardWriting, "（全角）")
    } else if !edits.isDisjoint(with: [.outerBlanks, .innerBlanks]) {
      report(.nonstandardWriting, "（空格）")
    } else if edits.contains(.invisible) {
      report(.nonstandardWriting, "（不可见字符）")
    }
    if !edits.isDisjoint(with: [.privateUse, .privateFolded]) { report(.privateCharacter) }
    if edits.contains(.invalid) { report(.mojibake) }
  }
}
