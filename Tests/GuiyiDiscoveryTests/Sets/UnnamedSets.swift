import GuiyiTesting

/// Names of firms in one column: legal forms in several writings, a typing error now and then.
func firmNameSet(count: Int, seed: UInt64) -> GeneratedSet {
  var make = Inventor(seed: seed)
  var set = GeneratedSet(headings: ["name"])
  let stems = make.words(count, 2...3) + ["global", "first", "united", "general", "national"]
  let trades = [
    "technologies", "capital", "energy", "bank", "foods", "motors", "media", "consulting", "software",
  ]
  let forms = [
    ["Inc", "Inc.", "Incorporated"], ["Ltd", "Limited"], ["GmbH"], ["LLC", "L.L.C."], ["Co", "Company"],
  ]
  for entity in 0..<count {
    let words = [make.pick(stems)] + (make.chance(0.4) ? [make.pick(stems)] : []) + [make.pick(trades)]
    let form = make.pick(forms)
    for copy in 0..<make.number(1...3) {
      let text = make.perhaps(copy == 0 ? 0 : 0.12, words.joined(separator: " ")) { $0.typo($1) }
      let written = make.chance(0.3) ? text.uppercased() : text
      set.add([make.chance(0.15) ? written : "\(written) \(make.pick(form))"], entity: entity)
    }
  }
  return set
}

/// Goods of two shops: one writes hyphens into model numbers, both describe what they like, prices differ.
func modelSet(count: Int, seed: UInt64) -> GeneratedSet {
  var make = Inventor(seed: seed)
  var set = GeneratedSet(headings: ["name", "description", "price"])
  let makers = make.words(30, 2...3)
  let things = [
    "dvd player", "digital camera", "turntable", "speaker", "router", "vacuum cleaner", "headphones",
  ]
  let traits = [
    "black finish", "hdmi", "optical zoom", "belt drive", "wireless", "energy star", "remote control",
  ]
  for entity in 0..<count {
    let (maker, thing) = (make.pickFrequent(makers), make.pick(things))
    let (series, number) = (make.pick(["DX", "TSL", "PX", "MKR", "SE", "VR"]), make.number(100...9999))
    let price = Double(make.number(2000...90_000)) / 100
    func traitText() -> String {
      (0..<make.number(1...3)).map { _ in make.pick(traits) }.joined(separator: ", ")
    }
    set.add(
      ["\(maker) \(thing) - \(series)\(number)", traitText(), make.chance(0.5) ? "" : "$\(price)"],
      entity: entity)
    guard make.chance(0.7) else { continue }
    let model = make.chance(0.5) ? "\(series)-\(number)" : "\(series)\(number)"
    set.add(
      [
        "\(maker) \(model) \(thing) \(make.pick(traits))", make.chance(0.4) ? "" : traitText(),
        make.chance(0.5) ? "" : "\(Double(Int(price * 90)) / 100)",
      ], entity: entity, source: 1)
  }
  return set
}

/// Visits to a hospital: the day of birth in three columns, a name with a comma, and much that is of the visit alone.
func visitSet(people: Int, seed: UInt64) -> GeneratedSet {
  var make = Inventor(seed: seed)
  var set = GeneratedSet(headings: [
    "patient_name", "birth_month", "birth_day", "birth_year", "sex", "addr1", "phone", "admit_date", "dept",
  ])
  let given = make.words(150, 1...2)
  let family = make.words(700, 2...3)
  let roads = make.words(150, 2...3)
  for person in 0..<people {
    let (first, last) = (make.pickFrequent(given), make.pickFrequent(family))
    let born = make.date(1925...2015)
    let home = "\(make.number(1...999)) \(make.pick(roads)) \(make.pick(["st", "ave", "rd"]))"
    let phone = [make.digits(3), make.digits(3), make.digits(4)]
    let sex = make.pick(["F", "M"])
    for visit in 0..<make.number(1...3) {
      let day = make.date(2019...2019)
      set.add(
        [
          make.perhaps(visit == 0 ? 0 : 0.08, "\(last), \(first)") { $0.typo($1) }.uppercased(),
          "\(born.month)", "\(born.day)", "\(born.year + (make.chance(0.03) ? 1 : 0))", sex,
          make.chance(0.08) ? "UNKNOWN" : make.perhaps(0.08, home) { $0.typo($1) },
          make.chance(0.15) ? "999-999-9999" : phone.joined(separator: make.chance(0.5) ? "-" : " "),
          iso(day), make.pick(["ER", "OP", "IP"]),
        ], entity: person)
    }
  }
  return set
}
