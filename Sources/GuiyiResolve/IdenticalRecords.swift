import GuiyiColumns
import GuiyiLink

/// Records whose fields are all equal, taken together before linking.
///
/// A large employer stands on thousands of rows in the very same words. Held one by one they would cost millions of pairs, and
/// make the rarest of names look common.
struct IdenticalRecords {
  /// One record for each distinct one, in the order of their first coming.
  let table: LinkTable
  let groups: RecordGroups

  init(_ table: LinkTable) {
    var known: [UInt64: [UInt32]] = [:]
    var groups = RecordGroups(recordCount: table.recordCount)
    for record in 0..<table.recordCount {
      var hash: UInt64 = 0
      for field in table.fields {
        hash = StableHash.mix(hash, UInt64(field.ids[record]))
        for extra in field.extras(of: record) { hash = StableHash.mix(hash, UInt64(field.extraIds[extra])) }
      }
      let group = known[hash]?.first { Self.equal(table, Int(groups.firstOf[Int($0)]), record) }
      if let group {
        groups.join(record, group)
      } else {
        known[hash, default: []].append(groups.open(record))
      }
    }
    let firsts = groups.firstOf
    self.table = LinkTable(
      fields: table.fields.map { Self.taking(firsts, from: $0) },
      sources: firsts.map { table.sources[Int($0)] })
    self.groups = groups
  }

  private static func equal(_ table: LinkTable, _ a: Int, _ b: Int) -> Bool {
    table.fields.allSatisfy { field in
      field.ids[a] == field.ids[b]
        && field.extraIds[field.extras(of: a)] == field.extraIds[field.extras(of: b)]
    }
  }

  private static func taking(_ records: [UInt32], from field: LinkField) -> LinkField {
    let ids = records.map { field.ids[Int($0)] }
    if field.extraOffsets.isEmpty {
      return LinkField(name: field.name, dictionary: field.dictionary, ids: ids)
    }
    var offsets: [UInt32] = [0]
    var extraIDs: [UInt32] = []
    for record in records {
      extraIDs.append(contentsOf: field.extraIds[field.extras(of: Int(record))])
      offsets.append(UInt32(extraIDs.count))
    }
    return LinkField(
      name: field.name, dictionary: field.dictionary, ids: ids, extraOffsets: offsets, extraIds: extraIDs)
  }
}
