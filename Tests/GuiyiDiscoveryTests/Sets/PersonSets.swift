import GuiyiTesting

/// Households of two census lists, without dates of birth: ages a year or two off, spellings of the time, short forms.
func censusSet(households: Int, seed: UInt64) -> GeneratedSet {
  var make = Inventor(seed: seed)
  var set = GeneratedSet(headings: [
    "first_name", "last_name", "age", "sex", "house", "street", "occupation", "birthplace",
  ])
  let men = [
    "john", "william", "thomas", "james", "george", "henry", "robert", "joseph", "charles", "edward",
    "samuel", "walter", "albert", "arthur", "frederick", "david", "alfred", "richard", "daniel", "hugh",
  ]
  let women = [
    "mary", "elizabeth", "sarah", "ann", "jane", "margaret", "alice", "emma", "eliza", "hannah", "ellen",
    "martha", "annie", "florence", "edith", "harriet", "catherine", "lucy", "agnes", "ada",
  ]
  let short = [
    "william": "wm", "thomas": "thos", "george": "geo", "elizabeth": "eliza", "margaret": "maggie",
    "james": "jas", "charles": "chas", "catherine": "kate", "frederick": "fred",
  ]
  let surnames = make.words(500, 1...3)
  let streets = make.words(60, 1...3).map { $0 + " " + make.pick(["street", "road", "lane", "row"]) }
  let places = make.words(40, 2...3)
  let trades = [
    "labourer", "farmer", "weaver", "miner", "servant", "dressmaker", "clerk", "carpenter", "mason", "tailor",
    "scholar", "housekeeper",
  ]
  var entity = 0
  for _ in 0..<households {
    let surname = make.pickFrequent(surnames)
    let street = make.pickFrequent(streets)
    let house = make.number(1...120)
    let home = make.pickFrequent(places)
    let father = make.number(24...60)
    var names: Set<String> = []
    for member in 0..<make.number(1...6) {
      entity += 1
      let isMale = member == 0 || member > 1 && make.chance(0.5)
      var name = make.pickFrequent(isMale ? men : women)
      // A son may bear his father's name; brothers bear different ones.
      while names.contains(name) && !make.chance(0.08) { name = make.pickFrequent(isMale ? men : women) }
      names.insert(name)
      let age =
        member == 0
        ? father : member == 1 ? max(18, father - make.number(-2...6)) : max(0, father - make.number(20...38))
      let trade = age < 14 ? "scholar" : make.pickFrequent(trades)
      let born = make.chance(0.6) ? home : make.pickFrequent(places)
      let row = [name, surname, "\(age)", isMale ? "m" : "f", "\(house)", street, trade, born]
      if make.chance(0.9) { set.add(row, entity: entity) }
      guard make.chance(0.6) else { continue }
      var other = row
      other[0] = make.chance(0.15) ? short[name] ?? name : make.perhaps(0.08, name) { $0.typo($1) }
      other[1] = make.perhaps(0.12, surname) { $0.typo($1) }
      other[2] = make.chance(0.03) ? "" : "\(max(0, age + (make.chance(0.25) ? make.number(-2...2) : 0)))"
      if make.chance(0.05) {
        other[4] = "\(make.number(1...120))"
        other[5] = make.pickFrequent(streets)
      }
      if make.chance(0.3) { other[6] = make.chance(0.4) ? "" : make.pickFrequent(trades) }
      other[7] = make.chance(0.1) ? "" : make.perhaps(0.08, born) { $0.typo($1) }
      set.add(other, entity: entity, source: 1)
    }
  }
  return set
}

/// People of long ago as scattered sources write them: titles, pet names, one field for the whole name, many gaps.
func historicalSet(people: Int, seed: UInt64) -> GeneratedSet {
  var make = Inventor(seed: seed)
  var set = GeneratedSet(headings: ["full_name", "dob", "birth_place", "postcode", "gender", "occupation"])
  let given = [
    ["thomas", "tom"], ["william", "bill", "will"], ["robert", "bob"], ["john", "jack"], ["charles"],
    ["henry", "harry"], ["edward", "ted"], ["george"], ["frederick", "fred"], ["mary"],
    ["elizabeth", "betty", "liz"], ["anne"], ["francis", "frank"], ["arthur"], ["alexander", "alex"],
    ["richard", "dick"],
  ]
  let family = make.words(600, 1...3)
  let towns = make.words(120, 2...3)
  let trades = [
    "politician", "cricketer", "painter", "writer", "lawyer", "soldier", "priest", "merchant", "botanist",
    "engineer", "composer", "judge",
  ]
  for entity in 0..<people {
    let first = make.pickFrequent(given)
    let middle = make.chance(0.4) ? make.pick(given)[0] : ""
    let last = make.pickFrequent(family)
    let born = make.date(1560...1920)
    let town = make.pickFrequent(towns)
    let code =
      "\(make.pick(["ta", "sw", "ox", "le", "b", "n"]))\(make.number(1...40)) \(make.number(1...9))\(make.pick(["ab", "hq", "lp", "xd", "ju"]))"
    let trade = make.pick(trades)
    for copy in 0..<make.number(1...7) {
      let isFirst = copy == 0
      var parts = [isFirst || make.chance(0.75) ? first[0] : make.pick(first)]
      if !middle.isEmpty && (isFirst || make.chance(0.6)) {
        parts.append(make.chance(0.3) ? String(middle.prefix(1)) : middle)
      }
      parts.append(make.perhaps(isFirst ? 0 : 0.15, last) { $0.typo($1) })
      if make.chance(0.08) { parts.insert(make.pick(["sir", "lord", "dr"]), at: 0) }
      let day =
        make.chance(isFirst ? 0.05 : 0.2)
        ? ""
        : make.chance(0.1)
          ? iso((born.year, 1, 1)) : make.perhaps(isFirst ? 0 : 0.1, iso(born)) { $0.digitSlip($1) }
      set.add(
        [
          parts.joined(separator: " "), day,
          make.chance(0.25) ? "" : make.perhaps(isFirst ? 0 : 0.1, town) { $0.typo($1) },
          make.chance(0.3)
            ? ""
            : make.chance(isFirst ? 0 : 0.12) ? "sw\(make.number(1...20)) \(make.number(1...9))ab" : code,
          make.chance(0.2) ? "" : "m", make.chance(0.35) ? "" : make.chance(0.12) ? make.pick(trades) : trade,
        ], entity: entity)
    }
  }
  return set
}

/// People with birth dates in three columns and second names that are mostly empty.
func splitDateSet(people: Int, seed: UInt64) -> GeneratedSet {
  var make = Inventor(seed: seed)
  var set = GeneratedSet(headings: ["fname_c1", "fname_c2", "lname_c1", "lname_c2", "by", "bm", "bd"])
  let given = [
    "carsten", "gerd", "robert", "stefan", "ralf", "jurgen", "gerhard", "hartmut", "manfred", "uwe",
    "matthias", "andreas", "ursula", "monika", "petra", "elke", "sabine", "renate", "helga", "karin",
    "brigitte", "ingrid", "erika", "christa",
  ]
  let family = make.words(500, 1...3)
  for entity in 0..<people {
    let born = make.date(1925...2005)
    let row = [
      make.pickFrequent(given), make.chance(0.1) ? make.pick(given) : "", make.pickFrequent(family),
      make.chance(0.02) ? make.pick(family) : "", "\(born.year)", "\(born.month)", "\(born.day)",
    ].map { $0.uppercased() }
    set.add(row, entity: entity)
    guard make.chance(0.15) else { continue }
    var other = row
    let place = make.pick([0, 2, 2, 4, 5, 6, 6])
    other[place] =
      place < 4
      ? make.typo(other[place])
      : place == 4 ? "\(born.year + make.pick([-10, -1, 1, 10]))" : "\(make.number(1...12))"
    if make.chance(0.1) { other[0] = make.typo(other[0]) }
    set.add(other, entity: entity)
  }
  return set
}

/// Forms of people who move house and change employers: what they keep is their name and a number that is often mistyped.
func taxFormSet(people: Int, seed: UInt64) -> GeneratedSet {
  var make = Inventor(seed: seed)
  var set = GeneratedSet(headings: [
    "ssn", "first_name", "middle_initial", "last_name", "street_number", "street_name", "employer", "wages",
    "year",
  ])
  let (given, family) = (make.words(200, 1...2), make.words(900, 2...3))
  let (streets, employers) = (make.words(150, 2...3), make.words(40, 2...3))
  for person in 0..<people {
    let (first, last, number) = (make.pick(given), make.pickFrequent(family), make.digits(9))
    let initial = String(make.pick(given).prefix(1))
    var (house, street, employer) = (make.digits(3), make.pick(streets), make.pick(employers))
    for year in 2015..<(2015 + make.number(2...6)) {
      if make.chance(0.25) { (house, street) = (make.digits(3), make.pick(streets)) }
      if make.chance(0.3) { employer = make.pick(employers) }
      set.add(
        [
          make.chance(0.1) ? "" : make.perhaps(0.05, number) { $0.digitSlip($1) },
          make.perhaps(0.04, first) { $0.typo($1) }, initial, make.perhaps(0.04, last) { $0.typo($1) }, house,
          "\(street) street", "\(employer) inc", "\(make.number(900...90_000))", "\(year)",
        ], entity: person)
    }
  }
  return set
}
