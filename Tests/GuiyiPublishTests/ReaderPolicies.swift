import Foundation

/// Policies as numbers whose bits say what a reader may see, no two alike before all that there are have come.
///
/// `GUIYI_READER_POLICIES` in the environment gives how many of them a suite asks; then what was asked is printed, too.
struct ReaderPolicies {
  /// Small worlds side by side under one policy; fewer where there are many policies.
  static var worldCount: Int { asked.map { $0 > 10_000 } == true ? 5 : 50 }

  private static let asked = ProcessInfo.processInfo.environment["GUIYI_READER_POLICIES"].flatMap { Int($0) }

  /// Those of one batch.
  let all: [Int]
  private let distinctCount: Int

  /// - Parameter bitCount: how many things a policy decides.
  init(bitCount: Int, batch: Int, batchCount: Int) {
    let count = (Self.asked ?? 2_000) / batchCount
    let possible = 1 << bitCount
    distinctCount = min(count * batchCount, possible)
    all = (batch * count..<(batch + 1) * count).map { index in
      // An odd factor and a shift onto itself keep different numbers different.
      let spread = (index &* 0x9E37_79B1 &+ 0x3C6E_F372) & (possible - 1)
      return spread ^ spread >> (bitCount / 2)
    }
  }

  /// One line for `Scripts/checks/readers`.
  func tell(_ what: String, changeCount: Int, leakCount: Int) {
    guard Self.asked != nil else { return }
    print(
      "readers: \(what) policies=\(all.count) of=\(distinctCount) worlds=\(all.count * Self.worldCount)",
      "changes=\(changeCount) leaks=\(leakCount)")
  }
}
