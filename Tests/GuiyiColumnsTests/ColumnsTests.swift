import GuiyiColumns
import Testing

@Suite struct ByteDictionaryTests {
  @Test func `numbers values in the order of their first coming and finds them again`() {
    var dictionary = ByteDictionary()
    var twin: [[UInt8]: UInt32] = [[]: 0]
    var random = SplitMix64(seed: 1)
    for _ in 0..<50_000 {
      let value = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        UInt8.random(in: 97...100, using: &random)
      }
      let expected = twin[value] ?? UInt32(twin.count)
      twin[value] = expected
      #expect(dictionary.intern(value.span) == expected)
    }
    #expect(dictionary.count == twin.count)
    for (value, id) in twin {
      #expect(dictionary.find(value.span) == id)
      #expect(Array(dictionary.bytes[dictionary.range(of: id)]) == value)
    }
    #expect(dictionary.find(Array("absent".utf8).span) == nil)
  }
}

@Suite struct RadixSortTests {
  @Test func `orders as a stable comparison sort does`() {
    var random = SplitMix64(seed: 2)
    for size in [0, 1, 2, 3, 100, 5_000] {
      let keys = (0..<size).map { _ in
        UInt64.random(in: 0...40, using: &random) &<< UInt64.random(in: 0...50, using: &random)
      }
      let twin = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { UInt32($0) }
      #expect(RadixSort.order(of: keys) == twin)
    }
  }
}

@Suite struct HashGroupingTests {
  @Test func `orders hashes, and keys that are none, as a stable comparison sort does`() {
    var random = SplitMix64(seed: 3)
    for size in [0, 1, 2, 3, 100, 5_000, 70_000] {
      let hashes = (0..<size).map { _ in random.next() }
      let repeated = hashes.map { _ in hashes[Int.random(in: 0...size / 3, using: &random)] }
      // All leading bits equal: what is left to do in place is everything.
      let low = hashes.map { $0 >> 50 }
      for keys in [hashes, repeated, low] {
        var sorted = keys
        var order = [UInt32](0..<UInt32(size))
        HashGrouping.sort(keys: &sorted, values: &order)
        let twin = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        #expect(order == twin.map { UInt32($0) })
        #expect(sorted == twin.map { keys[$0] })
      }
    }
  }

  @Test func `leading bits that all keys share are left out without a difference`() {
    var random = SplitMix64(seed: 4)
    for shared in [1, 6, 40, 53, 60] {
      let keys = (0..<3_000).map { _ in ~UInt64(0) &<< UInt64(64 - shared) | random.next() &>> UInt64(shared)
      }
      var (sorted, order) = (keys, [UInt32](0..<3_000))
      HashGrouping.sort(keys: &sorted, values: &order, sharedBits: shared)
      let twin = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
      #expect(order == twin.map { UInt32($0) })
      #expect(sorted == twin.map { keys[$0] })
    }
  }
}

@Suite struct StableHashTests {
  @Test func `is pinned, since record keys in finished runs depend on it`() {
    #expect(StableHash.hash(Array("归一".utf8).span) == StableHash.hash(Array("归一".utf8).span, seed: 0))
    #expect(StableHash.hash([UInt8]().span) != 0)
    var seen = Set<UInt64>()
    for number in 0..<100_000 { seen.insert(StableHash.hash(Array("\(number)".utf8).span)) }
    #expect(seen.count == 100_000)
  }

  @Test func `the bytes behind the last whole word count one by one, wherever they lie`() {
    var random = SplitMix64(seed: 0x7A11)
    let bytes = (0..<64).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    for start in 0..<16 {
      for count in 0..<40 {
        let value = Array(bytes[start..<start + count])
        #expect(StableHash.hash(bytes.span.extracting(start..<start + count)) == byteByByte(value))
      }
    }
  }

  /// As `StableHash.hash`, without a load of more than a byte.
  private func byteByByte(_ bytes: [UInt8]) -> UInt64 {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    var rest = bytes[...]
    while true {
      let word = rest.prefix(8).enumerated().reduce(0 as UInt64) {
        $0 | UInt64($1.element) << UInt64($1.offset * 8)
      }
      state = StableHash.mix(state, word)
      if rest.count < 8 { break }
      rest = rest.dropFirst(8)
    }
    return StableHash.mix(state, UInt64(bytes.count))
  }
}

@Suite struct SharedLookupTests {
  @Test func `values that are looked up together get the numbers that each gets alone`() {
    var random = SplitMix64(seed: 0x10F0)
    var other = ByteDictionary()
    for _ in 0..<5_000 { _ = other.intern("值\(random.next() % 3_000)") }
    var together = ByteDictionary()
    var alone = ByteDictionary()
    for text in ["值7", "别的", "值2999"] { #expect(together.intern(text) == alone.intern(text)) }
    let numbers = together.internAll(of: other)
    #expect(numbers == (0..<UInt32(other.count)).map { alone.intern(other.string($0)) })
    #expect(together.bytes == alone.bytes)
  }

  @Test func `values of one text are interned in batches as one by one, whatever repeats`() {
    var random = SplitMix64(seed: 0xBA7C)
    for kinds in [3, 40, 100_000] as [UInt64] {
      var together = ByteDictionary()
      var alone = ByteDictionary()
      for _ in 0..<400 {
        let count = Int(random.next() % 33)
        var text: [UInt8] = []
        var (places, hashes): ([UInt64], [UInt64]) = ([], [])
        for _ in 0..<count {
          let start = text.count
          let kind = random.next() % kinds
          // From nothing to longer than what is copied by words.
          if kind != 0 {
            text += Array(repeating: UInt8(65 + kind % 26), count: Int(kind % 300)) + Array("\(kind)".utf8)
          }
          places.append(UInt64(start) << 32 | UInt64(text.count))
          hashes.append(ByteDictionary.hash(of: text.span.extracting(start..<text.count)))
        }
        var ids: [UInt32] = []
        ids.append(addingCapacity: count) {
          together.intern(
            text.span, at: places.span, hashes: hashes.span, nextHashes: hashes.span, into: &$0)
        }
        let expected = places.map { place in
          alone.intern(text.span.extracting(Int(place >> 32)..<Int(place & 0xFFFF_FFFF)))
        }
        #expect(ids == expected)
      }
      #expect(together.bytes == alone.bytes && together.count == alone.count)
      for id in 0..<UInt32(alone.count) { #expect(together.range(of: id) == alone.range(of: id)) }
    }
  }

  @Test func `values that are known to be new get the next numbers, and are found like others`() {
    var dictionary = ByteDictionary()
    #expect(dictionary.intern("甲") == 1)
    #expect(dictionary.add(Array("乙".utf8).span) == 2)
    #expect(dictionary.add(Array("丙丙".utf8).span) == 3)
    #expect((0...3).map { dictionary.string($0) } == ["", "甲", "乙", "丙丙"])
    #expect(["丙丙", "丁", "甲", "乙"].map { dictionary.intern($0) } == [3, 4, 1, 2])
  }

  @Test func `values that are numbered anew are found and added to as before`() {
    var dictionary = ByteDictionary()
    let texts = ["甲", "乙乙", "丙", "x"]
    for text in texts { _ = dictionary.intern(text) }
    var renumbered = dictionary.renumbered([0, 3, 1, 4, 2])
    #expect((1...4).map { renumbered.string($0) } == ["丙", "甲", "x", "乙乙"])
    #expect(renumbered.string(0).isEmpty && renumbered.count == 5)
    for (number, text) in ["丙", "甲", "x", "乙乙"].enumerated() {
      #expect(renumbered.withSlots().find(Array(text.utf8).span) == UInt32(number + 1))
      #expect(renumbered.intern(text) == UInt32(number + 1))
    }
    #expect(renumbered.intern("新") == 5)
    #expect(renumbered.find(Array("无".utf8).span) == nil)
    #expect(ByteDictionary().renumbered([0]).count == 1)
  }

  @Test func `a dictionary without slots is added to as one that kept them`() {
    var kept = ByteDictionary()
    for number in 0..<3000 { _ = kept.intern("值\(number % 2000)") }
    var dropped = kept
    dropped.dropSlots()
    #expect((0..<UInt32(kept.count)).allSatisfy { dropped.string($0) == kept.string($0) })
    dropped.reserve(valueCount: 5000, byteCount: 50_000)
    for number in 1000..<4000 {
      #expect(dropped.intern("值\(number)") == kept.intern("值\(number)"))
    }
    #expect(dropped.bytes == kept.bytes)
  }
}
