internal import GuiyiColumns
internal import GuiyiCredit
internal import GuiyiIdentifiers
public import GuiyiMerge
public import GuiyiModel
public import GuiyiRecords

/// Which records carry a usable number of their own: only such a one may answer for a credit item.
///
/// The national rule for bodies is the code as the only key, for people the identity number; a name never makes a credit record.
public struct IdentifiedRecords: Sendable {
  private let person: [Bool]
  private let organization: [Bool]

  public init(_ city: CityRecords) {
    func usable(_ subject: Subject, _ elements: [DataElement]) -> [Bool] {
      let records = city[subject]
      var isUsable = [Bool](repeating: false, count: records.count)
      for element in elements {
        let place = records.column(element)
        let (values, qualities) = (records.values[place], records.qualities[place])
        for record in isUsable.indices where values[record] != 0 && qualities[record] >= .doubtful {
          isUsable[record] = true
        }
      }
      return isUsable
    }
    person = usable(.person, [.personNumber])
    organization = usable(
      .organization,
      [
        .organizationUSCC, .organizationCode, .organizationRegistrationNumber, .organizationTaxNumber,
      ])
  }

  func contains(_ record: UInt32, of subject: Subject) -> Bool {
    switch subject {
    case .person: person[Int(record)]
    case .organization: organization[Int(record)]
    case .credit, .place, .estate, .certificate, .row: true
    }
  }

  /// Whether a relation may be written: all but those that would put an item on somebody's record by name.
  public func allow(_ relation: RecordRelation) -> Bool {
    let (left, right) = relation.subjects
    return right != .credit || contains(relation.left, of: left)
  }
}

/// How each credit item stands.
///
/// - Parameters:
///   - entityOf: the entity of each credit record.
///   - relations: all that rows state.
public func creditStandings(
  _ city: CityRecords, entityOf: [UInt32], golden: GoldenTable, values: ElementValues,
  relations: [RecordRelation], identified: IdentifiedRecords, asOf: DayNumber
) -> [Standing] {
  let catalog = CreditCatalog.builtIn
  var isAnswered = [Bool](repeating: false, count: golden.entityCount)
  for relation in relations where relation.subjects.right == .credit && identified.allow(relation) {
    isAnswered[Int(entityOf[Int(relation.right)])] = true
  }
  let kinds = golden.values[golden.column(.creditKind)]
  let kindOf = (0..<UInt32(values[.creditKind].count)).map { catalog[values[.creditKind].string($0)] }
  let contents = golden.values[golden.column(.creditContent)]
  let isForbidden = (0..<UInt32(values[.creditContent].count)).map { id in
    let text = values[.creditContent].string(id)
    return CreditCatalog.forbiddenWords.contains { text.contains($0) }
  }
  let decided = DayColumn(.creditDecidedOn, golden, values)
  let valid = DayColumn(.creditValidUntil, golden, values)
  return (0..<golden.entityCount).map { entity in
    // A word that no table has may be a kind of penalty or permit that the catalog has: nobody can say.
    let kind = kindOf[Int(kinds[entity])]
    let day = decided[entity]
    let end = kind?.publicityEnd(decided: day, validUntil: valid[entity])
    let state: Standing.State
    if isForbidden[Int(contents[entity])] {
      state = .notListed
    } else if let kind, !kind.isListed(on: max(asOf, day ?? asOf)) {
      state = .notListed
    } else if kind == nil {
      state = .notListed
    } else if kind?.end == .event {
      state = .event
    } else if !isAnswered[entity] {
      state = .unresolved
    } else {
      state = end.map { $0 <= asOf } ?? false ? .archived : .isPublic
    }
    return Standing(
      entity: UInt32(entity), state: state, since: day, until: end, className: kind?.className ?? "",
      basis: kind?.basis ?? "")
  }
}

/// The days of an element's golden values.
struct DayColumn {
  /// The last day of the calendar means "for ever".
  private static let forever = DayNumber(CivilDate.last.daysSinceEpoch)

  private let dayOf: [DayNumber?]
  private let values: [UInt32]

  init(_ element: DataElement, _ golden: GoldenTable, _ values: ElementValues) {
    let dictionary = values[element]
    dayOf = (0..<UInt32(dictionary.count)).map { id in
      dictionary.withBytes(of: id) { text in
        CivilDate(ascii: text).map { DayNumber($0.daysSinceEpoch) }.flatMap { $0 == Self.forever ? nil : $0 }
      }
    }
    self.values = golden.values[golden.column(element)]
  }

  subscript(entity: Int) -> DayNumber? { dayOf[Int(values[entity])] }
}
