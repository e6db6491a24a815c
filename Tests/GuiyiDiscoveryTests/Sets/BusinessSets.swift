import GuiyiTesting

/// Restaurants of two guides, as such guides write them: other abbreviations, other kinds of kitchen, chains.
func restaurantSet(count: Int, seed: UInt64) -> GeneratedSet {
  var make = Inventor(seed: seed)
  var set = GeneratedSet(headings: ["name", "addr", "city", "phone", "type"])
  let names = make.words(count / 2 + 40, 1...3)
  let owners = [
    "joe", "mario", "anna", "luigi", "sam", "rosa", "chan", "pierre", "carlos", "kim", "ella", "max",
  ]
  let ends = [
    "grill", "cafe", "bistro", "kitchen", "house", "garden", "bar", "restaurant", "deli", "diner", "palace",
    "room",
  ]
  let roads = make.words(140, 1...3)
  let kinds = ["st", "ave", "blvd", "rd", "dr", "way"]
  let cities = [
    "new york", "los angeles", "san francisco", "atlanta", "las vegas", "brooklyn", "santa monica",
    "pasadena",
  ]
  let kitchens = [
    "american", "italian", "french", "chinese", "mexican", "seafood", "steakhouses", "asian", "bbq", "delis",
  ]
  let chain = (0..<8).map { _ in make.pick(names) + " " + make.pick(ends) }
  let long = [
    "st": "street", "ave": "avenue", "blvd": "boulevard", "rd": "road", "dr": "drive", "way": "way",
  ]
  for entity in 0..<count {
    var name = make.pick(names) + " " + make.pick(ends)
    if make.chance(0.25) { name = make.pick(owners) + "'s " + make.pick(ends) }
    if make.chance(0.06) { name = make.pick(chain) }
    if make.chance(0.1) { name = "the " + name }
    let kind = make.pick(kinds)
    let side = make.chance(0.3) ? make.pick(["w.", "e.", "n.", "s."]) + " " : ""
    let road = make.pickFrequent(roads)
    let house = make.number(1...9999)
    let city = make.pickFrequent(cities)
    let phone = [
      make.pick(["212", "213", "310", "415", "404", "702", "718"]), make.digits(3), make.digits(4),
    ]
    let kitchen = make.pick(kitchens)
    set.add(
      [name, "\(house) \(side)\(road) \(kind).", city, "\(phone[0])/\(phone[1])-\(phone[2])", kitchen],
      entity: entity)
    guard make.chance(0.3) else { continue }
    var other = name
    if make.chance(0.3) {
      other = other.split(separator: " ").filter { !["the", "restaurant", "cafe", "bar"].contains($0) }
        .joined(separator: " ")
    }
    if make.chance(0.15) { other += " " + make.pick(["on main", "of " + city, "& bar", "(the)"]) }
    other = make.perhaps(0.12, other) { $0.typo($1) }
    let address =
      make.chance(0.4)
      ? "\(house) \(road) \(long[kind] ?? kind)"
      : "\(house) \(side)\(road) \(kind)." + (make.chance(0.3) ? " suite \(make.number(1...40))" : "")
    set.add(
      [
        other, make.perhaps(0.1, address) { $0.typo($1) },
        make.perhaps(0.15, city) { inventor, _ in inventor.pick(cities) },
        make.chance(0.07) ? "" : make.perhaps(0.06, phone.joined(separator: "-")) { $0.digitSlip($1) },
        make.chance(0.4) ? kitchen : make.pick(kitchens),
      ], entity: entity, source: 1)
  }
  return set
}

/// Products of two shops: names in other words, prices near each other, model numbers now and then.
func productSet(count: Int, seed: UInt64) -> GeneratedSet {
  var make = Inventor(seed: seed)
  var set = GeneratedSet(headings: ["title", "manufacturer", "price"])
  let makers = make.words(40, 2...3)
  let things = [
    "camera", "headphones", "printer", "keyboard", "monitor", "speaker", "router", "charger", "lens",
    "tripod", "drive", "phone", "tv", "projector",
  ]
  let adjectives = [
    "black", "white", "silver", "wireless", "digital", "portable", "compact", "professional", "usb", "hd",
    "mini", "premium", "series", "pack", "stereo",
  ]
  for entity in 0..<count {
    let maker = make.pickFrequent(makers)
    let thing = make.pick(things)
    let model =
      make.pick(["dx", "ts", "px", "mk", "se", "vr"])
      + "\(make.number(1...99))\(make.pick(["", "0", "00", "a", "b"]))"
    let traits = (0..<make.number(1...4)).map { _ in make.pick(adjectives) }
    let price = Double(make.number(900...90_000)) / 100
    set.add(
      [
        "\(maker) \(model) \(traits.joined(separator: " ")) \(thing)", make.chance(0.4) ? "" : maker,
        "\(price)",
      ], entity: entity)
    guard make.chance(0.6) else { continue }
    let kept = traits.filter { _ in make.chance(0.7) } + (make.chance(0.5) ? [make.pick(adjectives)] : [])
    let spelled =
      make.chance(0.15) ? "" : make.chance(0.2) ? String(model.prefix(2)) + "-" + model.dropFirst(2) : model
    let other = (Double(Int(price * (0.85 + Double(make.number(0...30)) / 100) * 100)) / 100)
    set.add(
      [
        "\(make.chance(0.8) ? maker + " " : "")\(thing) \(spelled) \(kept.joined(separator: " "))",
        make.chance(0.6) ? "" : maker,
        make.chance(0.2) ? "" : "\(other)",
      ], entity: entity, source: 1)
  }
  return set
}

/// Companies of two registers: legal forms written out or not, towns, countries.
func companySet(count: Int, seed: UInt64) -> GeneratedSet {
  var make = Inventor(seed: seed)
  var set = GeneratedSet(headings: ["company_name", "street", "town", "country", "registration_no"])
  let stems = make.words(count, 2...3)
  let trades = [
    "trading", "logistics", "foods", "textiles", "engineering", "consulting", "software", "energy", "media",
    "pharma", "motors", "steel",
  ]
  let forms = [
    ["ltd", "limited", "ltd."], ["inc", "incorporated", "inc."], ["gmbh"], ["llc", "l.l.c."], ["plc"],
    ["s.a.", "sa"],
  ]
  let towns = make.words(80, 2...3)
  let roads = make.words(200, 2...3)
  for entity in 0..<count {
    let stem = make.chance(0.1) ? "\(make.pick(stems)) \(make.pick(stems))" : make.pick(stems)
    let trade = make.pick(trades)
    let form = make.pick(forms)
    let town = make.pickFrequent(towns)
    let street =
      "\(make.number(1...300)) \(make.pick(roads)) \(make.pick(["street", "road", "lane", "avenue"]))"
    let country = make.pickFrequent(["uk", "us", "de", "fr", "es", "ie", "nl"])
    let register = make.digits(8)
    for copy in 0..<(make.chance(0.5) ? make.number(2...3) : 1) {
      let isFirst = copy == 0
      let middle = !isFirst && make.chance(0.12) ? "" : " " + trade
      let name =
        "\(make.perhaps(isFirst ? 0 : 0.12, stem) { $0.typo($1) })\(middle)"
        + (make.chance(isFirst ? 0 : 0.15) ? "" : " " + make.pick(form))
      set.add(
        [
          make.chance(0.3) ? name.uppercased() : name,
          make.chance(isFirst ? 0.02 : 0.2) ? "" : make.perhaps(isFirst ? 0 : 0.15, street) { $0.typo($1) },
          make.perhaps(isFirst ? 0 : 0.08, town) { $0.typo($1) }, country,
          make.chance(0.5) ? "" : make.perhaps(isFirst ? 0 : 0.05, register) { $0.digitSlip($1) },
        ], entity: entity, source: copy)
    }
  }
  return set
}
