import GuiyiIdentifiers
import GuiyiModel
import GuiyiRecords
import GuiyiRelate
import GuiyiTesting
import Testing

@Suite struct CertificateVersionTests {
  private static let asOf = DayNumber(CivilDate(year: 2026, month: 11, day: 1)?.daysSinceEpoch ?? 0)

  private static func identifier(_ serial: String, _ version: String) -> String {
    "1.2.156.3005.2.11100000MB03271699001.99990000MB0000001X.\(serial).\(version).0"
  }

  /// How each certificate stands, and which row takes the place of which.
  private func stand(_ columns: [TestColumn]) -> (states: [String], supersedes: [String]) {
    var tables = TestTables()
    let count = columns.first?.cells.count ?? 0
    // Every row is a certificate of its own.
    tables.add("DZ", columns + [TestColumn("certificate.name", (0..<count).map { "证\($0)" })])
    let city = tables.records()
    let name = DataElement(name: "certificate.name") ?? .certificateNumber
    let (entityOf, golden) = tables.golden(.certificate, name, in: city)
    let found = CertificateVersions(golden: golden, values: tables.values, asOf: Self.asOf)
    let records = city[.certificate]
    var states = [String](repeating: "", count: count)
    for record in 0..<records.count {
      states[Int(records.rows[record])] = found.standings[Int(entityOf[record])].state.name
    }
    return (
      states, found.relations.map { "\(records.rows[Int($0.left)])>\(records.rows[Int($0.right)])" }.sorted()
    )
  }

  @Test func `a newer version takes the place of the one before it`() {
    let (states, supersedes) = stand([
      TestColumn(
        "certificate.identifier",
        [
          Self.identifier("A", "001"), Self.identifier("A", "003"), Self.identifier("A", "002"),
          Self.identifier("B", "001"),
        ])
    ])
    #expect(states == ["superseded", "current", "superseded", "current"])
    #expect(supersedes == ["1>2", "2>0"])
  }

  @Test func `certificates without an identifier follow each other by type, number and day`() {
    let (states, supersedes) = stand([
      TestColumn("certificate.type", ["食品经营许可证", "食品经营许可证", "营业执照", "食品经营许可证"]),
      TestColumn("certificate.number", ["JY1", "JY1", "JY1", "JY2"]),
      TestColumn("certificate.issued-on", ["2020-01-01", "2024-01-01", "2025-01-01", "2020-01-01"]),
    ])
    #expect(states == ["superseded", "current", "current", "current"])
    #expect(supersedes == ["1>0"])
  }

  @Test func `two of one day are a doubt and no chain`() {
    let (states, supersedes) = stand([
      TestColumn("certificate.type", ["许可证", "许可证"]), TestColumn("certificate.number", ["JY1", "JY1"]),
      TestColumn("certificate.issued-on", ["2020-01-01", "2020-01-01"]),
    ])
    #expect(states == ["current", "current"])
    #expect(supersedes.isEmpty)
  }

  @Test(arguments: [
    ("2020-01-01", "2026-10-31", "expired"), ("2020-01-01", "2026-11-01", "current"),
    ("2020-01-01", "9999-12-31", "current"), ("2026-12-01", "", "not-yet-valid"), ("", "", "current"),
  ])
  func `validity is asked on the day of the run`(from: String, until: String, state: String) {
    let (states, _) = stand([
      TestColumn("certificate.number", ["JY1"]), TestColumn("certificate.valid-from", [from]),
      TestColumn("certificate.valid-until", [until]),
    ])
    #expect(states == [state])
  }
}
