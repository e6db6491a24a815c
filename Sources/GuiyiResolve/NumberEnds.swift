import GuiyiColumns

/// What numbers of 18 still show where they are masked, or where a spreadsheet has rounded them.
///
/// A spreadsheet keeps 15 digits and makes the last three 000. One such number in eleven passes its check by chance, and
/// one true number in a thousand looks the same: neither is held to be another person's for its last three digits.
struct NumberEnds {
  private(set) var dictionary = ByteDictionary()
  /// Per number its first six and last four characters, 0 where they are not known.
  private(set) var ends: [UInt32]
  /// Per number its first fifteen, 0 where no rounded number has the same.
  private(set) var head: [UInt32]
  /// Per number whether it is only a part of one.
  private(set) var isPart: [Bool]

  init(_ numbers: ByteDictionary) {
    ends = [UInt32](repeating: 0, count: numbers.count)
    head = ends
    isPart = [Bool](repeating: false, count: numbers.count)
    var bytes: [UInt8] = []
    for id in 1..<max(1, UInt32(numbers.count)) {
      let text = numbers.bytes[numbers.range(of: id)]
      if text.contains(UInt8(ascii: "*")) { isPart[Int(id)] = true }
      if text.count != 18 { continue }
      bytes.removeAll(keepingCapacity: true)
      if Self.isRounded(text) {
        isPart[Int(id)] = true
        bytes.append(contentsOf: text.prefix(15))
        head[Int(id)] = dictionary.intern(bytes.span)
        continue
      }
      bytes.append(contentsOf: text.prefix(6))
      bytes.append(contentsOf: text.suffix(4))
      // A mask that hides its ends says nothing, and only numbers of one length can be held against each other.
      if !bytes.contains(UInt8(ascii: "*")) { ends[Int(id)] = dictionary.intern(bytes.span) }
    }
    for id in 1..<max(1, UInt32(numbers.count)) where head[Int(id)] == 0 {
      let range = numbers.range(of: id)
      if range.count != 18 { continue }
      bytes.removeAll(keepingCapacity: true)
      bytes.append(contentsOf: numbers.bytes[range.prefix(15)])
      head[Int(id)] = dictionary.find(bytes.span) ?? 0
    }
  }

  private static func isRounded(_ text: ArraySlice<UInt8>) -> Bool {
    text.suffix(3).allSatisfy { $0 == UInt8(ascii: "0") } && !text.contains(UInt8(ascii: "*"))
  }
}
