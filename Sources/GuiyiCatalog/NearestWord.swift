/// The known word that needs the fewest changes to become `word`, or nil where none is near.
///
/// A change is one character typed wrongly, left out, added, or swapped with its neighbour. Near is at most a third
/// of the longer word, and one change for words of two characters. Of equally near words the first is taken.
public func nearestWord(to word: String, among known: [String]) -> String? {
  let typed = [UInt32](word.unicodeScalars.prefix(64).map { lowered($0.value) })
  var best: (distance: Int, word: String)?
  for candidate in known {
    let scalars = candidate.unicodeScalars.map { lowered($0.value) }
    let allowed = max(1, max(typed.count, scalars.count) / 3)
    guard abs(typed.count - scalars.count) <= allowed, typed.count > 1 || scalars.count > 1 else { continue }
    let distance = editDistance(typed, scalars)
    if distance <= allowed, distance < best?.distance ?? .max { best = (distance, candidate) }
  }
  return best?.word
}

private func lowered(_ scalar: UInt32) -> UInt32 {
  // '_' and '-' count as one: `id_number` is how databases spell `id-number`.
  if scalar == 0x5F { return 0x2D }
  return (0x41...0x5A).contains(scalar) ? scalar + 0x20 : scalar
}

/// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
private func editDistance(_ a: [UInt32], _ b: [UInt32]) -> Int {
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1] + [Int](repeating: 0, count: b.count)
    for j in b.indices {
      var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row[j + 1] = cost
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
