import GuiyiColumns
import GuiyiModel
import GuiyiRecords
import GuiyiText

/// Who lives with whom: the names that rows of a register give for one home.
///
/// A register tells a household by one address alone, a marriage by two names in a row; what the two have in common is
/// the pair of names. Asked only of records without a sound number: the others are told by it.
enum Homes {
  /// More names than this live in no home; it is an institution or an address without its room.
  private static let mostNames = 8

  /// Names that other records give for the home of a record.
  ///
  /// - Parameters:
  ///   - names: per record its name, 0 where it has none.
  ///   - soundNumbers: per record its number where it is sound, else 0.
  static func namesBeside(
    _ records: SubjectRecords, values: ElementValues, names: [UInt32], soundNumbers: [UInt32],
    gazetteer: Gazetteer
  ) -> [(record: UInt32, name: UInt32)] {
    var homes: [UInt64] = []
    var dwellers: [UInt32] = []
    var reader = AddressReader()
    for element in [DataElement.personRegisteredAddress, .personResidenceAddress] {
      let dictionary = values[element]
      var homeOf = [UInt64?](repeating: nil, count: dictionary.count)
      for (record, address) in records.column(element, atLeast: .doubtful).enumerated()
      where address != 0 && names[record] != 0 && soundNumbers[record] == 0 {
        let home =
          homeOf[Int(address)]
          ?? dictionary.withBytes(of: address) { key(reader.read($0, gazetteer: gazetteer)) }
        homeOf[Int(address)] = home
        if home == 0 { continue }
        homes.append(home)
        dwellers.append(UInt32(record))
      }
    }
    RadixSort.sort(keys: &homes, values: &dwellers)
    var found: [(record: UInt32, name: UInt32)] = []
    var start = 0
    while start < homes.count {
      var end = start + 1
      while end < homes.count && homes[end] == homes[start] { end += 1 }
      var own: [UInt32] = []
      for record in dwellers[start..<end] where !own.contains(names[Int(record)]) {
        own.append(names[Int(record)])
        if own.count > mostNames { break }
      }
      if own.count > 1 && own.count <= mostNames {
        for record in dwellers[start..<end] {
          for name in own where name != names[Int(record)] { found.append((record, name)) }
        }
      }
      start = end
    }
    return found
  }

  /// The home that an address names, whatever else it says; 0 where it does not go down to a door.
  private static func key(_ path: AddressPath) -> UInt64 {
    let isHouse = path.isVillage && path.community != 0 && path.building != 0
    guard isHouse || path.room != 0 && !path.isEmpty else { return 0 }
    // Communities and compounds are left out by some where a road is named.
    let parts =
      path.isVillage
      ? [path.community, path.group, path.building]
      : [
        path.road == 0 ? path.compound : path.road, path.door, path.building, path.unit, path.room,
      ]
    return parts.reduce(StableHash.mix(path.region, path.town)) { StableHash.mix($0, $1) } | 1
  }
}
