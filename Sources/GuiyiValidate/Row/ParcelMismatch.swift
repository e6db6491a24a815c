internal import GuiyiColumns
internal import GuiyiModel

/// `parcel-mismatch`: the parcel code beside a unit code is not its first 19 characters.
struct ParcelMismatchRule: RowRule {
  private static let parcelLength = 19

  let column: Int
  let parcelIDs: [UInt32]
  let unitIDs: [UInt32]
  let repeatOf: [UInt32]
  /// Per raw parcel code: its value; 0 where there is none to hold against.
  let parcels: [UInt32]
  /// Per raw unit code: its parcel among the values of parcel codes; 0 for none, `unknown` for one that no row has.
  let parcelOfUnit: [UInt32]

  private static let unknown = UInt32.max

  static func rules(_ scope: ResourceScope) -> [any RowRule] {
    scope.groups.filter { $0.subject == .estate }.compactMap { group in
      guard let parcel = group.columns(of: .estateParcelCode).first,
        let unit = group.columns(of: .estateUnitCode).first,
        let parcels = scope.normalized.columns[parcel], let units = scope.normalized.columns[unit]
      else { return nil }
      let codes = scope.input.values[.estateParcelCode]
      let dictionary = scope.input.values[.estateUnitCode]
      return ParcelMismatchRule(
        column: parcel, parcelIDs: scope.table.columns[parcel].ids, unitIDs: scope.table.columns[unit].ids,
        repeatOf: scope.table.repeatOf,
        parcels: normalIDs(parcels, of: .estateParcelCode, atLeast: .sound),
        parcelOfUnit: normalIDs(units, of: .estateUnitCode, atLeast: .sound).map { id in
          if id == 0 { return 0 }
          return dictionary.withBytes(of: id) { text in
            codes.find(text.extracting(0..<min(text.count, parcelLength))) ?? unknown
          }
        })
    }
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    for row in rows {
      let parcel = parcels[Int(parcelIDs[row])]
      let expected = parcelOfUnit[Int(unitIDs[row])]
      guard parcel != 0, expected != 0, parcel != expected, repeatOf[row] == ResourceTable.notARepeat else {
        continue
      }
      drafts.append(
        FindingDraft(
          row: UInt32(row), column: Int16(column), rule: .parcelMismatch, rawID: parcelIDs[row]))
    }
  }
}
