/// What kinds of identifiers there are.
public enum IdentifierKind: UInt8, Sendable, CaseIterable {
  case unrecognized
  case identityNumber, unifiedCode, organizationCode, registrationNumber, taxNumber
  case estateUnitCode, parcelCode, certificateIdentifier, disabilityNumber, pupilNumber
  case chinesePassport, passport, hongKongMacaoPermit, taiwanPermit, exitPermit, birthCertificate
  case permanentResidenceCard

  /// The stable name: `unified-code`.
  public var name: String { Self.names[Int(rawValue)].0 }
  /// The name in Chinese.
  public var chineseName: String { Self.names[Int(rawValue)].1 }

  private static let names = [
    ("unrecognized", "无法识别"), ("identity-number", "公民身份号码"), ("unified-code", "统一社会信用代码"),
    ("organization-code", "组织机构代码"), ("registration-number", "工商注册号"), ("tax-number", "税务登记号"),
    ("estate-unit-code", "不动产单元代码"), ("parcel-code", "宗地代码"), ("certificate-identifier", "电子证照标识"),
    ("disability-number", "残疾人证号"), ("pupil-number", "学籍号"), ("chinese-passport", "中国护照"),
    ("passport", "护照"), ("hong-kong-macao-permit", "港澳居民来往内地通行证"), ("taiwan-permit", "台湾居民来往大陆通行证"),
    ("exit-permit", "往来港澳台通行证"), ("birth-certificate", "出生医学证明"), ("permanent-residence-card", "外国人永久居留证"),
  ]

  init(_ kind: TravelDocument.Kind) {
    self =
      switch kind {
      case .chinesePassport: .chinesePassport
      case .passport: .passport
      case .hongKongMacaoPermit: .hongKongMacaoPermit
      case .taiwanPermit: .taiwanPermit
      case .exitPermit: .exitPermit
      case .birthCertificate: .birthCertificate
      case .permanentResidenceCard: .permanentResidenceCard
      }
  }
}

/// Where a value was found; it decides between kinds that look alike.
public enum IdentifierHint: UInt8, Sendable {
  /// Nothing is known of the column.
  case any
  /// Numbers of people.
  case person
  /// Numbers of organizations, of individual businesses and their operators too.
  case organization
  /// Parcels and real-estate units.
  case estate
  /// Electronic certificates.
  case certificate
}

/// What a cell holds, told from its form, its checks and where it was found.
public struct RecognizedIdentifier: Sendable {
  public let kind: IdentifierKind
  /// Everything found, errors first; with an error, the kind is the one the value comes closest to.
  public let reasons: IdentifierReasons
  /// What was folded to read the value.
  public let edits: IdentifierEdits
  /// The normal form: folded, and a right identity number of 15 digits brought to 18; no error is repaired.
  ///
  /// Empty where the value cannot be read, and for certificates, whose folded writing is their normal form.
  public let text: IdentifierText
  /// The identity number that the value is, or that a disability, pupil's or tax number holds.
  ///
  /// With an error among the reasons it is only what the digits spell; its check character is computed.
  public let identity: IdentityNumber?

  init(
    kind: IdentifierKind, reasons: IdentifierReasons, edits: IdentifierEdits,
    text: IdentifierText = IdentifierText(), identity: IdentityNumber? = nil
  ) {
    self.kind = kind
    self.reasons = reasons
    self.edits = edits
    self.text = text
    self.identity = identity
  }

  /// Whether the value is an identifier without an error.
  public var isValid: Bool { kind != .unrecognized && reasons.allowUse }

  /// The USCC, where the value is one.
  public var unifiedCode: UnifiedCode? {
    kind == .unifiedCode && !text.isEmpty ? UnifiedCode(text: text) : nil
  }

  /// The organization code that the value is, or that a USCC or a tax number holds: what these three compare on.
  public var organizationCode: OrganizationCode? {
    switch (kind, text.count) {
    case (.unifiedCode, 18): OrganizationCode(text: text.slice(8..<17))
    case (.organizationCode, 9): OrganizationCode(text: text)
    case (.taxNumber, 15): OrganizationCode(text: text.slice(6..<15))
    default: nil
    }
  }

  /// The part that stays the same when the document is renewed: compare on this.
  public var key: IdentifierText {
    switch kind {
    case .hongKongMacaoPermit: text.slice(0..<9)
    case .taiwanPermit: text.slice(0..<8)
    case .disabilityNumber: identity?.text ?? text
    default: text
    }
  }
}

extension RecognizedIdentifier {
  /// The result of one check. A right value comes in its normal form, a wrong one as it was written and folded.
  init<Value>(
    _ kind: IdentifierKind, _ check: IdentifierCheck<Value>, _ written: Span<UInt8>,
    normal: IdentifierText? = nil, identity: IdentityNumber? = nil
  ) {
    let isReadable = check.reading != nil && written.count <= IdentifierText.capacity
    self.init(
      kind: kind, reasons: check.reasons, edits: check.edits,
      text: isReadable ? (check.isValid ? normal : nil) ?? IdentifierText(written) : IdentifierText(),
      identity: identity)
  }

  init(_ check: IdentifierCheck<IdentityNumber>, _ written: Span<UInt8>) {
    self.init(.identityNumber, check, written, normal: check.reading?.text, identity: check.reading)
  }

  init(_ check: IdentifierCheck<TravelDocument>, _ written: Span<UInt8>) {
    self.init(check.reading.map { IdentifierKind($0.kind) } ?? .unrecognized, check, written)
  }

  init(_ check: IdentifierCheck<TaxNumber>, _ written: Span<UInt8>) {
    self.init(.taxNumber, check, written, identity: check.reading?.identity)
  }
}
