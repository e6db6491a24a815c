/// Where each character stands in a string of at most 64, one bit a place, found by the low six bits of its code.
///
/// Two codes may share a slot; whoever reads a slot confirms the character. Half a kilobyte on the stack.
struct CharacterSlots {
  /// Read by its span: a method of this struct would be given a copy of it for every character.
  private(set) var slots = InlineArray<64, UInt64>(repeating: 0)

  /// - Precondition: at most 64 characters.
  @inline(__always) init(_ text: Span<UInt16>) {
    var bit: UInt64 = 1
    for index in text.indices {
      // SAFETY: the index comes from the span's own range, and six bits stay below 64.
      unsafe slots[unchecked: Int(text[unchecked: index] & 63)] |= bit
      bit &<<= 1
    }
  }

  /// The places where `code`, or one that shares its slot, stands.
  @inline(__always) static func candidates(_ code: UInt16, _ slots: Span<UInt64>) -> UInt64 {
    // SAFETY: six bits stay below 64, which is how many slots there are.
    unsafe slots[unchecked: Int(code & 63)]
  }

  /// The places where `code` itself stands in `text`, the string of these slots.
  @inline(__always) static func places(_ code: UInt16, in text: Span<UInt16>, _ slots: Span<UInt64>) -> UInt64
  {
    var rest = candidates(code, slots)
    var found: UInt64 = 0
    while rest != 0 {
      let bit = rest & (0 &- rest)
      // SAFETY: a slot holds only bits of places inside the text.
      if unsafe text[unchecked: rest.trailingZeroBitCount] == code { found |= bit }
      rest ^= bit
    }
    return found
  }
}
