public import GuiyiColumns
public import GuiyiModel

/// How two subjects in one row belong together.
public struct RelationKind: Sendable, Hashable {
  /// The name in the base databases: `legal-representative-of`.
  public let name: String
  public let chineseName: String
  public let left: Subject
  public let right: Subject
  /// The role of the left record; nil is any.
  let leftRole: String?
  let rightRole: String?

  /// The relations that rows state, by the roles of their records.
  public static let all: [RelationKind] = [
    .init("legal-representative-of", "法定代表人", .person, "legal-representative", .organization, ""),
    .init("employed-by", "就业于", .person, "", .organization, "employer"),
    .init("guardian-of", "监护", .person, "guardian", .person, ""),
    .init("mother-of", "母亲", .person, "mother", .person, ""),
    .init("father-of", "父亲", .person, "father", .person, ""),
    .init("married-to", "配偶", .person, "husband", .person, "wife"),
    .init("spouse-of", "配偶", .person, "spouse", .person, ""),
    .init("household-head-of", "户主", .person, "household-head", .person, ""),
    .init("branch-of", "分支机构", .organization, "", .organization, "parent"),
    .init("subject-of", "信用主体", .person, nil, .credit, ""),
    .init("subject-of", "信用主体", .organization, nil, .credit, ""),
    .init("holder-of", "权利人", .person, nil, .estate, ""),
    .init("holder-of", "权利人", .organization, nil, .estate, ""),
    .init("holder-of", "持证主体", .person, nil, .certificate, ""),
    .init("holder-of", "持证主体", .organization, nil, .certificate, ""),
    .init("located-at", "位于", .person, nil, .place, ""),
    .init("located-at", "位于", .organization, nil, .place, ""),
  ]

  private init(
    _ name: String, _ chineseName: String, _ left: Subject, _ leftRole: String?, _ right: Subject,
    _ rightRole: String?
  ) {
    self.name = name
    self.chineseName = chineseName
    self.left = left
    self.right = right
    self.leftRole = leftRole
    self.rightRole = rightRole
  }

  func fits(_ a: RecordGroup, _ b: RecordGroup) -> Bool {
    a.subject == left && b.subject == right && (leftRole == nil || leftRole == a.role)
      && (rightRole == nil || rightRole == b.role)
  }
}

/// Two records of one row and how they belong together.
public struct RecordRelation: Sendable, Hashable {
  /// The place in `RelationKind.all`.
  public let kindIndex: UInt8
  /// A record of the kind's left subject.
  public let left: UInt32
  /// A record of the kind's right subject.
  public let right: UInt32

  public var kind: RelationKind { RelationKind.all[Int(kindIndex)] }
}

extension CityRecords {
  /// The relations that rows state, by resource, kind and row.
  public func relations(tables: [ResourceTable], workers: Workers) -> [RecordRelation] {
    workers.map(groups.count) { resource in
      var found: [RecordRelation] = []
      for (kindIndex, kind) in RelationKind.all.enumerated() {
        for a in groups[resource].indices {
          for b in groups[resource].indices
          where a != b && kind.fits(groups[resource][a], groups[resource][b]) {
            let lefts = recordOfRow[resource][a]
            let rights = recordOfRow[resource][b]
            for row in 0..<tables[resource].rowCount
            where lefts[row] != Self.noRecord && rights[row] != Self.noRecord
              && tables[resource].repeatOf[row] == ResourceTable.notARepeat
            {
              found.append(
                RecordRelation(kindIndex: UInt8(kindIndex), left: lefts[row], right: rights[row]))
            }
          }
        }
      }
      return found
    }.flatMap { $0 }
  }
}
