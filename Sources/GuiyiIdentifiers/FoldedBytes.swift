/// One value in the writing that identifiers are checked in: ASCII capitals, digits and signs, nothing between them.
///
/// Characters that have no place in any identifier are kept as `foreign`, one byte for each, so that lengths
/// are counted in characters.
struct FoldedBytes {
  /// Longer than the longest identifier; what lies beyond is only counted.
  static let capacity = 128
  static let foreign: UInt8 = 0xFF

  private(set) var storage = InlineArray<128, UInt8>(repeating: 0)
  /// Characters, also beyond the capacity.
  private(set) var count = 0
  private(set) var edits: IdentifierEdits = []

  init(_ raw: Span<UInt8>) {
    var reader = ScalarReader()
    while let unit = reader.next(in: raw) {
      switch foldScalar(unit.scalar, &edits, isFirst: count == 0) {
      case .drop: continue
      case .keep(let byte): append(byte)
      case .foreign:
        if unit.scalar == ScalarReader.invalid { edits.insert(.invalid) }
        append(Self.foreign)
      }
      // A cell of a megabyte is no identifier, however it goes on.
      if count > 4 * Self.capacity { break }
    }
  }

  private mutating func append(_ byte: UInt8) {
    if count < Self.capacity { storage[count] = byte }
    count &+= 1
  }

  /// How many characters `storage` holds: all, or as many as its capacity.
  var heldCount: Int { min(count, Self.capacity) }
}

/// Walks over UTF-8 one scalar at a time; a byte that is not UTF-8 counts as a scalar of its own.
struct ScalarReader {
  private var offset = 0

  struct Unit {
    var scalar: UInt32
    var start: Int
    var end: Int
  }

  /// Stands for a byte that belongs to no scalar.
  static let invalid: UInt32 = 0xFFFF_FFFF

  mutating func next(in bytes: Span<UInt8>) -> Unit? {
    guard offset < bytes.count else { return nil }
    let start = offset
    let lead = bytes[start]
    if lead < 0x80 {
      offset = start &+ 1
      return Unit(scalar: UInt32(lead), start: start, end: offset)
    }
    let more =
      lead >= 0xF0 && lead < 0xF5 ? 3 : lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xC2 && lead < 0xE0 ? 1 : 0
    var scalar = UInt32(lead) & (more == 3 ? 0x07 : more == 2 ? 0x0F : 0x1F)
    var end = start &+ 1
    while end &- start <= more, end < bytes.count, bytes[end] & 0xC0 == 0x80 {
      scalar = scalar << 6 | UInt32(bytes[end] & 0x3F)
      end &+= 1
    }
    guard more > 0, end &- start == more &+ 1 else {
      offset = start &+ 1
      return Unit(scalar: Self.invalid, start: start, end: offset)
    }
    offset = end
    return Unit(scalar: scalar, start: start, end: end)
  }
}

enum FoldedScalar {
  case drop
  case keep(UInt8)
  case foreign
}

/// Folds one scalar of an identifier and notes what it changed.
func foldScalar(_ scalar: UInt32, _ edits: inout IdentifierEdits, isFirst: Bool) -> FoldedScalar {
  switch scalar {
  case 0x30...0x39, 0x41...0x5A, 0x2E, 0x2A, 0x2B:
    return .keep(UInt8(truncatingIfNeeded: scalar))
  case 0x61...0x7A:
    edits.insert(.lowercase)
    return .keep(UInt8(truncatingIfNeeded: scalar &- 0x20))
  case 0x00...0x20, 0x7F...0xA0, 0xAD, 0x1680, 0x180E, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x2064,
    0x3000, 0xFEFF:
    edits.insert(.blanks)
    return .drop
  case 0x2D, 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D, 0x5F:
    edits.insert(.hyphens)
    return .drop
  case 0x22, 0x27, 0x60, 0xB4, 0x2018...0x201F, 0xFF02, 0xFF07, 0x2032, 0x2033:
    edits.insert(.quotes)
    return .drop
  case 0x3D where isFirst:
    // A spreadsheet's way to force text: ="410404…"
    edits.insert(.quotes)
    return .drop
  case 0xD7, 0x2715, 0x2716, 0x2A09:
    edits.insert(.multiplicationSign)
    return .keep(UInt8(ascii: "X"))
  case 0x425, 0x445:
    edits.insert(.cyrillicX)
    return .keep(UInt8(ascii: "X"))
  case 0xFF01...0xFF5E:
    let folded = foldScalar(scalar &- 0xFEE0, &edits, isFirst: isFirst)
    // Full-width brackets and the like stay as they are.
    if case .foreign = folded { return .foreign }
    edits.insert(.width)
    return folded
  default:
    return .foreign
  }
}

/// Writes an identifier in normal writing: half width, capitals, no blanks, hyphens, quotes or invisible characters,
/// and X for the signs that stand for it.
///
/// Characters that belong to no identifier stay as they are; a byte that is not UTF-8 becomes U+FFFD. Nothing is checked or repaired.
/// - Parameter normal: overwritten with the result.
/// - Returns: what was changed; empty where `normal` equals `raw`.
@discardableResult
public func normalizeIdentifier(_ raw: Span<UInt8>, into normal: inout [UInt8]) -> IdentifierEdits {
  normal.removeAll(keepingCapacity: true)
  if isPlain(raw) {
    for index in raw.indices { normal.append(raw[index]) }
    return []
  }
  var edits: IdentifierEdits = []
  var reader = ScalarReader()
  while let unit = reader.next(in: raw) {
    switch foldScalar(unit.scalar, &edits, isFirst: normal.isEmpty) {
    case .drop: break
    case .keep(let byte): normal.append(byte)
    case .foreign where unit.scalar == ScalarReader.invalid:
      // Left as it is, a stray byte could join its new neighbours.
      edits.insert(.invalid)
      normal.append(contentsOf: [0xEF, 0xBF, 0xBD])
    case .foreign:
      for index in unit.start..<unit.end { normal.append(raw[index]) }
    }
  }
  return edits
}

/// Whether there are only digits and capitals, as in most values.
private func isPlain(_ bytes: Span<UInt8>) -> Bool {
  var others: UInt8 = 0
  for index in bytes.indices { others |= alphanumericValueOrMore(bytes[index]) }
  return others < 64
}
