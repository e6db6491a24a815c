import GuiyiHistory
import GuiyiModel
import GuiyiResolve
import Testing

/// 100,000 random small histories: rows come, go and are rewritten, people are taken for one and told apart again.
@Suite struct RandomHistoryTests {
  static let elementCount = DataElement.of(.person).count

  @Test(arguments: 0..<20)
  func `the feed gives the golden table, backwards too, and numbers go to the largest overlap`(batch: Int) {
    var histories = SmallHistories(worldCount: 5_000, seed: UInt64(2_026 + batch))
    var former = HistoryRun(histories, after: FormerEntities(), run: 1)
    var reader = FeedReader()
    reader.follow(
      EntityChanges(
        from: GoldenState(elementCount: Self.elementCount), to: former.state, events: former.numbers.events),
      elementCount: Self.elementCount)
    #expect(reader.table == former.table)
    // What any group of rows was ever worth, by its rows.
    var known: [[Int: Int]: [String]] = [:]
    for run in 2...5 {
      histories.step()
      let next = HistoryRun(histories, after: former.former, run: run)
      let changes = EntityChanges(from: former.state, to: next.state, events: next.numbers.events)
      reader.follow(changes, elementCount: Self.elementCount)
      #expect(reader.table == next.table)
      var backwards = reader
      backwards.undo(changes, elementCount: Self.elementCount)
      #expect(backwards.table == former.table)
      #expect(Self.misgiven(from: former, to: next) == 0)
      let endings = changes.changes.filter { $0.kind == .merged || $0.kind == .retired }
      #expect(endings.allSatisfy { next.table[$0.number] == nil && former.table[$0.number] != nil })
      #expect(
        endings.allSatisfy { $0.kind == .retired || next.table[$0.otherNumber] != nil },
        "who took another in is there")
      // Whatever happened between: the same rows are worth the same, so a split undoes a merge.
      var differing = 0
      for (members, texts) in zip(next.members, next.texts) {
        if let before = known[members], before != texts { differing += 1 }
        known[members] = texts
      }
      #expect(differing == 0)
      former = next
    }
  }

  @Test func `the same rows again change no number and are no news`() {
    let histories = SmallHistories(worldCount: 2_000, seed: 7)
    let first = HistoryRun(histories, after: FormerEntities(), run: 1)
    let second = HistoryRun(histories, after: first.former, run: 2)
    #expect(second.table == first.table)
    #expect(
      EntityChanges(from: first.state, to: second.state, events: second.numbers.events).changes.isEmpty)
  }

  /// How often an entity and a former number would both rather have each other: by rows kept, 2 for one unchanged.
  private static func misgiven(from former: HistoryRun, to next: HistoryRun) -> Int {
    var formerOfRow: [Int: (number: UInt32, version: Int)] = [:]
    for (number, members) in zip(former.numbers.numbers, former.members) {
      for (serial, version) in members { formerOfRow[serial] = (number, version) }
    }
    var shared: [[UInt32: Int]] = []
    var held: [UInt32: Int] = [:]
    for (number, members) in zip(next.numbers.numbers, next.members) {
      var own: [UInt32: Int] = [:]
      for (serial, version) in members {
        guard let before = formerOfRow[serial] else { continue }
        own[before.number, default: 0] += before.version == version ? 2 : 1
      }
      shared.append(own)
      held[number] = own[number] ?? 0
    }
    var count = 0
    for (number, own) in zip(next.numbers.numbers, shared) {
      let mine = own[number] ?? 0
      for (other, overlap) in own where overlap > mine && overlap > held[other] ?? 0 { count += 1 }
    }
    return count
  }
}
