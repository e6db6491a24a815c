public import GuiyiColumns
public import GuiyiDiscovery
public import GuiyiLink

/// What a linkage is told beside its files.
public struct LinkageSettings: Sendable {
  /// Whether records of one file may be one entity.
  public var mode: LinkageMode?
  /// From which probability a pair is a link; nil leaves it to the specification.
  public var threshold: Double?
  /// Whether every file holds each entity only once; nil leaves it to the specification.
  public var isOneToOne: Bool?
  /// What was read from link.yaml.
  public var specification: SpecificationFile?
  public var model: LinkModel?
  public var decisions: DecisionFile?
  public var labels: LabelFile?

  public init() {}
}

/// What counts as a pair.
public enum LinkageMode: String, Sendable, CaseIterable {
  /// Any two records, also of one file.
  case dedupe
  /// Records of two files.
  case link

  public var scope: PairScope { self == .dedupe ? .all : .acrossSources }
}

/// The steps of a linkage, for those who watch.
public enum LinkageStage: String, Sendable, CaseIterable {
  case read, choose, propose, learn, score, join, write
}

/// Files that were linked: what was chosen, what came out, and the clusters in their final numbering.
public struct LinkedFiles: Sendable {
  public let input: LinkageInput
  public let mode: LinkageMode
  public let profiles: [ColumnProfile]
  /// The columns as they are compared.
  public let table: LinkTable
  public let spec: LinkSpec
  public let result: LinkResult
  public let clusters: ClusterList
  /// The decisions as they were given to the core, and where each stands in its file.
  public let decisions: ResolvedDecisions
  /// What the labels said; nil without labels.
  public let labelReport: LabelReport?

  /// Links files.
  ///
  /// - Parameter progress: is told each stage when it begins, with what it is about to work on.
  /// - Throws: `LinkageError` where the files, the settings or both together make no linkage.
  public init(
    _ input: LinkageInput, mode: LinkageMode, settings: LinkageSettings, workers: Workers,
    progress: (LinkageStage) -> Void = { _ in }
  ) throws {
    progress(.choose)
    let kinds = try settings.specification?.kinds(for: input.table) ?? [:]
    let discovery = discover(input.table, kinds: kinds, scope: mode.scope, workers: workers)
    var spec = discovery.spec
    if let file = settings.specification {
      spec = try file.specification(for: discovery.table, sources: input.sources.map(\.name))
    }
    spec.scope = mode.scope
    if settings.isOneToOne == true { spec.uniqueSources = input.sources.indices.map { UInt16($0) } }
    if settings.isOneToOne == false {
      spec.uniqueSources = []
      spec.clustering.findsUniqueSources = false
    }
    if let threshold = settings.threshold {
      spec.thresholds.linkProbability = threshold
      spec.thresholds.reviewProbability = min(spec.thresholds.reviewProbability, threshold)
    }
    guard !spec.comparisons.isEmpty, !spec.rules.isEmpty else {
      throw LinkageError(
        .input,
        "no column tells records apart: "
          + discovery.profiles.map { "\($0.name) (\($0.reason))" }.joined(separator: ", "),
        nextStep: "Say in a --spec file what the columns are; --write-spec writes one to start from.")
    }
    let resolved = try settings.decisions.map { try ResolvedDecisions($0, input: input) }
    progress(.propose)
    var model = settings.model
    if let model { try Self.check(model, against: spec) }
    var report: LabelReport?
    if let labels = settings.labels {
      let sharpened = try Sharpening(
        labels, input: input, table: discovery.table, spec: spec, model: model, workers: workers)
      model = sharpened.model
      if settings.threshold == nil, let chosen = sharpened.report.threshold {
        spec.thresholds.linkProbability = chosen
        spec.thresholds.reviewProbability = min(spec.thresholds.reviewProbability, chosen)
      }
      report = sharpened.report
    }
    let result = link(
      discovery.table, spec: spec, decisions: resolved?.decisions ?? [], model: model, workers: workers
    ) { step in
      switch step {
      case .learn: progress(.learn)
      case .score: progress(.score)
      case .join: progress(.join)
      }
    }
    self.input = input
    self.mode = mode
    profiles = discovery.profiles
    table = discovery.table
    self.spec = spec
    self.result = result
    clusters = ClusterList(
      input, clusterOf: result.clusterOf, clusterCount: result.clusterCount, workers: workers)
    decisions = resolved ?? ResolvedDecisions()
    labelReport = report
  }

  /// A model belongs to the comparisons that it was learned for.
  private static func check(_ model: LinkModel, against spec: LinkSpec) throws(LinkageError) {
    let wanted = spec.comparisons.map { ($0.name, $0.kind.levelNames) }
    let given = model.comparisons.map { ($0.name, $0.levels.map(\.name)) }
    if wanted.count == given.count && zip(wanted, given).allSatisfy({ $0.0 == $1.0 && $0.1 == $1.1 }) {
      return
    }
    throw LinkageError(
      .settings,
      "the model is of other comparisons: it has \(given.map(\.0).joined(separator: ", ")), and "
        + "\(wanted.map(\.0).joined(separator: ", ")) are compared",
      nextStep: "Give the --spec file that --write-spec wrote in the run that wrote the model.")
  }
}
