import GuiyiTesting

/// Two invented files that tell of the same things under other headings, and which rows are one.
struct FileSet {
  let headings: [[String]]
  /// The rows of each file, their ids first.
  private(set) var rows: [[[String]]] = [[], []]
  /// By file: the entity of each row.
  private(set) var entities: [[Int]] = [[], []]

  init(left: [String], right: [String]) { headings = [["no"] + left, ["no"] + right] }

  mutating func add(_ cells: [String], file: Int, entity: Int) {
    rows[file].append(["\(file == 0 ? "a" : "b")\(rows[file].count)"] + cells)
    entities[file].append(entity)
  }

  func csv(_ file: Int) -> String { GuiyiTesting.csv([headings[file]] + rows[file]) }

  var truth: String {
    var lines = [["source", "id", "entity"]]
    for file in 0...1 {
      for (row, entity) in zip(rows[file], entities[file]) {
        lines.append([file == 0 ? "a.csv" : "b.csv", row[0], "\(entity)"])
      }
    }
    return GuiyiTesting.csv(lines)
  }
}

extension Inventor {
  /// The text, or an empty cell.
  fileprivate mutating func sometimes(_ share: Double, _ text: String) -> String { chance(share) ? text : "" }
}

/// Vehicles of a register and visits to workshops: make and model in two columns here, in one there.
func vehicleFiles(count: Int, seed: UInt64) -> FileSet {
  var make = Inventor(seed: seed)
  var set = FileSet(
    left: ["VIN", "plate", "make", "model", "year", "keeper"],
    right: ["chassis", "registration", "vehicle", "built", "customer"])
  let makes = make.words(8, 2...3)
  let models = (0..<8).map { _ in make.words(3, 2...3) }
  let (given, family) = (make.words(40, 2...3), make.words(200, 2...3))
  for entity in 0..<count {
    let own = make.number(0...7)
    let model = make.pick(models[own])
    let (year, owner) = (make.number(2000...2023), "\(make.pick(given)) \(make.pick(family))")
    let vin = "99" + make.digits(9) + make.word(2...3).uppercased()
    let plate =
      "\(make.pick(["AB", "CD", "EF"]))\(make.digits(2)) \(make.pick(makes).prefix(1).uppercased())\(make.digits(2))"
    set.add([vin, plate, makes[own], model, "\(year)", owner], file: 0, entity: entity)
    for _ in 0..<make.pick([0, 1, 1, 2]) {
      set.add(
        [
          make.sometimes(0.6, make.chance(0.6) ? vin : String(vin.suffix(8))),
          make.sometimes(0.85, make.chance(0.5) ? plate : plate.filter { $0 != " " }),
          "\(makes[own].uppercased()) \(model)", "\(year)", make.sometimes(0.8, owner),
        ], file: 1, entity: entity)
    }
  }
  return set
}

/// People who need a licence: one column for the name here, two there.
func licenceFiles(count: Int, seed: UInt64) -> FileSet {
  var make = Inventor(seed: seed)
  var set = FileSet(
    left: ["Licensee", "Street", "Telephone"],
    right: ["First Name", "Middle Name", "Last Name", "Address 1", "Phone"])
  let (given, family, streets) = (make.words(80, 2...3), make.words(300, 2...3), make.words(60, 2...3))
  for entity in 0..<count {
    let (first, middle, last) = (make.pick(given), make.pick(given), make.pick(family))
    let street = "\(make.number(1...900)) \(make.pick(streets)) road"
    let phone = make.digits(10)
    set.add(
      [
        "\(last.uppercased()), \(first.uppercased())\(make.sometimes(0.5, " \(middle.prefix(1).uppercased())")) DDS",
        make.chance(0.9) ? street.uppercased() : "", phone,
      ], file: 0, entity: entity)
    if make.chance(0.5) {
      set.add(
        [
          first, make.sometimes(0.4, middle), last, make.sometimes(0.8, street),
          make.sometimes(0.7, "(\(phone.prefix(3))) \(phone.dropFirst(3))"),
        ], file: 1, entity: entity)
    }
  }
  return set
}
