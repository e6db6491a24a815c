/// Five grades of a measure, from the first, by how much of it is right.
///
/// Grades are of single measures; a department's is the lowest of them, never a mean of unlike things.
public enum Grade: Int, Sendable, Comparable, CaseIterable {
  case first, second, third, fourth, fifth

  /// The least share of what is right, in thousandths: cut, so that a rounding never lifts a grade.
  public var leastPermille: Int {
    switch self {
    case .first: 999
    case .second: 990
    case .third: 950
    case .fourth: 900
    case .fifth: 0
    }
  }

  /// - Returns: nil where there was nothing to measure.
  public init?(_ indicator: QualityIndicator) {
    self.init(good: indicator.isLowerBetter ? indicator.b - indicator.a : indicator.a, of: indicator.b)
  }

  /// The grade of a good part of all; nil where there was nothing to measure.
  public init?(good: Int, of all: Int) {
    guard all > 0 else { return nil }
    self = Self.allCases.first { Double(good) * 1_000 >= Double(all) * Double($0.leastPermille) } ?? .fifth
  }

  public static func < (a: Grade, b: Grade) -> Bool { a.rawValue < b.rawValue }

  public func name(_ language: ReportLanguage) -> String {
    language == .chinese ? ["一级", "二级", "三级", "四级", "五级"][rawValue] : "\(rawValue + 1)"
  }

  /// The formula as it is printed under the measures.
  static func formula(_ language: ReportLanguage) -> String {
    language == .chinese
      ? "等级：A/B（越低越好的指标取 1 − A/B）不低于 99.9% 为一级，99% 为二级，95% 为三级，90% 为四级，其余为五级；部门等级取各指标中最低的一级，不作平均。只有错误计入，冲突和疑似不计。"
      : "Grade: A/B (1 − A/B where lower is better) of at least 99.9% is 1, 99% is 2, 95% is 3, 90% is 4, the rest 5. A department's grade is the lowest of its measures; nothing is averaged. Only errors count, no conflicts and no suspicions."
  }
}

extension DepartmentFacts {
  /// The lowest grade of the department's measures.
  public var grade: Grade? { indicators.compactMap { Grade($0) }.max() }
}
