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
  private var bytes: [UInt8] = []

  mutating func read(_ address: Span<UInt8>, gazetteer: Gazetteer) -> AddressPath {
    parts.parse(address, gazetteer: gazetteer)
    var path = AddressPath()
    path.region = hash(.region)
    path.town = hash(.town)
    path.community = hash(.community)
    path.road = hash(.road)
    path.compound = hash(.compound, without: Self.estate)
    path.building = hash(.building)
    path.unit = hash(.unit)
    path.room = hash(.room)
    let door = hash(.doorNumber)
    if path.isVillage { path.building = door != 0 ? door : path.building } else { path.door = door }
    bytes.removeAll(keepingCapacity: true)
    parts.appendGroup(to: &bytes)
    path.group = bytes.isEmpty ? 0 : StableHash.hash(bytes.span)
    bytes.removeAll(keepingCapacity: true)
    parts.append(.rest, to: &bytes)
    if !bytes.isEmpty { path.rest = Self.elsewhere.contains { contains($0) } ? .elsewhere : .words }
    return path
  }

  /// 阳光花园小区 is 阳光花园.
  private static let estate = Array("小区".utf8)
  private static let elsewhere = ["对面", "附近", "旁", "侧", "交叉口", "路口", "米", "向"].map { Array($0.utf8) }

  private mutating func hash(_ part: AddressParts.Part, without suffix: [UInt8] = []) -> UInt64 {
    bytes.removeAll(keepingCapacity: true)
    parts.append(part, to: &bytes)
    // Two characters stay, for a name must not vanish.
    if !suffix.isEmpty, bytes.count >= suffix.count + 6, bytes.suffix(suffix.count).elementsEqual(suffix) {
      bytes.removeLast(suffix.count)
    }
    return bytes.isEmpty ? 0 : StableHash.hash(bytes.span)
  }

  private func contains(_ word: [UInt8]) -> Bool {
    guard bytes.count >= word.count else { return false }
    return (0...bytes.count - word.count).contains { start in
      word.indices.allSatisfy { bytes[start + $0] == word[$0] }
    }
  }
}
