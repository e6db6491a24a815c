/// Brings equal hashes together: what a sort of hashes is for, at a third of its passes.
public enum HashGrouping {
  /// Bits of a hash that one pass looks at.
  private static let digitBits = 11

  /// Sorts well-mixed `keys` ascending and carries `values` along; equal keys keep their order.
  ///
  /// The leading bits tell nearly all keys apart, so only they are sorted by; what they leave together is put
  /// in order in place.
  /// - Parameters:
  ///   - keys: hashes; keys that are not well mixed are sorted as well, only slower.
  ///   - values: one for each key.
  ///   - sharedBits: leading bits that are the same in all keys: nothing is told apart by them.
  /// - Complexity: O(n) for well-mixed keys, O(n log n) for any; one copy of both arrays.
  public static func sort(keys: inout [UInt64], values: inout [UInt32], sharedBits: Int = 0) {
    precondition(keys.count == values.count, "one value for each key")
    let count = keys.count
    guard count > 1 else { return }
    let wantedBits = Int.bitWidth - count.leadingZeroBitCount + 1
    let bits = 64 - sharedBits
    let passCount = min(4, bits / digitBits, (wantedBits + digitBits - 1) / digitBits)
    var otherKeys = [UInt64](repeating: 0, count: count)
    var otherValues = [UInt32](repeating: 0, count: count)
    for pass in 0..<passCount {
      let shift = UInt64(bits - (passCount - pass) * digitBits)
      scatter(keys.span, values.span, shift: shift, to: &otherKeys, &otherValues)
      swap(&keys, &otherKeys)
      swap(&values, &otherValues)
    }
    settle(&keys, &values, shift: UInt64(bits - passCount * digitBits))
  }

  private static func scatter(
    _ keys: Span<UInt64>, _ values: Span<UInt32>, shift: UInt64, to outKeys: inout [UInt64],
    _ outValues: inout [UInt32]
  ) {
    let mask = UInt64(1 << digitBits) - 1
    var starts = [Int](repeating: 0, count: 1 << digitBits)
    for index in keys.indices { starts[Int(truncatingIfNeeded: keys[index] &>> shift & mask)] &+= 1 }
    var sum = 0
    for digit in starts.indices {
      let size = starts[digit]
      starts[digit] = sum
      sum += size
    }
    unsafe starts.withUnsafeMutableBufferPointer { starts in
      unsafe outKeys.withUnsafeMutableBufferPointer { outKeys in
        unsafe outValues.withUnsafeMutableBufferPointer { outValues in
          // SAFETY: exactly these keys were counted, so every start stays below `count`.
          for index in keys.indices {
            let key = keys[index]
            let digit = Int(truncatingIfNeeded: key &>> shift & mask)
            let place = unsafe starts[digit]
            unsafe outKeys[place] = key
            unsafe outValues[place] = values[index]
            unsafe starts[digit] = place &+ 1
          }
        }
      }
    }
  }

  /// Orders runs of keys whose bits from `shift` on are equal by their other bits.
  private static func settle(_ keys: inout [UInt64], _ values: inout [UInt32], shift: UInt64) {
    var start = 0
    var isEqual = true
    let count = keys.count
    for index in 1...count {
      if index < count && keys[index] &>> shift == keys[start] &>> shift {
        if keys[index] != keys[start] { isEqual = false }
        continue
      }
      if !isEqual { order(&keys, &values, start..<index) }
      start = index
      isEqual = true
    }
  }

  private static func order(_ keys: inout [UInt64], _ values: inout [UInt32], _ range: Range<Int>) {
    if range.count > 64 {
      var runKeys = Array(keys[range])
      var runValues = Array(values[range])
      RadixSort.sort(keys: &runKeys, values: &runValues)
      keys.replaceSubrange(range, with: runKeys)
      values.replaceSubrange(range, with: runValues)
      return
    }
    for index in range.dropFirst() {
      let key = keys[index]
      let value = values[index]
      var place = index
      while place > range.lowerBound && keys[place - 1] > key {
        keys[place] = keys[place - 1]
        values[place] = values[place - 1]
        place -= 1
      }
      keys[place] = key
      values[place] = value
    }
  }
}
