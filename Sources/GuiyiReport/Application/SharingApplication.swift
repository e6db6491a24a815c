public import GuiyiModel

/// What one department could have had from one resource, and did not.
public struct SharingApplication: Sendable {
  public struct Line: Sendable, Hashable {
    /// The department's own column, and the element that it holds.
    public let resourceIndex: Int
    public let heading: String
    public let element: DataElement
    /// People or bodies whose value the source had.
    public let comparedCount: Int
  }

  public let department: Department
  /// The resource to apply for.
  public let sourceIndex: Int
  /// By the department's resource and column.
  public let lines: [Line]

  public var elements: [DataElement] { Set(lines.map(\.element)).sorted() }

  /// The applications of a department, by the resource they ask for.
  ///
  /// Leads are no ground for an application: the catalogs match, and no row shows it.
  public static func all(of facts: DepartmentFacts, _ input: ReportInput) -> [SharingApplication] {
    let violations = facts.violations.map { input.violations[$0] }
    let sources = Set(violations.compactMap(\.sourceResourceIndex)).sorted()
    return sources.map { source in
      let lines = violations.filter { $0.sourceResourceIndex == source }.map {
        Line(
          resourceIndex: $0.resourceIndex, heading: $0.heading, element: $0.element,
          comparedCount: $0.evidence.compared)
      }
      return SharingApplication(department: facts.department, sourceIndex: source, lines: lines)
    }
  }

  /// The entry of sharing/grants.yaml once it is decided.
  func grantEntry(_ catalog: Catalog) -> String {
    "- {consumer: \(department.code), resource: \(catalog.resources[sourceIndex].code), "
      + "elements: [\(elements.map(\.name).joined(separator: ", "))], from: , until: }"
  }
}
