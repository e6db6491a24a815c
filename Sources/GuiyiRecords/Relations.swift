public import GuiyiColumns
public import GuiyiModel

/// How two subjects in one row belong together.
public struct RelationKind: Sendable, Hashable {
  /// The name in the base databases: `legal-representative-of`.
  public let name: String
  public let chineseName: String
  public let left: Subject
  public let right: Subject
  /// The parts that a record of that side may have in its row, in the words of `RolePart`.
  let leftRoles: Set<String>
  let rightRoles: Set<String>

  /// The relations that rows state, by the parts of their records.
  public static let all: [RelationKind] = [
    .init("legal-representative-of", "法定代表人", .person, representatives, .organization, [""]),
    .init("employed-by", "就业于", .person, ["", "employee"], .organization, ["employer"]),
    .init("guardian-of", "监护", .person, ["guardian"], .person, children),
    .init("mother-of", "母亲", .person, ["mother"], .person, children),
    .init("father-of", "父亲", .person, ["father"], .person, children),
    .init("parent-of", "父母", .person, ["parent"], .person, children),
    .init("married-to", "配偶", .person, ["husband"], .person, ["wife"]),
    .init("married-to", "配偶", .person, ["spouse"], .person, [""]),
    .init("householder-of", "户主", .person, householders, .person, ["", "member"]),
    .init("relative-of", "亲属", .person, ["relative", "contact"], .person, [""]),
    .init("branch-of", "分支机构", .organization, ["", "branch"], .organization, ["parent", "head-office"]),
    .init("predecessor-of", "前身", .organization, ["predecessor"], .organization, ["", "successor"]),
    .init("predecessor-of", "前身", .organization, [""], .organization, ["successor"]),
    .init("subject-of", "信用主体", .person, ["", "subject"], .credit, [""]),
    .init("subject-of", "信用主体", .organization, ["", "subject"], .credit, [""]),
    .init("holder-of", "权利人", .person, ["", "holder"], .estate, [""]),
    .init("holder-of", "权利人", .organization, ["", "holder"], .estate, [""]),
    .init("holder-of", "持证主体", .person, ["", "holder"], .certificate, [""]),
    .init("holder-of", "持证主体", .organization, ["", "holder"], .certificate, [""]),
    .init("located-at", "位于", .person, [""], .place, [""]),
    .init("located-at", "位于", .organization, [""], .place, [""]),
    // No row states these; they follow from codes.
    .init("part-of", "所在宗地", .estate, [], .estate, []),
    .init("supersedes", "取代", .certificate, [], .certificate, []),
  ]

  /// The subjects of the sides of each kind.
  static let subjects = all.map { (left: $0.left, right: $0.right) }

  /// Roles of the younger side of a family; a register of births has no main person of another role.
  private static let children: Set<String> = ["", "child", "newborn", "student"]
  private static let representatives: Set<String> = ["legal-representative"]
  private static let householders: Set<String> = ["householder"]

  private init(
    _ name: String, _ chineseName: String, _ left: Subject, _ leftRoles: Set<String>, _ right: Subject,
    _ rightRoles: Set<String>
  ) {
    self.name = name
    self.chineseName = chineseName
    self.left = left
    self.right = right
    self.leftRoles = leftRoles
    self.rightRoles = rightRoles
  }

  func fits(_ a: RecordGroup, _ b: RecordGroup) -> Bool {
    a.subject == left && b.subject == right && leftRoles.contains(a.part) && rightRoles.contains(b.part)
  }

  /// The pairs of record groups of one resource whose rows state this.
  public func pairs(of groups: [RecordGroup]) -> [(left: Int, right: Int)] {
    groups.indices.flatMap { a in
      groups.indices.filter { b in a != b && fits(groups[a], groups[b]) }.map { (a, $0) }
    }
  }
}

/// Two records and how they belong together, as a row says or as names tell.
public struct RecordRelation: Sendable, Hashable {
  /// The place in `RelationKind.all`.
  public let kindIndex: UInt8
  /// A record of the kind's left subject; its row is the relation's source.
  public let left: UInt32
  /// A record of the kind's right subject.
  public let right: UInt32
  /// The day from which it holds; `SubjectRecords.undated` where the row does not say.
  public let since: DayNumber
  /// The day until which it holds; `SubjectRecords.undated` where the row does not say.
  public let until: DayNumber
  /// The holder's share, in the values of `row.share`; 0 where the row does not say.
  public let share: UInt32

  public init(
    kindIndex: UInt8, left: UInt32, right: UInt32, since: DayNumber = SubjectRecords.undated,
    until: DayNumber = SubjectRecords.undated, share: UInt32 = 0
  ) {
    self.kindIndex = kindIndex
    self.left = left
    self.right = right
    self.since = since
    self.until = until
    self.share = share
  }

  public var kind: RelationKind { RelationKind.all[Int(kindIndex)] }

  /// The subjects of its sides, without a copy of the kind: asked for every relation of a city.
  public var subjects: (left: Subject, right: Subject) { RelationKind.subjects[Int(kindIndex)] }
}

extension CityRecords {
  /// The relations that rows state, by resource, kind and row.
  public func relations(
    tables: [ResourceTable], normalized: [NormalizedTable], values: ElementValues, catalog: Catalog,
    workers: Workers
  ) -> [RecordRelation] {
    let subjectDays = SubjectSpans(self, values: values)
    let divorced = values[.personMaritalStatus].find(Array("离婚".utf8).span)
    let maritalStatus = self[.person].values[self[.person].column(.personMaritalStatus)]
    let peopleDays = self[.person].days
    return workers.map(groups.count) { resource in
      var found: [RecordRelation] = []
      var rows: RowSpans?
      for (kindIndex, kind) in RelationKind.all.enumerated() {
        for a in groups[resource].indices {
          for b in groups[resource].indices
          where a != b && kind.fits(groups[resource][a], groups[resource][b]) {
            if rows == nil {
              rows = RowSpans(catalog.resources[resource], tables[resource], normalized[resource], values)
            }
            guard let rows else { continue }
            // A register of marriages has both in parts of their own; its day is the day of the marriage or of its end.
            let isRegister = kind.name == "married-to" && groups[resource][a].role == "husband"
            let lefts = recordOfRow[resource][a]
            let rights = recordOfRow[resource][b]
            for row in 0..<tables[resource].rowCount
            where lefts[row] != Self.noRecord && rights[row] != Self.noRecord
              && tables[resource].repeatOf[row] == ResourceTable.notARepeat
            {
              var (since, until) = rows.span(row)
              if isRegister {
                let day = peopleDays[Int(lefts[row])]
                if divorced != nil,
                  maritalStatus[Int(lefts[row])] == divorced || maritalStatus[Int(rights[row])] == divorced
                {
                  if until == SubjectRecords.undated { until = day }
                } else if since == SubjectRecords.undated {
                  since = day
                }
              }
              if since == SubjectRecords.undated { since = subjectDays.since(kind.right, rights[row]) }
              if until == SubjectRecords.undated { until = subjectDays.until(kind.right, rights[row]) }
              found.append(
                RecordRelation(
                  kindIndex: UInt8(kindIndex), left: lefts[row], right: rights[row], since: since,
                  until: until,
                  share: rows.share(row)))
            }
          }
        }
      }
      return found
    }.flatMap { $0 }
  }
}
