public import GuiyiColumns

/// Links records: proposes pairs, learns how much agreements weigh, scores, and joins what belongs together.
///
/// - Parameters:
///   - table: records in canonical order.
///   - model: a model learned before; nil learns one from this table.
///   - decisions: what people decided; they win over every score.
/// - Returns: the same for every number of threads.
public func link(
  _ table: LinkTable, spec: LinkSpec, decisions: [Decision] = [], model: LinkModel? = nil, workers: Workers
) -> LinkResult {
  preconditionFailure()
}

/// Learns a model without linking.
public func train(_ table: LinkTable, spec: LinkSpec, workers: Workers) -> LinkModel {
  preconditionFailure()
}

/// Explains pairs and entities of a table under a model.
public struct LinkExplainer: Sendable {
  public init(_ table: LinkTable, spec: LinkSpec, model: LinkModel, workers: Workers) {
    preconditionFailure()
  }

  /// Why two records weigh what they weigh.
  public func explain(_ a: UInt32, _ b: UInt32) -> PairExplanation {
    preconditionFailure()
  }

  /// How the cluster of a record grew.
  public func explainEntity(of record: UInt32, in result: LinkResult) -> EntityExplanation {
    preconditionFailure()
  }
}
