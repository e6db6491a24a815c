import GuiyiBase
import GuiyiColumns
import GuiyiHistory
import GuiyiIdentifiers
import GuiyiMerge
import GuiyiModel
import GuiyiRecords
import GuiyiResolve
import GuiyiStore

/// The records of one subject, read again from the base database of a finished run.
struct StoredRecords {
  let records: SubjectRecords
  /// Dense from 0 in the order of the entities' numbers.
  let entityOf: [UInt32]
  let entityCount: Int
  /// The entities' numbers, ascending.
  let numbers: [UInt32]
  var values: ElementValues

  /// - Throws: where the database names a resource or a role that the catalog no longer has.
  init(_ subject: Subject, folder: String, catalog: Catalog) throws {
    let path = folder + "/base/" + BaseDeclaration.of(subject).fileName
    let reader = try DatabaseReader(path: path)
    let elements = DataElement.of(subject)
    let golden = try FormerBase(path: path, subject: subject).golden()
    var values = ElementValues()
    for (place, element) in elements.enumerated() { values[element] = golden.texts[place] }
    let variants = try Self.variants(reader, elements: elements, values: &values)
    let groups = catalog.resources.map(\.recordGroups)
    var keys: [UInt64] = []
    var resources: [UInt16] = []
    var groupOf: [UInt8] = []
    var days: [DayNumber] = []
    var entityOf: [UInt32] = []
    var columns = elements.map { _ in [UInt32]() }
    var qualities = elements.map { _ in [ValueQuality]() }
    var entity = 0
    try reader.forEach(
      """
      SELECT r.entity_no, r.record_no, f.resource, r.role, r.day, r.quality FROM record r JOIN source_file f USING (file_no)
      ORDER BY r.entity_no, r.record_no
      """
    ) { row in
      let number = UInt32(truncatingIfNeeded: row.integer(0) ?? 0)
      let recordNumber = UInt32(truncatingIfNeeded: row.integer(1) ?? 0)
      while entity < golden.numbers.count, golden.numbers[entity] < number { entity += 1 }
      guard entity < golden.numbers.count, golden.numbers[entity] == number,
        let resource = catalog.resources.firstIndex(where: { $0.code == row.text(2) }),
        let group = groups[resource].firstIndex(where: { $0.subject == subject && $0.role == row.text(3) })
      else {
        throw RunError(
          .settings, "the catalog is no longer the one of the last run: \(row.text(2) ?? "")",
          nextStep: "Run 'guiyi run' and publish again.")
      }
      keys.append(UInt64(number) << 32 | UInt64(recordNumber))
      resources.append(UInt16(resource))
      groupOf.append(UInt8(group))
      days.append(row.integer(4).map { DayNumber(truncatingIfNeeded: $0) } ?? SubjectRecords.undated)
      entityOf.append(UInt32(entity))
      let packed = UInt64(bitPattern: row.integer(5) ?? 0)
      for place in elements.indices {
        let quality = ValueQuality(rawValue: UInt8(packed >> UInt64(2 * place) & 3)) ?? .missing
        qualities[place].append(quality)
        columns[place].append(
          quality == .missing
            ? 0
            : variants[Variant(number: number, record: recordNumber, place: place)]
              ?? golden.values[place][entity])
      }
    }
    records = SubjectRecords(
      subject: subject, keys: keys, resources: resources, groups: groupOf, rows: keys.map { _ in 0 },
      days: days,
      values: columns, qualities: qualities)
    self.entityOf = entityOf
    entityCount = golden.numbers.count
    numbers = golden.numbers
    self.values = values
  }

  private struct Variant: Hashable {
    let number: UInt32
    let record: UInt32
    let place: Int
  }

  /// The values of records that are not their entity's golden ones.
  private static func variants(
    _ reader: DatabaseReader, elements: [DataElement], values: inout ElementValues
  ) throws -> [Variant: UInt32] {
    var variants: [Variant: UInt32] = [:]
    try reader.forEach("SELECT entity_no, record_no, element_no, value FROM variant") { row in
      guard let number = row.integer(0), let record = row.integer(1),
        let place = row.integer(2).map({ Int($0) }),
        elements.indices.contains(place),
        let value = row.withText(3, { values[elements[place]].intern($0) })
      else { return }
      variants[
        Variant(
          number: UInt32(truncatingIfNeeded: number), record: UInt32(truncatingIfNeeded: record), place: place
        )] =
        value
    }
    return variants
  }
}
