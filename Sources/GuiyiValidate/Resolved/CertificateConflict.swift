internal import GuiyiModel

/// `certificate-conflict`: rows of one identifier name different certificates.
struct CertificateConflictRule: RowRule {
  private static let several = UInt32.max

  let source: EntityColumn
  /// Per certificate: `several` where rows differ.
  let numberOf: [UInt32]

  static func rules(_ city: ResolvedCity) -> [[any RowRule]] {
    let columns = EntityColumn.all(of: .certificateNumber, in: city, atLeast: .sound)
    var numberOf = [UInt32](
      repeating: 0, count: city.entityCounts[Int(Subject.certificate.rawValue)])
    for column in columns {
      column.forEach(column.ids.indices) { _, entity, value in
        if numberOf[Int(entity)] == 0 {
          numberOf[Int(entity)] = value
        } else if numberOf[Int(entity)] != value {
          numberOf[Int(entity)] = several
        }
      }
    }
    return byResource(
      columns.map { ($0.resource, CertificateConflictRule(source: $0, numberOf: numberOf) as any RowRule) },
      count: city.tables.count)
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    source.forEach(rows) { row, entity, _ in
      guard numberOf[Int(entity)] == Self.several else { return }
      drafts.append(
        FindingDraft(
          row: UInt32(row), column: Int16(source.column), rule: .certificateConflict, rawID: source.ids[row]))
    }
  }
}
