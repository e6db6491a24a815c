import GuiyiColumns
import GuiyiModel
import GuiyiRecords

/// The people and bodies that stand beside a record in its row, as values to compare.
///
/// Two records of the legal representative of one body, or of the mother of one child, are most likely one person even
/// without a number. A companion is named by the strongest key that it has.
struct Companions {
  private var draft: FieldDraft
  private let naming: CompanionNaming
  private let names: [UInt32]
  /// Of the value that is being added.
  private var bytes: [UInt8] = []
  /// By `CompanionNaming.Kind`.
  private var known = [KnownNumbers](repeating: KnownNumbers(), count: CompanionNaming.Kind.allCases.count)

  private init(name: String, recordCount: Int, naming: CompanionNaming, names: [UInt32]) {
    draft = FieldDraft(name: name, recordCount: recordCount)
    self.naming = naming
    self.names = names
  }

  /// For every person record: the people that its row ties it to, and the names of those who live with it.
  static func people(
    city: CityRecords, tables: [ResourceTable], naming: CompanionNaming,
    namesAtHome: [(record: UInt32, name: UInt32)]
  ) -> FieldDraft {
    let records = city[.person]
    var companions = Companions(
      name: "companion", recordCount: records.count, naming: naming,
      names: records.column(.personName, atLeast: .sound))
    for (resource, groups) in city.groups.enumerated() {
      for (main, mainGroup) in groups.enumerated() where mainGroup.subject == .person {
        for (other, otherGroup) in groups.enumerated() where otherGroup.subject == .person && other != main {
          guard Tie(of: mainGroup.part, to: otherGroup.part) != nil else { continue }
          companions.add(
            city.recordOfRow[resource][other], to: city.recordOfRow[resource][main],
            repeatOf: tables[resource].repeatOf)
        }
      }
    }
    for one in namesAtHome { companions.addName(one.name, to: one.record) }
    return companions.draft
  }

  /// For every person record: the bodies that its row ties it to, by their entity; those it works for in a field of their own.
  ///
  /// Whoever leads one body may work for another one: only bodies of one kind of part can agree or differ.
  static func organizations(
    city: CityRecords, tables: [ResourceTable], entityOfOrganization: [UInt32]
  ) -> [FieldDraft] {
    let records = city[.person]
    var led = FieldDraft(name: "organization", recordCount: records.count)
    var employers = FieldDraft(name: "employer", recordCount: records.count)
    var bytes: [UInt8] = []
    for (resource, groups) in city.groups.enumerated() {
      for (person, personGroup) in groups.enumerated() where personGroup.subject == .person {
        for (body, bodyGroup) in groups.enumerated() where bodyGroup.subject == .organization {
          let people = city.recordOfRow[resource][person]
          let bodies = city.recordOfRow[resource][body]
          // The part a person has in a body: its representative in one register is not its employee in another.
          let part = Self.partInBody(personGroup.part.isEmpty ? bodyGroup.part : personGroup.part)
          for row in 0..<tables[resource].rowCount
          where people[row] != CityRecords.noRecord && bodies[row] != CityRecords.noRecord
            && tables[resource].repeatOf[row] == ResourceTable.notARepeat
          {
            bytes.removeAll(keepingCapacity: true)
            bytes.append(contentsOf: part.utf8)
            bytes.append(0x1F)
            appendNumber(entityOfOrganization[Int(bodies[row])], to: &bytes)
            if part == "employer" {
              employers.add(employers.dictionary.intern(bytes.span), to: Int(people[row]))
            } else {
              led.add(led.dictionary.intern(bytes.span), to: Int(people[row]))
            }
          }
        }
      }
    }
    return [led, employers]
  }

  /// A part in a body as it is compared: those who found and lead it are few, and mostly the same.
  private static func partInBody(_ part: String) -> String {
    part == "shareholder" ? "legal-representative" : part
  }

  /// For every person record the sex that its part in the row tells: 1 a man, 2 a woman, 0 nothing.
  static func sexesByPart(city: CityRecords, tables: [ResourceTable]) -> [UInt8] {
    var sexes = [UInt8](repeating: 0, count: city[.person].count)
    for (resource, groups) in city.groups.enumerated() {
      for (place, group) in groups.enumerated() where group.subject == .person {
        let sex: UInt8
        switch group.part {
        case "husband", "father": sex = 1
        case "wife", "mother": sex = 2
        default: continue
        }
        for record in city.recordOfRow[resource][place] where record != CityRecords.noRecord {
          sexes[Int(record)] = sex
        }
      }
    }
    return sexes
  }

  /// For every person record: a value that it shares with the record of its row that seems to be the same person.
  ///
  /// The head of a household is listed as its member, an applicant is the representative: one person in two parts, of
  /// whom one part has no number. Parents, children and spouses are never the person they stand beside.
  static func samePerson(city: CityRecords, tables: [ResourceTable]) -> FieldDraft {
    let records = city[.person]
    let names = records.column(.personName, atLeast: .doubtful)
    let soundNumbers = records.column(.personNumber, atLeast: .sound)
    var draft = FieldDraft(name: "same-row", recordCount: records.count)
    var bytes: [UInt8] = []
    for (resource, groups) in city.groups.enumerated() {
      for (main, mainGroup) in groups.enumerated() where mainGroup.subject == .person {
        for (other, otherGroup) in groups.enumerated().dropFirst(main + 1) where otherGroup.subject == .person
        {
          let tie = Tie(of: mainGroup.part, to: otherGroup.part)
          guard tie == nil || tie == .householdOf else { continue }
          let mains = city.recordOfRow[resource][main]
          let others = city.recordOfRow[resource][other]
          for row in 0..<tables[resource].rowCount
          where mains[row] != CityRecords.noRecord && others[row] != CityRecords.noRecord
            && tables[resource].repeatOf[row] == ResourceTable.notARepeat
          {
            let (a, b) = (Int(mains[row]), Int(others[row]))
            guard names[a] != 0, names[a] == names[b], soundNumbers[a] == 0 || soundNumbers[b] == 0 else {
              continue
            }
            bytes.removeAll(keepingCapacity: true)
            appendNumber(mains[row], to: &bytes)
            let value = draft.dictionary.intern(bytes.span)
            draft.add(value, to: a)
            draft.add(value, to: b)
          }
        }
      }
    }
    return draft
  }

  /// For every record of a row's person whose part has no address of its own: the records of its family that have one.
  ///
  /// Father and son of one name are not lent each other's home: nothing would keep them apart there.
  static func homes(
    city: CityRecords, tables: [ResourceTable], _ body: (_ companion: Int, _ record: Int) -> Void
  ) {
    func hasAddress(_ group: RecordGroup) -> Bool {
      group.columns.contains {
        $0.element == .personResidenceAddress || $0.element == .personRegisteredAddress
      }
    }
    let names = city[.person].column(.personName, atLeast: .faulty)
    pairs(city: city, tables: tables) { group, other in
      group.subject == .person && other.subject == .person && !hasAddress(group) && hasAddress(other)
        && Tie(of: group.part, to: other.part) != nil
    } body: { record, companion in
      if names[companion] != names[record] { body(companion, record) }
    }
  }

  /// For every record of a person: the records of the estate that its row says it holds.
  static func estates(
    city: CityRecords, tables: [ResourceTable], _ body: (_ estate: Int, _ record: Int) -> Void
  ) {
    pairs(city: city, tables: tables) { group, other in
      group.subject == .person && other.subject == .estate
        && other.columns.contains { $0.element == .estateAddress }
    } body: { record, estate in
      body(estate, record)
    }
  }

  /// The records of two groups that fit each other, row by row.
  private static func pairs(
    city: CityRecords, tables: [ResourceTable], fit: (RecordGroup, RecordGroup) -> Bool,
    body: (_ record: Int, _ other: Int) -> Void
  ) {
    for (resource, groups) in city.groups.enumerated() {
      for (main, group) in groups.enumerated() {
        for (other, otherGroup) in groups.enumerated() where other != main && fit(group, otherGroup) {
          let mains = city.recordOfRow[resource][main]
          let others = city.recordOfRow[resource][other]
          for row in 0..<tables[resource].rowCount
          where mains[row] != CityRecords.noRecord && others[row] != CityRecords.noRecord
            && tables[resource].repeatOf[row] == ResourceTable.notARepeat
          {
            body(Int(mains[row]), Int(others[row]))
          }
        }
      }
    }
  }

  /// Adds those of a group to those of another that stand in the same row; records lie in another order than rows.
  private mutating func add(_ others: [UInt32], to mains: [UInt32], repeatOf: [UInt32]) {
    for row in repeatOf.indices {
      let ahead = row + 16
      if ahead < repeatOf.count && mains[ahead] != CityRecords.noRecord
        && others[ahead] != CityRecords.noRecord
      {
        draft.fetch(Int(mains[ahead]))
        names.span.fetch(Int(mains[ahead]))
        names.span.fetch(Int(others[ahead]))
        naming.fetch(Int(others[ahead]))
      }
      if mains[row] != CityRecords.noRecord && others[row] != CityRecords.noRecord
        && repeatOf[row] == ResourceTable.notARepeat
      {
        add(others[row], to: mains[row])
      }
    }
  }

  private mutating func add(_ companion: UInt32, to record: UInt32) {
    let companion = Int(companion)
    if let (kind, number) = naming.name(of: companion) { add(kind, number, to: record) }
    // Two names that stand side by side in two rows are mostly the same two people.
    if names[companion] != 0, names[companion] != names[Int(record)] {
      addName(names[companion], to: record)
    }
  }

  private mutating func addName(_ name: UInt32, to record: UInt32) { add(.name, name, to: record) }

  /// Adds what a companion is called; known numbers are looked up, since there are several for each row of a city.
  private mutating func add(_ kind: CompanionNaming.Kind, _ number: UInt32, to record: UInt32) {
    var value = known[kind.rawValue][number]
    if value == 0 {
      bytes.removeAll(keepingCapacity: true)
      bytes.append(kind.letter)
      appendNumber(number, to: &bytes)
      value = draft.number(ofNew: bytes)
      known[kind.rawValue][number] = value
    }
    draft.add(value, to: Int(record))
  }
}

/// The values that numbers from 0 on were given.
private struct KnownNumbers {
  private var values: [UInt32] = []

  /// 0 where a number has none yet.
  subscript(_ number: UInt32) -> UInt32 {
    get { Int(number) < values.count ? values[Int(number)] : 0 }
    set {
      let place = Int(number)
      if place >= values.count {
        values.append(contentsOf: repeatElement(0, count: max(place + 1, values.count * 2) - values.count))
      }
      values[place] = newValue
    }
  }
}

/// How one person of a row belongs to another; the same for all roles that mean the same.
enum Tie {
  case parentOf, childOf, spouseOf, householdOf

  private static let elders: Set<String> = ["guardian", "mother", "father", "parent"]
  private static let children: Set<String> = ["", "child", "newborn", "student"]
  private static let heads: Set<String> = ["householder"]
  private static let spouses: Set<String> = ["husband", "wife", "spouse"]

  init?(of role: String, to other: String) {
    if Self.elders.contains(role), Self.elders.contains(other) {
      // Father and mother of one child, or its two guardians.
      self = .spouseOf
    } else if Self.elders.contains(role), Self.children.contains(other) {
      self = .parentOf
    } else if Self.elders.contains(other), Self.children.contains(role) {
      self = .childOf
    } else if Self.spouses.contains(role) || Self.spouses.contains(other) {
      self = .spouseOf
    } else if Self.heads.contains(role) || Self.heads.contains(other) {
      self = .householdOf
    } else {
      return nil
    }
  }
}

/// What a companion is called: the same for two records that surely are one person.
///
/// How the two belong together is left out: the father in a register of births is the head of the household in a list of
/// benefits, and whoever stands beside one person under one name is one.
enum CompanionNaming {
  /// Per person record: the number's id where it is sound, else an id for its name together with its birth date.
  case records(soundNumbers: [UInt32], keys: [UInt32])
  /// Per person record: the entity that an earlier round found.
  case entities([UInt32])

  /// What a number of a companion is a number of.
  enum Kind: Int, CaseIterable {
    case number, nameAndBirth, entity, name

    /// What its values begin with: those of different kinds are never the same.
    var letter: UInt8 {
      switch self {
      case .number: UInt8(ascii: "n")
      case .nameAndBirth: UInt8(ascii: "k")
      case .entity: UInt8(ascii: "e")
      case .name: UInt8(ascii: "m")
      }
    }
  }

  /// Begins to bring what a companion is named by into the caches.
  func fetch(_ companion: Int) {
    switch self {
    case .records(let soundNumbers, _): soundNumbers.span.fetch(companion)
    case .entities(let entities): entities.span.fetch(companion)
    }
  }

  func name(of companion: Int) -> (kind: Kind, number: UInt32)? {
    switch self {
    case .records(let soundNumbers, let keys):
      if soundNumbers[companion] != 0 { return (.number, soundNumbers[companion]) }
      return keys[companion] == 0 ? nil : (.nameAndBirth, keys[companion])
    case .entities(let entities): return (.entity, entities[companion])
    }
  }
}

private func appendNumber(_ number: UInt32, to bytes: inout [UInt8]) {
  for shift in [UInt32(24), 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: number &>> shift)) }
}
