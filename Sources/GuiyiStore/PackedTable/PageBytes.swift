/// Bytes of a page or a record, as SQLite writes them: see "Database File Format" in its documentation.
///
/// SAFETY: whoever makes one gives it memory for all that is put into it; nothing is checked here.
@safe struct PageBytes {
  private(set) var next: UnsafeMutablePointer<UInt8>

  init(at place: UnsafeMutablePointer<UInt8>) { unsafe next = place }

  @inline(__always) mutating func put(_ byte: UInt8) {
    unsafe next.pointee = byte
    unsafe next += 1
  }

  /// The lowest `width` bytes of a number, the highest first.
  @inline(__always) mutating func put(_ number: UInt64, width: Int) {
    var shift = UInt64(width) &* 8
    for _ in 0..<width {
      shift &-= 8
      put(UInt8(truncatingIfNeeded: number &>> shift))
    }
  }

  @inline(__always) mutating func put(_ bytes: UnsafeRawPointer, count: Int) {
    unsafe UnsafeMutableRawPointer(next).copyMemory(from: bytes, byteCount: count)
    unsafe next += count
  }

  /// Seven bits in each byte, the highest first; the ninth has eight.
  @inline(__always) mutating func put(varint number: UInt64) {
    if number < 0x80 { return put(UInt8(truncatingIfNeeded: number)) }
    let count = Self.varintSize(number)
    if count == 9 {
      for place in 0..<8 {
        put(UInt8(truncatingIfNeeded: number &>> (57 &- 7 &* UInt64(place))) | 0x80)
      }
      return put(UInt8(truncatingIfNeeded: number))
    }
    var shift = UInt64(count &- 1) &* 7
    while shift > 0 {
      put(UInt8(truncatingIfNeeded: number &>> shift) | 0x80)
      shift &-= 7
    }
    put(UInt8(truncatingIfNeeded: number) & 0x7F)
  }

  @inline(__always) static func varintSize(_ number: UInt64) -> Int {
    if number < 0x80 { return 1 }
    let bits = 64 &- number.leadingZeroBitCount
    return min(9, (bits &+ 6) / 7)
  }
}
