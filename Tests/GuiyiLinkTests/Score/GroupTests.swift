import GuiyiColumns
import GuiyiLink
import Testing

@Suite struct GroupTests {
  /// Albums of eight songs, each song twice: all that songs of one album share does not make them one.
  private func albums() -> (table: LinkTable, truth: [Int]) {
    var rows: [[String]] = []
    var truth: [Int] = []
    for album in 0..<80 {
      for song in 0..<8 {
        let title = "song \((album * 8 + song) * 7919 % 5000)"
        let row = ["album \(album)", "artist \(album / 2)", title, "\(song * 37 % 101)"]
        rows += [row, row]
        truth += [album * 8 + song, album * 8 + song]
      }
    }
    let fields = ["album", "artist", "title", "length"].enumerated().map { column, name -> LinkField in
      var dictionary = ByteDictionary()
      let ids = rows.map { dictionary.intern($0[column]) }
      return LinkField(name: name, dictionary: dictionary, ids: ids)
    }
    return (LinkTable(fields: fields, sources: [UInt16](repeating: 0, count: rows.count)), truth)
  }

  private func spec(learnsGroups: Bool) -> LinkSpec {
    let comparisons = ["album", "artist", "title", "length"].map { name -> ComparisonSpec in
      var spec = ComparisonSpec(name: name, field: name, kind: .exact)
      spec.initialM = [0.1, 0.9]
      return spec
    }
    var spec = LinkSpec(
      comparisons: comparisons,
      rules: [
        BlockingRule(name: "album", keys: [BlockingKey(0)]),
        BlockingRule(name: "title", keys: [BlockingKey(2)]),
      ])
    spec.training.learnsGroups = learnsGroups
    spec.thresholds.linkProbability = 0.5
    return spec
  }

  @Test func `songs of one album are no matches`() {
    let (table, truth) = albums()
    let result = link(table, spec: spec(learnsGroups: true), workers: Workers(threadCount: 2))
    #expect(result.model.group != nil)
    let wrong = result.links.filter { truth[Int($0.left)] != truth[Int($0.right)] }
    #expect(wrong.isEmpty)
    #expect(result.clusterCount == 640)
  }

  @Test func `an explanation says what belonging to one group takes away`() {
    let (table, _) = albums()
    let workers = Workers(threadCount: 1)
    let spec = spec(learnsGroups: true)
    let model = train(table, spec: spec, workers: workers)
    let explainer = LinkExplainer(table, spec: spec, model: model, workers: workers)
    let pair = explainer.explain(0, 2)
    #expect(pair.groupWeight < 0)
    #expect(pair.weight == pair.parts.reduce(pair.prior + pair.groupWeight) { $0 + $1.weight })
  }

  @Test func `a model with groups reads back as it was written`() throws {
    let (table, _) = albums()
    let model = train(table, spec: spec(learnsGroups: true), workers: Workers(threadCount: 1))
    #expect(try LinkModel(text: model.text) == model)
  }
}
