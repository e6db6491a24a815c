internal import CGuiyiText

/// What had to be changed in a text to read it.
public struct TextEdits: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Full-width letters, digits or signs became half width.
  public static let width = Self(rawValue: 1 << 0)
  /// Blanks at the ends were dropped, or an apostrophe that a spreadsheet puts in front.
  public static let outerBlanks = Self(rawValue: 1 << 1)
  /// Blanks of any kind stand inside; runs of them became one space.
  public static let innerBlanks = Self(rawValue: 1 << 2)
  /// Zero-width characters, byte order marks, controls were dropped.
  public static let invisible = Self(rawValue: 1 << 3)
  /// A private-use code point of an older encoding table became its standard character.
  public static let privateFolded = Self(rawValue: 1 << 4)
  /// A private-use character stays that only its vendor can show.
  public static let privateUse = Self(rawValue: 1 << 5)
  /// Bytes that are not UTF-8 became U+FFFD.
  public static let invalid = Self(rawValue: 1 << 6)
}

/// A text as Unicode scalars in foldable form: trimmed, half width, blanks unified, invisible characters gone.
///
/// One value is reused for many texts; after the first few it allocates nothing.
/// Nothing is decomposed or composed: Chinese characters stay as registered.
public struct ScalarText: Sendable {
  public var scalars: [UInt32] = []
  public private(set) var edits: TextEdits = []

  public init() { scalars.reserveCapacity(64) }

  /// The longest text that is kept; a longer one is cut, which no name, number or address comes near.
  public static let capacity = 4096

  public var count: Int { scalars.count }
  public var isEmpty: Bool { scalars.isEmpty }

  /// Reads and folds a text, replacing the one before.
  public mutating func fold(_ raw: Span<UInt8>) {
    scalars.removeAll(keepingCapacity: true)
    var edits: TextEdits = []
    // No more scalars than bytes: a blank that is kept was a byte of its own.
    scalars.append(addingCapacity: min(raw.count, Self.capacity + 1)) { folded in
      var index = 0
      var hasPendingBlank = false
      while index < raw.count, folded.count < Self.capacity {
        let lead = raw[index]
        if lead > 0x20, lead < 0x7F {
          index &+= 1
          Self.append(UInt32(lead), to: &folded, &hasPendingBlank, &edits)
          continue
        }
        // E4 through E9 lead U+4000 through U+9FFF, of which nothing is folded: nearly all of a Chinese text.
        if lead >= 0xE4, lead <= 0xE9, index &+ 2 < raw.count, raw[index &+ 1] & 0xC0 == 0x80,
          raw[index &+ 2] & 0xC0 == 0x80
        {
          let scalar =
            UInt32(lead & 0x0F) &<< 12 | UInt32(raw[index &+ 1] & 0x3F) &<< 6 | UInt32(raw[index &+ 2] & 0x3F)
          index &+= 3
          Self.append(scalar, to: &folded, &hasPendingBlank, &edits)
          continue
        }
        let unit = decodeScalar(raw, at: index)
        index &+= unit.length
        switch unit.scalar {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
          0x3164, 0xFFA0:
          if folded.isEmpty { edits.insert(.outerBlanks) } else { hasPendingBlank = true }
        case 0x00...0x08, 0x0E...0x1F, 0x7F...0x84, 0x86...0x9F, 0xAD, 0x180E, 0x200B...0x200F,
          0x202A...0x202E,
          0x2060...0x2064, 0x2066...0x206F, 0xFEFF, 0xFE00...0xFE0F, 0xE0100...0xE01EF:
          edits.insert(.invisible)
        case 0xFF01...0xFF5E:
          edits.insert(.width)
          Self.append(unit.scalar &- 0xFEE0, to: &folded, &hasPendingBlank, &edits)
        case 0xE000...0xF8FF, 0xF0000...0x10FFFF:
          let standard = guiyi_private_fold(unit.scalar)
          edits.insert(standard != 0 ? .privateFolded : .privateUse)
          Self.append(standard != 0 ? standard : unit.scalar, to: &folded, &hasPendingBlank, &edits)
        case invalidScalar:
          edits.insert(.invalid)
          Self.append(0xFFFD, to: &folded, &hasPendingBlank, &edits)
        default:
          Self.append(unit.scalar, to: &folded, &hasPendingBlank, &edits)
        }
      }
      if hasPendingBlank { edits.insert(.outerBlanks) }
    }
    self.edits = edits
    dropSpreadsheetQuotes()
  }

  @inline(__always)
  private static func append(
    _ scalar: UInt32, to folded: inout OutputSpan<UInt32>, _ hasPendingBlank: inout Bool,
    _ edits: inout TextEdits
  ) {
    if hasPendingBlank {
      hasPendingBlank = false
      edits.insert(.innerBlanks)
      folded.append(0x20)
    }
    folded.append(scalar)
  }

  /// The apostrophe that forces a spreadsheet to keep text, and quotes around the whole.
  private mutating func dropSpreadsheetQuotes() {
    guard let first = scalars.first, first == 0x27 || first == 0x22 || first == 0x60 || first == 0x3D else {
      return
    }
    if first == 0x3D, scalars.count > 3, scalars[1] == 0x22, scalars[scalars.count - 1] == 0x22 {
      scalars.removeFirst(2)
      scalars.removeLast()
    } else if first == 0x22, scalars.count > 2, scalars[scalars.count - 1] == 0x22 {
      scalars.removeFirst()
      scalars.removeLast()
    } else if first == 0x27 || first == 0x60 {
      scalars.removeFirst()
      if let last = scalars.last, last == 0x27 { scalars.removeLast() }
    } else {
      return
    }
    edits.insert(.outerBlanks)
    while let last = scalars.last, last == 0x20 { scalars.removeLast() }
    while let first = scalars.first, first == 0x20 { scalars.removeFirst() }
  }

  /// Drops the blanks that `fold` left inside.
  public mutating func removeBlanks() {
    if edits.contains(.innerBlanks) { scalars.removeAll { $0 == 0x20 } }
  }

  /// Appends the text as UTF-8.
  public func append(to bytes: inout [UInt8]) { appendScalars(scalars.span, to: &bytes) }

  /// Replaces the text with an ASCII or Chinese word; for tests and tables, not for loops.
  public mutating func set(_ text: String) { fold(Array(text.utf8).span) }
}

/// Stands for a byte that belongs to no scalar.
public let invalidScalar: UInt32 = 0xFFFF_FFFF

/// Reads the scalar that begins at an index; a byte that is not UTF-8 is an `invalidScalar` of length 1.
/// - Precondition: `index < bytes.count`.
@inline(__always)
public func decodeScalar(_ bytes: Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
  let lead = bytes[index]
  if lead < 0x80 { return (UInt32(lead), 1) }
  func continuation(_ offset: Int) -> UInt32? {
    guard index &+ offset < bytes.count else { return nil }
    let byte = bytes[index &+ offset]
    return byte & 0xC0 == 0x80 ? UInt32(byte & 0x3F) : nil
  }
  if lead >= 0xE0, lead < 0xF0 {
    guard let second = continuation(1), let third = continuation(2) else { return (invalidScalar, 1) }
    let scalar = UInt32(lead & 0x0F) &<< 12 | second &<< 6 | third
    // Overlong forms and surrogates are no scalars.
    return scalar < 0x800 || scalar &>> 11 == 0x1B ? (invalidScalar, 1) : (scalar, 3)
  }
  if lead >= 0xC2, lead < 0xE0 {
    guard let second = continuation(1) else { return (invalidScalar, 1) }
    return (UInt32(lead & 0x1F) &<< 6 | second, 2)
  }
  if lead >= 0xF0, lead < 0xF5 {
    guard let second = continuation(1), let third = continuation(2), let fourth = continuation(3) else {
      return (invalidScalar, 1)
    }
    let scalar = UInt32(lead & 0x07) &<< 18 | second &<< 12 | third &<< 6 | fourth
    return scalar < 0x10000 || scalar > 0x10FFFF ? (invalidScalar, 1) : (scalar, 4)
  }
  return (invalidScalar, 1)
}

/// Appends scalars as UTF-8.
public func appendScalars(_ scalars: Span<UInt32>, to bytes: inout [UInt8]) {
  bytes.append(addingCapacity: scalars.count &* 4) { bytes in
    for index in scalars.indices {
      let scalar = scalars[index]
      func byte(_ value: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value) }
      if scalar < 0x80 {
        bytes.append(byte(scalar))
        continue
      }
      if scalar < 0x800 {
        bytes.append(byte(0xC0 | scalar &>> 6))
      } else {
        if scalar < 0x10000 {
          bytes.append(byte(0xE0 | scalar &>> 12))
        } else {
          bytes.append(byte(0xF0 | scalar &>> 18 & 0x07))
          bytes.append(byte(0x80 | scalar &>> 12 & 0x3F))
        }
        bytes.append(byte(0x80 | scalar &>> 6 & 0x3F))
      }
      bytes.append(byte(0x80 | scalar & 0x3F))
    }
  }
}

/// Whether a scalar is a Chinese character: the unified blocks, the compatibility blocks, 〇.
@inline(__always)
public func isHan(_ scalar: UInt32) -> Bool {
  if scalar >= 0x4E00 { return scalar <= 0x9FFF || isRareHan(scalar) }
  return scalar >= 0x3400 && scalar <= 0x4DBF || scalar == 0x3007 || scalar >= 0x2E80 && scalar <= 0x2FD5
}

@inline(never)
private func isRareHan(_ scalar: UInt32) -> Bool {
  scalar >= 0xF900 && scalar <= 0xFAFF || scalar >= 0x20000 && scalar <= 0x323AF
    // A vendor's character in the private-use area is most often a rare Chinese one.
    || scalar >= 0xE000 && scalar <= 0xF8FF
}

@inline(__always)
public func isDigit(_ scalar: UInt32) -> Bool { scalar &- 0x30 < 10 }

@inline(__always)
public func isLatinLetter(_ scalar: UInt32) -> Bool { (scalar | 0x20) &- 0x61 < 26 }
