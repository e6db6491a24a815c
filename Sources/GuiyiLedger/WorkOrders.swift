public import GuiyiModel

/// What one run asked one department to settle, and how far it is.
public struct WorkOrder: Sendable, Hashable {
  /// The department's code.
  public let department: String
  public let runNumber: Int
  public let issued: DayNumber
  /// The day by which it is due; nil where nothing in it is.
  public var due: DayNumber?
  public var isProvisional = false
  public var findingCount = 0
  public var openCount = 0
  public var answeredCount = 0
  public var overdueCount = 0
  public var repairedCount = 0

  /// `000003-11410400MB0000001X`.
  public var number: String {
    let digits = String(runNumber)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits + "-" + department
  }

  public enum State: String, Sendable { case issued, answered, overdue, closed }

  public var state: State {
    if openCount == 0 { return .closed }
    if overdueCount > 0 { return .overdue }
    return answeredCount > 0 ? .answered : .issued
  }
}

extension Ledger {
  /// The work orders of all runs that still have lives, by department and run.
  /// - Parameter day: on which it is asked what is overdue.
  public func workOrders(_ catalog: Catalog, on day: DayNumber) -> [WorkOrder] {
    var departmentOf: [UInt32: Int] = [:]
    for resource in catalog.resources {
      if let word = words.firstIndex(of: resource.code) {
        departmentOf[UInt32(word)] = resource.departmentIndex
      }
    }
    var places: [Int: [Int32: Int]] = [:]
    var orders: [WorkOrder] = []
    for life in lives {
      guard let department = departmentOf[life.resource] else { continue }
      let place: Int
      if let known = places[department]?[life.openedRun] {
        place = known
      } else {
        place = orders.count
        places[department, default: [:]][life.openedRun] = place
        orders.append(
          WorkOrder(
            department: catalog.departments[department].code, runNumber: Int(life.openedRun),
            issued: life.openedDay))
      }
      orders[place].findingCount += 1
      if life.isOpen { orders[place].openCount += 1 }
      if life.end == .repaired { orders[place].repairedCount += 1 }
      if life.isOverdue(on: day) { orders[place].overdueCount += 1 }
      if life.dueDay != FindingLife.noDay {
        orders[place].due = life.dueDay
        orders[place].isProvisional = life.isProvisional
      }
      if life.answer != nil { orders[place].answeredCount += 1 }
    }
    return orders.sorted {
      $0.department != $1.department
        ? $0.department.utf8.lexicographicallyPrecedes($1.department.utf8) : $0.runNumber < $1.runNumber
    }
  }
}
