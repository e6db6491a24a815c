public import GuiyiColumns
public import GuiyiLedger
public import GuiyiModel

/// What the workbook of a department says before its rows.
public struct WorkbookHead: Sendable {
  public var cityName: String
  public var department: Department
  public var runNumber: Int
  public var asOf: DayNumber
  /// The findings of each rule, in the order of the rules.
  public var rules: [(rule: Rule, count: Int)] = []
  /// What became of the findings, by kind; empty before there is a ledger.
  public var lives: [LifeCount] = []
  /// What the department is asked about repeated collection.
  public var violations: [WorkbookViolation] = []
  /// When what this run found is due, with its legal source.
  public var dueText = ""
  public var findingCount: Int { rules.reduce(0) { $0 + $1.count } }

  public init(cityName: String, department: Department, runNumber: Int, asOf: DayNumber) {
    self.cityName = cityName
    self.department = department
    self.runNumber = runNumber
    self.asOf = asOf
  }
}

/// A question of repeated collection in the words of the reader's language.
public struct WorkbookViolation: Sendable {
  public var number: String
  public var due: String
  public var answer: String
  public var reason: String
  public var resource: String
  public var column: String
  public var element: String
  public var kind: String
  public var level: String
  public var compared: Int
  public var equal: Int
  public var typing: Int
  public var source: String
  public var examples: String

  public init(
    number: String, due: String, answer: String, reason: String, resource: String, column: String,
    element: DataElement?, kind: ViolationKind?, level: ViolationLevel?, compared: Int, equal: Int,
    typing: Int,
    source: String, examples: String, language: ReportLanguage
  ) {
    self.number = number
    self.due = due
    self.answer = answer
    self.reason = reason
    self.resource = resource
    self.column = column
    self.element = element?.title(language) ?? ""
    self.kind = kind?.name(language) ?? ""
    self.level = level?.name(language) ?? ""
    self.compared = compared
    self.equal = equal
    self.typing = typing
    self.source = source
    self.examples = examples
  }
}

/// One resource of the department with its findings, in the order of file, row, column and rule.
public struct WorkbookResource: Sendable {
  public var resource: Resource
  public var table: ResourceTable
  /// One per file of the table.
  public var layouts: [FileLayout]
  public var sum: RowSum
  /// `detail` points into `texts`; `value` is not used, the cell itself is shown.
  public var findings: [Finding]
  public var texts: ByteDictionary
  /// One per finding; empty before there is a ledger.
  public var lives: [FindingLife]

  public init(
    resource: Resource, table: ResourceTable, layouts: [FileLayout], sum: RowSum, findings: [Finding],
    texts: ByteDictionary, lives: [FindingLife]
  ) {
    self.resource = resource
    self.table = table
    self.layouts = layouts
    self.sum = sum
    self.findings = findings
    self.texts = texts
    self.lives = lives
  }
}
