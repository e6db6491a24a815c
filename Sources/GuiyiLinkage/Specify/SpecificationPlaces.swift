internal import GuiyiCatalog

/// What the mappings of a link.yaml describe, for messages.
extension Place {
  static let specification = Place(english: "link.yaml", chinese: "link.yaml")
  static let columns = Place(english: "columns", chinese: "columns（列）")
  static let comparison = Place(english: "a comparison", chinese: "比对")
  static let rarity = Place(english: "rarity", chinese: "rarity（罕见度）")
  static let rule = Place(english: "a blocking rule", chinese: "分块规则")
  static let key = Place(english: "a blocking key", chinese: "分块键")
  static let contradiction = Place(english: "a contradiction", chinese: "矛盾规则")
  static let requirement = Place(english: "a requirement", chinese: "证据要求")
  static let dependence = Place(english: "a dependence", chinese: "相关规则")
  static let condition = Place(english: "a condition", chinese: "条件")
  static let linkThresholds = Place(english: "thresholds", chinese: "thresholds（阈值）")
  static let training = Place(english: "training", chinese: "training（训练）")
  static let clustering = Place(english: "clustering", chinese: "clustering（聚类）")
}
