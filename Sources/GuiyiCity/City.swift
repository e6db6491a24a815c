import Glibc

/// How a city is generated.
public struct CityOptions: Sendable {
  /// Residents, 1 or more; organizations are a seventh of that unless given.
  public var peopleCount: Int
  public var organizationCount: Int
  public var seed: UInt64
  /// Folder of the workspace; made where it is missing.
  public var output: String
  /// Whether every citizen identity number, and what carries one inside, is left out of the feeds.
  ///
  /// Everything else is as it is with numbers, the same people under the same keys of the truth.
  public var hidesNumbers: Bool

  public init(
    peopleCount: Int, organizationCount: Int? = nil, seed: UInt64, output: String, hidesNumbers: Bool = false
  ) {
    self.peopleCount = peopleCount
    self.organizationCount = organizationCount ?? max(20, peopleCount / 7)
    self.seed = seed
    self.output = output
    self.hidesNumbers = hidesNumbers
  }
}

/// What was written.
public struct CitySummary: Sendable {
  public var peopleCount = 0
  public var householdCount = 0
  public var organizationCount = 0
  public var rowCount = 0
  public var recordCount = 0
  public var defectCount = 0
}

/// Writes a workspace with the truth beside it; the same options give the same bytes.
///
/// Streams household by household: memory does not grow with the city.
public func generateCity(_ options: CityOptions) throws -> CitySummary {
  let city = try City(options)
  try city.generate()
  return try city.finish()
}

/// A resource with its open files.
final class Feed {
  let definition: FeedDefinition
  /// Place in the list of departments.
  let departmentIndex: Int
  let files: [FeedFile]
  /// Subjects and roles that a row has records of, as the catalog's items name them.
  let recordKeys: [(subject: String, role: String)]
  /// For each file and record key the beginning of a line of truth/links.csv.
  let places: [[[UInt8]]]

  init(
    _ definition: FeedDefinition, departmentIndex: Int, root: String, seed: UInt64, encoding: ChineseEncoding
  )
    throws
  {
    self.definition = definition
    self.departmentIndex = departmentIndex
    try makeFolder("\(root)/pools/\(definition.folder)")
    var keys: [(subject: String, role: String)] = []
    for item in definition.items where !item.element.isEmpty && item.subject != "row" {
      if !keys.contains(where: { $0 == (item.subject, item.role) }) { keys.append((item.subject, item.role)) }
    }
    recordKeys = keys
    var files: [FeedFile] = []
    var salt = RandomStream(
      seed: seed, lane: .dirt, index: definition.code.utf8.reduce(0) { $0 &* 31 &+ Int($1) })
    for index in definition.files.indices {
      files.append(
        try FeedFile(
          definition: definition, index: index, root: root, variation: salt.below(1_000_000),
          encoding: encoding))
    }
    self.files = files
    places = files.map { file in keys.map { Array("\($0.subject),\(definition.code),\(file.name),".utf8) } }
  }
}

/// The state of one generation.
final class City {
  static let asOf = Day(2026, 11, 1)

  let options: CityOptions
  let feeds: [String: Feed]
  let truth: TruthWriter
  let row: Row
  let departments: [DepartmentDefinition]
  var population: Population
  var summary = CitySummary()
  /// The household that is being written.
  var household: Household
  /// People outside the household who are named in its rows.
  var guests: [Person] = []
  private let encoding = ChineseEncoding()

  init(_ options: CityOptions) throws {
    self.options = options
    departments = cityDepartments
    truth = try TruthWriter(root: options.output)
    var feeds: [String: Feed] = [:]
    for (index, department) in departments.enumerated() {
      for definition in department.feeds {
        feeds[definition.code] = try Feed(
          definition, departmentIndex: index, root: options.output, seed: options.seed, encoding: encoding)
      }
    }
    self.feeds = feeds
    population = Population(
      seed: options.seed, asOf: Self.asOf, organizationCount: options.organizationCount)
    household = population.household(0)
    population = Population(
      seed: options.seed, asOf: Self.asOf, organizationCount: options.organizationCount)
    guard let any = feeds[departments[0].feeds[0].code] else { throw CityError("no feeds") }
    row = Row(
      feed: any, file: any.files[0], asOf: Self.asOf, encoding: encoding, hidesNumbers: options.hidesNumbers)
  }

  func generate() throws {
    try writeSettings()
    var index = 0
    while summary.peopleCount < options.peopleCount {
      household = population.household(index)
      guests.removeAll(keepingCapacity: true)
      let left = options.peopleCount - summary.peopleCount
      if household.members.count > left { household.members.removeLast(household.members.count - left) }
      summary.peopleCount += household.members.count
      row.delivered = [UInt8](repeating: 0, count: household.members.count + 8)
      row.relatives = household.members
      try writeHousehold()
      try writePeopleValues()
      // The household owns as many organizations as keep pace with the people.
      let due = Int(
        Double(summary.peopleCount) / Double(options.peopleCount) * Double(options.organizationCount))
      while summary.organizationCount < due {
        try writeOrganization(summary.organizationCount)
        summary.organizationCount += 1
      }
      remember()
      index += 1
    }
    summary.householdCount = index
  }

  func finish() throws -> CitySummary {
    for department in departments {
      for definition in department.feeds {
        for file in feeds[definition.code]?.files ?? [] { try file.finish() }
      }
    }
    try truth.finish()
    try writeCleanCells()
    summary.recordCount = truth.recordCount
    summary.defectCount = truth.defectCount
    return summary
  }

  private func writeHousehold() throws {
    var random = RandomStream(seed: options.seed, lane: .rows, index: household.index)
    try writeHouseholdRows(&random)
    for person in household.members { try writePersonRows(person, &random) }
  }

  /// Keeps a few people at hand whose numbers may stand in a stranger's row.
  private func remember() {
    guard let someone = household.members.first(where: { !$0.number.isEmpty && $0.age(on: Self.asOf) > 25 })
    else { return }
    if row.strangers.count >= 40 {
      row.strangers.swapAt(1 + household.index % 39, 39)
      row.strangers[39] = someone
    } else {
      row.strangers.append(someone)
    }
  }

  // MARK: Rows

  /// Starts a row; the cells follow from left to right.
  func begin(_ code: String, file index: Int = 0, _ random: inout RandomStream) -> Row {
    guard let feed = feeds[code] else { preconditionFailure("no feed \(code)") }
    row.begin(feed, file: index % feed.files.count, random: random)
    _ = random.next()
    row.random = RandomStream(seed: random.next(), lane: .dirt, index: 0)
    return row
  }

  /// Writes the row with its truth; now and then as a torn one, twice, or with a blank line behind.
  ///
  /// - Parameter relations: what the row says beside what the parts of its subjects tell.
  func end(_ records: [RecordTruth], _ relations: [RelationTruth] = []) throws {
    let feed = row.feed
    let file = row.file
    precondition(
      row.cells.count == feed.definition.items.count, "\(feed.definition.code): \(row.cells.count) cells")
    summary.rowCount += 1
    let u = row.random.unit()
    if u < 0.0003 {
      let number = try file.writeWithBadBytes(row.cells, inColumn: row.random.below(row.cells.count))
      return try spoiltRow(.badBytes, number)
    }
    if u < 0.0006 {
      let isShort = row.random.chance(0.5) && row.cells.count > 3
      let number = try file.write(isShort ? Array(row.cells.dropLast(2)) : row.cells + ["多余", "1"])
      return try spoiltRow(.ragged, number)
    }
    let number = try file.write(row.cells)
    file.countDataRow()
    try tellTruth(records, row: number)
    for relation in RelationTruth.stated(by: records) + relations where row.allows(relation) {
      try truth.relation(relation)
    }
    for defect in row.defects {
      let item = feed.definition.items[defect.column]
      try truth.defect(
        defect, resource: feed.definition.code, file: file.name, row: number, column: item.column,
        role: item.role)
    }
    file.cleanCells += row.cells.count - row.defects.count { $0.kind.defectClass != .variant }
    if u < 0.0006 + feed.definition.dirt.repeats {
      let again = try file.write(row.cells)
      file.countDataRow()
      summary.rowCount += 1
      try tellTruth(records, row: again)
      try rowDefect(.duplicateRow, again)
    } else if u > 0.9995 {
      try file.writeBlank(withDelimiters: u > 0.9998)
    }
  }

  private func tellTruth(_ records: [RecordTruth], row number: Int) throws {
    let feed = row.feed
    for (index, key) in feed.recordKeys.enumerated() {
      guard let record = records.first(where: { $0.role == key.role && $0.subject == key.subject }) else {
        preconditionFailure("\(feed.definition.code): nobody for \(key)")
      }
      if record.truth.isEmpty { continue }
      try truth.link(
        place: feed.places[row.file.index][index], row: number, role: key.role, truth: record.truth,
        ownNumber: row.rolesWithOwnNumber.contains(key.role)
          && (key.subject == "person" || key.subject == "organization"))
    }
  }

  private func spoiltRow(_ kind: DefectKind, _ number: Int) throws {
    row.file.quarantinedRows += 1
    try rowDefect(kind, number)
  }

  private func rowDefect(_ kind: DefectKind, _ number: Int) throws {
    try truth.defect(
      PlantedDefect(column: 0, kind: kind, value: ""), resource: row.feed.definition.code,
      file: row.file.name,
      row: number, column: "", role: "")
  }

  // MARK: Values

  private func writePeopleValues() throws {
    for person in household.members {
      try writeValues(person)
      // A village elsewhere may have the name of one here by the generator's chance: nobody could tell them apart.
      if household.registered.isHere || household.registered.isUrban {
        try truth.location(
          "person", person.truth, "registered-address", place: registeredPlace(of: household.registered))
      }
      try truth.location(
        "person", person.truth, "residence-address", place: registeredPlace(of: household.home))
    }
    try truth.location(
      "estate", "E\(household.index + 1)", "address", place: registeredPlace(of: household.home))
    for person in guests { try writeValues(person) }
  }

  /// What at least one row gave rightly.
  private func writeValues(_ person: Person) throws {
    let delivered = row.delivered[person.slot]
    if delivered & Row.Delivered.name != 0 { try truth.value("person", person.truth, "name", person.name) }
    if delivered & Row.Delivered.sex != 0 {
      try truth.value("person", person.truth, "sex", "\(person.sex.rawValue)")
    }
    if delivered & (Row.Delivered.birth | Row.Delivered.number) != 0 {
      try truth.value("person", person.truth, "birth-date", DateStyle.iso.write(person.birth))
    }
    if delivered & Row.Delivered.number != 0 {
      try truth.value("person", person.truth, "id-number", person.number)
    }
    if delivered & Row.Delivered.ethnicity != 0 {
      try truth.value("person", person.truth, "ethnicity", twoDigits(person.ethnicity))
    }
  }

  /// The values of something of which every row is written well.
  func tellValues(_ subject: String, _ own: String, _ values: KeyValuePairs<String, String>) throws {
    for (element, value) in values { try truth.value(subject, own, element, value) }
  }

  private func writeCleanCells() throws {
    let sink = try FileSink("\(options.output)/truth/clean.csv")
    sink.append("resource,file,cells,data_rows,quarantined_rows\n")
    for department in departments {
      for definition in department.feeds {
        for file in feeds[definition.code]?.files ?? [] {
          sink.append(
            "\(definition.code),\(file.name),\(file.cleanCells),\(file.dataRows),\(file.quarantinedRows)\n")
        }
      }
    }
    try sink.finish()
  }
}
