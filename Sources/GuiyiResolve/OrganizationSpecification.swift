import GuiyiLink

/// How organizations of a city are compared: what the linkage core is told about them.
enum OrganizationSpecification {
  /// The comparisons by their places; the fields of `OrganizationFields` have the same names.
  enum Place {
    static let code = 0
    static let bodyCode = 1
    static let name = 2
    static let representative = 3
    static let address = 4
    static let phone = 5
    static let registration = 6
    static let identifier = 7
  }

  /// Levels of the comparisons, as `ComparisonKind.levelNames` orders them.
  enum Level {
    static let different: UInt8 = 1
    static let codeOneEdit: UInt8 = 4
    static let codeExact: UInt8 = 6
    static let branch: UInt8 = 2
    static let conflict: UInt8 = 3
    static let similarStem: UInt8 = 4
    static let sameStem: UInt8 = 5
    static let sameName: UInt8 = 6
    static let personSameSound: UInt8 = 4
    static let sameTown: UInt8 = 2
    static let sameRoad: UInt8 = 3
    static let sameCompound: UInt8 = 4
    static let phoneExact: UInt8 = 4
    static let exact: UInt8 = 2
  }

  static func spec(thresholds: LinkThresholds) -> LinkSpec {
    var spec = LinkSpec(comparisons: comparisons, rules: rules)
    spec.thresholds = thresholds
    spec.training.agreeingPairCount = 20_000
    spec.dependences = [
      // The organization code is part of the credit code.
      Dependence(given: .at(Place.code, Level.codeExact), comparison: Place.bodyCode),
      Dependence(given: .at(Place.code, Level.codeOneEdit), comparison: Place.bodyCode, share: 0.2),
    ]
    spec.contradictions = contradictions
    spec.requirements = requirements
    return spec
  }

  private static var comparisons: [ComparisonSpec] {
    var code = ComparisonSpec(name: "code", field: "code", kind: .editDistance)
    code.initialM = [0.03, 0.005, 0.005, 0.02, 0.01, 0.93]
    code.initialU = [0.98, 0.018, 0.001, 0.0001, 1e-7, 1e-6]
    code.training = .mOnly
    var bodyCode = ComparisonSpec(name: "body-code", field: "body-code", kind: .exact)
    bodyCode.initialM = [0.03, 0.97]
    bodyCode.initialU = [0.999999, 1e-6]
    bodyCode.training = .mOnly
    var name = ComparisonSpec(name: "name", field: "name", kind: .parts(.organizationName))
      .withTermFrequency(near: 0.7, levels: 5...7)
    name.initialM = [0.03, 0.005, 0.01, 0.02, 0.05, 0.2, 0.685]
    var representative = ComparisonSpec(name: "representative", field: "representative", kind: .hanName)
      .withTermFrequency(near: 0.5, levels: 4...7)
    representative.initialM = [0.08, 0.005, 0.005, 0.01, 0.01, 0.01, 0.88]
    var address = ComparisonSpec(name: "address", field: "address", kind: .parts(.address))
      .withTermFrequency(near: 0.5, levels: 5...7)
    address.initialM = [0.1, 0.08, 0.07, 0.1, 0.1, 0.2, 0.35]
    var phone = ComparisonSpec(name: "phone", field: "phone", kind: .phone).withTermFrequency()
    phone.initialM = [0.2, 0.02, 0.03, 0.75]
    var registration = ComparisonSpec(name: "registration", field: "registration", kind: .exact)
    registration.initialM = [0.05, 0.95]
    registration.initialU = [0.99999, 1e-5]
    registration.training = .mOnly
    var identifier = ComparisonSpec(name: "identifier", field: "sound-code", kind: .exact)
    identifier.initialM = [0.5, 0.5]
    identifier.initialU = [0.5, 0.5]
    identifier.training = .none
    identifier.isIdentifier = true
    return [code, bodyCode, name, representative, address, phone, registration, identifier]
  }

  private static var rules: [BlockingRule] {
    func rule(_ name: String, _ keys: [BlockingKey]) -> BlockingRule {
      var rule = BlockingRule(name: name, keys: keys)
      rule.splitKeys = [
        BlockingKey(Place.name), BlockingKey(Place.representative, .sound), BlockingKey(Place.code),
      ]
      return rule
    }
    return [
      rule("code", [BlockingKey(Place.code)]),
      rule("body code", [BlockingKey(Place.bodyCode)]),
      rule("registration", [BlockingKey(Place.registration)]),
      rule("name", [BlockingKey(Place.name)]),
      rule("stem", [BlockingKey(Place.name, .part(1))]),
      rule("code near", [BlockingKey(Place.code, .deletions)]),
      rule(
        "representative + room",
        [BlockingKey(Place.representative, .sound), BlockingKey(Place.address, .part(8))]),
      rule(
        "representative + phone",
        [BlockingKey(Place.representative, .sound), BlockingKey(Place.phone, .lastDigits(8))]),
    ]
  }

  private static var contradictions: [Contradiction] {
    let sameCode = LevelCondition.at(Place.code, Level.codeExact)
    let otherCode = LevelCondition(
      comparison: Place.code, levels: ~(UInt16.max << UInt16(Level.codeOneEdit)))
    let otherBodyCode = LevelCondition(comparison: Place.bodyCode, levels: 0b011)
    let otherRegistration = LevelCondition(comparison: Place.registration, levels: 0b011)
    // A branch has a code of its own; where it shows its parent's, the row is wrong and the two stay apart.
    let borrowed = Contradiction(
      name: "branch-with-parents-code", conditions: [sameCode, .at(Place.name, Level.branch)])
    var branch = Contradiction(
      name: "branch-and-parent", conditions: [otherCode, .at(Place.name, Level.branch)])
    branch.isReported = false
    let stranger = Contradiction(
      name: "same-code-different-body",
      conditions: [
        sameCode, .at(Place.name, Level.different), .at(Place.representative, Level.different),
        .atMost(Place.address, Level.sameTown),
      ])
    var otherName = Contradiction(
      name: "different-name",
      conditions: [otherCode, otherBodyCode, otherRegistration, .atMost(Place.name, Level.conflict)])
    otherName.isReported = false
    return [borrowed, branch, stranger, otherName]
  }

  private static var requirements: [EvidenceRequirement] {
    let representative = LevelCondition.atLeast(Place.representative, Level.personSameSound)
    return [
      [.at(Place.code, Level.codeExact)],
      [.at(Place.bodyCode, Level.exact)],
      [.at(Place.registration, Level.exact)],
      [.atLeast(Place.code, Level.codeOneEdit), .atLeast(Place.name, Level.similarStem)],
      [.atLeast(Place.name, Level.sameName)],
      [.atLeast(Place.name, Level.similarStem), representative, .atLeast(Place.address, Level.sameRoad)],
      [.atLeast(Place.name, Level.sameStem), representative],
      [.atLeast(Place.name, Level.sameStem), .at(Place.phone, Level.phoneExact)],
      [.atLeast(Place.name, Level.sameStem), .atLeast(Place.address, Level.sameCompound)],
    ]
  }
}
