internal import GuiyiColumns
public import GuiyiModel
public import GuiyiSpace

/// `coordinate-outside`, `coordinate-far`, `coordinate-system-unknown`: what came out when a city's coordinates were brought into one system.
///
/// - Parameter off: rules that make no findings.
/// - Returns: findings in the order of the doubts; merge them with `mergeFindings`.
public func validatePoints(_ doubts: [PointDoubt], tables: [ResourceTable], off: Set<Rule> = [])
  -> FindingList
{
  var list = FindingList()
  for doubt in doubts {
    let (rule, detail): (Rule, String) =
      switch doubt.reason {
      case .outside: (.coordinateOutside, "")
      case .far(let kilometres): (.coordinateFar, String(kilometres))
      case .unnamedSystem(let words): (.coordinateSystemUnknown, words)
      }
    if off.contains(rule) { continue }
    let table = tables[doubt.resource]
    var value: UInt32 = 0
    if let row = doubt.row {
      let column = table.columns[doubt.column]
      value = column.dictionary.withBytes(of: column.ids[row]) { list.texts.intern($0) }
    }
    let detailNumber = list.texts.intern(detail)
    list.findings.append(
      Finding(
        rule: rule, resourceIndex: UInt16(doubt.resource), fileIndex: UInt16(doubt.file),
        columnIndex: Int16(doubt.column), rowNumber: doubt.row.map { table.rowNumbers[$0] } ?? 0,
        value: value,
        detail: detailNumber))
  }
  return list
}
