internal import GuiyiColumns
public import GuiyiMerge
public import GuiyiModel
public import GuiyiRecords

/// The units whose parcel is an entity of its own: the first 19 characters of a unit's code are its parcel's.
public func parcelRelations(golden: GoldenTable, values: ElementValues) -> [RecordRelation] {
  guard let kind = RelationKind.all.firstIndex(where: { $0.name == "part-of" }) else { return [] }
  let units = golden.column(.estateUnitCode)
  let parcels = golden.column(.estateParcelCode)
  let codes = values[.estateParcelCode]
  var parcelOf = [Int?](repeating: nil, count: codes.count)
  for entity in 0..<golden.entityCount
  where golden.values[units][entity] == 0 && golden.values[parcels][entity] != 0 {
    // Of two parcels of one code the first: they are one with two addresses.
    let code = Int(golden.values[parcels][entity])
    parcelOf[code] = parcelOf[code] ?? entity
  }
  let dictionary = values[.estateUnitCode]
  return (0..<golden.entityCount).compactMap { entity in
    let unit = golden.values[units][entity]
    if unit == 0 { return nil }
    let code = dictionary.withBytes(of: unit) { codes.find($0.extracting(0..<min($0.count, 19))) }
    guard let code, code != 0, let parcel = parcelOf[Int(code)] else { return nil }
    return RecordRelation(
      kindIndex: UInt8(kind), left: golden.records[units][entity], right: golden.records[parcels][parcel])
  }
}
