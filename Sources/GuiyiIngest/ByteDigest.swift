internal import GuiyiColumns

/// A stable hash of a whole file, fed in pieces; where the pieces are cut does not matter.
///
/// Four lanes side by side, because one multiplication chain would be slower than the disk cache.
struct ByteDigest {
  private var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
  private var waiting: [UInt8] = []
  private var byteCount = 0

  mutating func feed(_ bytes: UnsafeRawBufferPointer) {
    byteCount &+= bytes.count
    var index = 0
    while !waiting.isEmpty && waiting.count < 32 && index < bytes.count {
      // SAFETY: index < bytes.count.
      waiting.append(unsafe bytes[index])
      index &+= 1
    }
    if waiting.count == 32 {
      unsafe waiting.withUnsafeBytes { unsafe stripes(of: $0, from: 0, to: 32) }
      waiting.removeAll(keepingCapacity: true)
    }
    if !waiting.isEmpty { return }
    let whole = index &+ (bytes.count &- index) / 32 &* 32
    unsafe stripes(of: bytes, from: index, to: whole)
    unsafe waiting.append(contentsOf: bytes[whole...])
  }

  private mutating func stripes(of bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) {
    var (a, b, c, d) = lanes
    var index = start
    while index < end {
      // SAFETY: end - start is a multiple of 32 and end <= bytes.count.
      a = StableHash.mix(a, unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      b = StableHash.mix(b, unsafe bytes.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self))
      c = StableHash.mix(c, unsafe bytes.loadUnaligned(fromByteOffset: index &+ 16, as: UInt64.self))
      d = StableHash.mix(d, unsafe bytes.loadUnaligned(fromByteOffset: index &+ 24, as: UInt64.self))
      index &+= 32
    }
    lanes = (a, b, c, d)
  }

  func finish() -> UInt64 {
    var state = StableHash.hash(waiting.span, seed: UInt64(truncatingIfNeeded: byteCount))
    for lane in [lanes.0, lanes.1, lanes.2, lanes.3] { state = StableHash.mix(state, lane) }
    return state
  }
}
