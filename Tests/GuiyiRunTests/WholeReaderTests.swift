import GuiyiColumns
import GuiyiRun
import GuiyiTesting
import Testing

/// Whole runs under random policies: of bases, relations, maps and topics no byte tells what a reader may not see.
///
/// The topics of the second run are refreshed from those of the first. `ReaderTests` and `RelationReaderTests` ask the same of
/// 100,000 small worlds each, without files.
@Suite struct WholeReaderTests {
  /// A city that gives a reader nothing at all, or whose every column it may see, shows nothing; they are left out.
  private func city(_ random: inout SplitMix64) -> ReaderCity {
    while true {
      let city = ReaderCity(&random)
      if city.granted.values.contains(where: { !$0.isEmpty }) { return city }
    }
  }

  @Test(arguments: 0..<6)
  func `changing what a reader may not see changes no byte of any file`(batch: Int) throws {
    var random = SplitMix64(seed: UInt64(2_900 + batch))
    var (topicCount, mapCount, changeCount, refreshedCount) = (0, 0, 0, 0)
    for round in 0..<10 {
      var city = city(&random)
      let folder = ScratchFolder("reader")
      try city.write(to: folder)
      _ = try run(folder.path, threads: 1)
      let options = { (name: String) in
        PublishOptions(reader: ReaderCity.reader, subjects: [], folder: folder.path + "/" + name)
      }
      let given = try publish(workspace: folder.path, options: options("before"))
      let changes = city.changeHidden(&random)
      changeCount += changes
      try city.write(to: folder)
      let summary = try run(folder.path, threads: 1)
      #expect(summary.isUnchanged == (changes == 0))
      #expect(summary.topicMistakes == [])
      #expect(summary.topicRefreshFailures == [], "batch \(batch), round \(round)")
      refreshedCount += summary.refreshedTopicCount
      _ = try publish(workspace: folder.path, options: options("after"))
      let (before, after) = (try folder.contents(below: "before"), try folder.contents(below: "after"))
      #expect(before.keys.sorted() == after.keys.sorted(), "batch \(batch), round \(round)")
      for (name, bytes) in before {
        #expect(bytes == after[name], "\(name), batch \(batch), round \(round), granted \(city.granted)")
      }
      topicCount += given.topics.count { $0.obstacle == nil }
      mapCount += given.bases.count(where: \.hasMap)
    }
    #expect(topicCount > 5, "readers are given topics")
    #expect(mapCount > 3, "readers are given maps")
    #expect(changeCount > 300 && refreshedCount > 10)
  }
}
