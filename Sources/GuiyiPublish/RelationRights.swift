public import GuiyiModel
internal import GuiyiRecords
public import GuiyiSharing

/// Which relations a reader may have: those that follow from values which it may see, and from nothing else.
///
/// A row states a relation by two records: the reader may see every element of both. A relation that follows from golden values,
/// or that one of them decides on, needs every element of their subject in every resource.
public struct RelationRights: Sendable {
  private struct Key: Hashable {
    let kind: String
    let left: Subject
    let right: Subject
  }

  /// By resource.
  private let kinds: [Set<Key>]
  private let spans: [Bool]

  public init(_ rights: ReaderRights, resources: [Resource]) {
    func sees(_ resource: Resource, _ isAsked: (DataElement) -> Bool) -> Bool {
      resource.items.compactMap(\.element).allSatisfy { !isAsked($0) || rights.cover($0, of: resource.index) }
    }
    func seesAll(_ subject: Subject) -> Bool { resources.allSatisfy { sees($0) { $0.subject == subject } } }
    let complete = Set(Subject.entities.filter(seesAll))
    kinds = resources.map { resource in
      let groups = resource.recordGroups
      var open: Set<Key> = []
      var closed: Set<Key> = []
      for kind in RelationKind.all {
        let key = Key(kind: kind.name, left: kind.left, right: kind.right)
        let pairs = kind.pairs(of: groups)
        let isOpen = pairs.allSatisfy { pair in
          [pair.left, pair.right].allSatisfy { group in
            groups[group].columns.allSatisfy { rights.cover($0.element, of: resource.index) }
          }
        }
        // A resource without the left subject has no row that could stand for it.
        guard groups.contains(where: { $0.subject == kind.left }) else { continue }
        let decided: Subject? =
          switch kind.name {
          case "subject-of": .credit
          case "branch-of": .organization
          default: pairs.isEmpty ? kind.left : nil
          }
        if isOpen, decided.map(complete.contains) ?? true { open.insert(key) } else { closed.insert(key) }
      }
      return open.subtracting(closed)
    }
    spans = resources.map { resource in sees(resource) { $0.subject == .row } }
  }

  /// Whether the reader may have the relations of a kind that rows of a resource stand for.
  public func cover(_ kind: String, _ left: Subject, _ right: Subject, of resource: Int) -> Bool {
    kinds[resource].contains(Key(kind: kind, left: left, right: right))
  }

  /// Whether the reader may have any relation between these subjects: the rights alone tell, not the rows.
  public func coverAny(between subjects: Set<Subject>) -> Bool {
    kinds.contains { $0.contains { subjects.contains($0.left) && subjects.contains($0.right) } }
  }

  /// Whether it may also know since when and until when they hold, and with what share.
  public func coverSpans(of resource: Int) -> Bool { spans[resource] }
}
