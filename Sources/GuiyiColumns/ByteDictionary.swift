/// Distinct byte strings numbered in the order in which they first came; number 0 is the empty string.
///
/// Numbers depend only on the order of `intern` calls, never on hashing, so results built on them are the
/// same in every process. Values live in one flat buffer: no allocation per value.
public struct ByteDictionary: Sendable {
  /// All values behind one another, value `id` at `range(of: id)`.
  public private(set) var bytes: [UInt8] = []
  /// `count + 1` places in `bytes`.
  @usableFromInline var offsets = PackedOffsets()
  /// Open addressing; an entry holds 32 bits of the hash above 32 bits of `id + 1`, 0 where free. Empty where nothing was looked
  /// for since the slots were dropped.
  private var slots: [UInt64] = [UInt64](repeating: 0, count: 64)

  public init() {
    offsets.append(0)
    offsets.append(0)
  }

  /// How many distinct values there are, the empty one included.
  @inlinable public var count: Int { offsets.count - 1 }

  /// Where the value stands in `bytes`.
  /// - Precondition: `id` came from this dictionary.
  @inlinable @inline(__always) public func range(of id: UInt32) -> Range<Int> {
    let index = Int(id)
    return offsets[index]..<offsets[index + 1]
  }

  /// The length of a value in bytes.
  @inlinable @inline(__always) public func length(of id: UInt32) -> Int {
    let index = Int(id)
    return offsets[index + 1] - offsets[index]
  }

  /// Calls `body` with the bytes of a value, without a copy.
  @inlinable public func withBytes<Result>(of id: UInt32, _ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting(range(of: id)))
  }

  /// Begins to bring what tells where a value stands into the caches.
  @inline(__always) public func fetch(_ id: UInt32) { offsets.fetch(Int(id)) }

  /// Begins to bring the bytes of a value into the caches.
  @inline(__always) public func fetchBytes(of id: UInt32) { bytes.span.fetch(offsets[Int(id)]) }

  /// The value as text; bytes that are not UTF-8 are replaced.
  public func string(_ id: UInt32) -> String {
    String(decoding: bytes[range(of: id)], as: UTF8.self)
  }

  /// The number of a value, adding it where it is new.
  /// - Precondition: fewer than 2^32 - 1 distinct values.
  /// - Complexity: O(`value.count`) on average.
  public mutating func intern(_ value: Span<UInt8>) -> UInt32 {
    intern(value, hash: Self.hash(of: value))
  }

  /// What a value is found by.
  @inlinable @inline(__always) public static func hash(of value: Span<UInt8>) -> UInt64 {
    StableHash.hash(value)
  }

  /// How many values are interned together: as many looks at memory as a processor keeps open, about.
  public static let batchSize = 32

  /// The numbers of some values of a text, adding those that are new.
  ///
  /// A large dictionary lies in memory, and each look waits for it. The looks of values that are interned together wait together.
  /// - Parameters:
  ///   - places: where each value stands in `text`: its start in the upper half, its end in the lower; at most `batchSize`.
  ///   - hashes: of the values.
  ///   - nextHashes: of values that are interned next, or none: what they are found by is brought into the caches meanwhile.
  ///   - ids: gets the number of each, and has room for them.
  public mutating func intern(
    _ text: Span<UInt8>, at places: Span<UInt64>, hashes: Span<UInt64>, nextHashes: Span<UInt64>,
    into ids: inout OutputSpan<UInt32>
  ) {
    precondition(places.count == hashes.count && places.count <= Self.batchSize, "a batch")
    if slots.isEmpty { fillSlots() }
    while (offsets.count + places.count) * 2 > slots.count { grow(to: slots.count * 2) }
    precondition(count + places.count < UInt32.max, "too many distinct values in one dictionary")
    let added = Self.find(
      text, at: places, hashes: hashes, nextHashes: nextHashes, slots: &slots, bytes: bytes, offsets: offsets,
      into: &ids)
    if added.count == 0 { return }
    if bytes.capacity - bytes.count < added.byteCount {
      bytes.reserveCapacity(max(bytes.count + added.byteCount, bytes.capacity * 2))
    }
    // Looked at where it stands: a closure that reads an array of fixed length copies all of it, each time.
    let fresh = added.places.span.extracting(0..<added.count)
    var ends = InlineArray<32, Int>(repeating: 0)
    var end = bytes.count
    for index in fresh.indices {
      end &+= Self.range(fresh[index]).count
      ends[index] = end
    }
    offsets.append(contentsOf: ends.span.extracting(0..<fresh.count))
    bytes.append(addingCapacity: added.byteCount) { bytes in
      unsafe bytes.withUnsafeMutableBufferPointer { room, count in
        let room = UnsafeMutableRawBufferPointer(room)
        for index in fresh.indices {
          let value = text.extracting(Self.range(fresh[index]))
          // SAFETY: the room is that of all values together, and each takes its own part of it.
          unsafe Self.copy(value, to: UnsafeMutableRawBufferPointer(rebasing: room[count...]))
          count &+= value.count
        }
      }
    }
  }

  /// Copies a few bytes, where asking the library would take as long as copying them.
  @inline(__always) private static func copy(_ value: Span<UInt8>, to room: UnsafeMutableRawBufferPointer) {
    let count = value.count
    precondition(count <= room.count, "there is room for the value")
    unsafe value.withUnsafeBytes { value in
      if count > 256 { return unsafe room.copyMemory(from: value) }
      // SAFETY: words end within the value and the room; the last one may be copied in part before.
      var index = 0
      while index &+ 16 <= count {
        unsafe room.storeBytes(
          of: value.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self), toByteOffset: index,
          as: SIMD16<UInt8>.self)
        index &+= 16
      }
      if index < count && count >= 16 {
        unsafe room.storeBytes(
          of: value.loadUnaligned(fromByteOffset: count &- 16, as: SIMD16<UInt8>.self),
          toByteOffset: count &- 16, as: SIMD16<UInt8>.self)
        return
      }
      if count &- index >= 8 {
        unsafe room.storeBytes(of: value.loadUnaligned(as: UInt64.self), toByteOffset: 0, as: UInt64.self)
        unsafe room.storeBytes(
          of: value.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self), toByteOffset: count &- 8,
          as: UInt64.self)
        return
      }
      while index < count {
        unsafe room[index] = value[index]
        index &+= 1
      }
    }
  }

  /// The values of a batch that were not there: their places in the text, in the order of their numbers.
  private struct Added {
    var places = InlineArray<32, UInt64>(repeating: 0)
    var count = 0
    var byteCount = 0
  }

  @inline(__always) private static func range(_ place: UInt64) -> Range<Int> {
    Int(place &>> 32)..<Int(place & 0xFFFF_FFFF)
  }

  /// Looks a batch up, and gives what is new a slot and a number.
  private static func find(
    _ text: Span<UInt8>, at places: Span<UInt64>, hashes: Span<UInt64>, nextHashes: Span<UInt64>,
    slots: inout [UInt64], bytes: [UInt8], offsets: PackedOffsets, into ids: inout OutputSpan<UInt32>
  ) -> Added {
    var slots = slots.mutableSpan
    let bytes = bytes.span
    let mask = UInt64(slots.count &- 1)
    let former = offsets.count &- 1
    var guesses = InlineArray<32, Int>(repeating: 0)
    for place in hashes.indices { slots.span.fetch(Int(truncatingIfNeeded: hashes[place] &>> 32 & mask)) }
    for place in nextHashes.indices {
      slots.span.fetch(Int(truncatingIfNeeded: nextHashes[place] &>> 32 & mask))
    }
    for place in hashes.indices {
      let half = hashes[place] &>> 32
      let entry = slots[Int(truncatingIfNeeded: half & mask)]
      let id = max(Int(truncatingIfNeeded: entry & 0xFFFF_FFFF), 1) &- 1
      guesses[place] = entry &>> 32 == half ? id : 0
      offsets.fetch(guesses[place])
    }
    for place in hashes.indices { bytes.fetch(offsets[guesses[place]]) }
    var added = Added()
    for place in hashes.indices {
      let range = range(places[place])
      if range.isEmpty {
        ids.append(0)
        continue
      }
      let half = hashes[place] &>> 32
      var slot = Int(truncatingIfNeeded: half & mask)
      var id = 0
      while true {
        let entry = slots[slot]
        if entry == 0 {
          id = former &+ added.count
          slots[slot] = half &<< 32 | UInt64(id &+ 1)
          added.places[added.count] = places[place]
          added.count &+= 1
          added.byteCount &+= range.count
          break
        }
        if entry &>> 32 == half {
          id = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) &- 1
          let isEqual =
            id < former
            ? equal(bytes, offsets[id]..<offsets[id &+ 1], text, range)
            : equal(text, Self.range(added.places[id &- former]), text, range)
          if isEqual { break }
        }
        slot = (slot &+ 1) & Int(truncatingIfNeeded: mask)
      }
      ids.append(UInt32(truncatingIfNeeded: id))
    }
    return added
  }

  /// Interns all values of another dictionary; gives the number of each here.
  public mutating func internAll(of other: ByteDictionary) -> [UInt32] {
    var numbers: [UInt32] = []
    numbers.append(addingCapacity: other.count) { numbers in
      var hashes = InlineArray<32, UInt64>(repeating: 0)
      var places = hashes
      var start = 0
      while start < other.count {
        let first = other.offsets[start]
        // Places in a text are told in 32 bits: so much of the other dictionary's is looked at, at a time.
        let count = min(Self.batchSize, other.count &- start)
        let text = other.bytes.span.extracting(first..<other.offsets[start &+ count])
        for index in 0..<count {
          let low = other.offsets[start &+ index] &- first
          let high = other.offsets[start &+ index &+ 1] &- first
          hashes[index] = Self.hash(of: text.extracting(low..<high))
          places[index] = UInt64(low) &<< 32 | UInt64(high)
        }
        intern(
          text, at: places.span.extracting(0..<count), hashes: hashes.span.extracting(0..<count),
          nextHashes: Span(), into: &numbers)
        start &+= count
      }
    }
    return numbers
  }

  /// The number of a value whose hash is known, adding it where it is new.
  /// - Precondition: `hash` is the value's.
  public mutating func intern(_ value: Span<UInt8>, hash: UInt64) -> UInt32 {
    if value.isEmpty { return 0 }
    if slots.isEmpty { fillSlots() }
    var slot = position(hash)
    while true {
      let entry = slots[slot]
      if entry == 0 { break }
      if entry &>> 32 == hash &>> 32 {
        let id = UInt32(truncatingIfNeeded: entry) &- 1
        if equals(id, value) { return id }
      }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    let id = UInt32(count)
    precondition(id < UInt32.max - 1, "too many distinct values in one dictionary")
    unsafe value.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    offsets.append(bytes.count)
    slots[slot] = (hash &>> 32) &<< 32 | UInt64(id &+ 1)
    if offsets.count &* 2 > slots.count { grow(to: slots.count * 2) }
    return id
  }

  /// The number of a value that is known to be new, which nothing is looked up for.
  ///
  /// The slots go, as with `dropSlots`: for a dictionary that is filled by this alone.
  public mutating func add(_ value: Span<UInt8>) -> UInt32 {
    precondition(!value.isEmpty, "the empty value is there from the beginning")
    if !slots.isEmpty { slots = [] }
    let id = UInt32(count)
    precondition(id < UInt32.max - 1, "too many distinct values in one dictionary")
    unsafe value.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    offsets.append(bytes.count)
    return id
  }

  /// The number of a text, adding it where it is new.
  public mutating func intern(_ text: String) -> UInt32 {
    intern(Array(text.utf8).span)
  }

  /// The number of a value that is already there.
  /// - Precondition: the dictionary has its slots; see `dropSlots` and `add`.
  public func find(_ value: Span<UInt8>) -> UInt32? {
    if value.isEmpty { return 0 }
    precondition(!slots.isEmpty, "values are looked for in a dictionary with slots")
    let hash = StableHash.hash(value)
    var slot = position(hash)
    while true {
      let entry = slots[slot]
      if entry == 0 { return nil }
      if entry &>> 32 == hash &>> 32 {
        let id = UInt32(truncatingIfNeeded: entry) &- 1
        if equals(id, value) { return id }
      }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
  }

  /// Gives back the memory that only looking for values needs, a third to half of all: for a dictionary that is complete.
  ///
  /// Values are interned as before, after all are hashed once more; before any is found again, `withSlots` must be asked for.
  public mutating func dropSlots() { slots = [] }

  /// The same dictionary with slots, whether it has them or not.
  public func withSlots() -> ByteDictionary {
    var copy = self
    if copy.slots.isEmpty { copy.fillSlots() }
    return copy
  }

  /// The same values under other numbers, without slots; see `dropSlots`.
  ///
  /// - Parameter formerNumbers: for each number from 0 on the number that its value has here; every number once, 0 first.
  public func renumbered(_ formerNumbers: [UInt32]) -> ByteDictionary {
    precondition(formerNumbers.count == count && formerNumbers.first == 0, "every number once, 0 first")
    var copy = ByteDictionary()
    copy.offsets = PackedOffsets()
    copy.offsets.reserveCapacity(count + 1)
    var end = 0
    copy.offsets.append(end)
    for (place, former) in formerNumbers.enumerated() {
      if place + 16 < formerNumbers.count { fetch(formerNumbers[place + 16]) }
      end += length(of: former)
      copy.offsets.append(end)
    }
    precondition(end == bytes.count, "every number once")
    let (places, source) = (copy.offsets, bytes.span)
    copy.bytes = unsafe [UInt8](unsafeUninitializedCapacity: bytes.count) { target, initializedCount in
      unsafe source.withUnsafeBufferPointer { source in
        for (number, former) in formerNumbers.enumerated() where length(of: former) > 0 {
          if number + 16 < formerNumbers.count {
            fetch(formerNumbers[number + 16])
            fetchBytes(of: formerNumbers[number + 8])
          }
          // SAFETY: the lengths of all values fill the target exactly, one behind the other.
          unsafe target.baseAddress.unsafelyUnwrapped.advanced(by: places[number]).initialize(
            from: source.baseAddress.unsafelyUnwrapped + range(of: former).lowerBound,
            count: length(of: former))
        }
      }
      initializedCount = bytes.count
    }
    copy.dropSlots()
    return copy
  }

  /// Room for the text of so many values and bytes in all, and none for looking them up.
  public mutating func reserveText(valueCount: Int, byteCount: Int) {
    bytes.reserveCapacity(byteCount)
    offsets.reserveCapacity(valueCount + 1)
  }

  /// Room for about `valueCount` values of `byteCount` bytes in all, so that growing costs nothing later.
  public mutating func reserve(valueCount: Int, byteCount: Int) {
    reserveText(valueCount: valueCount, byteCount: byteCount)
    if slots.isEmpty { return }
    var slotCount = slots.count
    while slotCount < valueCount * 2 { slotCount *= 2 }
    if slotCount > slots.count { grow(to: slotCount) }
  }

  /// Makes the slots anew.
  private mutating func fillSlots() {
    var slotCount = 64
    while slotCount < offsets.count * 2 { slotCount *= 2 }
    slots = [UInt64](repeating: 0, count: slotCount)
    for id in 1..<UInt32(max(1, count)) {
      let hash = Self.hash(of: bytes.span.extracting(range(of: id)))
      var slot = position(hash)
      while slots[slot] != 0 { slot = (slot &+ 1) & (slotCount &- 1) }
      slots[slot] = (hash &>> 32) &<< 32 | UInt64(id &+ 1)
    }
  }

  /// Where a value is looked for first: by the half of its hash that its slot keeps, so that slots can be moved
  /// to a larger table without a look at the values.
  @inline(__always) private func position(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash &>> 32) & UInt64(slots.count &- 1))
  }

  @inline(__always) private func equals(_ id: UInt32, _ value: Span<UInt8>) -> Bool {
    Self.equal(bytes.span, range(of: id), value, 0..<value.count)
  }

  /// Whether two pieces of two texts are the same.
  @inline(__always) private static func equal(
    _ text: Span<UInt8>, _ own: Range<Int>, _ others: Span<UInt8>, _ other: Range<Int>
  ) -> Bool {
    let count = own.count
    guard other.count == count else { return false }
    precondition(own.upperBound <= text.count && other.upperBound <= others.count, "pieces lie inside")
    let (first, second) = (own.lowerBound, other.lowerBound)
    return unsafe text.withUnsafeBytes { text in
      unsafe others.withUnsafeBytes { others in
        // SAFETY: `count` bytes are there from `first` and from `second`; words end within them.
        var index = 0
        while index &+ 8 <= count {
          let a = unsafe text.loadUnaligned(fromByteOffset: first &+ index, as: UInt64.self)
          let b = unsafe others.loadUnaligned(fromByteOffset: second &+ index, as: UInt64.self)
          if a != b { return false }
          index &+= 8
        }
        if index == count { return true }
        if count >= 8 {
          // The last word once more, ending where the value ends.
          let a = unsafe text.loadUnaligned(fromByteOffset: first &+ count &- 8, as: UInt64.self)
          let b = unsafe others.loadUnaligned(fromByteOffset: second &+ count &- 8, as: UInt64.self)
          return a == b
        }
        while index < count {
          if unsafe text[first &+ index] != others[second &+ index] { return false }
          index &+= 1
        }
        return true
      }
    }
  }

  /// More slots; the hashes that they keep say where each goes.
  /// - Parameter slotCount: a power of two.
  private mutating func grow(to slotCount: Int) {
    var larger = [UInt64](repeating: 0, count: slotCount)
    let mask = UInt64(larger.count - 1)
    for entry in slots where entry != 0 {
      var slot = Int(truncatingIfNeeded: (entry &>> 32) & mask)
      while larger[slot] != 0 { slot = (slot &+ 1) & Int(truncatingIfNeeded: mask) }
      larger[slot] = entry
    }
    slots = larger
  }
}
