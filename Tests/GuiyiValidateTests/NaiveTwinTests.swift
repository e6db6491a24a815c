import GuiyiColumns
import GuiyiModel
import GuiyiValidate
import Testing

/// The columnar rules against versions that read one row after the other as text.
@Suite struct NaiveTwinTests {
  private static let numbers = [man, woman, "~" + man, "!" + woman, "", "-", "990402200001011233", "E1"]
  private static let births = ["1980-05-06", "1990-01-02", "1991-01-02", "", "-", "~1980-05", "!1980-05-06"]
  private static let sexes = ["男", "女", "", "~女", "未知"]
  private static let names = ["张三", "李四", "张 三", "", "_"]

  private func randomCity(_ random: inout SplitMix64, rowCount: Int) -> SmallCity {
    func pick(_ words: [String]) -> [String] {
      (0..<rowCount).map { _ in words[Int(random.next() % UInt64(words.count))] }
    }
    var city = SmallCity()
    for resource in 0..<3 {
      city.add(
        [
          .init(
            element: "person.id-number", isRequired: resource != 1, isAuthoritative: resource == 0,
            cells: pick(Self.numbers)),
          .init(element: "person.birth-date", cells: pick(Self.births)),
          .init(element: "person.sex", isAuthoritative: resource == 0, cells: pick(Self.sexes)),
          .init(element: "person.name", isRequired: true, cells: pick(Self.names)),
        ], repeats: [rowCount - 1: 0])
    }
    return city
  }

  /// The text of a cell in normal form, and whether it is readable; nil where it is empty.
  private func normal(_ cell: String) -> (text: String, quality: ValueQuality)? {
    switch cell.first {
    case nil, "_", "-": nil
    case "~": (String(cell.dropFirst()), .doubtful)
    case "!": (String(cell.dropFirst()), .faulty)
    default: (cell, .sound)
    }
  }

  private func cell(_ city: SmallCity, _ resource: Int, _ column: Int, _ row: Int) -> String {
    let column = city.tables[resource].columns[column]
    return column.dictionary.string(column.ids[row])
  }

  private func naiveRows(_ city: SmallCity) -> Set<String> {
    var told: Set<String> = []
    for (resource, table) in city.tables.enumerated() {
      var keys: [String: Int] = [:]
      for row in 0..<table.rowCount {
        let place = "r\(resource) \(row + 2)"
        if table.repeatOf[row] != ResourceTable.notARepeat {
          told.insert("\(place) - duplicate-row {\(table.repeatOf[row] + 2)}")
          continue
        }
        let cells = (0..<4).map { cell(city, resource, $0, row) }
        for (column, text) in cells.enumerated() {
          if text == "-" { told.insert("\(place) c\(column) placeholder [-]") }
          if text.hasPrefix("!") {
            told.insert("\(place) c\(column) length [\(text)] {17}")
            told.insert("\(place) c\(column) check-digit [\(text)]")
          }
          let isRequired = city.resources[resource].items[column].isRequired
          if isRequired, normal(text) == nil, text != "-" {
            told.insert("\(place) c\(column) missing" + (text.isEmpty ? "" : " [\(text)]"))
          }
        }
        guard let number = normal(cells[0]), number.quality > .faulty else { continue }
        if resource == 0, number.quality == .sound {
          if let first = keys[number.text] {
            told.insert("\(place) c0 duplicate-key [\(cells[0])] {\(first + 2)}")
          } else {
            keys[number.text] = row
          }
        }
        guard number.text.count == 18 else { continue }
        let digits = Array(number.text)
        if let birth = normal(cells[1]), birth.quality > .faulty, birth.text.count == 10 {
          let expected =
            String(digits[6..<10]) + "-" + String(digits[10..<12]) + "-" + String(digits[12..<14])
          if expected != birth.text { told.insert("\(place) c1 birth-mismatch [\(cells[1])]") }
        }
        if let sex = normal(cells[2]), sex.quality > .faulty, ["男", "女"].contains(sex.text) {
          let isMale = "13579".contains(digits[16])
          if isMale != (sex.text == "男") { told.insert("\(place) c2 sex-mismatch [\(cells[2])]") }
        }
      }
    }
    return told
  }

  @Test func `agrees on rows with the version that reads text`() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<40 {
      let city = randomCity(&random, rowCount: 60)
      let told = lines(city.rowFindings(threads: 2))
      #expect(Set(told) == naiveRows(city))
      #expect(told.count == Set(told).count)
    }
  }

  private func naiveShared(_ city: SmallCity, _ entities: [[[Int]]]) -> Set<String> {
    var holders: [String: Set<Int>] = [:]
    var owners: [String: Set<Int>] = [:]
    var rows: [String: [Int: Int]] = [:]
    var told: Set<String> = []
    for pass in 0..<2 {
      for (resource, table) in city.tables.enumerated() {
        for row in 0..<table.rowCount where table.repeatOf[row] == ResourceTable.notARepeat {
          let text = cell(city, resource, 0, row)
          guard let number = normal(text), number.quality == .sound else { continue }
          let entity = entities[resource][0][row]
          if pass == 0 {
            holders[number.text, default: []].insert(entity)
            rows[number.text, default: [:]][entity, default: 0] += 1
            if resource == 0 { owners[number.text, default: []].insert(entity) }
          } else if holders[number.text, default: []].count > 1, owners[number.text] != [entity] {
            let counts = rows[number.text] ?? [:]
            let most = counts.filter { $0.key != entity }.values.max() ?? 0
            if owners[number.text]?.count != 1, counts[entity] ?? 0 >= max(3, 2 * most) { continue }
            told.insert("r\(resource) \(row + 2) c0 shared-number [\(text)]")
          }
        }
      }
    }
    return told
  }

  @Test func `agrees on shared numbers with the version that reads text`() {
    var random = SplitMix64(seed: 8)
    for _ in 0..<40 {
      let city = randomCity(&random, rowCount: 30)
      let entities = (0..<3).map { _ in [(0..<30).map { _ in Int(random.next() % 6) }] }
      let told = lines(city.resolvedFindings(entities)).filter { $0.contains("shared-number") }
      #expect(Set(told) == naiveShared(city, entities))
    }
  }

  @Test func `finds the same in the same order on every number of threads`() {
    var random = SplitMix64(seed: 9)
    let city = randomCity(&random, rowCount: 80_000)
    let one = city.rowFindings(threads: 1)
    let two = city.rowFindings(threads: 2)
    #expect(one.findings == two.findings)
    #expect(one.texts.bytes == two.texts.bytes)
    #expect(mergeFindings([one]).findings == one.findings)
    let entities = (0..<3).map { _ in [(0..<80_000).map { _ in Int(random.next() % 50_000) }] }
    let resolved = city.resolvedFindings(entities, threads: 1)
    #expect(resolved.findings == city.resolvedFindings(entities, threads: 2).findings)
    let merged = mergeFindings([resolved, one])
    #expect(merged.findings.count == one.findings.count + resolved.findings.count)
    #expect(
      zip(merged.findings, merged.findings.dropFirst()).allSatisfy { a, b in
        (a.resourceIndex, a.fileIndex, a.rowNumber, a.columnIndex, a.rule)
          <= (b.resourceIndex, b.fileIndex, b.rowNumber, b.columnIndex, b.rule)
      })
  }
}
