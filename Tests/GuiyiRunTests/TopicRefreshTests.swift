import Foundation
import GuiyiColumns
import GuiyiRun
import GuiyiStore
import GuiyiTesting
import GuiyiTopic
import Testing

/// A topic of the run before, refreshed, is the topic made whole: row for row, whatever changed.
@Suite struct TopicRefreshTests {
  /// Topics that read each part of the base databases, in every way that a file may.
  private static let own = """
    -- topic: everything
    -- title: 全部
    -- purpose: 试
    -- basis: 试
    -- uses: person, organization

    -- table: values_of | 逐行
    -- by: person
    SELECT r.entity_no, f.resource, f.file, r.row, r.role, r.day, s.phone, s.residence_address
    FROM person.record r JOIN person.source_file f USING (file_no)
      JOIN person.source_record s ON s.entity_no = r.entity_no AND s.record_no = r.record_no;

    -- table: employer | 单位
    -- by: person
    SELECT p.entity_no, o.entity_id AS body, o.name, o.address, p.phone FROM person.entity p
      JOIN person.relation x USING (entity_no) JOIN organization.entity o ON o.entity_no = x.other_no
    WHERE x.other_subject = 'organization';

    -- table: staff | 员工
    -- by: organization body
    SELECT o.entity_id AS body, o.name, count(*) AS n, max(p.name) AS last
    FROM organization.entity o JOIN temp.relation_to_organization x ON x.other_no = o.entity_no
      JOIN person.entity p ON p.entity_no = x.entity_no GROUP BY o.entity_no;

    -- table: housed | 有户
    -- by: person
    SELECT p.entity_no, p.name FROM person.entity p JOIN person.household USING (entity_no);

    -- table: phones | 电话
    -- by: phone in phone
    SELECT phone, count(*) AS holders, min(id) AS first FROM (SELECT phone, entity_id AS id FROM person.entity
      UNION ALL SELECT phone, entity_id FROM organization.entity) WHERE phone IS NOT NULL GROUP BY phone;

    -- finding: shared-phone | 共用电话
    SELECT first AS entity_id, phone || holders AS evidence FROM phones WHERE holders > 1 ORDER BY holders DESC, phone;

    -- table: homes | 户
    SELECT household_no, count(*) AS members FROM person.household GROUP BY household_no ORDER BY members DESC, 1;

    -- finding: same-name | 同名
    SELECT min(entity_id) AS entity_id, name AS evidence FROM person.entity
    WHERE name IS NOT NULL GROUP BY name HAVING count(*) > 1 ORDER BY count(*) DESC, name;

    -- finding: no-phone | 无电话
    -- by: person
    SELECT entity_id, name AS evidence FROM person.entity WHERE phone IS NULL;
    """

  /// Every row of every table, with its number where it has one.
  private func rows(_ path: String) throws -> [String] {
    let reader = try DatabaseReader(path: path)
    var tables: [(name: String, hasNumbers: Bool)] = []
    try reader.forEach("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name") { row in
      tables.append((row.text(0) ?? "", row.text(1)?.contains("WITHOUT ROWID") == false))
    }
    var lines: [String] = []
    for table in tables {
      try reader.forEach(
        "SELECT \(table.hasNumbers ? "rowid, " : "")* FROM \"\(table.name)\"\(table.hasNumbers ? " ORDER BY rowid" : "")"
      ) { row in
        lines.append(table.name + " " + (0..<row.count).map { row.text($0) ?? "-" }.joined(separator: "|"))
      }
    }
    // How it was made is what differs.
    return lines.filter { !$0.hasPrefix("topic made") }
  }

  /// The tables that a finished topic says were made in part.
  private func madeInPart(_ path: String) throws -> Set<String> {
    let names = try DatabaseReader(path: path).text("SELECT value FROM topic WHERE key = 'made-in-part'")
    return Set((names ?? "").split(separator: ",").map { String($0) })
  }

  private func expectWhole(_ workspace: String, _ round: Int, own: Bool = true) throws -> Int {
    let current = workspace + "/state/current"
    let folder = ScratchFolder("whole")
    var count = 0
    let mine = own ? [try TopicDeclaration(text: Self.own, file: "topics/own.sql")] : []
    for topic in try TopicDeclaration.builtIn() + mine {
      let path = folder.path + "/\(topic.name).sqlite"
      try TopicWriter.write(
        topic, baseFolder: current + "/base", asOf: try asOf(current), path: path)
      let whole = try rows(path)
      let refreshed = try rows(current + "/topic/\(topic.name).sqlite")
      #expect(whole == refreshed, "\(topic.name), round \(round)")
      count += whole.count
    }
    return count
  }

  private func asOf(_ folder: String) throws -> String {
    try DatabaseReader(path: folder + "/topic/addresses.sqlite").text("SELECT as_of FROM run") ?? ""
  }

  @Test(arguments: 0..<3) func `refreshed is whole, after any change`(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(40 + seed))
    var city = SmallCity()
    city.personCount = 40
    let folder = ScratchFolder("refresh")
    try city.write(to: folder)
    try folder.write("topics/own.sql", Self.own)
    _ = try run(folder.path)
    var pools = city.pools.map { (name: $0.name, rows: $0.rows) }
    var rowCounts: Set<Int> = []
    var inPart: [String: Set<String>] = [:]
    for round in 0..<12 {
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let pool = Int.random(in: 0..<pools.count, using: &random)
        guard pools[pool].rows.count > 3 else { continue }
        let row = Int.random(in: 1..<pools[pool].rows.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: pools[pool].rows.remove(at: row)
        case 1: pools[pool].rows.swapAt(row, Int.random(in: 1..<pools[pool].rows.count, using: &random))
        default:
          // A cell of another row: another address, telephone, employer, number, day.
          let column = Int.random(in: 0..<pools[pool].rows[row].count, using: &random)
          let other = Int.random(in: 1..<pools[pool].rows.count, using: &random)
          guard pools[pool].rows[other].indices.contains(column) else { continue }
          pools[pool].rows[row][column] = pools[pool].rows[other][column]
        }
      }
      for pool in pools {
        let text =
          pool.name.hasSuffix(".tsv")
          ? pool.rows.map { $0.joined(separator: "\t") + "\n" }.joined() : csv(pool.rows)
        try folder.write("pools/" + pool.name, text)
      }
      if round == 5 {
        let settings = try folder.read("guiyi.yaml")
        try folder.write("guiyi.yaml", settings.replacing("as-of: 2026-11-01", with: "as-of: 2027-02-01"))
      }
      let summary = try run(folder.path)
      #expect(summary.topicRefreshFailures == [], "round \(round)")
      for topic in ["everything", "addresses", "old-and-young", "social-assistance", "enterprise-profile"] {
        let made = try madeInPart(folder.path + "/state/current/topic/\(topic).sqlite")
        inPart[topic, default: []].formUnion(made)
      }
      rowCounts.insert(try expectWhole(folder.path, round))
    }
    #expect(rowCounts.count > 1, "the rounds change something")
    #expect(inPart["everything"] == ["values_of", "employer", "staff", "housed", "phones", "no-phone"])
    #expect(inPart["addresses"] == ["address"])
    #expect(inPart["old-and-young"]?.contains("member") == true)
    #expect(inPart["social-assistance"]?.contains("payment") == true)
    #expect(inPart["enterprise-profile"]?.contains("profile") == true)
  }

  @Test func `a refresh that fails is told, kept with the topic, and made whole`() throws {
    let folder = ScratchFolder("refresh")
    try SmallCity().write(to: folder)
    let first = try run(folder.path)
    #expect(first.refreshedTopicCount == 0)
    #expect(first.topicRefreshFailures == [])
    let day = "as-of: 2026-11-01"
    let settings = try folder.read("guiyi.yaml")
    try folder.write("guiyi.yaml", settings.replacing(day, with: "as-of: 2026-11-02"))
    #expect(try run(folder.path).refreshedTopicCount == 4)
    // The former topic lost a table that it says it has.
    let former = folder.path + "/state/current/topic/old-and-young.sqlite"
    let damaged = try DatabaseBuilder(path: former + ".new", copying: former)
    try damaged.execute("DROP TABLE member;")
    try damaged.finish()
    try FileManager.default.removeItem(atPath: former)
    try FileManager.default.moveItem(atPath: former + ".new", toPath: former)
    try folder.write("guiyi.yaml", settings.replacing(day, with: "as-of: 2026-11-03"))
    let summary = try run(folder.path)
    #expect(summary.topicRefreshFailures.count == 1)
    #expect(summary.topicRefreshFailures.first?.hasPrefix("old-and-young: ") == true)
    #expect(summary.refreshedTopicCount == 3)
    #expect(summary.topicMistakes == [])
    let topic = try DatabaseReader(path: folder.path + "/state/current/topic/old-and-young.sqlite")
    #expect(try topic.text("SELECT value FROM topic WHERE key = 'made'") == "whole")
    let reason = try topic.text("SELECT value FROM topic WHERE key = 'made-after-failure'")
    #expect(reason?.contains("member") == true)
    _ = try expectWhole(folder.path, 0, own: false)
  }
}
