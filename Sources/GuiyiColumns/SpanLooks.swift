public import CGuiyiColumns

extension Span where Element == UInt8 {
  /// Compares 64 bytes with 64 others: bit `i` is set where those at `first` + `i` and `second` + `i` are equal.
  ///
  /// - Precondition: all of them lie inside.
  @inlinable @inline(__always) public func equalBytes(_ first: Int, _ second: Int) -> UInt64 {
    precondition(first >= 0 && second >= 0 && Swift.max(first, second) &+ 64 <= count, "64 bytes each")
    return unsafe withUnsafeBufferPointer { bytes in
      // SAFETY: both runs of 64 bytes lie inside.
      unsafe guiyi_columns_equal64(
        bytes.baseAddress.unsafelyUnwrapped + first, bytes.baseAddress.unsafelyUnwrapped + second)
    }
  }
}

extension Span where Element == UInt16 {
  /// Looks for a number among 16: bit `i` is set where the one at `first` + `i` is it.
  ///
  /// - Precondition: all 16 lie inside.
  @inlinable @inline(__always) public func find16(_ wanted: UInt16, from first: Int) -> UInt32 {
    precondition(first >= 0 && first &+ 16 <= count, "16 numbers")
    return unsafe withUnsafeBufferPointer { numbers in
      // SAFETY: all 16 lie inside.
      unsafe guiyi_columns_find16(numbers.baseAddress.unsafelyUnwrapped + first, wanted)
    }
  }
}
