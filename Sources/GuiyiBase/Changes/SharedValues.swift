internal import GuiyiColumns
internal import GuiyiModel
public import GuiyiStore

/// Who holds a value that many may hold, an address or a telephone: found without a look at every golden record.
public enum SharedValues {
  static let elements: Set<DataElement> = [
    .personRegisteredAddress, .personResidenceAddress, .personPhone, .personEmployer, .organizationAddress,
    .organizationPhone, .placeAddress, .estateAddress,
  ]

  /// - Parameter hash: of a value, seeded by its element's place; 0 for none.
  static func key(hash: UInt64) -> UInt32 {
    hash == 0 ? 0 : max(1, UInt32(truncatingIfNeeded: hash))
  }

  /// The entities whose golden record may hold one of some values in one of some columns, ascending.
  ///
  /// Few of them do not: two values in a thousand million have one key.
  /// - Parameter schema: what the base database is attached as.
  /// - Returns: nil where it keeps no keys of one of the columns.
  /// - Complexity: a comparison of 32 bits for each entity and column, and a search for the few that may be meant.
  public static func holders(
    of values: [String], in columns: [String], database: DatabaseBuilder, schema: String
  ) throws -> [UInt32]? {
    let tables = try database.integer(
      "SELECT count(*) FROM \(schema).sqlite_schema WHERE name IN ('value_key', 'entity_key')")
    guard tables == 2 else { return nil }
    var places: [Int64: String] = [:]
    try database.forEach("SELECT element_no, name FROM \(schema).element") { row in
      guard let place = row.integer(0), let name = row.text(1) else { return }
      places[place] = BaseDeclaration.columnName(name)
    }
    let wanted = places.filter { columns.contains($0.value) }.keys.sorted()
    let list = wanted.map { String($0) }.joined(separator: ", ")
    let kept = try database.integer(
      "SELECT count(DISTINCT element_no) FROM \(schema).value_key WHERE element_no IN (\(list))")
    let hasEntities = try database.integer("SELECT 1 FROM \(schema).entity_key LIMIT 1") != nil
    guard wanted.count == columns.count, !hasEntities || kept == Int64(wanted.count) else { return nil }
    var holders: Set<UInt32> = []
    for place in wanted {
      let keys = Keys(values, seed: UInt64(place))
      try database.forEach(
        """
        SELECT e.entity_nos, v.value_keys FROM \(schema).value_key v
        JOIN \(schema).entity_key e USING (block_no) WHERE v.element_no = \(place) ORDER BY block_no
        """
      ) { row in
        let numbers = row.numbers(0, as: UInt32.self)
        let stored = row.numbers(1, as: UInt32.self)
        for index in 0..<min(numbers.count, stored.count) where keys.mayHold(stored[index]) {
          if keys.all.contains(stored[index]) { holders.insert(numbers[index]) }
        }
      }
    }
    return holders.sorted()
  }

  /// The keys of some values, with a quick no for most others.
  private struct Keys {
    var all: Set<UInt32> = []
    private var isPossible = [Bool](repeating: false, count: 1 << 16)

    init(_ values: [String], seed: UInt64) {
      for value in values {
        let key = SharedValues.key(hash: StableHash.hash(Array(value.utf8).span, seed: seed))
        all.insert(key)
        isPossible[Int(key & 0xFFFF)] = true
      }
    }

    func mayHold(_ key: UInt32) -> Bool { isPossible[Int(key & 0xFFFF)] }
  }
}
