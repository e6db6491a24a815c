/// Words and their numbers, found as the longest one that begins (or ends) at a place in a text.
///
/// Built once, then shared by all threads. A lookup is one probe for each character of the word.
public struct ScalarTrie: Sendable {
  /// Open addressing; a key is the node above 21 bits of scalar, plus one. 0 is free.
  private var keys: [UInt64]
  private var targets: [UInt32]
  /// The number of the word that ends at a node, or -1.
  private var payloads: [Int32] = [-1]
  private var edgeCount = 0
  /// A bit for the scalars that words begin with (or end): most places of a text begin none.
  private var beginnings = InlineArray<4, UInt64>(repeating: 0)
  /// Whether words are stored from their end.
  private let isReversed: Bool

  /// - Parameter reversed: whether `longestMatch` looks backwards, for words at the end of a text.
  public init(reversed: Bool = false) {
    isReversed = reversed
    keys = [UInt64](repeating: 0, count: 64)
    targets = [UInt32](repeating: 0, count: 64)
  }

  /// Words separated by spaces; the number of each is its place.
  public init(words: String, reversed: Bool = false) {
    self.init(reversed: reversed)
    var number: Int32 = 0
    for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      insert(word.unicodeScalars.map(\.value), number)
      number += 1
    }
  }

  /// Adds a word; where it is there already, the number it had stays.
  public mutating func insert(_ word: [UInt32], _ number: Int32) {
    var node: UInt32 = 0
    if let first = isReversed ? word.last : word.first {
      beginnings[Int(first >> 6 & 3)] |= 1 << UInt64(first & 63)
    }
    for scalar in isReversed ? word.reversed() : word {
      let next = step(node, scalar)
      if next != 0 {
        node = next
      } else {
        let child = UInt32(payloads.count)
        payloads.append(-1)
        addEdge(node, scalar, child)
        node = child
      }
    }
    if payloads[Int(node)] < 0 { payloads[Int(node)] = number }
  }

  public mutating func insert(_ word: String, _ number: Int32) {
    insert(word.unicodeScalars.map(\.value), number)
  }

  /// The longest word from an index on, or for a reversed trie up to an index: its length and number.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - index: where the word begins; for a reversed trie the index behind its last scalar.
  @inline(__always)
  public func longestMatch(in text: Span<UInt32>, at index: Int) -> (length: Int, number: Int32)? {
    let first = isReversed ? index &- 1 : index
    guard first >= 0, first < text.count, mayBegin(text[first]) else { return nil }
    return walk(text, index)
  }

  private func walk(_ text: Span<UInt32>, _ index: Int) -> (length: Int, number: Int32)? {
    var node: UInt32 = 0
    var length = 0
    var best: (length: Int, number: Int32)?
    while true {
      let place = isReversed ? index &- 1 &- length : index &+ length
      guard place >= 0, place < text.count else { return best }
      node = step(node, text[place])
      if node == 0 { return best }
      length &+= 1
      let number = payloads[Int(node)]
      if number >= 0 { best = (length, number) }
    }
  }

  /// The number of a text that is a word as a whole.
  public func number(of text: Span<UInt32>) -> Int32? {
    var node: UInt32 = 0
    for offset in 0..<text.count {
      node = step(node, text[isReversed ? text.count &- 1 &- offset : offset])
      if node == 0 { return nil }
    }
    let number = payloads[Int(node)]
    return number >= 0 ? number : nil
  }

  @inline(__always)
  private func mayBegin(_ scalar: UInt32) -> Bool {
    beginnings[Int(scalar &>> 6 & 3)] &>> UInt64(scalar & 63) & 1 == 1
  }

  @inline(__always)
  private func step(_ node: UInt32, _ scalar: UInt32) -> UInt32 {
    let key = (UInt64(node) &<< 21 | UInt64(scalar & 0x1F_FFFF)) &+ 1
    let mask = keys.count &- 1
    var slot = Self.slot(key, mask)
    while true {
      let found = keys[slot]
      if found == key { return targets[slot] }
      if found == 0 { return 0 }
      slot = (slot &+ 1) & mask
    }
  }

  @inline(__always)
  private static func slot(_ key: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 32) & mask
  }

  private mutating func addEdge(_ node: UInt32, _ scalar: UInt32, _ child: UInt32) {
    edgeCount += 1
    if edgeCount * 2 > keys.count {
      let old = (keys, targets)
      keys = [UInt64](repeating: 0, count: keys.count * 2)
      targets = [UInt32](repeating: 0, count: keys.count)
      for (key, target) in zip(old.0, old.1) where key != 0 { place(key, target) }
    }
    place((UInt64(node) << 21 | UInt64(scalar & 0x1F_FFFF)) + 1, child)
  }

  private mutating func place(_ key: UInt64, _ target: UInt32) {
    let mask = keys.count - 1
    var slot = Self.slot(key, mask)
    while keys[slot] != 0 { slot = (slot + 1) & mask }
    keys[slot] = key
    targets[slot] = target
  }
}
