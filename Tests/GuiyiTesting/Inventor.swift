internal import GuiyiColumns

/// What invented values are made of, and what happens to them.
public struct Inventor {
  private var random: SplitMix64

  public init(seed: UInt64) { random = SplitMix64(seed: seed) }

  public mutating func chance(_ share: Double) -> Bool { Double(random.next() >> 11) * 0x1p-53 < share }

  public mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  public mutating func pick<Item>(_ items: [Item]) -> Item {
    items[Int.random(in: 0..<items.count, using: &random)]
  }

  /// Early items far more often than late ones, as names are.
  public mutating func pickFrequent<Item>(_ items: [Item]) -> Item {
    let unit = Double(random.next() >> 11) * 0x1p-53
    let place = Int(Double(items.count) * unit * unit * unit)
    return items[min(place, items.count - 1)]
  }

  public mutating func digits(_ count: Int) -> String {
    (0..<count).map { _ in String(number(0...9)) }.joined()
  }

  /// One typing error: a letter changed, lost, doubled or swapped with its neighbour.
  public mutating func typo(_ text: String) -> String {
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

  public mutating func digitSlip(_ text: String) -> String {
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
  public mutating func perhaps(_ share: Double, _ text: String, _ change: (inout Inventor, String) -> String)
    -> String
  {
    chance(share) ? change(&self, text) : text
  }

  /// A pronounceable word that is nobody's.
  public mutating func word(_ syllables: ClosedRange<Int>) -> String {
    let onset = Array("bcdfghklmnprstvw").map(String.init) + ["br", "ch", "cl", "gr", "st", "tr", "sh"]
    let vowel = ["a", "e", "i", "o", "u", "ea", "oo", "ai"]
    let coda = ["", "", "n", "r", "l", "s", "t", "m", "ck", "nd"]
    return (0..<number(syllables)).map { _ in pick(onset) + pick(vowel) }.joined() + pick(coda)
  }

  /// Distinct words, to pick from.
  public mutating func words(_ count: Int, _ syllables: ClosedRange<Int>) -> [String] {
    var seen: Set<String> = []
    var result: [String] = []
    while result.count < count {
      let word = word(syllables)
      if seen.insert(word).inserted { result.append(word) }
    }
    return result
  }

  public mutating func date(_ years: ClosedRange<Int>) -> (year: Int, month: Int, day: Int) {
    (number(years), number(1...12), number(1...28))
  }
}
