import GuiyiCatalog
import GuiyiColumns
import GuiyiMerge
import GuiyiModel
import GuiyiRecords
import GuiyiTesting

extension TestTables {
  /// The records of the tables, as a run collects them.
  func records() -> CityRecords {
    CityRecords(
      tables: tables, normalized: normalized, values: values, catalog: catalog,
      workers: Workers(threadCount: 1))
  }

  /// The golden records where every record is an entity of its own but those of equal name.
  func golden(_ subject: Subject, _ name: DataElement, in city: CityRecords) -> (
    entityOf: [UInt32], golden: GoldenTable
  ) {
    let records = city[subject]
    let names = records.values[records.column(name)]
    var entities: [UInt32: UInt32] = [:]
    var entityOf: [UInt32] = []
    for record in 0..<records.count {
      let next = UInt32(entities.count)
      let entity = entities[names[record]] ?? next
      entities[names[record]] = entity
      entityOf.append(entity)
    }
    let golden = survive(
      records, entityOf: entityOf, entityCount: entities.count, values: values,
      context: SurvivorshipContext(
        isAuthoritative: SurvivorshipContext.authority(for: records, catalog: catalog, groups: city.groups),
        departmentOfResource: resources.map(\.departmentIndex), derived: [:], derivedFrom: nil,
        rules: .builtIn, resourceCodes: resources.map(\.code), asOf: 0),
      workers: Workers(threadCount: 1))
    return (entityOf, golden)
  }
}
