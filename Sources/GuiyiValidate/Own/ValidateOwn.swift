public import GuiyiColumns
public import GuiyiModel

/// Checks what a workspace added in rules/*.yaml.
///
/// - Parameters:
///   - asOf: the run's date, for freshness.
///   - formerRowCounts: the rows that the former run read, by the resource's code.
/// - Returns: findings in the order of `validateRows`; merge both with `mergeFindings`.
public func validateOwn(
  _ rules: [OwnRule], _ input: ValidationInput, asOf: DayNumber, formerRowCounts: [String: Int],
  workers: Workers, off: Set<Rule> = []
) -> FindingList {
  guard !rules.isEmpty else { return FindingList() }
  let built = workers.map(input.tables.count) { resource -> [any RowRule] in
    let own = rules.filter { $0.resourceIndex == resource }
    return own.isEmpty ? [] : own.compactMap { OwnRowRule($0, ResourceScope(input, resource: resource)) }
  }
  var list = check(built, tables: input.tables, normalized: input.normalized, workers: workers, off: off)
  for rule in rules where !off.contains(rule.rule) {
    guard let detail = wholeResource(rule, input, asOf: asOf, formerRowCounts: formerRowCounts) else {
      continue
    }
    list.findings.append(
      Finding(
        rule: rule.rule, resourceIndex: UInt16(rule.resourceIndex), fileIndex: 0,
        columnIndex: Int16(rule.columnIndex), rowNumber: 0, value: 0, detail: list.texts.intern(detail)))
  }
  return list
}

/// What a rule about a whole resource found, for the message; nil where all is well.
private func wholeResource(
  _ rule: OwnRule, _ input: ValidationInput, asOf: DayNumber, formerRowCounts: [String: Int]
) -> String? {
  let table = input.tables[rule.resourceIndex]
  switch rule.check {
  case .fresh(let dayCount):
    guard let normal = input.normalized[rule.resourceIndex].columns[rule.columnIndex],
      let newest = compactDays(normal, input.values).max(), newest != 0
    else { return nil }
    let age = asOf - dayNumber(compact: newest)
    let day = "\(newest / 10_000)-\(two(newest / 100 % 100))-\(two(newest % 100))"
    return age > DayNumber(clamping: dayCount) ? "\(day)，\(age) > \(dayCount)" : nil
  case .jump(let share):
    guard let former = formerRowCounts[input.catalog.resources[rule.resourceIndex].code], former > 0 else {
      return nil
    }
    let change = Double(table.rowCount - former) / Double(former)
    return abs(change) > share ? "\(former) → \(table.rowCount)" : nil
  default: return nil
  }
}

private func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// Days since 1970-01-01 of a day written yyyymmdd, by the proleptic Gregorian calendar.
private func dayNumber(compact: Int32) -> DayNumber {
  let (month, day) = (compact / 100 % 100, compact % 100)
  let year = compact / 10_000 - (month <= 2 ? 1 : 0)
  // March is the first month, so that the leap day is the last of its year.
  let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
  let era = year / 400
  let yearOfEra = year - era * 400
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}
