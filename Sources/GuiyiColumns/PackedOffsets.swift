/// Ascending places in a buffer, in little more than four bytes each.
///
/// Each counts from the first of its group, so that the buffer may be of any size.
@usableFromInline struct PackedOffsets: Sendable {
  /// Places that count from one. The longest cell that is read has 64 MiB: as many of these stay below 2^32.
  @usableFromInline static let groupBits = 5

  @usableFromInline private(set) var bases: [Int] = []
  @usableFromInline private(set) var steps: [UInt32] = []

  @usableFromInline var count: Int { steps.count }

  @inlinable @inline(__always) subscript(_ index: Int) -> Int {
    bases[index &>> Self.groupBits] &+ Int(steps[index])
  }

  /// Adds a place, which is no lower than the one before it.
  /// - Precondition: it is less than 2^32 behind the first of its group.
  @inline(__always) mutating func append(_ place: Int) {
    let group = steps.count &>> Self.groupBits
    if group == bases.count { bases.append(place) }
    precondition(place &- bases[group] <= Int(UInt32.max), "32 values of less than 4 GiB")
    steps.append(UInt32(truncatingIfNeeded: place &- bases[group]))
  }

  /// Adds ascending places, as `append` does one by one.
  mutating func append(contentsOf places: Span<Int>) {
    var next = 0
    while next < places.count {
      if steps.count &>> Self.groupBits == bases.count { bases.append(places[next]) }
      let base = bases[steps.count &>> Self.groupBits]
      let groupSize = 1 &<< Self.groupBits
      let end = min(places.count, next &+ groupSize &- steps.count & (groupSize &- 1))
      precondition(places[end &- 1] &- base <= Int(UInt32.max), "32 values of less than 4 GiB")
      steps.append(addingCapacity: end &- next) { steps in
        for index in next..<end { steps.append(UInt32(truncatingIfNeeded: places[index] &- base)) }
      }
      next = end
    }
  }

  mutating func reserveCapacity(_ count: Int) {
    bases.reserveCapacity(count >> Self.groupBits + 1)
    steps.reserveCapacity(count)
  }

  /// Begins to bring a place into the caches.
  @inline(__always) func fetch(_ index: Int) { steps.span.fetch(index) }
}
