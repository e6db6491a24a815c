import ArgumentParser
import Foundation
import GuiyiColumns
import GuiyiLinkage

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Hold clusters against the truth: pairwise and B-cubed precision, recall, F1.",
    discussion: """
      clusters.csv has the columns id and cluster_id, truth.csv id and entity; where ids repeat both have source.
      Records that the clusters lack count as alone; records that the truth does not know do not count.

      EXAMPLES
        guiyi evaluate clusters.csv --truth truth.csv
        guiyi evaluate clusters.csv --truth truth.csv --json
      """)

  @Argument(help: "What 'guiyi link' wrote.", completion: .file()) var clusters: String
  @Option(help: "The truth: id, entity.") var truth: String
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    try reporting {
      let evaluation = try Evaluation(
        clusters: clusters, truth: truth,
        workers: Workers(threadCount: ProcessInfo.processInfo.activeProcessorCount))
      if json {
        JSONObserver().show(object(evaluation))
      } else {
        show(evaluation)
      }
    }
  }

  private func show(_ evaluation: Evaluation) {
    tell(
      "\(grouped(evaluation.recordCount)) records, \(grouped(evaluation.entityCount)) entities, "
        + "\(grouped(evaluation.clusterCount)) clusters")
    if evaluation.missingCount > 0 {
      tell("\(grouped(evaluation.missingCount)) records are in no cluster and count as alone")
    }
    if evaluation.unknownCount > 0 {
      tell(
        "\(grouped(evaluation.unknownCount)) records of the clusters are not in the truth and do not count")
    }
    tell("          precision   recall       F1")
    for (name, score) in [("pairwise", evaluation.pairwise), ("B-cubed ", evaluation.bCubed)] {
      tell("\(name)    \(digits(score.precision))  \(digits(score.recall))  \(digits(score.f1))")
    }
    tell(
      "pairs: \(grouped(evaluation.truePairCount)) true, \(grouped(evaluation.proposedPairCount)) proposed, "
        + "\(grouped(evaluation.correctPairCount)) of them right")
  }

  /// Five decimals, cut and not rounded up: 0.999999 is not 1.
  private func digits(_ share: Double) -> String {
    let scaled = Int((share * 100_000).rounded(.down))
    let rest = String(scaled % 100_000)
    return "\(scaled / 100_000)." + String(repeating: "0", count: 5 - rest.count) + rest
  }

  private func object(_ evaluation: Evaluation) -> [String: any Sendable] {
    func score(_ score: Evaluation.Score) -> [String: Double] {
      ["precision": score.precision, "recall": score.recall, "f1": score.f1]
    }
    return [
      "records": evaluation.recordCount, "entities": evaluation.entityCount,
      "clusters": evaluation.clusterCount,
      "missing": evaluation.missingCount, "unknown": evaluation.unknownCount,
      "pairwise": score(evaluation.pairwise), "b-cubed": score(evaluation.bCubed),
      "pairs": [
        "true": evaluation.truePairCount, "proposed": evaluation.proposedPairCount,
        "right": evaluation.correctPairCount,
      ],
    ]
  }
}
