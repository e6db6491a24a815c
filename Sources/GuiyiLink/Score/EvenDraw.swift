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

  private func start(_ stretch: Int) -> Int { total / count * stretch + total % count * stretch / count }
}
