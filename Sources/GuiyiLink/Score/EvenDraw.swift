internal import GuiyiColumns

/// Places of a list, one out of each of as many equal stretches of it.
struct EvenDraw: Sendable {
  let count: Int
  private let total: Int

  /// - Parameters:
  ///   - total: how long the list is.
  ///   - wanted: fewer are drawn only where there are fewer.
  init(_ total: Int, wanted: Int) {
    self.total = total
    count = min(total, max(0, wanted))
  }

  /// The place that is drawn of a stretch.
  func place(_ stretch: Int) -> Int {
    var random = SplitMix64(seed: UInt64(stretch))
    let (low, high) = (start(stretch), start(stretch + 1))
    return low + Int(random.next().multipliedFullWidth(by: UInt64(max(1, high - low))).high)
  }

  /// The places within a range of the list, ascending.
  func places(_ range: Range<Int>) -> [Int] {
    // The last stretch that begins at the range or before it.
    var (low, high) = (0, count)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if start(middle) <= range.lowerBound { low = middle } else { high = middle }
    }
    var places: [Int] = []
    for stretch in low..<count {
      let place = place(stretch)
      if place >= range.upperBound { break }
      if place >= range.lowerBound { places.append(place) }
    }
    return places
  }

  private func start(_ stretch: Int) -> Int { total / count * stretch + total % count * stretch / count }
}
