import Foundation
import GuiyiColumns
import GuiyiLinkage
import GuiyiTesting
import Testing

/// No bytes may trap: a reader gives a result or an error that says what to do.
@Suite struct ReaderFuzzTests {
  static let seeds: [(name: String, text: String)] = [
    (
      "decisions",
      "left_source,left,right_source,right,decision,who\na.csv,1,b.csv,2,must-link,\"x, y\"\na.csv,3,,4,must-not-link,z\n"
    ),
    ("truth", "id,entity,source\n1,a,x\n2,\"b\"\"c\",x\n3,a,y\n"),
    ("labels", "left,right,match\n1,2,1\n3,4,0\n"),
    (
      "specification",
      "mode: link\ncomparisons:\n  - {name: a, kind: date, rarity: {exact: 0.5}}\nblocking:\n  - {keys: [{a: prefix 3}], split-by: [a]}\nthresholds: {link: 0.9}\ncontradictions:\n  - {name: x, when: [{comparison: a, at-most: different}]}\n"
    ),
    (
      "model",
      "guiyi-link-model 1\nmatch-rate 0.1 prior -3000 iterations 3\ncomparison a\n  level missing weight 0 m 0 u 0\n  level exact weight 9 m 0.9 u 0.1\n"
    ),
  ]

  @Test(arguments: seeds.map(\.name))
  func `spoilt bytes give a result or an error`(name: String) throws {
    let folder = ScratchFolder("fuzz")
    let seed = try #require(Self.seeds.first { $0.name == name })
    var random = SplitMix64(seed: 20_261_126)
    let workers = Workers(threadCount: 1)
    var errorCount = 0
    let runs = 1500
    for _ in 0..<runs {
      var bytes = Array(seed.text.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2:
          bytes.insert(contentsOf: [0x22, 0x0A, 0x2C, 0x3A].shuffled(using: &random).prefix(1), at: place)
        case 3: bytes.insert(contentsOf: Array(bytes[place...].prefix(20)), at: place)
        default: bytes.removeLast(min(bytes.count, Int.random(in: 0...8, using: &random)))
        }
      }
      try folder.write("file", Data(bytes))
      let path = folder.path + "/file"
      do {
        switch name {
        case "decisions": _ = try DecisionFile(path: path, workers: workers)
        case "truth":
          try folder.write("clusters", "id,cluster_id\n1,1\n2,1\n3,2\n")
          let evaluation = try Evaluation(clusters: folder.path + "/clusters", truth: path, workers: workers)
          #expect((0...1).contains(evaluation.bCubed.f1))
        case "labels": _ = try LabelFile(path: path, workers: workers)
        case "specification": _ = try SpecificationFile(path: path)
        default: _ = try readModel(path: path)
        }
      } catch { errorCount += 1 }
    }
    #expect(errorCount > runs / 20 && errorCount < runs, "spoiling shows: \(errorCount) of \(runs)")
  }

  @Test func `quoted ids survive the way to clusters and back`() throws {
    let folder = ScratchFolder("quoted")
    try folder.write(
      "people.csv",
      csv([
        ["no", "name", "town"], ["a,1", "Anna Kalomi", "Ostrasmi"], ["b\"2", "Anna Kalomi", "Ostrasmi"],
        ["c\n3", "Bela Draster", "Vipin"],
      ]))
    let outcome = try folder.guiyi("link", "people.csv", "--id", "no", "--output", "clusters.csv")
    #expect(outcome.status == 0, "\(outcome.complaints)")
    #expect(Set(CSVTable(try folder.read("clusters.csv")).column("id")) == ["a,1", "b\"2", "c\n3"])
  }
}
