/// The encodings that department feeds come in.
///
/// GB 2312 and GBK files are GB 18030 files that use less of it, so all three are read as `gb18030`.
public enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case gb18030
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"

  /// What a decoder leaves in the place of bytes that cannot be decoded: a byte that UTF-8 never has.
  public static let fault: UInt8 = 0xFF

  /// The encoding that people mean by `name`: `GBK`, `cp936`, `utf8`, `UTF-16`, …; nil for other names.
  ///
  /// `utf-16` alone is little endian, as spreadsheets write it; a byte order mark says otherwise.
  public init?(name: String) {
    let letters = name.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
      .filter { $0 != 0x2D && $0 != 0x5F && $0 != 0x20 }
    switch String(decoding: letters, as: UTF8.self) {
    case "utf8", "utf8sig", "utf8bom", "ascii", "usascii": self = .utf8
    case "gb18030", "gbk", "gb2312", "cp936", "936", "ms936", "windows936", "euccn", "ansi", "zhs16gbk":
      self = .gb18030
    case "utf16", "utf16le", "unicode", "ucs2": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    default: return nil
    }
  }

  /// Decodes whole characters, leaving one `fault` byte for each that cannot be decoded.
  ///
  /// Line breaks, quotation marks and other ASCII bytes are never taken into a broken character. Bytes that
  /// are UTF-8 already are copied as they are; ask `Utf8.firstFault` about them.
  /// - Complexity: O(`bytes.count`).
  public func decode(_ bytes: Span<UInt8>) -> DecodedText {
    var faultCount = 0
    let text = unsafe [UInt8](unsafeUninitializedCapacity: Self.room(for: bytes.count)) { room, written in
      let counts = unsafe decode(bytes, into: UnsafeMutableRawBufferPointer(room))
      written = counts.byteCount
      faultCount = counts.faultCount
    }
    return DecodedText(bytes: text, faultCount: faultCount)
  }

  /// The room that decoding `byteCount` bytes may need: three bytes for the euro sign, and 16 to overrun.
  public static func room(for byteCount: Int) -> Int { byteCount * 3 + 16 }

  /// The same into memory of the caller.
  /// - Parameter room: at least `room(for: bytes.count)` bytes.
  /// - Returns: the bytes written, and how many of them stand for faults or are NUL; for UTF-8 nobody looks.
  public func decode(
    _ bytes: Span<UInt8>, into room: UnsafeMutableRawBufferPointer
  ) -> (byteCount: Int, faultCount: Int) {
    precondition(room.count >= Self.room(for: bytes.count), "decoding needs more room")
    guard let target = room.baseAddress else { return (0, 0) }
    switch self {
    case .utf8:
      unsafe bytes.withUnsafeBytes { unsafe room.copyMemory(from: $0) }
      return (bytes.count, 0)
    case .gb18030: return unsafe Gb18030.decode(bytes, to: target)
    case .utf16LittleEndian: return unsafe Utf16.decode(bytes, isBigEndian: false, to: target)
    case .utf16BigEndian: return unsafe Utf16.decode(bytes, isBigEndian: true, to: target)
    }
  }
}

/// UTF-8 made from another encoding.
public struct DecodedText: Sendable {
  public let bytes: [UInt8]
  /// How many bytes are `TextEncoding.fault`, for what could not be decoded, or NUL.
  public let faultCount: Int
}
