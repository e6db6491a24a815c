public import CGuiyiColumns

extension Span where Element: BitwiseCopyable {
  /// Begins to bring an element into the caches, for whoever reads it a little later; nothing waits for it.
  ///
  /// - Parameter index: may lie outside: then nothing is brought that matters.
  @inlinable @inline(__always) public func fetch(_ index: Int) {
    unsafe withUnsafeBufferPointer { elements in
      guard let first = elements.baseAddress else { return }
      // SAFETY: the address is only a hint to the processor; nothing is read through it.
      unsafe guiyi_columns_fetch(UnsafeRawPointer(first) + index &* MemoryLayout<Element>.stride)
    }
  }
}
