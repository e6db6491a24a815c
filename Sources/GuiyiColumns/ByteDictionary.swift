/// Distinct byte strings numbered in the order in which they first came; number 0 is the empty string.
///
/// Numbers depend only on the order of `intern` calls, never on hashing, so results built on them are the
/// same in every process. Values live in one flat buffer: no allocation per value.
public struct ByteDictionary: Sendable {
  /// All values behind one another, value `id` at `range(of: id)`.
  public private(set) var bytes: [UInt8] = []
  /// `count + 1` offsets into `bytes`.
  @usableFromInline var offsets: [Int] = [0, 0]
  /// Open addressing; an entry holds 32 bits of the hash above 32 bits of `id + 1`, 0 where free. Empty where nothing was looked
  /// for since the slots were dropped.
  private var slots: [UInt64] = [UInt64](repeating: 0, count: 64)

  public init() {}

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
  @inline(__always) public func fetch(_ id: UInt32) { offsets.span.fetch(Int(id)) }

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

  /// What a value is found by; for values that come in numbers, see `fetch`.
  public static func hash(of value: Span<UInt8>) -> UInt64 { StableHash.hash(value) }

  /// How many values are fetched together: as many looks at memory as a processor keeps open, about.
  public static let batchSize = 32

  /// Brings what `intern` will look at into the caches, for at most `batchSize` values.
  ///
  /// A large dictionary lies in memory, and each look waits for it. The looks of many values wait together where nothing that
  /// is decided in between depends on one of them.
  public func fetch(_ hashes: Span<UInt64>) {
    precondition(hashes.count <= Self.batchSize, "a batch")
    let (slots, offsets, bytes) = (slots.span, offsets.span, bytes.span)
    if bytes.isEmpty || slots.isEmpty { return }
    let mask = UInt64(slots.count &- 1)
    var ids = InlineArray<32, Int>(repeating: 0)
    for place in hashes.indices {
      let half = hashes[place] &>> 32
      let entry = slots[Int(truncatingIfNeeded: half & mask)]
      let id = max(Int(truncatingIfNeeded: entry & 0xFFFF_FFFF), 1) &- 1
      ids[place] = entry &>> 32 == half ? id : 0
    }
    var first: UInt8 = 0
    for place in hashes.indices { first ^= bytes[min(offsets[ids[place]], bytes.count &- 1)] }
    withExtendedLifetime(first) {}
  }

  /// Interns all values of another dictionary; gives the number of each here.
  public mutating func internAll(of other: ByteDictionary) -> [UInt32] {
    var numbers = [UInt32](repeating: 0, count: other.count)
    var hashes = [UInt64](repeating: 0, count: Self.batchSize)
    let (bytes, offsets) = (other.bytes, other.offsets)
    var start = 0
    while start < other.count {
      let end = min(start &+ Self.batchSize, other.count)
      for id in start..<end {
        hashes[id &- start] = Self.hash(of: bytes.span.extracting(offsets[id]..<offsets[id &+ 1]))
      }
      fetch(hashes.span.extracting(0..<end &- start))
      for id in start..<end {
        numbers[id] = intern(
          bytes.span.extracting(offsets[id]..<offsets[id &+ 1]), hash: hashes[id &- start])
      }
      start = end
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

  /// The number of a text, adding it where it is new.
  public mutating func intern(_ text: String) -> UInt32 {
    intern(Array(text.utf8).span)
  }

  /// The number of a value that is already there.
  /// - Precondition: the dictionary has its slots; see `dropSlots`.
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
    copy.offsets = [Int](repeating: 0, count: count + 1)
    for (number, former) in formerNumbers.enumerated() {
      copy.offsets[number + 1] = copy.offsets[number] + length(of: former)
    }
    precondition(copy.offsets[count] == bytes.count, "every number once")
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

  /// Room for about `valueCount` values of `byteCount` bytes in all, so that growing costs nothing later.
  public mutating func reserve(valueCount: Int, byteCount: Int) {
    bytes.reserveCapacity(byteCount)
    offsets.reserveCapacity(valueCount + 1)
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
    let start = offsets[Int(id)]
    let count = value.count
    guard offsets[Int(id) &+ 1] &- start == count else { return false }
    return unsafe bytes.withUnsafeBytes { own in
      unsafe value.withUnsafeBytes { other in
        // SAFETY: `count` bytes are there from `start` and in the value; words end within them.
        var index = 0
        while index &+ 8 <= count {
          let a = unsafe own.loadUnaligned(fromByteOffset: start &+ index, as: UInt64.self)
          let b = unsafe other.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          if a != b { return false }
          index &+= 8
        }
        if index == count { return true }
        if count >= 8 {
          // The last word once more, ending where the value ends.
          let a = unsafe own.loadUnaligned(fromByteOffset: start &+ count &- 8, as: UInt64.self)
          let b = unsafe other.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
          return a == b
        }
        while index < count {
          if unsafe own[start &+ index] != other[index] { return false }
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
