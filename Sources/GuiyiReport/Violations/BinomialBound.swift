internal import Glibc

/// The ends of the exact one-sided 95 % interval of a share (Clopper and Pearson 1934, Biometrika 26).
enum BinomialBound {
  private static let risk = 0.05

  /// The share that `hits` of `count` still allow from below; 0 where there was no hit.
  static func lower(hits: Int, of count: Int) -> Double {
    guard hits > 0, count > 0 else { return 0 }
    return quantile(risk, Double(hits), Double(count - hits) + 1)
  }

  /// The share that `hits` of `count` still allow from above; 1 where there were only hits.
  static func upper(hits: Int, of count: Int) -> Double {
    guard hits < count, count > 0 else { return 1 }
    return quantile(1 - risk, Double(hits) + 1, Double(count - hits))
  }

  /// The quantile of the beta distribution by bisection; 60 halvings leave no digit open.
  private static func quantile(_ share: Double, _ a: Double, _ b: Double) -> Double {
    var low = 0.0
    var high = 1.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if regularizedBeta(middle, a, b) < share { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The regularized incomplete beta function by its continued fraction (Lentz's method).
  private static func regularizedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    // The fraction converges quickly on this side only.
    if x > (a + 1) / (a + b + 2) { return 1 - regularizedBeta(1 - x, b, a) }
    let front = exp(
      lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    if abs(d) < tiny { d = tiny }
    d = 1 / d
    var fraction = d
    for step in 1...2_000 {
      let m = Double(step)
      for isOdd in [false, true] {
        let numerator =
          isOdd
          ? -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
          : m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 + numerator * d
        if abs(d) < tiny { d = tiny }
        d = 1 / d
        c = 1 + numerator / c
        if abs(c) < tiny { c = tiny }
        fraction *= c * d
      }
      if abs(c * d - 1) < 1e-14 { break }
    }
    return front * fraction / a
  }
}
