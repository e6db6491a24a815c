internal import Glibc

/// How many values that were not seen before further rows of a column will have.
package enum ValueForecast {
  /// Foretold from how many two runs of rows had, one after the other.
  ///
  /// Of a kind with so and so many values, new ones come ever more rarely, and how fast they do tells how many there are.
  package static func freshCount(rowCounts: (Int, Int), fresh: (Int, Int), rowsLeft: Int) -> Int {
    guard rowCounts.0 > 0, rowCounts.1 > 0, fresh.0 > 0, fresh.1 > 0, rowsLeft > 0 else { return 0 }
    let rates = (Double(fresh.0) / Double(rowCounts.0), Double(fresh.1) / Double(rowCounts.1))
    let left = Double(rowsLeft)
    if rates.1 >= rates.0 { return Int(min(rates.1, 1) * left) }
    // With every so many rows the rate falls by e.
    let scale = Double(rowCounts.0 + rowCounts.1) / 2 / log(rates.0 / rates.1)
    return Int(min(rates.1, 1) * min(left, scale * (1 - exp(-left / scale))))
  }
}
