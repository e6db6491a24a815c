internal import GuiyiColumns
internal import GuiyiModel

/// How well clusters agree with the truth.
public struct Evaluation: Sendable, Equatable {
  /// Precision, recall and their harmonic mean.
  public struct Score: Sendable, Equatable {
    public let precision: Double
    public let recall: Double

    public var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }

    public init(precision: Double, recall: Double) {
      self.precision = precision
      self.recall = recall
    }
  }

  /// Records of the truth, all of which count.
  public let recordCount: Int
  /// Records of the truth that the clusters lack; they count as alone.
  public let missingCount: Int
  /// Records of the clusters that the truth does not know; they do not count.
  public let unknownCount: Int
  public let entityCount: Int
  public let clusterCount: Int
  public let truePairCount: Int
  public let proposedPairCount: Int
  public let correctPairCount: Int
  public let bCubed: Score

  /// 1 where there is nothing to be right or wrong about.
  public var pairwise: Score {
    Score(
      precision: proposedPairCount > 0 ? Double(correctPairCount) / Double(proposedPairCount) : 1,
      recall: truePairCount > 0 ? Double(correctPairCount) / Double(truePairCount) : 1)
  }

  /// Holds clusters against entities, record by record.
  ///
  /// - Parameters:
  ///   - clusters: the cluster of each record of the truth; nil for a record that the clusters lack.
  ///   - entities: its entity.
  ///   - unknownCount: records that only the clusters have.
  /// - SeeAlso: Bagga & Baldwin (1998), "Entity-based cross-document coreferencing", for B-cubed.
  public init(clusters: [UInt32?], entities: [UInt32], unknownCount: Int) {
    precondition(clusters.count == entities.count, "an entity for each record")
    var next = (clusters.compactMap { $0 }.max() ?? 0)
    let numbers = clusters.map { cluster -> UInt32 in
      if let cluster { return cluster }
      next += 1
      return next
    }
    let clusterSizes = Self.sizes(numbers)
    let entitySizes = Self.sizes(entities)
    var keys = numbers.indices.map { UInt64(numbers[$0]) << 32 | UInt64(entities[$0]) }
    var order = [UInt32](repeating: 0, count: keys.count)
    RadixSort.sort(keys: &keys, values: &order)
    var correct = 0
    var precision = 0.0
    var recall = 0.0
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count && keys[end] == keys[start] { end += 1 }
      let both = end - start
      correct += both * (both - 1) / 2
      let cluster = Int(keys[start] >> 32)
      let entity = Int(keys[start] & 0xFFFF_FFFF)
      precision += Double(both) * Double(both) / Double(clusterSizes[cluster])
      recall += Double(both) * Double(both) / Double(entitySizes[entity])
      start = end
    }
    recordCount = clusters.count
    missingCount = clusters.count { $0 == nil }
    self.unknownCount = unknownCount
    entityCount = entitySizes.count { $0 > 0 }
    clusterCount = clusterSizes.count { $0 > 0 }
    truePairCount = entitySizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    proposedPairCount = clusterSizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    correctPairCount = correct
    let count = Double(max(1, clusters.count))
    bCubed = Score(
      precision: clusters.isEmpty ? 1 : precision / count, recall: clusters.isEmpty ? 1 : recall / count)
  }

  private static func sizes(_ numbers: [UInt32]) -> [Int] {
    var sizes = [Int](repeating: 0, count: Int(numbers.max() ?? 0) + 1)
    for number in numbers { sizes[Int(number)] += 1 }
    return sizes
  }
}
