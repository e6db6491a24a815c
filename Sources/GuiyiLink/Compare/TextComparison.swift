internal import GuiyiColumns

/// Levels by the number of edits.
struct EditLevels: LevelSource {
  let column: TextColumn

  init(_ dictionary: ByteDictionary) { column = TextColumn(dictionary) }

  func isBlank(_ id: UInt32) -> Bool { column.hashes[Int(id)] == 0 }

  func writing(_ id: UInt32) -> UInt64 { column.hashes[Int(id)] }

  func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    let (x, y) = (column.hashes[Int(a)], column.hashes[Int(b)])
    if x == 0 || y == 0 { return 0 }
    if x == y { return 5 }
    let longer = max(column.range(a).count, column.range(b).count)
    let shorter = min(column.range(a).count, column.range(b).count)
    let most = max(2, longer / 4)
    if longer - shorter > most || column.leastDistance(a, b) > most { return 1 }
    let distance = column.distance(a, b)
    if distance <= 1 { return shorter >= 2 ? 4 : 1 }
    if distance == 2 && longer >= 5 { return 3 }
    return distance <= longer / 4 ? 2 : 1
  }
}

/// Levels by Jaro-Winkler similarity.
struct JaroWinklerLevels: LevelSource {
  let column: TextColumn

  init(_ dictionary: ByteDictionary) { column = TextColumn(dictionary) }

  func isBlank(_ id: UInt32) -> Bool { column.hashes[Int(id)] == 0 }

  func writing(_ id: UInt32) -> UInt64 { column.hashes[Int(id)] }

  func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    let (x, y) = (column.hashes[Int(a)], column.hashes[Int(b)])
    if x == 0 || y == 0 { return 0 }
    if x == y { return 6 }
    let score = column.similarity(a, b)
    if score >= 0.88 { return score >= 0.94 ? 5 : 4 }
    return score >= 0.8 ? 3 : score >= 0.7 ? 2 : 1
  }
}
