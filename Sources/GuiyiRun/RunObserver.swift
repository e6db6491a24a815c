/// Who wants to know how a run is getting on: a terminal, a log, a test.
public protocol RunObserver: Sendable {
  /// A stage has begun.
  func began(_ stage: RunStage)
  /// A stage is done.
  /// - Parameters:
  ///   - amount: how much it went through, in the stage's own unit; nil where there is nothing to count.
  func finished(_ stage: RunStage, amount: Int?, seconds: Double)
  /// Bytes read so far, of how many.
  func read(bytes: Int, of total: Int)
}

/// The stages of a run, in the order in which they end.
public enum RunStage: String, Sendable, CaseIterable {
  case read, normalize, records, linkOrganizations, linkPeople, linkOthers, merge, validate, violations
  case write, topics, reports

  public var chineseName: String {
    switch self {
    case .read: "读取资源池"
    case .normalize: "规范化"
    case .records: "形成记录"
    case .linkOrganizations: "归并法人"
    case .linkPeople: "归并自然人"
    case .linkOthers: "归并其他主体"
    case .merge: "确定权威值"
    case .validate: "质量检查"
    case .violations: "重复采集核查"
    case .write: "写基础库"
    case .topics: "建主题库"
    case .reports: "出部门报告"
    }
  }

  /// What the stage counts.
  public var unit: String {
    switch self {
    case .read: "行"
    case .normalize: "个取值"
    case .records: "条记录"
    case .linkOrganizations, .linkPeople, .linkOthers, .merge, .write: "个主体"
    case .validate: "条问题"
    case .violations: "项"
    case .topics: "个主题"
    case .reports: "个部门"
    }
  }
}

/// Nobody.
public struct SilentObserver: RunObserver {
  public init() {}
  public func began(_ stage: RunStage) {}
  public func finished(_ stage: RunStage, amount: Int?, seconds: Double) {}
  public func read(bytes: Int, of total: Int) {}
}
