import GuiyiLink

/// How people of a city are compared: what the linkage core is told about persons.
enum PersonSpecification {
  /// The comparisons by their places; the fields of `PersonFields` have the same names.
  enum Place {
    static let number = 0
    static let name = 1
    static let birth = 2
    static let sex = 3
    static let phone = 4
    static let address = 5
    static let organization = 6
    static let companion = 7
    static let identifier = 8
    static let recordedBirth = 9
    static let numberEnds = 10
    static let sameRow = 11
    static let employer = 12
  }

  /// Levels of the comparisons, as `ComparisonKind.levelNames` orders them.
  enum Level {
    static let different: UInt8 = 1
    static let numberTwoEdits: UInt8 = 3
    static let numberOneEdit: UInt8 = 4
    static let numberExact: UInt8 = 6
    static let nameOneApart: UInt8 = 2
    static let nameNear: UInt8 = 3
    static let nameSameSound: UInt8 = 4
    static let nameLostCharacter: UInt8 = 5
    static let nameExact: UInt8 = 7
    static let birthSameYear: UInt8 = 2
    static let birthTwoFields: UInt8 = 3
    static let birthOneSlip: UInt8 = 5
    static let birthExact: UInt8 = 6
    static let phoneExact: UInt8 = 4
    static let sameRoad: UInt8 = 3
    static let sameBuilding: UInt8 = 5
    static let sameRoom: UInt8 = 6
    static let exact: UInt8 = 2
  }

  /// - Parameters:
  ///   - thresholds: from which probabilities pairs are linked and reviewed.
  static func spec(thresholds: LinkThresholds) -> LinkSpec {
    var spec = LinkSpec(comparisons: comparisons, rules: rules)
    spec.thresholds = thresholds
    spec.training.agreeingPairCount = 20_000
    spec.dependences = dependences
    spec.contradictions = contradictions
    spec.requirements = requirements
    return spec
  }

  private static var comparisons: [ComparisonSpec] {
    var number = ComparisonSpec(name: "number", field: "number", kind: .editDistance)
    number.initialM = [0.02, 0.003, 0.007, 0.03, 0.01, 0.93]
    number.initialU = [0.985, 0.014, 0.0008, 0.0001, 1e-7, 1e-7]
    number.training = .mOnly
    var name = ComparisonSpec(name: "name", field: "name", kind: .hanName)
      .withTermFrequency(near: 0.5, levels: 4...7)
    name.initialM = [0.006, 0.006, 0.008, 0.012, 0.008, 0.01, 0.95]
    var birth = ComparisonSpec(name: "birth", field: "birth", kind: .date)
    birth.initialM = [0.004, 0.003, 0.004, 0.004, 0.015, 0.97]
    var sex = ComparisonSpec(name: "sex", field: "sex", kind: .exact)
    sex.initialM = [0.005, 0.995]
    var phone = ComparisonSpec(name: "phone", field: "phone", kind: .phone).withTermFrequency()
    phone.initialM = [0.25, 0.02, 0.01, 0.72]
    var address = ComparisonSpec(name: "address", field: "address", kind: .parts(.address))
      .withTermFrequency(near: 0.5, levels: 5...7)
    address.initialM = [0.15, 0.08, 0.06, 0.06, 0.05, 0.2, 0.4]
    // A person has many companions over a life: other ones say nothing, the same one much.
    var organization = ComparisonSpec(name: "organization", field: "organization", kind: .exact)
      .withTermFrequency()
    organization.initialM = [0.6, 0.4]
    var employer = ComparisonSpec(name: "employer", field: "employer", kind: .exact).withTermFrequency()
    employer.initialM = [0.4, 0.6]
    var companion = ComparisonSpec(name: "companion", field: "companion", kind: .exact).withTermFrequency()
    companion.initialM = [0.6, 0.4]
    // What a masked number still shows: six digits and four.
    var numberEnds = ComparisonSpec(name: "number-ends", field: "number-ends", kind: .exact)
    numberEnds.initialM = [0.03, 0.97]
    numberEnds.initialU = [0.99995, 0.00005]
    numberEnds.training = .none
    // One name twice in a row, in parts that one person may have; other rows of a person say nothing against it.
    var sameRow = ComparisonSpec(name: "same-row", field: "same-row", kind: .exact)
    sameRow.initialM = [0.9, 0.1]
    sameRow.initialU = [0.9999999, 0.0000001]
    sameRow.training = .none
    return [
      number, name, birth, sex, phone, address, organization, companion,
      silent("identifier", field: "sound-number", kind: .exact, isIdentifier: true),
      silent("recorded-birth", field: "recorded-birth", kind: .date, isIdentifier: false), numberEnds,
      sameRow, employer,
    ]
  }

  /// A comparison that weighs nothing: others ask for its level.
  private static func silent(
    _ name: String, field: String, kind: ComparisonKind, isIdentifier: Bool
  ) -> ComparisonSpec {
    var spec = ComparisonSpec(name: name, field: field, kind: kind)
    let levelCount = Int(kind.exactLevel)
    spec.initialM = [Double](repeating: 1 / Double(levelCount), count: levelCount)
    spec.initialU = spec.initialM
    spec.training = .none
    spec.isIdentifier = isIdentifier
    return spec
  }

  private static var rules: [BlockingRule] {
    func rule(_ name: String, _ keys: [BlockingKey]) -> BlockingRule {
      var rule = BlockingRule(name: name, keys: keys)
      rule.splitKeys = [
        BlockingKey(Place.birth), BlockingKey(Place.name), BlockingKey(Place.phone, .lastDigits(8)),
      ]
      return rule
    }
    let sound = BlockingKey(Place.name, .sound)
    // Of regions, rooms and doors there are few: the pairs of one sound in one of them grow with the square of a city. In a large
    // one they must agree on more of the site, beside what every rule asks for.
    // Community, road, compound and building.
    let site = [2, 3, 5, 6].map { BlockingKey(Place.address, .part($0)) }
    func broad(_ name: String, _ key: BlockingKey, maximum: Int, _ further: [BlockingKey]) -> BlockingRule {
      var rule = rule(name, [sound, key])
      rule.maximumBlockSize = maximum
      rule.splitKeys = [BlockingKey(Place.birth), BlockingKey(Place.phone, .lastDigits(8))] + further
      return rule
    }
    return [
      rule("number", [BlockingKey(Place.number)]),
      rule("name + birth", [sound, BlockingKey(Place.birth)]),
      rule("name + phone", [sound, BlockingKey(Place.phone, .lastDigits(8))]),
      rule("name + organization", [sound, BlockingKey(Place.organization)]),
      rule("name + employer", [sound, BlockingKey(Place.employer)]),
      rule("name + companion", [sound, BlockingKey(Place.companion)]),
      broad(
        "name + number's head", BlockingKey(Place.number, .prefix(6)), maximum: 16,
        [BlockingKey(Place.number, .prefix(10))] + site),
      rule("name + number's tail", [sound, BlockingKey(Place.number, .suffix(6))]),
      rule("name + number's ends", [sound, BlockingKey(Place.numberEnds)]),
      broad("name + room", BlockingKey(Place.address, .part(8)), maximum: 24, site),
      broad("name + door", BlockingKey(Place.address, .part(4)), maximum: 24, site),
      rule("birth + phone", [BlockingKey(Place.birth), BlockingKey(Place.phone, .lastDigits(8))]),
      rule("name + row", [sound, BlockingKey(Place.sameRow)]),
      rule("birth + companion", [BlockingKey(Place.birth), BlockingKey(Place.companion)]),
      // What sounds like nothing: a name whose rare character was lost.
      rule(
        "surname + phone", [BlockingKey(Place.name, .prefix(1)), BlockingKey(Place.phone, .lastDigits(8))]),
    ]
  }

  /// Birth date and sex stand in the number: agreeing on them again says nothing new.
  private static var dependences: [Dependence] {
    let numberEqual = LevelCondition.at(Place.number, Level.numberExact)
    let numberNear = LevelCondition.at(Place.number, Level.numberOneEdit)
    return [
      Dependence(given: numberEqual, comparison: Place.birth),
      Dependence(given: numberEqual, comparison: Place.sex),
      Dependence(given: numberNear, comparison: Place.birth, share: 0.3),
      Dependence(given: numberNear, comparison: Place.sex),
      // Whole numbers were compared already: their ends say nothing more.
      Dependence(
        given: LevelCondition(comparison: Place.number, levels: ~1), comparison: Place.numberEnds),
      // A family shares its telephone and its home.
      Dependence(
        given: .at(Place.phone, Level.phoneExact), comparison: Place.address, share: 0.4),
      // Who lives there is told by the home.
      Dependence(given: .atLeast(Place.address, Level.sameRoom), comparison: Place.companion, share: 0.3),
    ]
  }

  private static var contradictions: [Contradiction] {
    let sameNumber = LevelCondition.at(Place.number, Level.numberExact)
    let otherNumber = LevelCondition(
      comparison: Place.number, levels: ~(UInt16.max << UInt16(Level.numberOneEdit)))
    // A renamed person keeps the birth date that the row itself gives; whoever uses a relative's number does not.
    var borrowed = Contradiction(
      name: "same-number-different-person",
      conditions: [sameNumber, .at(Place.name, Level.different)])
    borrowed.exceptions = [[.at(Place.recordedBirth, Level.birthExact)]]
    let borrowedByBirth = Contradiction(
      name: "same-number-different-birth",
      conditions: [
        sameNumber, .atMost(Place.name, Level.nameOneApart),
        .atMost(Place.recordedBirth, Level.birthTwoFields),
      ])
    // Twins and other relatives share everything but the name.
    var relatives = Contradiction(
      name: "different-name", conditions: [otherNumber, .atMost(Place.name, Level.nameOneApart)])
    relatives.isReported = false
    // Father and son of one name share everything but the birth date.
    var generations = Contradiction(
      name: "different-birth", conditions: [otherNumber, .atMost(Place.birth, Level.birthSameYear)])
    generations.isReported = false
    return [borrowed, borrowedByBirth, relatives, generations]
  }

  /// A name and a birth date alone are no key in a city of millions.
  private static var requirements: [EvidenceRequirement] {
    let name = LevelCondition.atLeast(Place.name, Level.nameSameSound)
    let wholeName = LevelCondition.atLeast(Place.name, Level.nameLostCharacter)
    let birth = LevelCondition.atLeast(Place.birth, Level.birthOneSlip)
    let organization = LevelCondition.at(Place.organization, Level.exact)
    let employer = LevelCondition.at(Place.employer, Level.exact)
    let companion = LevelCondition.at(Place.companion, Level.exact)
    let phone = LevelCondition.at(Place.phone, Level.phoneExact)
    return [
      [.at(Place.number, Level.numberExact)],
      [.atLeast(Place.number, Level.numberOneEdit), .atLeast(Place.name, Level.nameNear)],
      [.atLeast(Place.number, Level.numberTwoEdits), name, birth],
      [.at(Place.numberEnds, Level.exact), wholeName],
      // … but a rare name with a birth date is one, and how rare a name must be grows with the city.
      EvidenceRequirement([wholeName, birth], minimumBits: 10),
      [name, birth, phone],
      [name, birth, .atLeast(Place.address, Level.sameRoad)],
      [name, birth, organization],
      [name, birth, employer],
      [name, birth, companion],
      [wholeName, organization],
      [wholeName, employer],
      [wholeName, companion],
      [wholeName, .at(Place.sameRow, Level.exact)],
      [wholeName, phone],
      [name, phone, .atLeast(Place.address, Level.sameBuilding)],
      [wholeName, .atLeast(Place.address, Level.sameRoom)],
    ]
  }
}
