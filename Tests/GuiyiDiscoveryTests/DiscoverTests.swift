import GuiyiColumns
import GuiyiDiscovery
import GuiyiIdentifiers
import GuiyiLink
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
