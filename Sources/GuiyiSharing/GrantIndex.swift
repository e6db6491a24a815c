public import GuiyiModel

/// The days on which a department was allowed to use an element through the platform.
public struct GrantWindow: Sendable, Hashable {
  public let from: DayNumber
  public let until: DayNumber
  /// The place in `Catalog.grants`.
  public let grantIndex: Int
}

/// The grants of a catalog, asked by using department and element.
public struct GrantIndex: Sendable {
  private struct Key: Hashable {
    let consumer: String
    let element: DataElement
  }

  private let windows: [Key: [GrantWindow]]

  /// Takes up the grants that say something: a grant of an element that its resource does not carry, of an
  /// unknown resource, or of the consumer's own resource explains no copy.
  public init(_ catalog: Catalog) {
    var windows: [Key: [GrantWindow]] = [:]
    for (index, grant) in catalog.grants.enumerated() {
      guard let resource = catalog.resources.first(where: { $0.code == grant.resource }),
        catalog.department(of: resource).code != grant.consumer
      else { continue }
      for element in grant.elements where resource.items.contains(where: { $0.element == element }) {
        windows[Key(consumer: grant.consumer, element: element), default: []].append(
          GrantWindow(
            from: grant.from ?? DayNumber.min, until: grant.until ?? DayNumber.max, grantIndex: index))
      }
    }
    self.windows = windows
  }

  /// The windows of a department and an element, in the order of the grants; empty where it has none.
  public func windows(consumer: String, element: DataElement) -> [GrantWindow] {
    windows[Key(consumer: consumer, element: element)] ?? []
  }
}

extension [GrantWindow] {
  /// Whether one of the windows is open on a day.
  public func cover(_ day: DayNumber) -> Bool {
    contains { $0.from <= day && day <= $0.until }
  }
}
