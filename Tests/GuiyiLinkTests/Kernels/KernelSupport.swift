import GuiyiColumns

/// The codes of a text, one for each scalar.
func codes(_ text: String) -> [UInt16] {
  text.unicodeScalars.map { UInt16(truncatingIfNeeded: $0.value) }
}

/// Every string over `alphabet` of at most `length` characters.
func allStrings(over alphabet: [UInt16], upTo length: Int) -> [[UInt16]] {
  var result: [[UInt16]] = [[]]
  var longest: [[UInt16]] = [[]]
  for _ in 0..<length {
    longest = longest.flatMap { text in alphabet.map { text + [$0] } }
    result += longest
  }
  return result
}

/// A random string and one that came from it by a few edits, so that pairs are alike as often as not.
func randomPair(_ random: inout SplitMix64, alphabet: UInt64, upTo length: UInt64) -> ([UInt16], [UInt16]) {
  func character() -> UInt16 { UInt16(0x4E00 + random.next() % alphabet) }
  let a = (0..<random.next() % (length + 1)).map { _ in character() }
  if random.next() % 4 == 0 { return (a, (0..<random.next() % (length + 1)).map { _ in character() }) }
  var b = a
  for _ in 0..<random.next() % 5 {
    let place = Int(random.next() % UInt64(b.count + 1))
    switch random.next() % 4 {
    case 0: b.insert(character(), at: place)
    case 1 where place < b.count: b.remove(at: place)
    case 2 where place < b.count: b[place] = character()
    case 3 where place + 1 < b.count: b.swapAt(place, place + 1)
    default: break
    }
  }
  return (a, b)
}
