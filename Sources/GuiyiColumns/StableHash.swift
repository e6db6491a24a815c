/// A 64-bit hash of bytes that is the same in every process, on every machine and for every thread count.
///
/// Not cryptographic: it names rows and finds equal values, it hides nothing. Equal hashes are always
/// confirmed by comparing the bytes where a mistake would matter.
public enum StableHash {
  @usableFromInline static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
  @usableFromInline static let second: UInt64 = 0xD6E8_FEB8_6659_FD93

  /// Mixes one word into a running state; the order of words matters.
  @inlinable public static func mix(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let product = (state ^ word &* second).multipliedFullWidth(by: multiplier)
    return product.low ^ product.high &+ word
  }

  /// The hash of `bytes`; the empty span has a hash of its own, which is not 0.
  /// - Complexity: O(`bytes.count`), eight bytes a step. Allocates nothing.
  @inlinable public static func hash(_ bytes: Span<UInt8>, seed: UInt64 = 0) -> UInt64 {
    var state = seed ^ multiplier
    let count = bytes.count
    unsafe bytes.withUnsafeBytes { buffer in
      var index = 0
      // SAFETY: index + 8 <= count keeps every load inside the buffer.
      while index &+ 8 <= count {
        state = mix(state, unsafe buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index &+= 8
      }
      let tail = unsafe lastBytes(buffer, count &- index)
      state = mix(state, tail)
    }
    return mix(state, UInt64(truncatingIfNeeded: count))
  }

  /// The last `count` bytes of the buffer, 0 to 7, the first of them lowest.
  ///
  /// Loads that overlap take the place of a loop: its end is a branch that no processor foresees.
  @inlinable @inline(__always) static func lastBytes(_ buffer: UnsafeRawBufferPointer, _ count: Int) -> UInt64
  {
    if count == 0 { return 0 }
    let end = buffer.count
    // SAFETY: `count` is at most the buffer's, and each load ends where it does or begins `count` before it.
    if end >= 8 {
      let word = unsafe buffer.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self)
      return word &>> UInt64(64 &- count &* 8)
    }
    if count >= 4 {
      let low = unsafe buffer.loadUnaligned(fromByteOffset: end &- count, as: UInt32.self)
      let high = unsafe buffer.loadUnaligned(fromByteOffset: end &- 4, as: UInt32.self)
      return UInt64(low) | UInt64(high) &<< UInt64((count &- 4) &* 8)
    }
    let first = unsafe UInt64(buffer[end &- count])
    let middle = unsafe UInt64(buffer[end &- count &+ count &>> 1])
    let last = unsafe UInt64(buffer[end &- 1])
    return first | middle &<< UInt64((count &>> 1) &* 8) | last &<< UInt64((count &- 1) &* 8)
  }
}
