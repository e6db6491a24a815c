import GuiyiColumns

/// A table of invented records with the truth beside it, the same for a seed on every machine.
struct GeneratedSet {
  var headings: [String]
  var rows: [[String]] = []
  /// The entity of each row.
  var truth: [Int] = []
  /// The data set of each row.
  var sources: [Int] = []

  init(headings: [String]) { self.headings = headings }

  mutating func add(_ row: [String], entity: Int, source: Int = 0) {
    precondition(row.count == headings.count, "a cell for each heading")
    rows.append(row)
    truth.append(entity)
    sources.append(source)
  }
}

/// What invented values are made of, and what happens to them.
struct Inventor {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func chance(_ share: Double) -> Bool { Double(random.next() >> 11) * 0x1p-53 < share }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func pick<Item>(_ items: [Item]) -> Item { items[Int.random(in: 0..<items.count, using: &random)] }

  /// Early items far more often than late ones, as names are.
  mutating func pickFrequent<Item>(_ items: [Item]) -> Item {
    let unit = Double(random.next() >> 11) * 0x1p-53
    let place = Int(Double(items.count) * unit * unit * unit)
    return items[min(place, items.count - 1)]
  }

  mutating func digits(_ count: Int) -> String {
    (0..<count).map { _ in String(number(0...9)) }.joined()
  }

  /// One typing error: a letter changed, lost, doubled or swapped with its neighbour.
  mutating func typo(_ text: String) -> String {
    var letters = Array(text)
    guard letters.count >= 3 else { return text }
    let place = number(1...letters.count - 1)
    switch number(0...3) {
    case 0: letters[place] = pick(Array("abcdefghijklmnoprstuvwy"))
    case 1: letters.remove(at: place)
    case 2: letters.insert(letters[place - 1], at: place)
    default: letters.swapAt(place, place - 1)
    }
    return String(letters)
  }

  mutating func digitSlip(_ text: String) -> String {
    var letters = Array(text)
    let places = letters.indices.filter { letters[$0].isNumber }
    guard places.count >= 2 else { return text }
    let at = number(0...places.count - 2)
    if chance(0.4) {
      letters.swapAt(places[at], places[at + 1])
    } else {
      letters[places[at]] = Character(String(number(0...9)))
    }
    return String(letters)
  }

  /// `text`, or with some probability something made of it.
  mutating func perhaps(_ share: Double, _ text: String, _ change: (inout Inventor, String) -> String)
    -> String
  {
    chance(share) ? change(&self, text) : text
  }

  /// A pronounceable word that is nobody's.
  mutating func word(_ syllables: ClosedRange<Int>) -> String {
    let onset = Array("bcdfghklmnprstvw").map(String.init) + ["br", "ch", "cl", "gr", "st", "tr", "sh"]
    let vowel = ["a", "e", "i", "o", "u", "ea", "oo", "ai"]
    let coda = ["", "", "n", "r", "l", "s", "t", "m", "ck", "nd"]
    return (0..<number(syllables)).map { _ in pick(onset) + pick(vowel) }.joined() + pick(coda)
  }

  /// Distinct words, to pick from.
  mutating func words(_ count: Int, _ syllables: ClosedRange<Int>) -> [String] {
    var seen: Set<String> = []
    var result: [String] = []
    while result.count < count {
      let word = word(syllables)
      if seen.insert(word).inserted { result.append(word) }
    }
    return result
  }

  mutating func date(_ years: ClosedRange<Int>) -> (year: Int, month: Int, day: Int) {
    (number(years), number(1...12), number(1...28))
  }
}

extension String {
  var capitalizedWord: String { prefix(1).uppercased() + dropFirst() }
}

func iso(_ date: (year: Int, month: Int, day: Int)) -> String {
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return "\(date.year)-\(two(date.month))-\(two(date.day))"
}
