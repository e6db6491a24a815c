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
      var tail: UInt64 = 0
      var shift: UInt64 = 0
      while index < count {
        unsafe tail |= UInt64(buffer[index]) &<< shift
        shift &+= 8
        index &+= 1
      }
      state = mix(state, tail)
    }
    return mix(state, UInt64(truncatingIfNeeded: count))
  }
}
