/// Sorts of numbers by their bits: stable, linear, and the same for every thread count.
public enum RadixSort {
  /// Sorts `keys` ascending and carries `values` along; equal keys keep their order.
  ///
  /// - Parameters:
  ///   - keys: any 64-bit numbers; bytes that are equal in all keys cost one counting pass and no move.
  ///   - values: one for each key.
  /// - Complexity: O(n × differing bytes), one copy of both arrays.
  public static func sort(keys: inout [UInt64], values: inout [UInt32]) {
    precondition(keys.count == values.count, "one value for each key")
    let count = keys.count
    guard count > 1 else { return }
    var histogram = [Int](repeating: 0, count: 8 * 256)
    for key in keys {
      for byte in 0..<8 {
        histogram[byte &* 256 &+ Int(truncatingIfNeeded: (key &>> UInt64(byte &* 8)) & 255)] &+= 1
      }
    }
    var otherKeys = [UInt64](repeating: 0, count: count)
    var otherValues = [UInt32](repeating: 0, count: count)
    for byte in 0..<8 {
      let first = Int(truncatingIfNeeded: (keys[0] &>> UInt64(byte &* 8)) & 255)
      if histogram[byte * 256 + first] == count { continue }
      var starts = [Int](repeating: 0, count: 256)
      var sum = 0
      for digit in 0..<256 {
        starts[digit] = sum
        sum += histogram[byte * 256 + digit]
      }
      let shift = UInt64(byte &* 8)
      unsafe starts.withUnsafeMutableBufferPointer { starts in
        unsafe keys.withUnsafeBufferPointer { keys in
          unsafe values.withUnsafeBufferPointer { values in
            unsafe otherKeys.withUnsafeMutableBufferPointer { outKeys in
              unsafe otherValues.withUnsafeMutableBufferPointer { outValues in
                // SAFETY: the histogram counted exactly these keys, so every start stays below `count`.
                for index in 0..<count {
                  let key = unsafe keys[index]
                  let digit = Int(truncatingIfNeeded: (key &>> shift) & 255)
                  let place = unsafe starts[digit]
                  unsafe outKeys[place] = key
                  unsafe outValues[place] = values[index]
                  unsafe starts[digit] = place &+ 1
                }
              }
            }
          }
        }
      }
      swap(&keys, &otherKeys)
      swap(&values, &otherValues)
    }
  }

  /// The indices of `keys` in ascending order of key; equal keys keep the order of their indices.
  public static func order(of keys: [UInt64]) -> [UInt32] {
    var sorted = keys
    var order = [UInt32](0..<UInt32(keys.count))
    sort(keys: &sorted, values: &order)
    return order
  }
}
