import GuiyiColumns
import GuiyiDiscovery
import GuiyiIdentifiers
import GuiyiLink
import GuiyiTesting
import Testing

/// A table of text columns.
func makeTable(_ columns: [(name: String, values: [String])]) -> LinkTable {
  let fields = columns.map { column -> LinkField in
    var dictionary = ByteDictionary()
    let ids = column.values.map { dictionary.intern($0) }
    return LinkField(name: column.name, dictionary: dictionary, ids: ids)
  }
  let count = columns.first?.values.count ?? 0
  return LinkTable(fields: fields, sources: [UInt16](repeating: 0, count: count))
}

@Suite struct DiscoverTests {
  @Test func `says what each column is, in the order of the columns`() {
    let table = makeTable([
      ("mail", (0..<40).map { "person\($0)@mail.test" }),
      ("fecha_nacimiento", (0..<40).map { "19\(50 + $0)-0\(1 + $0 % 9)-1\($0 % 10)" }),
      ("empty", [String](repeating: "", count: 40)),
    ])
    let found = discover(table, scope: .all, workers: Workers(threadCount: 2))
    #expect(found.profiles.map(\.name) == ["mail", "fecha_nacimiento", "empty"])
    #expect(found.profiles.map(\.kind) == [.email, .date, .noise])
    #expect(found.profiles.map(\.isUsed) == [true, true, false])
  }

  @Test func `columns of two files are one where headings and values say so, whatever they are called`() {
    var make = Inventor(seed: 11)
    let given = make.words(60, 1...2)
    let words = make.words(80, 2...3)
    var cells: [[String]] = [[], [], [], [], []]
    for record in 0..<400 {
      let text = (0..<4).map { _ in make.pick(words) }.joined(separator: " ")
      // first_name, headline, Rufname, caption, price: the last one is in the second file only.
      let row =
        record < 200
        ? [make.pick(given), text, "", "", ""] : ["", "", make.pick(given), text, "\(make.number(1...900))"]
      for (column, cell) in row.enumerated() { cells[column].append(cell) }
    }
    let table = makeTable([
      ("Rufname", cells[2]), ("caption", cells[3]), ("first_name", cells[0]), ("headline", cells[1]),
      ("price", cells[4]),
    ])
    let two = LinkTable(fields: table.fields, sources: (0..<400).map { $0 < 200 ? 0 : 1 })
    let pairs = pairedColumns(two, holders: [[1], [1], [0], [0], [1]], workers: Workers(threadCount: 2))
    #expect(pairs.map { [$0.first, $0.second] }.sorted { $0[0] < $1[0] } == [[0, 2], [1, 3]])
  }

  @Test func `columns of two files are one where the same days and telephones are written differently`() {
    var cells: [[String]] = [[], [], [], []]
    for record in 0..<400 {
      let number = record % 200
      let (year, month, day) = (1960 + number % 50, 1 + number % 12, 1 + number % 28)
      let digits = "139\(10_000_000 + number * 7_919)"
      let row =
        record < 200
        ? ["\(year)年\(month)月\(day)日", digits, "", ""]
        : ["", "", "\(year)/\(month)/\(day)", digits.prefix(3) + "-" + digits.dropFirst(3)]
      for (column, cell) in row.enumerated() { cells[column].append(cell) }
    }
    let table = makeTable([("甲", cells[0]), ("乙", cells[1]), ("when", cells[2]), ("reach", cells[3])])
    let two = LinkTable(fields: table.fields, sources: (0..<400).map { $0 < 200 ? 0 : 1 })
    let pairs = pairedColumns(two, holders: [[0], [0], [1], [1]], workers: Workers(threadCount: 2))
    #expect(pairs.map { [$0.first, $0.second] }.sorted { $0[0] < $1[0] } == [[0, 2], [1, 3]])
  }

  @Test func `columns that another file writes in one are found, and those of other words left alone`() {
    var make = Inventor(seed: 31)
    let (given, family) = (make.words(80, 2...2), make.words(200, 2...3))
    let (towns, trades) = (make.words(40, 2...3), make.words(40, 3...3))
    var cells: [[String]] = [[], [], [], [], [], []]
    for record in 0..<600 {
      let (first, last) = (make.pick(given), make.pick(family))
      // bearer, forename, place, second, surname, trade: the first two thirds are in the other file.
      let row =
        record < 300
        ? ["\(last.uppercased()), \(first)", "", "", "", "", make.pick(trades)]
        : ["", first, make.pick(towns), make.chance(0.5) ? make.pick(given) : "", last, ""]
      for (column, cell) in row.enumerated() { cells[column].append(cell) }
    }
    let names = ["bearer", "forename", "place", "second", "surname", "trade"]
    let table = makeTable(zip(names, cells).map { ($0, $1) })
    let two = LinkTable(fields: table.fields, sources: (0..<600).map { $0 < 300 ? 0 : 1 })
    let found = joinedColumns(
      two, holders: [[0], [1], [1], [1], [1], [0]], taken: [], workers: Workers(threadCount: 2))
    #expect(found.map(\.whole) == [0] && found.map(\.parts) == [[1, 4]])
  }

  @Test func `a day lasts where it is a birth, by its heading or its years, and not where things happen`() {
    func days(_ years: Int) -> [String] {
      (0..<200).map { "\(2020 - $0 % years)-0\(1 + $0 % 9)-1\($0 % 10)" }
    }
    let table = makeTable([
      ("name", (0..<200).map { "person \($0)" }), ("geburtsdatum", days(9)), ("granted", days(9)),
      ("day", days(70)),
    ])
    let spec = discover(table, scope: .all, workers: Workers(threadCount: 1)).spec
    let lasting = spec.training.lastingComparisons.map { spec.comparisons[$0].name }
    #expect(lasting.contains("geburtsdatum"))
    #expect(lasting.contains("day"))
    #expect(!lasting.contains("granted"))
  }

  @Test func `several telephones in a cell are each one by itself, and any of them may agree`() {
    let phones = (0..<200).map { record -> String in
      let numbers = (0..<2).map { "139\(10_000_000 + (record * 2 + $0) * 7_919)" }
      return record % 2 == 0 ? numbers.joined(separator: " / ") : numbers[1]
    }
    let found = discover(makeTable([("reach", phones)]), scope: .all, workers: Workers(threadCount: 1))
    #expect(found.profiles.first?.kind == .phone)
    let field = found.table.fields.first
    #expect(field?.extraIds.count == 100)
    #expect(
      field?.extras(of: 0).map { field?.dictionary.string(field?.extraIds[$0] ?? 0) } == ["13910007919"])
  }

  @Test func `authors in a cell stay together, for two works may share one of them`() {
    var make = Inventor(seed: 47)
    let names = make.words(400, 2...3)
    let authors = (0..<300).map { _ in
      (0..<3).map { _ in "\(make.pick(names)) \(make.pick(names))" }.joined(separator: "; ")
    }
    let found = discover(makeTable([("by", authors)]), scope: .all, workers: Workers(threadCount: 1))
    #expect(found.table.fields.first?.extraIds.isEmpty == true)
  }

  @Test func `further names are found by their heading and by words of the name beside them`() {
    var make = Inventor(seed: 43)
    let (given, family) = (make.words(80, 2...2), make.words(200, 2...3))
    var cells: [[String]] = [[], [], []]
    for _ in 0..<300 {
      let (first, last) = (make.pick(given), make.pick(family))
      cells[0].append("\(first) \(last)")
      cells[1].append(make.chance(0.5) ? "\(make.pick(given)) \(last); \(first) \(make.pick(family))" : "")
      cells[2].append("\(make.pick(given)) \(make.pick(family))")
    }
    let table = makeTable(zip(["full name", "A.k.a.", "alias of spouse"], cells).map { ($0, $1) })
    let found = furtherNames(table, holders: [[0], [0], [0]], workers: Workers(threadCount: 2))
    #expect(found.map(\.main) == [0] && found.map(\.further) == [1])
  }

  @Test func `what is another one at each visit is no key of a blocking rule`() {
    var make = Inventor(seed: 53)
    let (given, family) = (make.words(60, 1...2), make.words(300, 2...3))
    var cells: [[String]] = [[], [], [], []]
    for _ in 0..<600 {
      let (name, born) = ("\(make.pick(given)) \(make.pick(family))", iso(make.date(1930...2010)))
      for _ in 0..<make.number(1...3) {
        let row = [name, born, iso(make.date(2018...2023)), make.pick(["A1", "A2", "B1", "ED"])]
        for (column, cell) in row.enumerated() { cells[column].append(cell) }
      }
    }
    let table = makeTable(zip(["full name", "dob", "admission", "ward"], cells).map { ($0, $1) })
    let spec = discover(table, scope: .all, workers: Workers(threadCount: 2)).spec
    let asked = Set(spec.rules.flatMap { $0.keys.map { spec.comparisons[$0.comparison].name } })
    #expect(asked.contains("full name") && asked.contains("dob"))
    #expect(!asked.contains("admission"))
  }

  @Test func `leaves out what tells least where there are too many columns`() {
    let columns = (0..<20).map { column in
      (
        "c\(column < 10 ? "0" : "")\(column)",
        (0..<300).map { column == 19 ? "person\($0)@mail.test" : "v\($0 * (column + 3) % 7)" }
      )
    }
    let found = discover(makeTable(columns), scope: .all, workers: Workers(threadCount: 1))
    #expect(found.profiles.last?.isUsed == true)
    #expect(found.profiles.filter(\.isUsed).count < 20)
  }

  @Test func `takes the kinds that a person gives`() {
    let table = makeTable([
      ("a", (0..<40).map { "person\($0)@mail.test" }), ("b", (0..<40).map { "word\($0)" }),
    ])
    let found = discover(table, kinds: ["a": .noise], scope: .all, workers: Workers(threadCount: 1))
    #expect(found.profiles.first?.isUsed == false)
    #expect(found.spec.comparisons.allSatisfy { $0.field != "a" })
  }
}

/// An invented number with its check character, under the unassigned prefix 99.
func identityNumber(_ index: Int) -> String {
  CivilDate(year: 1950 + index % 50, month: 1 + index % 12, day: 1 + index % 28)
    .flatMap { makeIdentityNumber(region: 990_402, birth: $0, sequence: index % 1000) }.map { "\($0)" } ?? ""
}
