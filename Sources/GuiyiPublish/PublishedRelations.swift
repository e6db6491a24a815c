public import GuiyiModel

/// A relation as a base database keeps it.
public struct KeptRelation: Sendable, Hashable {
  public let kind: String
  public let left: Subject
  /// The index of the entity among those of its subject.
  public let leftEntity: Int
  public let right: Subject
  public let rightEntity: Int
  /// Whose row states it, or stands for it.
  public let resource: Int
  /// As `yyyy-MM-dd`.
  public let since: String?
  public let until: String?
  public let share: String?

  public init(
    kind: String, left: Subject, leftEntity: Int, right: Subject, rightEntity: Int, resource: Int,
    since: String? = nil, until: String? = nil, share: String? = nil
  ) {
    self.kind = kind
    self.left = left
    self.leftEntity = leftEntity
    self.right = right
    self.rightEntity = rightEntity
    self.resource = resource
    self.since = since
    self.until = until
    self.share = share
  }
}

/// The relations between published rows, as one reader may have them.
///
/// Rows that look alike to the reader are one for it: a relation names the first of them, so that it does not tell which is which.
/// A relation is told once however many rows state it, in the order of its cells.
public struct PublishedRelations: Sendable {
  public struct Row: Sendable, Hashable {
    public let kind: String
    public let subject: Subject
    /// The number of the row in the table of its subject.
    public let number: Int
    public let otherSubject: Subject
    public let otherNumber: Int
    public let since: String?
    public let until: String?
    public let share: String?

    fileprivate func precedes(_ other: Row) -> Bool {
      func key(_ row: Row) -> [String] { [row.kind, row.subject.name, row.otherSubject.name] }
      func rest(_ row: Row) -> [String] { [row.since ?? "", row.until ?? "", row.share ?? ""] }
      if key(self) != key(other) { return key(self).lexicographicallyPrecedes(key(other)) }
      if number != other.number { return number < other.number }
      if otherNumber != other.otherNumber { return otherNumber < other.otherNumber }
      return rest(self).lexicographicallyPrecedes(rest(other))
    }
  }

  public let rows: [Row]

  /// - Parameters:
  ///   - numberOf: per published subject and entity the number of its row, 0 where it has none.
  public init(_ relations: [KeptRelation], rights: RelationRights, numberOf: [Subject: [Int]]) {
    var rows: Set<Row> = []
    for relation in relations {
      guard rights.cover(relation.kind, relation.left, relation.right, of: relation.resource),
        let left = numberOf[relation.left]?[relation.leftEntity], left != 0,
        let right = numberOf[relation.right]?[relation.rightEntity], right != 0
      else { continue }
      let isTold = rights.coverSpans(of: relation.resource)
      rows.insert(
        Row(
          kind: relation.kind, subject: relation.left, number: left, otherSubject: relation.right,
          otherNumber: right, since: isTold ? relation.since : nil, until: isTold ? relation.until : nil,
          share: isTold ? relation.share : nil))
    }
    self.rows = rows.sorted { $0.precedes($1) }
  }
}
