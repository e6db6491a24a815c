public import GuiyiModel

/// The authoritative resources (数源) of each element.
public struct SourceList: Sendable {
  /// One resource that is a source, with the items that hold the element.
  public struct Source: Sendable {
    public let resourceIndex: Int
    /// More than one where the element comes in several roles, husband and wife.
    public let itemIndices: [Int]
  }

  /// At `DataElement.index`, in the order of the resources.
  private let sources: [[Source]]

  public init(_ catalog: Catalog) {
    var sources = [[Source]](repeating: [], count: DataElement.all.count)
    for resource in catalog.resources {
      for element in DataElement.all where element.subject != .row {
        let items = resource.items.indices.filter {
          resource.items[$0].element == element && resource.items[$0].isAuthoritative
        }
        guard !items.isEmpty else { continue }
        sources[Int(element.index)].append(Source(resourceIndex: resource.index, itemIndices: items))
      }
    }
    self.sources = sources
  }

  public subscript(element: DataElement) -> [Source] { sources[Int(element.index)] }
}

extension Share {
  /// Whether another department may have the resource, at once or on application.
  public var isObtainable: Bool { type != .none || (basis ?? "").isEmpty }
}
