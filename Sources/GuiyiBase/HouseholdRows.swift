internal import GuiyiMerge
internal import GuiyiModel
internal import GuiyiRecords
internal import GuiyiRelate
internal import GuiyiStore

/// The number of each household: the smallest entity number of its members.
func householdNumbers(_ content: BaseContent) -> [UInt32] {
  var numbers = [UInt32](repeating: UInt32.max, count: content.households.householdCount)
  for member in content.households.members {
    let household = Int(member.household)
    numbers[household] = min(numbers[household], content.numbers[Int(member.entity)])
  }
  return numbers
}

/// Writes to which household each person belongs.
func writeHouseholds(
  _ content: BaseContent, order: EntityOrder, places: RowPlaces, values: ElementValues,
  database: DatabaseBuilder
) throws(StoreError) {
  let households = content.households
  if households.members.isEmpty { return }
  let numbers = householdNumbers(content)
  var memberOf = [UInt32](repeating: UInt32.max, count: content.numbers.count)
  for (index, member) in households.members.enumerated() { memberOf[Int(member.entity)] = UInt32(index) }
  let records = content.records
  let words = values[.rowHouseholdRelation]
  let bases = Households.Basis.allCases.map { Array($0.name.utf8) }
  try database.insert(into: "household", columnCount: 7) { writer in
    for entity in order.entities.lazy.map({ Int($0) }) where memberOf[entity] != UInt32.max {
      let member = households.members[Int(memberOf[entity])]
      let record = Int(member.record)
      let place = places.place(Int(records.resources[record]), Int(records.rows[record]))
      writer.integer(Int64(content.numbers[entity]))
      writer.integer(Int64(numbers[Int(member.household)]))
      let basis = bases[Int(member.basis.rawValue)]
      writer.text(basis.span)
      if member.basis == .register, let head = households.heads[Int(member.household)] {
        writer.integer(Int64(content.numbers[Int(head)]))
      } else {
        writer.null()
      }
      write(member.relation, of: words, to: &writer)
      writer.integer(Int64(place.file))
      writer.integer(Int64(place.rowNumber))
      try writer.endRow()
    }
  }
}

extension BaseSchema {
  /// The households of people and what follows from them: who is whose spouse and parent by the word of the register.
  static let households = """
    -- Who belongs to which household, by the register's number ('register'), by the registered address ('address'), or to a
    -- number that very many share and that is no household ('collective'). household_no is the smallest entity_no in it.
    CREATE TABLE household (entity_no INTEGER PRIMARY KEY, household_no INTEGER NOT NULL, basis TEXT NOT NULL,
      head_no INTEGER, relation TEXT, file_no INTEGER NOT NULL, row INTEGER NOT NULL);
    """

  /// Every relation with its source row and the days from which and until which it holds.
  ///
  /// - Parameter hasHouseholds: whether the subject is a person.
  static func relationView(hasHouseholds: Bool) -> String {
    let stated = """
      CREATE VIEW relationship AS SELECT r.kind, r.entity_no, e.entity_id, r.other_subject, r.other_no, r.other_id,
        date(r.since_day * 86400, 'unixepoch') AS since, date(r.until_day * 86400, 'unixepoch') AS until, r.share,
        f.resource, f.file, r.row
      FROM relation r JOIN entity e USING (entity_no) JOIN source_file f USING (file_no)
      """
    guard hasHouseholds else { return stated + ";\n" }
    func derived(_ kind: String, _ left: String, _ right: String, _ condition: String) -> String {
      """

      UNION ALL SELECT '\(kind)', \(left), printf('P%09d', \(left)), 'person', \(right), printf('P%09d', \(right)),
        NULL, NULL, NULL, f.resource, f.file, h.row
      FROM household h JOIN source_file f USING (file_no) WHERE h.basis <> 'collective' AND \(condition)
      """
    }
    let other = "h.head_no <> h.entity_no AND h.relation"
    return stated + derived("household-of", "h.entity_no", "h.household_no", "1")
      + derived("married-to", "h.head_no", "h.entity_no", "\(other) IN ('妻', '配偶')")
      + derived("married-to", "h.entity_no", "h.head_no", "\(other) = '夫'")
      + derived("parent-of", "h.head_no", "h.entity_no", "\(other) IN ('子', '女')")
      + derived("parent-of", "h.entity_no", "h.head_no", "\(other) IN ('父', '母', '父母')") + ";\n"
  }
}
