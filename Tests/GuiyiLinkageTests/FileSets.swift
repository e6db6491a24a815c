import GuiyiColumns
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

/// What such files are made of.
private struct Maker {
  var random: SplitMix64

  mutating func chance(_ share: Double) -> Bool { Double(random.next() >> 11) * 0x1p-53 < share }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func pick<Item>(_ items: [Item]) -> Item { items[number(0...items.count - 1)] }

  mutating func digits(_ count: Int) -> String { (0..<count).map { _ in "\(number(0...9))" }.joined() }

  mutating func perhaps(_ share: Double, _ text: String) -> String { chance(share) ? text : "" }

  /// A word of two or three syllables that is nobody's.
  mutating func word() -> String {
    let syllables = [
      "ka", "lo", "mi", "ter", "son", "bel", "dra", "vi", "no", "ras", "ful", "hem", "ost", "pin",
    ]
    return (0..<number(2...3)).map { _ in pick(syllables) }.joined()
  }

  mutating func words(_ count: Int) -> [String] { (0..<count).map { _ in word() } }
}

/// Vehicles of a register and visits to workshops: make and model in two columns here, in one there.
func vehicleFiles(count: Int, seed: UInt64) -> FileSet {
  var make = Maker(random: SplitMix64(seed: seed))
  var set = FileSet(
    left: ["VIN", "plate", "make", "model", "year", "keeper"],
    right: ["chassis", "registration", "vehicle", "built", "customer"])
  let makes = make.words(8)
  let models = (0..<8).map { _ in make.words(3) }
  let (given, family) = (make.words(40), make.words(200))
  for entity in 0..<count {
    let own = make.number(0...7)
    let model = make.pick(models[own])
    let (year, owner) = (make.number(2000...2023), "\(make.pick(given)) \(make.pick(family))")
    let vin = "99" + make.digits(9) + make.word().uppercased()
    let plate =
      "\(make.pick(["AB", "CD", "EF"]))\(make.digits(2)) \(make.pick(makes).prefix(1).uppercased())\(make.digits(2))"
    set.add([vin, plate, makes[own], model, "\(year)", owner], file: 0, entity: entity)
    for _ in 0..<make.pick([0, 1, 1, 2]) {
      set.add(
        [
          make.perhaps(0.6, make.chance(0.6) ? vin : String(vin.suffix(8))),
          make.perhaps(0.85, make.chance(0.5) ? plate : plate.filter { $0 != " " }),
          "\(makes[own].uppercased()) \(model)", "\(year)", make.perhaps(0.8, owner),
        ], file: 1, entity: entity)
    }
  }
  return set
}

/// People who need a licence: one column for the name here, two there.
func licenceFiles(count: Int, seed: UInt64) -> FileSet {
  var make = Maker(random: SplitMix64(seed: seed))
  var set = FileSet(
    left: ["Licensee", "Street", "Telephone"],
    right: ["First Name", "Middle Name", "Last Name", "Address 1", "Phone"])
  let (given, family, streets) = (make.words(80), make.words(300), make.words(60))
  for entity in 0..<count {
    let (first, middle, last) = (make.pick(given), make.pick(given), make.pick(family))
    let street = "\(make.number(1...900)) \(make.pick(streets)) road"
    let phone = make.digits(10)
    set.add(
      [
        "\(last.uppercased()), \(first.uppercased())\(make.perhaps(0.5, " \(middle.prefix(1).uppercased())")) DDS",
        make.chance(0.9) ? street.uppercased() : "", phone,
      ], file: 0, entity: entity)
    if make.chance(0.5) {
      set.add(
        [
          first, make.perhaps(0.4, middle), last, make.perhaps(0.8, street),
          make.perhaps(0.7, "(\(phone.prefix(3))) \(phone.dropFirst(3))"),
        ], file: 1, entity: entity)
    }
  }
  return set
}
