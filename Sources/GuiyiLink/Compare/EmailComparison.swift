internal import GuiyiColumns

/// Levels of e-mail addresses: the name before the sign, and the provider behind it.
struct EmailLevels: LevelSource {
  private let local: TextColumn
  /// The provider of each address; equal ones have one number.
  private var providers: [UInt32] = []
  /// The hash of each provider.
  private var providerHashes: [UInt64] = []

  init(_ dictionary: ByteDictionary) {
    local = TextColumn(dictionary) { Self.append($0, isLocal: true, to: &$1) }
    var scalars: [UInt32] = []
    var numberOf: [UInt64: UInt32] = [:]
    providers.reserveCapacity(dictionary.count)
    for id in 0..<UInt32(dictionary.count) {
      scalars.removeAll(keepingCapacity: true)
      dictionary.withBytes(of: id) { Self.append($0, isLocal: false, to: &scalars) }
      let hash = scalars.reduce(StableHash.multiplierForText) { StableHash.mix($0, UInt64($1)) }
      let number = numberOf[hash, default: UInt32(providerHashes.count)]
      if Int(number) == providerHashes.count {
        numberOf[hash] = number
        providerHashes.append(hash)
      }
      providers.append(number)
    }
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

  func isBlank(_ id: UInt32) -> Bool { local[id].hash == 0 }

  func writing(_ id: UInt32) -> UInt64 {
    local[id].hash == 0 ? 0 : StableHash.mix(local[id].hash, providerHashes[Int(providers[Int(id)])]) | 1
  }

  func fetch(_ id: UInt32) { local.fetch(id) }

  var sketches: ValueSketch { .email }

  func sketch(_ id: UInt32) -> UInt64 { ValueSketch.letters(local[id]) }

  func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    let (x, y) = (local[a], local[b])
    if x.hash == 0 || y.hash == 0 { return 0 }
    if x.hash != y.hash && (x.leastDistance(y) > 2 || min(x.count, y.count) < 4) { return 1 }
    let isSameProvider = providers[Int(a)] == providers[Int(b)]
    if x.hash == y.hash { return isSameProvider ? 5 : 4 }
    let distance = local.distance(x, y)
    if distance > 2 { return 1 }
    if distance == 1 { return isSameProvider ? 3 : 2 }
    return isSameProvider && min(x.count, y.count) >= 7 ? 2 : 1
  }
}
