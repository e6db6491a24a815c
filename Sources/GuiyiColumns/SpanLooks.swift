public import CGuiyiColumns

extension Span where Element == UInt8 {
  /// Compares up to 64 bytes with as many others: bit `i` is set where those at `first` + `i` and `second` + `i` are equal.
  ///
  /// - Parameter wanted: bits from here on mean nothing.
  /// - Precondition: 64 bytes of both lie inside.
  @inlinable @inline(__always) public func equalBytes(
    _ first: Int, _ second: Int, count wanted: Int
  ) -> UInt64 {
    precondition(first >= 0 && second >= 0 && Swift.max(first, second) &+ 64 <= count, "64 bytes each")
    return unsafe withUnsafeBufferPointer { bytes in
      // SAFETY: both runs of 64 bytes lie inside.
      unsafe guiyi_columns_equal64(
        bytes.baseAddress.unsafelyUnwrapped + first, bytes.baseAddress.unsafelyUnwrapped + second,
        Int32(truncatingIfNeeded: wanted))
    }
  }

  /// One bit of each of the first 64 bytes: bit `i` is set where bit `place` of byte `i` is.
  ///
  /// - Precondition: there are 64; `place` is 0 through 7.
  @inlinable @inline(__always) public func bits(_ place: Int) -> UInt64 {
    precondition(count >= 64 && place >= 0 && place < 8, "a bit of 64 bytes")
    return unsafe withUnsafeBufferPointer { bytes in
      // SAFETY: all 64 bytes lie inside.
      unsafe guiyi_columns_bits64(bytes.baseAddress.unsafelyUnwrapped, Int32(truncatingIfNeeded: place))
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

extension Span where Element == UInt32 {
  /// Compares 8 numbers with 8 others: bit `i` of `equal` is set where those at `first` + `i` and `second` + `i` are equal, bit `i` of
  /// `missing` where one of them is 0.
  ///
  /// - Precondition: all of them lie inside.
  @inlinable @inline(__always) public func compare8(
    _ first: Int, _ second: Int
  ) -> (equal: UInt32, missing: UInt32) {
    precondition(first >= 0 && second >= 0 && Swift.max(first, second) &+ 8 <= count, "8 numbers each")
    let found = unsafe withUnsafeBufferPointer { numbers in
      // SAFETY: both runs of 8 numbers lie inside.
      unsafe guiyi_columns_compare8(
        numbers.baseAddress.unsafelyUnwrapped + first, numbers.baseAddress.unsafelyUnwrapped + second)
    }
    return (found & 0xFF, found >> 8)
  }
}
