import GuiyiColumns
import GuiyiDiscovery
import GuiyiLink
import GuiyiTesting
import Testing

@Suite struct AnchoredColumnsTests {
  private static let headings = [
    "firm", "street", "trade", "Branche", "founded", "Jahr", "note", "Vermerk", "form",
  ]

  /// Firms of two registers: trade and form in other words, years under other headings, notes that have nothing in common.
  private static func registers() -> LinkTable {
    var make = Inventor(seed: 59)
    let (stems, roads) = (make.words(900, 2...3), make.words(200, 2...3))
    let trades = [("timber", "Holz"), ("food", "Lebensmittel"), ("mills", "Mühlen"), ("glass", "Glas")]
    let forms = [("limited", "GmbH"), ("listed", "AG"), ("partners", "OHG")]
    let remarks = make.words(30, 2...3)
    var cells = [[String]](repeating: [], count: headings.count)
    var sources: [UInt16] = []
    for _ in 0..<500 {
      let (firm, street) = (
        "\(make.pick(stems)) \(make.pick(stems))", "\(make.number(1...90)) \(make.pick(roads)) road"
      )
      let (trade, form, year) = (make.pick(trades), make.pick(forms), "\(make.number(1900...2020))")
      for source in 0..<2 where make.chance(0.8) {
        let isFirst = source == 0
        let row = [
          make.perhaps(0.1, firm) { $0.typo($1) }, street, isFirst ? trade.0 : "", isFirst ? "" : trade.1,
          isFirst ? year : "", isFirst ? "" : year, isFirst ? make.pick(remarks) : "",
          isFirst ? "" : make.pick(remarks), isFirst ? form.0 : form.1,
        ]
        for (column, cell) in row.enumerated() { cells[column].append(cell) }
        sources.append(UInt16(source))
      }
    }
    return LinkTable(fields: makeTable(zip(headings, cells).map { ($0, $1) }).fields, sources: sources)
  }

  @Test func `what goes together on records that are surely one is one column, in whatever words`() {
    let table = Self.registers()
    let holders: [[UInt16]] = [[0, 1], [0, 1], [0], [1], [0], [1], [0], [1], [0, 1]]
    let found = anchoredColumns(table, holders: holders, workers: Workers(threadCount: 2))
    #expect(
      found.map { [$0.first, $0.second] }.sorted { $0[0] < $1[0] } == [[2, 3], [4, 5], [8, 8]])
    let trade = found.first { $0.first == 2 }
    let wood = table.fields[3].dictionary.find(Array("Holz".utf8).span) ?? 0
    #expect(trade.map { table.fields[2].dictionary.string($0.words[Int(wood)]) } == "timber")
  }

  @Test func `nothing is told where no two records are surely one`() {
    let table = Self.registers()
    let apart = LinkTable(
      fields: Array(table.fields[2...]), sources: table.sources)
    let holders: [[UInt16]] = [[0], [1], [0], [1], [0], [1], [0, 1]]
    #expect(anchoredColumns(apart, holders: holders, workers: Workers(threadCount: 1)).isEmpty)
  }
}
