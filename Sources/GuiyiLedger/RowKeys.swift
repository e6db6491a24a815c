internal import GuiyiColumns
internal import GuiyiModel

/// What the rows of a resource are known by from one delivery to the next.
///
/// The first key is the row's own key where the catalog names one, else the numbers of its main subject, else its
/// content; the second is made of its names, so that a row whose number was the mistake is still known.
struct RowKeys {
  private(set) var first: [UInt64]
  private(set) var second: [UInt64]

  init(_ table: ResourceTable, _ resource: Resource) {
    let code = StableHash.hash(Array(resource.code.utf8).span)
    let own = resource.items.indices.filter { resource.items[$0].element == .rowKey }
    let numbers = Self.columns(resource) { $0.isRowIdentifier }
    let names = Self.columns(resource) { $0.isRowName }
    first = Self.keys(own, table, seed: code) { row in
      0
    }
    let byNumber = Self.keys(numbers, table, seed: StableHash.mix(code, 1)) { table.contentHashes[$0] }
    for row in first.indices where first[row] == 0 { first[row] = byNumber[row] }
    second = Self.keys(names, table, seed: StableHash.mix(code, 2)) { table.contentHashes[$0] }
  }

  /// The main subject's columns of a sort; those of all roles where the row has no main subject.
  private static func columns(_ resource: Resource, _ isWanted: (DataElement) -> Bool) -> [Int] {
    let all = resource.items.indices.filter { resource.items[$0].element.map(isWanted) ?? false }
    let main = all.filter { resource.items[$0].role.isEmpty }
    return main.isEmpty ? all : main
  }

  /// A hash of the cells of some columns; where all are empty, what `fallback` says.
  private static func keys(
    _ columns: [Int], _ table: ResourceTable, seed: UInt64, fallback: (Int) -> UInt64
  ) -> [UInt64] {
    // Each distinct cell is hashed once.
    let hashes = columns.map { column in
      let dictionary = table.columns[column].dictionary
      return (0..<UInt32(dictionary.count)).map { id in dictionary.withBytes(of: id) { StableHash.hash($0) } }
    }
    return (0..<table.rowCount).map { row in
      var key = seed
      var isEmpty = true
      for (place, column) in columns.enumerated() {
        let id = Int(table.columns[column].ids[row])
        if id != 0 { isEmpty = false }
        key = StableHash.mix(key, hashes[place][id])
      }
      return isEmpty ? fallback(row) : key
    }
  }
}

extension DataElement {
  fileprivate var isRowIdentifier: Bool {
    switch kind {
    case .personNumber, .organizationNumber, .estateCode, .parcelCode, .certificateIdentifier, .placeCode,
      .documentNumber:
      true
    default: false
    }
  }

  fileprivate var isRowName: Bool {
    switch kind {
    case .personName, .organizationName, .phone, .address: true
    default: self == .certificate("name") || self == .certificate("type") || self == .place("name")
    }
  }

  private static func certificate(_ key: String) -> DataElement? { DataElement(name: "certificate.\(key)") }
  private static func place(_ key: String) -> DataElement? { DataElement(name: "place.\(key)") }
}
