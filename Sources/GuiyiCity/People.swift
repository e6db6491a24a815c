import GuiyiIdentifiers

/// One invented person with the values that are true.
struct Person: Sendable {
  enum Sex: Int, Sendable {
    case male = 1
    case female = 2
  }

  /// Place in the household, which also finds the values that were delivered.
  var slot: Int
  var truth: String
  var name: String
  var formerName = ""
  var sex: Sex
  var birth: Day
  var death: Day?
  /// Empty for those whose number was never given out, newborns mostly.
  var number: String
  /// A second hukou's number, where there is one.
  var secondNumber = ""
  var ethnicity: Int
  var marital: MaritalStatus
  var education: String
  var phone: String
  /// Place of an organization; -1 without work.
  var employer = -1
  var relation: Relation
  var isDotted = false

  func age(on day: Day) -> Int { birth.age(on: day) }
}

enum MaritalStatus: Int, Sendable {
  case single = 10
  case married = 20
  case widowed = 30
  case divorced = 40

  var word: String {
    switch self {
    case .single: "未婚"
    case .married: "已婚"
    case .widowed: "丧偶"
    case .divorced: "离异"
    }
  }
}

enum Relation: String, Sendable {
  case head = "户主"
  case wife = "妻"
  case husband = "夫"
  case son = "子"
  case daughter = "女"
  case father = "父"
  case mother = "母"
}

/// The people of one home; the unit that the generator streams.
struct Household: Sendable {
  var index: Int
  var number: String
  var home: Home
  var registered: Home
  /// District of the register that keeps the household.
  var registerIndex: Int
  var isFromOutside: Bool
  var members: [Person]
  var neighbourhood: Neighbourhood

  var couple: (husband: Person, wife: Person)? {
    guard members.count >= 2, members[1].relation == .wife, members[0].sex == .male else { return nil }
    return (members[0], members[1])
  }

  /// What the register of residents says of a member's place in the household.
  func relations(of member: Person) -> [RelationTruth] {
    guard let head = members.first else { return [] }
    var relations = [RelationTruth(kind: "household-of", left: member.truth, right: head.truth)]
    // Of a head who was not given a number yet there is no row.
    if head.number.isEmpty || member.truth == head.truth { return relations }
    switch member.relation {
    case .wife, .husband:
      relations.append(RelationTruth(kind: "married-to", left: head.truth, right: member.truth))
    case .son, .daughter:
      relations.append(RelationTruth(kind: "parent-of", left: head.truth, right: member.truth))
    case .father, .mother:
      relations.append(RelationTruth(kind: "parent-of", left: member.truth, right: head.truth))
    case .head: break
    }
    return relations
  }

  var children: [Person] { members.filter { $0.relation == .son || $0.relation == .daughter } }
}

/// Draws households one after the other; only the counters of given-out numbers are kept.
struct Population {
  let seed: UInt64
  let asOf: Day
  /// Organizations there are to work for.
  let organizationCount: Int
  private var sequences = SequenceAllocator(regionCount: Places.regions.count)
  private var neighbourhood: Neighbourhood
  private let surnames: SurnameDraw

  init(seed: UInt64, asOf: Day, organizationCount: Int) {
    self.seed = seed
    self.asOf = asOf
    self.organizationCount = organizationCount
    neighbourhood = Neighbourhood(seed: seed, index: 0)
    surnames = SurnameDraw()
  }

  mutating func household(_ index: Int) -> Household {
    var random = RandomStream(seed: seed, lane: .household, index: index)
    if neighbourhood.index != index / Neighbourhood.homeCount {
      neighbourhood = Neighbourhood(seed: seed, index: index / Neighbourhood.homeCount)
    }
    let home = Home(in: neighbourhood, slot: index % Neighbourhood.homeCount)
    let isFromOutside = random.chance(0.08)
    var registered = home
    var registerIndex = neighbourhood.districtIndex
    if isFromOutside {
      let origin = random.below(Places.outside.count)
      registered = Home(
        outside:
          "\(Places.outside[origin].address)\(random.pick(Places.villageFirst))村\(random.within(1...12))组\(random.within(1...80))号"
      )
      registerIndex = Places.districts.count + origin
    } else if random.chance(0.28) {
      // The hukou stayed in another part of the city.
      let other = Neighbourhood(seed: seed ^ 0xA5A5, index: random.below(1_000_000))
      registered = Home(in: other, slot: random.below(Neighbourhood.homeCount))
      registered.isHere = false
      registerIndex = other.districtIndex
    }
    var household = Household(
      index: index, number: "H\(padded(index + 1, 8))", home: home, registered: registered,
      registerIndex: registerIndex, isFromOutside: isFromOutside, members: [], neighbourhood: neighbourhood)
    fill(&household, &random)
    return household
  }

  /// Someone of no household here: a former spouse, a relative elsewhere.
  mutating func outsider(
    _ truth: String, sex: Person.Sex, birthYear: Int, slot: Int, _ random: inout RandomStream
  ) -> Person {
    let regionIndex = Places.districts.count + random.below(Places.outside.count)
    return person(
      truth, slot: slot, surname: surnames.draw(&random), sex: sex, birthYear: birthYear,
      regionIndex: regionIndex, relation: .head, &random)
  }

  // MARK: Composition

  private mutating func fill(_ household: inout Household, _ random: inout RandomStream) {
    let year = asOf.year
    let kind = random.unit()
    if kind < 0.08 {
      addHead(&household, year - random.within(20...35), .single, &random)
    } else if kind < 0.16 {
      addHead(&household, year - random.within(62...92), .widowed, &random)
    } else if kind < 0.19 {
      addHead(&household, year - random.within(28...55), .divorced, &random)
      addChildren(&household, 1, &random)
    } else if kind < 0.27 {
      addCouple(&household, year - random.within(23...34), &random)
    } else if kind < 0.41 {
      addCouple(&household, year - random.within(60...88), &random)
    } else {
      addCouple(&household, year - random.within(26...57), &random)
      addChildren(&household, kind < 0.64 ? 1 : kind < 0.92 ? 2 : 3, &random)
      if random.chance(0.16) { addGrandparents(&household, &random) }
    }
    finish(&household, &random)
  }

  private mutating func addHead(
    _ household: inout Household, _ birthYear: Int, _ marital: MaritalStatus, _ random: inout RandomStream
  ) {
    let sex: Person.Sex = random.chance(marital == .widowed ? 0.3 : 0.55) ? .male : .female
    var head = member(
      &household, surname: surnames.draw(&random), sex: sex, birthYear: birthYear, relation: .head, &random)
    head.marital = marital
    household.members.append(head)
  }

  private mutating func addCouple(
    _ household: inout Household, _ birthYear: Int, _ random: inout RandomStream
  ) {
    var husband = member(
      &household, surname: surnames.draw(&random), sex: .male, birthYear: birthYear, relation: .head, &random)
    husband.marital = .married
    household.members.append(husband)
    var wife = member(
      &household, surname: surnames.draw(&random), sex: .female, birthYear: birthYear + random.within(-3...4),
      relation: .wife, &random)
    wife.marital = .married
    household.members.append(wife)
  }

  private mutating func addChildren(
    _ household: inout Household, _ count: Int, _ random: inout RandomStream
  ) {
    guard let head = household.members.first else { return }
    let mother = household.members.count > 1 ? household.members[1] : head
    // A mixed couple's child may carry the mother's surname.
    let parent = random.chance(0.02) ? mother : head
    let surname = parent.isDotted ? surnames.draw(&random) : surnames.surname(of: parent.name)
    var birthYear = mother.birth.year + random.within(21...29)
    for number in 0..<count {
      guard birthYear <= asOf.year else { return }
      let sex: Person.Sex = random.chance(0.52) ? .male : .female
      var child = member(
        &household, surname: surname, sex: sex, birthYear: birthYear,
        relation: sex == .male ? .son : .daughter, &random)
      if child.birth > asOf + -3 { child.birth = asOf + -random.within(3...300) }
      let isTwin = number + 1 < count && random.chance(0.02)
      if sex == .male && random.chance(0.0006) { child.name = head.name }
      household.members.append(child)
      if isTwin {
        var twin = member(
          &household, surname: surname, sex: sex, birthYear: birthYear, relation: child.relation, &random)
        twin.birth = child.birth
        twin.number = ""
        twin.name = twinName(of: child.name, twin.name)
        if !child.number.isEmpty { twin.number = newNumber(twin, household.registerIndex) }
        household.members.append(twin)
        return
      }
      birthYear += random.within(1...6)
    }
  }

  private mutating func addGrandparents(_ household: inout Household, _ random: inout RandomStream) {
    guard let head = household.members.first, head.sex == .male, !head.isDotted else { return }
    let birthYear = head.birth.year - random.within(21...30)
    if random.chance(0.6) {
      var father = member(
        &household, surname: surnames.surname(of: head.name), sex: .male, birthYear: birthYear,
        relation: .father, &random)
      father.marital = .married
      household.members.append(father)
    }
    var mother = member(
      &household, surname: surnames.draw(&random), sex: .female, birthYear: birthYear + random.within(-2...4),
      relation: .mother, &random)
    mother.marital = household.members.last?.relation == .father ? .married : .widowed
    household.members.append(mother)
  }

  /// What depends on the whole household: work, phones, deaths.
  private mutating func finish(_ household: inout Household, _ random: inout RandomStream) {
    let headPhone = household.members[0].phone
    let isVillage = !household.home.isUrban
    for index in household.members.indices {
      let age = household.members[index].age(on: asOf)
      if age < 14 || (age > 70 && random.chance(0.3)) { household.members[index].phone = headPhone }
      if isVillage && random.chance(0.06) {
        household.members[index].phone = household.neighbourhood.sharedPhone
      }
      if age >= 20 && age < 60 && random.chance(0.62) {
        household.members[index].employer = Organization.employer(of: organizationCount, seed: seed, &random)
      }
      if age >= 55 && random.chance(Double(age - 50) * 0.0012) {
        household.members[index].death = asOf + -random.within(10...2500)
      } else if random.chance(0.0006) {
        household.members[index].death = asOf + -random.within(10...min(2500, max(11, age * 300 + 11)))
      }
      if random.chance(0.002), !household.members[index].number.isEmpty, age > 20 {
        household.members[index].secondNumber = newNumber(
          household.members[index], random.below(Places.districts.count))
      }
    }
  }

  // MARK: One person

  private mutating func member(
    _ household: inout Household, surname: String, sex: Person.Sex, birthYear: Int, relation: Relation,
    _ random: inout RandomStream
  ) -> Person {
    let slot = household.members.count
    // Some numbers were given out where the person lived before.
    let regionIndex =
      random.chance(0.12) ? random.below(Places.districts.count) : household.registerIndex
    return person(
      "P\(household.index + 1)-\(slot + 1)", slot: slot, surname: surname, sex: sex, birthYear: birthYear,
      regionIndex: regionIndex, relation: relation, &random)
  }

  private mutating func person(
    _ truth: String, slot: Int, surname: String, sex: Person.Sex, birthYear: Int, regionIndex: Int,
    relation: Relation, _ random: inout RandomStream
  ) -> Person {
    var birth = Day(birthYear, 1, 1) + random.below(365)
    if birth > asOf { birth = asOf + -random.within(3...200) }
    let isDotted = random.chance(0.0005)
    let ethnicity = isDotted ? 5 : drawEthnicity(&random)
    let age = birth.age(on: asOf)
    var person = Person(
      slot: slot, truth: truth, name: "", sex: sex, birth: birth, number: "", ethnicity: ethnicity,
      marital: .single, education: drawEducation(age, &random), phone: inventedPhone(&random),
      relation: relation, isDotted: isDotted)
    person.name =
      isDotted
      ? random.pick(GivenNames.dottedFirst) + "·" + random.pick(GivenNames.dottedLast)
      : surname + givenName(birthYear: birthYear, sex: sex, &random)
    if age > 18 && random.chance(0.012) && !isDotted {
      person.formerName = surname + givenName(birthYear: birthYear, sex: sex, &random)
    }
    // A newborn waits some weeks for the number.
    if birth + 60 < asOf || random.chance(0.5) { person.number = newNumber(person, regionIndex) }
    return person
  }

  private mutating func newNumber(_ person: Person, _ regionIndex: Int) -> String {
    let sequence = sequences.next(
      regionIndex: regionIndex, birth: person.birth, isMale: person.sex == .male)
    return identityNumber(region: Places.regions[regionIndex], birth: person.birth, sequence: sequence)
  }

  private func givenName(birthYear: Int, sex: Person.Sex, _ random: inout RandomStream) -> String {
    let cohort = GivenNames.cohorts.first { birthYear <= $0.untilYear } ?? GivenNames.cohorts[0]
    let characters = sex == .male ? cohort.male : cohort.female
    var name = ""
    name.append(random.chance(0.006) ? random.pick(GivenNames.rare) : random.pickSkewed(characters))
    if !random.chance(cohort.singleShare) {
      name.append(random.chance(0.008) ? random.pick(GivenNames.rare) : random.pick(characters))
    }
    return name
  }

  private func twinName(of name: String, _ other: String) -> String {
    var characters = Array(name)
    guard let last = other.last, characters.count > 1 else { return other }
    characters[characters.count - 1] = last == characters[characters.count - 1] ? "双" : last
    return String(characters)
  }

  private func drawEthnicity(_ random: inout RandomStream) -> Int {
    let u = random.unit()
    return u < 0.975 ? 1 : u < 0.993 ? 3 : u < 0.996 ? 11 : u < 0.998 ? 2 : u < 0.999 ? 8 : 6
  }

  private func drawEducation(_ age: Int, _ random: inout RandomStream) -> String {
    if age < 6 { return "" }
    if age < 12 { return "小学" }
    if age < 15 { return "初中" }
    if age < 18 { return "高中" }
    return age > 60
      ? random.pick(["小学", "小学", "初中", "文盲", "高中"])
      : random.pick(["初中", "初中", "高中", "大专", "本科", "中专", "高中", "研究生"])
  }
}

/// Draws surnames by their frequency.
struct SurnameDraw: Sendable {
  private var names: [String] = []
  /// Running sums of the weights.
  private var sums: [Int] = []

  init() {
    var sum = 0
    var isName = true
    for word in SurnameTable.text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if isName {
        names.append(String(word))
      } else {
        sum += Int(word) ?? 0
        sums.append(sum)
      }
      isName.toggle()
    }
  }

  func draw(_ random: inout RandomStream) -> String {
    let target = random.below(sums[sums.count - 1])
    var low = 0
    var high = sums.count - 1
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > target { high = middle } else { low = middle + 1 }
    }
    return names[low]
  }

  /// The surname in a full name: two characters where the table has them.
  func surname(of name: String) -> String {
    let two = String(name.prefix(2))
    return names.suffix(7).contains(two) || two == "欧阳" ? two : String(name.prefix(1))
  }
}
