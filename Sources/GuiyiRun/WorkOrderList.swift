import GuiyiCatalog
import GuiyiIdentifiers
import GuiyiLedger
import GuiyiModel
import GuiyiReport

/// The work orders of a workspace as lines of a table.
/// - Parameter isEverything: also those that are closed.
public func workOrderLines(workspace path: String, isEverything: Bool) throws(RunError) -> [String] {
  let workspace: Workspace
  do { workspace = try readWorkspace(at: path) } catch { throw RunError(error) }
  let run = try FinishedRun.current(workspace: path)
  do {
    let ledger = try LedgerDatabase.read(path: run.folder + "/" + LedgerDatabase.fileName)
    let day = ledger.counts.last?.day ?? 0
    let orders = ledger.workOrders(workspace.catalog, on: day).filter { isEverything || $0.state != .closed }
    let names = Dictionary(workspace.catalog.departments.map { ($0.code, $0.name) }) { first, _ in first }
    let rows = orders.map { order in
      [
        order.number, names[order.department] ?? order.department, text(order.issued),
        order.due.map { text($0) + (order.isProvisional ? "（暂定）" : "") } ?? "–", "\(order.findingCount)",
        "\(order.openCount)", "\(order.answeredCount)", "\(order.overdueCount)", "\(order.repairedCount)",
        order.state.chineseName,
      ]
    }
    if rows.isEmpty { return ["没有未办结的工单。"] }
    let headings = ["工单号", "部门", "下发", "期限", "问题", "未解决", "已答复", "超期", "已修复", "状态"]
    var table = TerminalTable(
      headings.enumerated().map { TerminalTable.Column($1, isNumber: (4...8).contains($0), widest: 30) })
    for row in rows { table.add(row) }
    return table.text.split(separator: "\n").map(String.init)
  } catch {
    throw RunError(.machine, "\(error)", nextStep: "Run 'guiyi run \(path)' again.")
  }
}

private func text(_ day: DayNumber) -> String { CivilDate(daysSinceEpoch: Int(day)).map { "\($0)" } ?? "" }

extension WorkOrder.State {
  fileprivate var chineseName: String {
    switch self {
    case .issued: "已下发"
    case .answered: "已答复"
    case .overdue: "超期"
    case .closed: "已办结"
    }
  }
}
