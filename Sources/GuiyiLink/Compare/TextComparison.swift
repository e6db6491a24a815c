internal import GuiyiColumns

/// Levels by the number of edits.
struct EditLevels: LevelSource {
  let column: TextColumn

  init(_ dictionary: ByteDictionary) { column = TextColumn(dictionary) }

  func isBlank(_ id: UInt32) -> Bool { column[id].hash == 0 }

  func writing(_ id: UInt32) -> UInt64 { column[id].hash }

  func fetch(_ id: UInt32) { column.fetch(id) }

  var sketches: ValueSketch { .edits }

  func sketch(_ id: UInt32) -> UInt64 { ValueSketch.letters(column[id]) }

  func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    let (x, y) = (column[a], column[b])
    if x.hash == 0 || y.hash == 0 { return 0 }
    if x.hash == y.hash { return 5 }
    let longer = Int(max(x.count, y.count))
    let shorter = Int(min(x.count, y.count))
    let most = max(2, longer / 4)
    if longer - shorter > most || x.leastDistance(y) > most { return 1 }
    let distance = column.distance(x, y)
    if distance <= 1 { return shorter >= 2 ? 4 : 1 }
    if distance == 2 && longer >= 5 { return 3 }
    return distance <= longer / 4 ? 2 : 1
  }
}

/// Levels by Jaro-Winkler similarity.
struct JaroWinklerLevels: LevelSource {
  let column: TextColumn

  init(_ dictionary: ByteDictionary) { column = TextColumn(dictionary) }

  func isBlank(_ id: UInt32) -> Bool { column[id].hash == 0 }

  func writing(_ id: UInt32) -> UInt64 { column[id].hash }

  func fetch(_ id: UInt32) { column.fetch(id) }

  var sketches: ValueSketch { .jaroWinkler }

  func sketch(_ id: UInt32) -> UInt64 { ValueSketch.letters(column[id]) }

  func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    let (x, y) = (column[a], column[b])
    if x.hash == 0 || y.hash == 0 { return 0 }
    if x.hash == y.hash { return 6 }
    let score = column.similarity(x, y, least: .seven)
    if score >= 0.88 { return score >= 0.94 ? 5 : 4 }
    return score >= 0.8 ? 3 : score >= 0.7 ? 2 : 1
  }
}
