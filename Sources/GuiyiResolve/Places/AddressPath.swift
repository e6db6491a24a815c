internal import GuiyiColumns
internal import GuiyiText

/// An address as hashes of its parts, 0 where a part is not named: what places are found by.
struct AddressPath: Sendable, Hashable {
  var region: UInt64 = 0
  var town: UInt64 = 0
  var community: UInt64 = 0
  var road: UInt64 = 0
  /// The number at the road; in a village the house, which is inside.
  var door: UInt64 = 0
  var compound: UInt64 = 0
  /// The group of a village.
  var group: UInt64 = 0
  /// The building; in a village the house.
  var building: UInt64 = 0
  var unit: UInt64 = 0
  var room: UInt64 = 0
  /// Whether more is said, and whether it says that something else is meant: 对面, 东侧.
  var rest = Rest.none

  enum Rest: UInt8, Sendable { case none, words, elsewhere }

  /// Whether it names no road and no compound: the site is the village itself.
  var isVillage: Bool { road == 0 && compound == 0 }
  var isEmpty: Bool { isVillage && community == 0 }
}

/// Takes addresses apart, one after another, without allocating.
struct AddressReader {
  private var parts = AddressParts()

  mutating func read(_ address: Span<UInt8>, gazetteer: Gazetteer) -> AddressPath {
    parts.parse(address, gazetteer: gazetteer)
    var path = AddressPath()
    path.region = hash(.region)
    path.town = hash(.town)
    path.community = hash(.community)
    path.road = hash(.road)
    path.compound = parts.withScalars(of: .compound) { Self.hash($0.extracting(first: Self.nameCount($0))) }
    path.building = hash(.building)
    path.unit = hash(.unit)
    path.room = hash(.room)
    let door = hash(.doorNumber)
    if path.isVillage { path.building = door != 0 ? door : path.building } else { path.door = door }
    path.group = parts.withScalarsOfGroup { Self.hash($0) }
    parts.withScalars(of: .rest) { rest in
      if rest.isEmpty { return }
      path.rest = Self.elsewhere.contains { Self.contains(rest, $0) } ? .elsewhere : .words
    }
    return path
  }

  private static let elsewhere = ["对面", "附近", "旁", "侧", "交叉口", "路口", "米", "向"].map {
    $0.unicodeScalars.map(\.value)
  }

  /// 阳光花园小区 is 阳光花园; two characters stay, for a name must not vanish.
  private static func nameCount(_ name: Span<UInt32>) -> Int {
    let count = name.count
    return count >= 4 && name[count - 2] == 0x5C0F && name[count - 1] == 0x533A ? count - 2 : count
  }

  private func hash(_ part: AddressParts.Part) -> UInt64 { parts.withScalars(of: part) { Self.hash($0) } }

  /// 0 for a part that is not named.
  private static func hash(_ scalars: Span<UInt32>) -> UInt64 {
    if scalars.isEmpty { return 0 }
    var hash = UInt64(scalars.count)
    for index in scalars.indices { hash = StableHash.mix(hash, UInt64(scalars[index])) }
    return hash
  }

  private static func contains(_ text: Span<UInt32>, _ word: [UInt32]) -> Bool {
    guard text.count >= word.count else { return false }
    return (0...text.count - word.count).contains { start in
      word.indices.allSatisfy { text[start + $0] == word[$0] }
    }
  }
}
