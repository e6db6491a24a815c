/// A set of numbers below a bound.
struct Bits: Sendable {
  private var words: [UInt64]
  private let bound: Int

  init(count: Int) {
    bound = count
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
  }

  mutating func set(_ place: Int) { words[place >> 6] |= 1 << UInt64(place & 63) }

  mutating func setAll() { for place in 0..<bound { set(place) } }

  mutating func add(_ other: Bits) { for word in words.indices { words[word] |= other.words[word] } }

  mutating func keep(_ other: Bits) { for word in words.indices { words[word] &= other.words[word] } }

  mutating func remove(_ other: Bits) { for word in words.indices { words[word] &= ~other.words[word] } }

  func shared(_ other: Bits) -> Bits {
    var copy = self
    copy.keep(other)
    return copy
  }

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  func countShared(_ other: Bits) -> Int {
    var sum = 0
    for word in words.indices { sum &+= (words[word] & other.words[word]).nonzeroBitCount }
    return sum
  }
}
