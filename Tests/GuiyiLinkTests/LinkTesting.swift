import GuiyiColumns
import GuiyiLink

/// Tables for tests, from rows of text.
enum LinkTesting {
  /// A table with one row of cells for each record; an empty cell is missing, `|` separates several values.
  static func table(_ names: [String], _ rows: [[String]], sources: [UInt16]? = nil) -> LinkTable {
    let fields = names.enumerated().map { column, name -> LinkField in
      var dictionary = ByteDictionary()
      var ids: [UInt32] = []
      var offsets: [UInt32] = [0]
      var extras: [UInt32] = []
      for row in rows {
        let values = row[column].split(separator: "|").map { dictionary.intern(String($0)) }
        ids.append(values.first ?? 0)
        extras.append(contentsOf: values.dropFirst())
        offsets.append(UInt32(extras.count))
      }
      return LinkField(
        name: name, dictionary: dictionary, ids: ids, extraOffsets: extras.isEmpty ? [] : offsets,
        extraIds: extras)
    }
    return LinkTable(fields: fields, sources: sources ?? [UInt16](repeating: 0, count: rows.count))
  }

  /// Records of invented people in which every kind of thing goes wrong, and who each record is.
  static func people(
    _ count: Int, seed: UInt64, numberRate: Double = 0.5
  ) -> (rows: [[String]], truth: [Int]) {
    var random = SplitMix64(seed: seed)
    func word(_ pool: Int) -> String {
      let letters = Array("abcdefghijklmnopqrstuvw")
      var value = Int.random(in: 0..<pool, using: &random) * 7919 + 12345
      var text = ""
      for _ in 0..<5 {
        text.append(letters[value % letters.count])
        value = value / letters.count + value % 31 * 97
      }
      return text
    }
    var rows: [[String]] = []
    var truth: [Int] = []
    for person in 0..<count {
      let number = String(1_000_000 + person * 37)
      let facts = [
        word(60), word(200), "19\(10 + person * 7 % 89)-0\(1 + person % 9)-1\(person % 10)", word(40),
      ]
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        var row = [Double.random(in: 0..<1, using: &random) < numberRate ? number : ""]
        for fact in facts {
          switch Int.random(in: 0..<20, using: &random) {
          case 0: row.append("")
          case 1: row.append(word(500))
          case 2: row.append(fact + "|" + word(500))
          case 3: row.append(String(fact.dropLast()) + "x")
          default: row.append(fact)
          }
        }
        rows.append(row)
        truth.append(person)
      }
    }
    // Records in canonical order: by content.
    let order = rows.indices.sorted { rows[$0].lexicographicallyPrecedes(rows[$1]) }
    return (order.map { rows[$0] }, order.map { truth[$0] })
  }

  static let peopleFields = ["number", "first", "last", "born", "town"]

  /// A specification over `peopleFields`.
  static func peopleSpec() -> LinkSpec {
    var number = ComparisonSpec(name: "number", field: "number", kind: .exact)
    number.isIdentifier = true
    let first = ComparisonSpec(name: "first", field: "first", kind: .editDistance)
      .withTermFrequency(near: 0.5, levels: 4...5)
    let last = ComparisonSpec(name: "last", field: "last", kind: .editDistance)
      .withTermFrequency(near: 0.5, levels: 4...5)
    let born = ComparisonSpec(name: "born", field: "born", kind: .exact)
    let town = ComparisonSpec(name: "town", field: "town", kind: .exact).withTermFrequency()
    let rules = [
      BlockingRule(name: "number", keys: [BlockingKey(0)]),
      BlockingRule(name: "names", keys: [BlockingKey(1), BlockingKey(2)]),
      BlockingRule(name: "born", keys: [BlockingKey(3)]),
      BlockingRule(name: "last near", keys: [BlockingKey(2, .deletions), BlockingKey(4)]),
    ]
    return LinkSpec(comparisons: [number, first, last, born, town], rules: rules)
  }

  /// A model in which an agreement weighs `agree` bits and anything else `differ`, whatever the data say.
  static func model(_ spec: LinkSpec, prior: Int32, agree: [Int32], differ: [Int32]) -> LinkModel {
    LinkModel(
      matchRate: 0.001, prior: prior * 1000,
      comparisons: spec.comparisons.enumerated().map { place, comparison in
        let exact = Int(comparison.kind.exactLevel)
        return LinkModel.Comparison(
          name: comparison.name,
          levels: comparison.kind.levelNames.enumerated().map { level, name in
            LinkModel.Level(
              name: name, m: 0.5, u: 0.5,
              weight: level == 0 ? 0 : (level == exact ? agree[place] : differ[place]) * 1000)
          }, termFrequency: nil)
      })
  }

  /// A pair as text, for comparing sets of pairs.
  static func key(_ pair: ScoredPair) -> UInt64 { UInt64(pair.left) << 32 | UInt64(pair.right) }
}

/// A naive twin of candidates: every pair is asked whether it shares all keys of a rule.
struct NaiveCandidates {
  private let keys: [[Set<UInt64>]]

  init(_ table: LinkTable, spec: LinkSpec) {
    let workers = Workers(threadCount: 1)
    keys = spec.rules.map { rule in
      var combined = [Set<UInt64>](repeating: [0], count: table.recordCount)
      for key in rule.keys {
        let comparison = spec.comparisons[key.comparison]
        let field = table.fields[table.fieldIndex(named: comparison.field)!]
        let prepared = PreparedComparison(
          kind: comparison.kind, dictionary: field.dictionary, workers: workers)
        for record in 0..<table.recordCount {
          var own: Set<UInt64> = []
          for value in Self.values(field, record) {
            prepared.blockingKeys(of: value, part: key.part) { own.insert($0) }
          }
          combined[record] = Set(combined[record].flatMap { a in own.map { StableHash.mix(a, $0) } })
        }
      }
      return combined
    }
  }

  static func values(_ field: LinkField, _ record: Int) -> [UInt32] {
    guard field.ids[record] != 0 else { return [] }
    guard !field.extraOffsets.isEmpty else { return [field.ids[record]] }
    return [field.ids[record]]
      + field.extraIds[Int(field.extraOffsets[record])..<Int(field.extraOffsets[record + 1])]
  }

  func proposes(_ a: Int, _ b: Int) -> Bool {
    keys.contains { !$0[a].isDisjoint(with: $0[b]) }
  }
}
