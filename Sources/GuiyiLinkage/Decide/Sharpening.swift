internal import GuiyiColumns
internal import GuiyiLink

/// What labels changed.
public struct LabelReport: Sendable {
  public let matchCount: Int
  public let otherCount: Int
  /// Labels about records that are not there.
  public let unknownCount: Int
  /// The probability at which the labelled pairs are told apart best; nil where the labels cannot say.
  public let threshold: Double?
  /// F1 of the labelled pairs at that threshold.
  public let f1: Double?
}

/// A model sharpened by labels, and the threshold that tells the labelled pairs apart best.
struct Sharpening {
  /// What was learned without labels counts as so many labelled pairs.
  private static let learnedStrength = 100.0
  /// Pairs of one entity beyond these teach nothing new.
  private static let entityPairLimit = 300
  private static let pairLimit = 200_000
  private static let thresholds: [Double] = [
    0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995,
    0.9999,
  ]

  let model: LinkModel
  let report: LabelReport

  init(
    _ labels: LabelFile, input: LinkageInput, table: LinkTable, spec: LinkSpec, model: LinkModel?,
    workers: Workers
  ) throws(LinkageError) {
    let finder = RecordFinder(input)
    var known = KnownPairs(labels, finder: finder, recordCount: table.recordCount)
    known.matches.sort { ($0.left, $0.right) < ($1.left, $1.right) }
    guard !known.matches.isEmpty else {
      throw LinkageError(
        .settings, "\(labels.path) labels no pair of records that are here as a match",
        nextStep: "Its ids must be those of the column '\(input.idHeading)'.")
    }
    let learned = model ?? train(table, spec: spec, workers: workers)
    let explainer = LinkExplainer(table, spec: spec, model: learned, workers: workers)
    var counts = spec.comparisons.map { [Double](repeating: 0, count: $0.kind.levelNames.count) }
    let step = max(1, known.matches.count / Self.pairLimit)
    for index in stride(from: 0, to: known.matches.count, by: step) {
      let pair = known.matches[index]
      for part in explainer.explain(pair.left, pair.right).parts {
        if let comparison = spec.comparisonIndex(named: part.comparison) {
          counts[comparison][Int(part.level)] += 1
        }
      }
    }
    let sharpened = learned.sharpened(by: counts, spec: spec, strength: Self.learnedStrength)
    self.model = sharpened
    let weights = known.weights(table: table, spec: spec, model: sharpened, workers: workers)
    let best = Self.bestThreshold(matches: weights.matches, others: weights.others)
    report = LabelReport(
      matchCount: known.matches.count, otherCount: weights.others.count, unknownCount: known.unknownCount,
      threshold: best?.threshold, f1: best?.f1)
  }

  /// The threshold with the best F1; of equally good ones the middle.
  private static func bestThreshold(
    matches: [Int32], others: [Int32]
  ) -> (threshold: Double, f1: Double)? {
    if matches.isEmpty || others.isEmpty { return nil }
    let scores = thresholds.map { threshold -> Double in
      let weight = MatchWeight.millibits(probability: threshold)
      let right = matches.count { $0 >= weight }
      let wrong = others.count { $0 >= weight }
      return 2 * Double(right) / Double(matches.count + right + wrong)
    }
    guard let best = scores.max() else { return nil }
    let places = scores.indices.filter { scores[$0] == best }
    let middle = places[places.count / 2]
    return (thresholds[middle], best)
  }

  /// The labelled pairs, by record.
  struct KnownPairs {
    typealias Pair = (left: UInt32, right: UInt32)
    var matches: [Pair] = []
    var others: [Pair] = []
    var unknownCount = 0
    /// With entities: the entity of each labelled record, 0 for none.
    private var entityOf: [UInt32] = []

    init(_ labels: LabelFile, finder: RecordFinder, recordCount: Int) {
      switch labels.content {
      case .pairs(let pairs):
        for pair in pairs {
          guard case .record(let a) = finder.find(source: pair.leftSource, id: pair.left),
            case .record(let b) = finder.find(source: pair.rightSource, id: pair.right), a != b
          else {
            unknownCount += 1
            continue
          }
          if pair.isMatch {
            matches.append((min(a, b), max(a, b)))
          } else {
            others.append((min(a, b), max(a, b)))
          }
        }
      case .entities(let rows):
        entityOf = [UInt32](repeating: 0, count: recordCount)
        var names = ByteDictionary()
        var members: [[UInt32]] = [[]]
        for row in rows {
          guard case .record(let record) = finder.find(source: row.source, id: row.id), !row.entity.isEmpty
          else {
            unknownCount += 1
            continue
          }
          let entity = names.intern(row.entity)
          if Int(entity) == members.count { members.append([]) }
          members[Int(entity)].append(record)
          entityOf[Int(record)] = entity
        }
        for group in members {
          // A row that stands twice is one record; by its number, so that no order of rows matters.
          let sorted = Set(group).sorted()
          var taken = 0
          taking: for i in sorted.indices {
            for j in sorted.indices.dropFirst(i + 1) where sorted[i] != sorted[j] {
              matches.append((sorted[i], sorted[j]))
              taken += 1
              if taken == Sharpening.entityPairLimit { break taking }
            }
          }
        }
      }
    }

    /// What labelled pairs weigh under a model: with entities, also those that blocking proposes between them.
    func weights(
      table: LinkTable, spec: LinkSpec, model: LinkModel, workers: Workers
    ) -> (matches: [Int32], others: [Int32]) {
      if entityOf.isEmpty {
        let explainer = LinkExplainer(table, spec: spec, model: model, workers: workers)
        return (
          matches.map { explainer.explain($0.left, $0.right).weight },
          others.map { explainer.explain($0.left, $0.right).weight }
        )
      }
      var wide = spec
      wide.thresholds = LinkThresholds(linkProbability: 0.3, reviewProbability: 0.3)
      let result = link(table, spec: wide, model: model, workers: workers)
      var right: [Int32] = []
      var wrong: [Int32] = []
      for pair in result.links {
        let a = entityOf[Int(pair.left)]
        let b = entityOf[Int(pair.right)]
        if a == 0 || b == 0 { continue }
        if a == b { right.append(pair.weight) } else { wrong.append(pair.weight) }
      }
      // Matches that no rule proposes count as missed at every threshold.
      right += [Int32](repeating: .min, count: max(0, matches.count - right.count))
      return (right, wrong)
    }
  }
}
