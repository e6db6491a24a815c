internal import CGuiyiScan

/// Questions about bytes that claim to be UTF-8.
public enum Utf8 {
  /// Characters of a sample by what they would be in UTF-8.
  public struct Tally: Sendable, Equatable {
    public var ascii = 0
    /// U+0080 to U+07FF: no Chinese character is among them.
    public var twoByte = 0
    /// U+0800 and above.
    public var longer = 0
    /// Bytes that begin no character.
    public var faults = 0
  }

  /// Where the first byte is that UTF-8 does not allow, or that is NUL; nil where there is none.
  ///
  /// Overlong forms, surrogates and code points above U+10FFFF are faults, too.
  /// - Complexity: O(`bytes.count`). Allocates nothing.
  public static func firstFault(in bytes: Span<UInt8>) -> Int? {
    let count = bytes.count
    return unsafe bytes.withUnsafeBytes { raw in
      var index = 0
      while index < count {
        index = unsafe commonEnd(raw, from: index)
        // What is rare, what is wrong and the end of the text: character by character.
        let end = min(count, index &+ 64)
        while index < end {
          let length = unsafe characterLength(raw, at: index, count: count)
          if length == 0 { return index }
          index &+= length
        }
      }
      return nil
    }
  }

  /// Passes over 64 bytes at a time as long as they hold nothing but common characters, whose first byte tells all.
  /// - Parameter start: where a character begins.
  /// - Returns: where another one does, with no fault before it.
  @inline(__always) private static func commonEnd(_ raw: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    // Where bytes before `index` ask the next ones to go on with a character.
    var carried: UInt64 = 0
    while index &+ 64 <= raw.count {
      // SAFETY: 64 bytes are left.
      let classes = unsafe guiyi_scan_classes64(raw.baseAddress.unsafelyUnwrapped + index)
      let beginning = classes.high & ~classes.continuing
      let expected = beginning &<< 1 | classes.beginning_long &<< 2 | carried
      if classes.rare | (expected ^ classes.continuing) != 0 { break }
      carried = beginning &>> 63 | classes.beginning_long &>> 62
      index &+= 64
    }
    if carried == 0 { return index }
    // SAFETY: the bytes before `index` begin with a character, which this is a part of.
    repeat { index &-= 1 } while unsafe raw[index] & 0xC0 == 0x80
    return index
  }

  /// Where the first byte is that is not ASCII; nil where there is none.
  /// - Complexity: O(`bytes.count`), eight bytes a step. Allocates nothing.
  public static func firstBeyondASCII(in bytes: Span<UInt8>) -> Int? {
    let count = bytes.count
    return unsafe bytes.withUnsafeBytes { raw in
      var index = 0
      // SAFETY: eight bytes are left.
      while index &+ 8 <= count,
        unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index &+= 8
      }
      while index < count {
        if unsafe raw[index] >= 0x80 { return index }
        index &+= 1
      }
      return nil
    }
  }

  /// Counts characters and faults.
  /// - Parameter isCut: whether the bytes end in the middle of a text, so that an unfinished character at
  ///   the very end is no fault.
  public static func tally(_ bytes: Span<UInt8>, isCut: Bool) -> Tally {
    var tally = Tally()
    let count = bytes.count
    unsafe bytes.withUnsafeBytes { raw in
      var index = 0
      while index < count {
        let byte = unsafe raw[index]
        let length = byte == 0 ? 1 : unsafe characterLength(raw, at: index, count: count)
        switch length {
        case 0:
          if isCut && index &+ 3 >= count && byte >= 0xC2 && byte <= 0xF4 { return }
          tally.faults &+= 1
        case 1: tally.ascii &+= 1
        case 2: tally.twoByte &+= 1
        default: tally.longer &+= 1
        }
        index &+= max(1, length)
      }
    }
    return tally
  }

  /// The length of the character at `index`, 0 for a fault; NUL is one.
  @inline(__always)
  private static func characterLength(_ raw: UnsafeRawBufferPointer, at index: Int, count: Int) -> Int {
    // SAFETY: index < count, and each further read is guarded by the bytes left.
    let first = unsafe raw[index]
    if first < 0x80 { return first == 0 ? 0 : 1 }
    let left = count &- index
    if first < 0xC2 || first > 0xF4 || left < 2 { return 0 }
    let second = unsafe raw[index &+ 1]
    if second & 0xC0 != 0x80 { return 0 }
    if first < 0xE0 { return 2 }
    if left < 3 { return 0 }
    if unsafe raw[index &+ 2] & 0xC0 != 0x80 { return 0 }
    if first < 0xF0 {
      return (first == 0xE0 && second < 0xA0) || (first == 0xED && second >= 0xA0) ? 0 : 3
    }
    if left < 4 { return 0 }
    if unsafe raw[index &+ 3] & 0xC0 != 0x80 { return 0 }
    return (first == 0xF0 && second < 0x90) || (first == 0xF4 && second >= 0x90) ? 0 : 4
  }

  /// Writes one scalar in one to four bytes; a surrogate or a number beyond Unicode becomes a fault byte.
  @inline(__always) static func write(_ scalar: UInt32, to target: UnsafeMutableRawPointer) -> Int {
    // SAFETY: the callers have four bytes of room.
    func store(_ byte: UInt32, _ place: Int) {
      unsafe target.storeBytes(of: UInt8(truncatingIfNeeded: byte), toByteOffset: place, as: UInt8.self)
    }
    if scalar < 0x80 {
      store(scalar, 0)
      return 1
    }
    if scalar < 0x800 {
      store(0xC0 | scalar &>> 6, 0)
      store(0x80 | scalar & 0x3F, 1)
      return 2
    }
    if scalar < 0x10000 {
      if scalar & 0xF800 == 0xD800 {
        store(UInt32(TextEncoding.fault), 0)
        return 1
      }
      store(0xE0 | scalar &>> 12, 0)
      store(0x80 | scalar &>> 6 & 0x3F, 1)
      store(0x80 | scalar & 0x3F, 2)
      return 3
    }
    if scalar > 0x10FFFF {
      store(UInt32(TextEncoding.fault), 0)
      return 1
    }
    store(0xF0 | scalar &>> 18, 0)
    store(0x80 | scalar &>> 12 & 0x3F, 1)
    store(0x80 | scalar &>> 6 & 0x3F, 2)
    store(0x80 | scalar & 0x3F, 3)
    return 4
  }
}
