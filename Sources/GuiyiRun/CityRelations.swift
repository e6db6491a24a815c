import GuiyiColumns
import GuiyiIdentifiers
import GuiyiMerge
import GuiyiModel
import GuiyiRecords
import GuiyiRelate
import GuiyiResolve

/// How the entities of a city belong together, and how its decisions and certificates stand.
struct CityRelations: Sendable {
  /// All relations: those that rows state and those that follow from names and codes.
  ///
  /// None that would put a credit item on somebody's record by name or that no catalog has, and nobody's to himself: a head who is listed as a
  /// member, a spouse's number in the own column.
  let relations: [RecordRelation]
  private let credit: [Standing]
  private let certificates: [Standing]
  /// Relations to credit items that only a name states.
  let unresolved: [RecordRelation]

  init(_ state: CityState, catalog: Catalog, asOf: DayNumber, workers: Workers) {
    let stated = state.records.relations(
      tables: state.tables, normalized: state.normalized, values: state.values, catalog: catalog,
      workers: workers)
    func golden(_ subject: Subject) -> GoldenTable { state.golden[Int(subject.rawValue)] }
    let identified = IdentifiedRecords(state.records)
    let versions = CertificateVersions(golden: golden(.certificate), values: state.values, asOf: asOf)
    credit = creditStandings(
      state.records, entityOf: state.resolutions[Int(Subject.credit.rawValue)].entityOf,
      golden: golden(.credit), values: state.values, relations: stated, identified: identified, asOf: asOf)
    certificates = versions.standings
    let derived =
      branchRelations(golden: golden(.organization), values: state.values)
      + parcelRelations(golden: golden(.estate), values: state.values) + versions.relations
    let creditOf = state.resolutions[Int(Subject.credit.rawValue)].entityOf
    var relations: [RecordRelation] = []
    var unresolved: [RecordRelation] = []
    relations.reserveCapacity(stated.count + derived.count)
    for relation in [stated, derived].joined() {
      let subjects = relation.subjects
      if subjects.left == subjects.right {
        let entityOf = state.resolutions[Int(subjects.left.rawValue)].entityOf
        if entityOf[Int(relation.left)] == entityOf[Int(relation.right)] { continue }
      }
      if subjects.right == .credit {
        let item = Int(creditOf[Int(relation.right)])
        if credit[item].state == .notListed { continue }
      }
      if identified.allow(relation) { relations.append(relation) } else { unresolved.append(relation) }
    }
    self.relations = relations
    self.unresolved = unresolved
  }

  /// How the entities of a subject stand, by their index; none for subjects without.
  func standings(of subject: Subject) -> [Standing] {
    switch subject {
    case .credit: credit
    case .certificate: certificates
    case .person, .organization, .place, .estate, .row: []
    }
  }

  /// For each item that only a name puts on somebody: the record that names him, and one of his that has his number.
  func creditQuestions(_ state: CityState) -> [(subject: Subject, left: UInt32, right: UInt32)] {
    unresolved.compactMap { relation in
      let subject = relation.kind.left
      let index = Int(subject.rawValue)
      let golden = state.golden[index]
      let number = golden.column(subject == .person ? .personNumber : .organizationUSCC)
      let entity = Int(state.resolutions[index].entityOf[Int(relation.left)])
      let record = golden.records[number][entity]
      guard golden.values[number][entity] != 0, record != relation.left else { return nil }
      return (subject, relation.left, record)
    }
  }
}
