import GuiyiColumns
import GuiyiLink
import Testing

@Suite struct RowLayoutTests {
  /// Two rows of cells and what is readable behind them.
  private func rows(_ layout: RowLayout, _ first: [UInt32], _ second: [UInt32]) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 2 * layout.width + RowLayout.lookSize)
    var cells = bytes.mutableSpan
    for rule in first.indices {
      layout.set(rule, of: 0, to: first[rule], in: &cells)
      layout.set(rule, of: 1, to: second[rule], in: &cells)
    }
    return bytes
  }

  @Test(arguments: [1_000, 30_000_000]) func `rules that two rows share are those with equal blocks`(
    recordCount: Int
  ) {
    var random = SplitMix64(seed: 31)
    for ruleCount in 1...64 {
      let layout = RowLayout(ruleCount: ruleCount, recordCount: recordCount)
      #expect(layout.cellSize == (recordCount == 1_000 ? 3 : 4))
      for turn in 0..<40 {
        // Numbers that differ in one byte only, whichever that is.
        let first = (0..<ruleCount).map { _ in UInt32(random.next() % 1 << 24) }
        let second = first.map { block in
          random.next() % UInt64(turn + 1) == 0 ? block : block ^ 1 << UInt32(random.next() % 24)
        }
        let cells = rows(layout, first, second)
        for count in [0, 1, ruleCount / 2, ruleCount - 1, ruleCount] {
          let equal = (0..<count).filter { first[$0] == second[$0] }
          let found = layout.shared(cells.span, 0, layout.width, ruleCount: count)
          #expect(found == equal.reduce(0 as UInt64) { $0 | 1 << UInt64($1) })
          #expect(layout.isShared(cells.span, 0, layout.width, ruleCount: count) == !equal.isEmpty)
        }
      }
    }
  }

  @Test(arguments: [1, 5_000_000, 11_000_000, 12_000_000, 2_000_000_000])
  func `no absence looks like another one or like a block`(recordCount: Int) {
    let layout = RowLayout(ruleCount: 1, recordCount: recordCount)
    let numbers = layout.cellSize == 3 ? UInt64(1) << 24 : 1 << 32
    #expect(layout.hasRoom(for: UInt32(recordCount / 2)), "a rule of one block for each record has room")
    #expect(!layout.hasRoom(for: layout.absent(0)) && !layout.hasRoom(for: .max))
    #expect(UInt64(layout.absent(recordCount - 1)) < numbers)
    #expect(layout.absent(recordCount - 1) - layout.absent(0) == UInt32(recordCount - 1))
  }
}
