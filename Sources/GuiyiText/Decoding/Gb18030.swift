internal import CGuiyiICU
internal import CGuiyiScan

/// GB 18030 to UTF-8, in the edition of 2022, with 0x80 as the euro sign as Windows writes it.
///
/// The mapping comes from ICU, once per process; decoding itself is a walk through a table, because ICU's
/// converter does not say which of many bytes was bad, and is slower.
public enum Gb18030 {
  /// Two-byte codes: UTF-8 in the low three bytes and its length in the top one; 0 for none or plane 2.
  private struct Tables: Sendable {
    let packed: [UInt32]
    let twoByte: [UInt32]
    let fourByte: [UInt32]

    init() {
      var twoByte = [UInt32](repeating: 0, count: Int(GUIYI_GB_TWO_BYTE_COUNT))
      var fourByte = [UInt32](repeating: 0, count: Int(GUIYI_GB_FOUR_BYTE_COUNT))
      let status = unsafe guiyi_icu_gb18030_tables(&twoByte, &fourByte)
      precondition(status == 0, "ICU has no table for GB 18030 (error \(status))")
      packed = twoByte.map { scalar in
        guard let valid = Unicode.Scalar(scalar), scalar >= 0x80, scalar <= 0xFFFF else { return 0 }
        var word: UInt32 = 0
        var length: UInt32 = 0
        for byte in valid.utf8 {
          word |= UInt32(byte) &<< (8 &* length)
          length &+= 1
        }
        return word | length &<< 24
      }
      self.twoByte = twoByte
      self.fourByte = fourByte
    }
  }

  private static let tables = Tables()

  /// The standard character of a private-use code point that older editions gave out; others unchanged.
  public static func standardScalar(_ scalar: UInt32) -> UInt32 { guiyi_gb18030_fold(scalar) }

  /// Writes at most three bytes for each one read, and 16 beyond the last.
  static func decode(
    _ bytes: Span<UInt8>, to target: UnsafeMutableRawPointer
  ) -> (byteCount: Int, faultCount: Int) {
    let tables = tables
    var faultCount = 0
    let byteCount = unsafe bytes.withUnsafeBytes { raw in
      unsafe tables.packed.withUnsafeBufferPointer { packed in
        unsafe walk(raw, packed: packed, tables: tables, into: target, faults: &faultCount)
      }
    }
    return (byteCount, faultCount)
  }

  /// Decodes all of `raw` and returns the bytes written; at most three for each one read.
  private static func walk(
    _ raw: UnsafeRawBufferPointer, packed: UnsafeBufferPointer<UInt32>, tables: Tables,
    into target: UnsafeMutableRawPointer, faults: inout Int
  ) -> Int {
    let count = raw.count
    var index = 0
    var out = 0
    while index < count {
      // SAFETY: 16 bytes are left to read, and the target has 16 more than it can need.
      if index &+ 16 <= count {
        let source = unsafe raw.baseAddress.unsafelyUnwrapped + index
        let mask = unsafe guiyi_scan_not_plain16(source)
        unsafe guiyi_scan_copy16(target + out, source)
        let plain = mask == 0 ? 16 : mask.trailingZeroBitCount
        index &+= plain
        out &+= plain
        if plain == 16 { continue }
      }
      // Chinese text comes in runs of two-byte characters.
      while index &+ 1 < count {
        // SAFETY: two bytes are left; lead and trail are in the table's range by the comparisons, and a
        // store of four bytes stays within the 16 spare ones.
        let lead = unsafe Int(raw[index])
        let trail = unsafe Int(raw[index &+ 1])
        guard lead >= 0x81, lead <= 0xFE, trail >= 0x40, trail <= 0xFE else { break }
        let word = unsafe packed[(lead &- 0x81) &* 191 &+ trail &- 0x40]
        if word == 0 { break }
        unsafe target.storeBytes(of: word.littleEndian, toByteOffset: out, as: UInt32.self)
        index &+= 2
        out &+= Int(word &>> 24)
      }
      if index >= count { break }
      let (scalar, length) = unsafe rareCharacter(raw, at: index, tables: tables)
      if length == 0 {
        unsafe target.storeBytes(of: TextEncoding.fault, toByteOffset: out, as: UInt8.self)
        faults &+= 1
        index &+= 1
        out &+= 1
      } else {
        if scalar == 0 { faults &+= 1 }
        out &+= unsafe Utf8.write(scalar, to: target + out)
        index &+= length
      }
    }
    return out
  }

  /// ASCII, the euro sign, a four-byte code or a two-byte code of plane 2; a length of 0 is a fault.
  private static func rareCharacter(
    _ raw: UnsafeRawBufferPointer, at index: Int, tables: Tables
  ) -> (scalar: UInt32, length: Int) {
    // SAFETY: index < raw.count, and each further read is guarded by the bytes left.
    let lead = unsafe Int(raw[index])
    if lead < 0x80 { return (UInt32(truncatingIfNeeded: lead), 1) }
    if lead == 0x80 { return (0x20AC, 1) }
    let left = raw.count &- index
    if lead == 0xFF || left < 2 { return (0, 0) }
    let second = unsafe Int(raw[index &+ 1])
    if second >= 0x40 && second <= 0xFE {
      let scalar = tables.twoByte[(lead &- 0x81) &* 191 &+ second &- 0x40]
      return scalar == 0 ? (0, 0) : (scalar, 2)
    }
    if second < 0x30 || second > 0x39 || left < 4 { return (0, 0) }
    let third = unsafe Int(raw[index &+ 2])
    let fourth = unsafe Int(raw[index &+ 3])
    if third < 0x81 || third > 0xFE || fourth < 0x30 || fourth > 0x39 { return (0, 0) }
    let linear = ((lead &- 0x81) &* 10 &+ second &- 0x30) &* 1260 &+ (third &- 0x81) &* 10 &+ fourth &- 0x30
    if linear < tables.fourByte.count {
      let scalar = tables.fourByte[linear]
      return scalar == 0 ? (0, 0) : (scalar, 4)
    }
    // 0x90308130 is U+10000; from there the two are parallel.
    let supplementary = linear &- 189_000
    if supplementary < 0 || supplementary > 0xF_FFFF { return (0, 0) }
    return (0x10000 &+ UInt32(truncatingIfNeeded: supplementary), 4)
  }
}
