/// How many planted defects of one kind have a finding.
public struct KindRecall: Sendable {
  public var kind: String
  public var planted = 0
  public var found = 0
  /// A few that were missed: file, row, column and value.
  public var missedExamples: [String] = []
  public var recall: Double { planted == 0 ? 1 : Double(found) / Double(planted) }
}

/// Findings held against planted defects.
public struct DefectScore: Sendable {
  /// Kinds that must be reported, by name.
  public var kinds: [KindRecall] = []
  public var cleanCells = 0
  /// Findings of severity blocking or serious where nothing was planted.
  public var falseFindings = 0
  /// The same by code of the rule.
  public var falseByCode: [(code: String, count: Int)] = []
  public var falseExamples: [String] = []

  public var falsePer2000: Double {
    cleanCells == 0 ? Double(falseFindings) : Double(falseFindings) * 2000 / Double(cleanCells)
  }
}

/// The planted defects by place, and which of them a finding has met.
struct DefectTable {
  private struct Defect {
    var kind: DefectKind
    var place: String
    var isFound = false
  }

  private var defects: [Defect] = []
  /// Defects by cell, by record (row and role), and by row.
  private var byCell: [String: [Int]] = [:]
  private var byRecord: [String: [Int]] = [:]
  private var byRow: [String: [Int]] = [:]
  /// Places that hold an error or something debatable.
  private var spoiltCells: Set<String> = []
  private var spoiltRecords: Set<String> = []
  private var spoiltRows: Set<String> = []
  /// Rows whose whole was spoilt, so that a finding anywhere in them is right.
  private var ruinedRows: Set<String> = []
  /// Numbers that stand on people or bodies they do not belong to: a conflict may be told at either place.
  private var contestedValues: Set<String> = []
  private var falseCodes: [String: Int] = [:]
  private var falseFindings = 0
  private var falseExamples: [String] = []

  /// - Parameter isNamedByNumber: the record bears the own number of whom it is of. Where it does not, a wrong name is another
  ///   person's name as far as anybody can tell, and either answer is right.
  mutating func add(
    file: String, row: String, column: String, role: String, kind: String, value: String, defectClass: String,
    isNamedByNumber: Bool
  ) {
    let rowKey = "\(file)\t\(row)"
    let cellKey = "\(rowKey)\t\(column)"
    let recordKey = "\(rowKey)\t\(role)"
    let known = DefectKind(rawValue: kind)
    if defectClass != DefectClass.variant.rawValue {
      spoiltCells.insert(cellKey)
      spoiltRows.insert(rowKey)
      if known?.concernsWholeRecord == true { spoiltRecords.insert(recordKey) }
      if known?.concernsWholeRow == true { ruinedRows.insert(rowKey) }
    }
    switch known {
    case .wrongPersonNumber, .sharedNumber, .clerkNumber, .branchUsesParentCode, .secondNumber, .otherValue:
      contestedValues.insert(foldedNumber(value))
    default: break
    }
    guard defectClass == DefectClass.error.rawValue, let known else { return }
    if known == .nameTypo && !isNamedByNumber { return }
    let index = defects.count
    defects.append(Defect(kind: known, place: "\(file) row \(row) \(column): \(value)"))
    if known.concernsWholeRow {
      byRow[rowKey, default: []].append(index)
    } else {
      byCell[cellKey, default: []].append(index)
      if known.concernsWholeRecord { byRecord[recordKey, default: []].append(index) }
    }
  }

  mutating func meet(
    file: String, row: String, column: String, role: String, code: String, severity: String, value: String
  ) {
    let rowKey = "\(file)\t\(row)"
    for index in byRow[rowKey] ?? [] { defects[index].isFound = true }
    // A hint is not yet a report of an error.
    if severity != "hint" && severity != "info" {
      for index in byCell["\(rowKey)\t\(column)"] ?? [] { defects[index].isFound = true }
      for index in byRecord["\(rowKey)\t\(role)"] ?? [] { defects[index].isFound = true }
    }
    guard severity == "blocking" || severity == "serious" || severity == "error", !row.isEmpty, row != "0"
    else {
      return
    }
    let isSpoilt =
      ruinedRows.contains(rowKey) || spoiltRecords.contains("\(rowKey)\t\(role)")
      || (column.isEmpty ? spoiltRows.contains(rowKey) : spoiltCells.contains("\(rowKey)\t\(column)"))
      || contestedValues.contains(foldedNumber(value))
    if isSpoilt { return }
    falseFindings += 1
    falseCodes[code, default: 0] += 1
    if falseExamples.count < 12 { falseExamples.append("\(file) row \(row) \(column) [\(code)]: \(value)") }
  }

  func score(cleanCells: Int) -> DefectScore {
    var byKind: [DefectKind: KindRecall] = [:]
    for defect in defects {
      var recall = byKind[defect.kind] ?? KindRecall(kind: defect.kind.rawValue)
      recall.planted += 1
      if defect.isFound {
        recall.found += 1
      } else if recall.missedExamples.count < 5 {
        recall.missedExamples.append(defect.place)
      }
      byKind[defect.kind] = recall
    }
    var score = DefectScore()
    score.kinds = byKind.values.sorted { $0.kind < $1.kind }
    score.cleanCells = cleanCells
    score.falseFindings = falseFindings
    score.falseByCode = falseCodes.map { (code: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.code) < ($0.count, $1.code) }
    score.falseExamples = falseExamples
    return score
  }
}

/// A number without the marks that writings differ by.
func foldedNumber(_ text: String) -> String {
  String(text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
}
