internal import GuiyiColumns

/// Levels of e-mail addresses: the name before the sign, and the provider behind it.
struct EmailLevels: LevelSource {
  private let local: TextColumn
  private let provider: TextColumn

  init(_ dictionary: ByteDictionary) {
    local = TextColumn(dictionary) { Self.append($0, isLocal: true, to: &$1) }
    provider = TextColumn(dictionary) { Self.append($0, isLocal: false, to: &$1) }
  }

  /// The folded characters before or behind the sign; what stands behind a plus before it is a label.
  private static func append(_ bytes: Span<UInt8>, isLocal: Bool, to scalars: inout [UInt32]) {
    var sign = bytes.count
    for index in bytes.indices where bytes[index] == 0x40 { sign = index }
    var plus = sign
    for index in 0..<sign where bytes[index] == 0x2B && index > 0 {
      plus = index
      break
    }
    let part =
      isLocal ? bytes.extracting(0..<plus) : bytes.extracting(min(sign + 1, bytes.count)..<bytes.count)
    TextFolding.append(part, keepsSpaces: false, to: &scalars)
  }

  func isBlank(_ id: UInt32) -> Bool { local.hashes[Int(id)] == 0 }

  func writing(_ id: UInt32) -> UInt64 {
    local.hashes[Int(id)] == 0 ? 0 : StableHash.mix(local.hashes[Int(id)], provider.hashes[Int(id)]) | 1
  }

  func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    let (x, y) = (local.hashes[Int(a)], local.hashes[Int(b)])
    if x == 0 || y == 0 { return 0 }
    let isSameProvider = provider.hashes[Int(a)] == provider.hashes[Int(b)]
    if x == y { return isSameProvider ? 5 : 4 }
    if local.leastDistance(a, b) > 2 { return 1 }
    let distance = local.distance(a, b)
    let shorter = min(local.range(a).count, local.range(b).count)
    if shorter < 4 || distance > 2 { return 1 }
    if distance == 1 { return isSameProvider ? 3 : 2 }
    return isSameProvider && shorter >= 7 ? 2 : 1
  }
}
