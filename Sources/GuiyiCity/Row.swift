import GuiyiIdentifiers

/// Whose record a row holds under one (subject, role).
struct RecordTruth {
  var subject: String
  var role: String
  /// Empty where the row names nobody under this role.
  var truth: String

  static func person(_ person: Person?, role: String = "") -> RecordTruth {
    RecordTruth(subject: "person", role: role, truth: person?.truth ?? "")
  }

  static func organization(_ organization: Organization?, role: String = "") -> RecordTruth {
    RecordTruth(subject: "organization", role: role, truth: organization?.truth ?? "")
  }

  static func other(_ subject: String, _ truth: String, role: String = "") -> RecordTruth {
    RecordTruth(subject: subject, role: role, truth: truth)
  }
}

/// Two subjects of a row and how they belong together.
struct RelationTruth {
  var kind: String
  var left: String
  var right: String
  /// A divorce ends a marriage; both are written in one register.
  var hasEnded = false

  /// What the parts of a row's subjects say.
  static func stated(by records: [RecordTruth]) -> [RelationTruth] {
    records.flatMap { left in
      records.compactMap { right -> RelationTruth? in
        guard !left.truth.isEmpty, !right.truth.isEmpty, left.truth != right.truth else { return nil }
        return kind(left, right).map { RelationTruth(kind: $0, left: left.truth, right: right.truth) }
      }
    }
  }

  private static func kind(_ left: RecordTruth, _ right: RecordTruth) -> String? {
    let isMain = right.role.isEmpty || right.role == "newborn"
    switch (left.subject, left.role, right.subject) {
    case ("person", "mother", "person") where isMain: return "mother-of"
    case ("person", "father", "person") where isMain: return "father-of"
    case ("person", "guardian", "person") where isMain: return "guardian-of"
    case ("person", "relative", "person") where isMain: return "relative-of"
    case ("person", "householder", "person") where isMain: return "householder-of"
    case ("person", "legal-representative", "organization") where isMain: return "legal-representative-of"
    case ("person", "", "organization") where right.role == "employer": return "employed-by"
    case ("organization", "predecessor", "organization") where isMain: return "predecessor-of"
    case ("person", "holder", "estate"), ("person", "holder", "certificate"): return "holder-of"
    case ("person", "", "credit"), ("organization", "", "credit"): return "subject-of"
    default: return nil
    }
  }
}

/// The row under construction: cells from left to right, each by a method that knows its dirt.
///
/// One object serves all rows; `begin` empties it.
final class Row {
  var feed: Feed
  var file: FeedFile
  var random: RandomStream
  var cells: [String] = []
  var defects: [PlantedDefect] = []
  /// Roles under which the row gives the right valid number.
  var rolesWithOwnNumber: [String] = []
  /// Elements that a row delivered rightly, by slot of the household.
  var delivered: [UInt8] = []
  /// People of other households met before; their numbers serve as wrong ones.
  var strangers: [Person] = []
  /// Relatives whose number may stand in the place of one's own.
  var relatives: [Person] = []
  let asOf: Day
  let encoding: ChineseEncoding
  let hidesNumbers: Bool

  enum Delivered {
    static let name: UInt8 = 1
    static let sex: UInt8 = 2
    static let birth: UInt8 = 4
    static let number: UInt8 = 8
    static let ethnicity: UInt8 = 16
  }

  init(feed: Feed, file: FeedFile, asOf: Day, encoding: ChineseEncoding, hidesNumbers: Bool) {
    self.feed = feed
    self.file = file
    self.asOf = asOf
    self.encoding = encoding
    self.hidesNumbers = hidesNumbers
    random = RandomStream(seed: 0, lane: .rows, index: 0)
  }

  func begin(_ feed: Feed, file index: Int, random: RandomStream) {
    self.feed = feed
    file = feed.files[index]
    self.random = random
    cells.removeAll(keepingCapacity: true)
    defects.removeAll(keepingCapacity: true)
    rolesWithOwnNumber.removeAll(keepingCapacity: true)
  }

  /// Whether the row puts a relation on record: a credit item needs its subject's number, and a name is not enough.
  func allows(_ relation: RelationTruth) -> Bool {
    relation.kind != "subject-of" || rolesWithOwnNumber.contains("")
      || defects.contains { $0.kind == .oldTaxNumber || $0.kind == .creditCodeConfusion }
  }

  /// The catalog's word on the cell to be added next.
  var isRequired: Bool { feed.definition.items[cells.count].isRequired }
  var role: String { feed.definition.items[cells.count].role }
  var dirt: Dirtiness { feed.definition.dirt }

  func plant(_ kind: DefectKind, _ value: String) {
    // Nobody can call a value wrong of which the catalog does not say what it means.
    let isMapped = !feed.definition.items[cells.count].element.isEmpty
    defects.append(
      PlantedDefect(
        column: cells.count, kind: isMapped || kind == .missing ? kind : .otherValue, value: value))
  }

  // MARK: Plain cells

  func plain(_ text: String) { cells.append(text) }

  func skip(_ count: Int = 1) { for _ in 0..<count { cells.append("") } }

  /// A value that a required column now and then lacks.
  func required(_ text: String, missing rate: Double = 0.004) {
    if random.chance(rate) {
      if isRequired { plant(.missing, "") }
      cells.append("")
    } else {
      cells.append(text)
    }
  }

  /// Whether one of the sorted rates comes true; at most one dirt falls on a cell.
  func draw(_ rates: [(DefectKind, Double)], scale: Double) -> DefectKind? {
    var u = random.unit()
    for (kind, rate) in rates {
      u -= rate * scale
      if u < 0 { return kind }
    }
    return nil
  }

  // MARK: Dates

  private static let dateRates: [(DefectKind, Double)] = [(.date, 0.0015), (.futureDate, 0.0004)]

  /// Any date but a birth date; nil leaves the cell empty.
  ///
  /// - Parameter mayLieAhead: whether something is valid until then, so that a day to come is no defect.
  func date(_ day: Day?, mayLieAhead: Bool = false) {
    guard let day else { return cells.append("") }
    if let kind = draw(Self.dateRates, scale: dirt.dates) {
      return spoiltDate(day, kind, isPlanted: !(mayLieAhead && kind == .futureDate))
    }
    cells.append(file.dateStyle.write(day))
  }

  /// A date that people write for "for ever".
  func endlessDate() {
    let value = file.dateStyle == .serial ? "2958465" : file.dateStyle.write(year: 9999, month: 12, day: 31)
    plant(.sentinelDate, value)
    cells.append(value)
  }

  /// The day the row was collected, inside the resource's own window.
  func collectedOn() {
    let day = Day(1970, 1, 1) + random.within(feed.definition.collected)
    cells.append(file.dateStyle.write(day))
  }

  func birthDate(_ person: Person) {
    let scale = dirt.dates
    let rates: [(DefectKind, Double)] = [
      (.birthMismatch, 0.004), (.date, 0.0015), (.sentinelDate, 0.001), (.futureDate, 0.0004),
    ]
    guard let kind = draw(rates, scale: scale) else {
      deliver(person, Delivered.birth)
      return cells.append(file.dateStyle.write(person.birth))
    }
    if kind == .birthMismatch {
      // A lunar birthday, or a slip by days.
      var other = person.birth + random.pick([-31, -30, -29, -10, -1, 1, 10, 365])
      if other > asOf + -1 { other = person.birth + -10 }
      let value = file.dateStyle.write(other)
      plant(isNumberless(person) ? .otherValue : .birthMismatch, value)
      return cells.append(value)
    }
    spoiltDate(person.birth, kind)
  }

  private func spoiltDate(_ day: Day, _ kind: DefectKind, isPlanted: Bool = true) {
    let (y, m, d) = (day.year, day.month, day.day)
    let style = file.dateStyle == .serial ? DateStyle.iso : file.dateStyle
    let value =
      switch kind {
      case .date:
        switch random.below(4) {
        case 0: style.write(year: y, month: 13, day: d)
        case 1: style.write(year: y, month: 2, day: 30)
        case 2: style.write(year: y, month: 0, day: d)
        default: style.write(year: y, month: m, day: 32)
        }
      case .futureDate: style.write(year: asOf.year + random.within(2...40), month: m, day: min(d, 28))
      default:
        random.chance(0.5)
          ? style.write(year: 1900, month: 1, day: 1) : style.write(year: 1899, month: 12, day: 30)
      }
    if isPlanted { plant(kind, value) }
    cells.append(value)
  }

  // MARK: Codes

  func deliver(_ person: Person, _ flag: UInt8) {
    if hidesNumbers && flag == Delivered.number { return }
    if person.slot < delivered.count { delivered[person.slot] |= flag }
  }
}
