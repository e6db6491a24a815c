internal import GuiyiColumns

/// Levels of e-mail addresses: the name before the sign, and the provider behind it.
struct EmailLevels: LevelSource {
  private let local: TextColumn
  /// The provider of each address; equal ones have one number.
  private var providers: [UInt32] = []
  /// The hash of each provider.
  private var providerHashes: [UInt64] = []

  init(_ dictionary: ByteDictionary) {
    local = TextColumn(dictionary) { bytes, scalars in
      TextFolding.append(bytes.extracting(Self.local(bytes)), keepsSpaces: false, to: &scalars)
    }
    var scalars: [UInt32] = []
    var numberOf: [UInt64: UInt32] = [:]
    // Most are written like one before.
    var numberOfWriting: [UInt64: UInt32] = [:]
    providers.reserveCapacity(dictionary.count)
    for id in 0..<UInt32(dictionary.count) {
      dictionary.withBytes(of: id) { bytes in
        let provider = bytes.extracting(Self.provider(bytes))
        let writing = StableHash.hash(provider)
        if let number = numberOfWriting[writing] {
          providers.append(number)
          return
        }
        scalars.removeAll(keepingCapacity: true)
        TextFolding.append(provider, keepsSpaces: false, to: &scalars)
        let hash = scalars.reduce(StableHash.multiplierForText) { StableHash.mix($0, UInt64($1)) }
        let number = numberOf[hash, default: UInt32(providerHashes.count)]
        if Int(number) == providerHashes.count {
          numberOf[hash] = number
          providerHashes.append(hash)
        }
        numberOfWriting[writing] = number
        providers.append(number)
      }
    }
  }

  /// Where the last sign is; behind the end where there is none.
  private static func sign(_ bytes: Span<UInt8>) -> Int {
    var place = bytes.count
    while place > 0 {
      place -= 1
      if bytes[place] == 0x40 { return place }
    }
    return bytes.count
  }

  /// What stands before the sign; behind a plus in it is a label.
  private static func local(_ bytes: Span<UInt8>) -> Range<Int> {
    let sign = sign(bytes)
    var end = 0
    while end < sign && (end == 0 || bytes[end] != 0x2B) { end += 1 }
    return 0..<end
  }

  /// What stands behind the sign.
  private static func provider(_ bytes: Span<UInt8>) -> Range<Int> {
    min(sign(bytes) + 1, bytes.count)..<bytes.count
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
