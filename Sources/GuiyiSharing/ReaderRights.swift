public import GuiyiModel

/// Which elements of which resources a department may read on one day.
///
/// Its own resources, what is shared without condition, and what a grant covers that is open on the day.
public struct ReaderRights: Sendable, Hashable {
  /// By resource, then at `DataElement.index`.
  private var covered: [[Bool]]

  /// - Parameters:
  ///   - reader: the department's code.
  public init(reader: String, catalog: Catalog, on day: DayNumber) {
    covered = catalog.resources.map { resource in
      var own = DataElement.all.map { _ in false }
      let isOpen = catalog.department(of: resource).code == reader || resource.share.type == .unconditional
      let granted = catalog.grants.filter {
        $0.consumer == reader && $0.resource == resource.code && ($0.from ?? .min) <= day
          && day <= ($0.until ?? .max)
      }
      for case let element? in resource.items.map(\.element)
      where isOpen || granted.contains(where: { $0.elements.contains(element) }) {
        own[Int(element.index)] = true
      }
      return own
    }
  }

  /// - Parameter covered: by resource, then at `DataElement.index`.
  public init(covered: [[Bool]]) { self.covered = covered }

  public func cover(_ element: DataElement, of resource: Int) -> Bool {
    covered[resource][Int(element.index)]
  }

  /// The elements of a subject that some resource may show, in the contract's order.
  public func elements(of subject: Subject) -> [DataElement] {
    DataElement.of(subject).filter { element in covered.contains { $0[Int(element.index)] } }
  }
}
