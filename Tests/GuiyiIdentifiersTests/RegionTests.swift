import GuiyiIdentifiers
import Testing

@Suite struct RegionTests {
  @Test func `agrees with the history of codes`() throws {
    var different: Set<String> = []
    let rows = try fixture("region_history.csv")
    var lastYears: [Int: Int] = [:]
    for row in rows {
      let code = try #require(Int(row[0]))
      lastYears[code] = max(lastYears[code] ?? 0, row[3].isEmpty ? 9999 : Int(row[3]) ?? 0)
    }
    var names = 0
    for row in rows {
      let code = try #require(Int(row[0]))
      let last = row[3].isEmpty ? 9999 : Int(row[3]) ?? 0
      switch RegionTable.builtin.standing(of: code) {
      case .current: if lastYears[code] != 9999 { different.insert(row[0]) }
      case .retired(let year):
        // The history ends with the yearly tables in 2020; the change took effect in the year after.
        if year != lastYears[code] && !(lastYears[code] == 2020 && year == 2021) { different.insert(row[0]) }
      case .unlisted, .unknown: different.insert(row[0])
      }
      if RegionTable.builtin.name(of: code, year: last) == row[1] { names += 1 }
    }
    // Summary codes that the yearly tables end in another year, and three codes that no yearly table ever had.
    #expect(
      different.sorted() == [
        "232703", "321020", "410312", "410313", "420619", "441282", "511201", "622327",
      ])
    #expect(rows.count == 352 && names == 346)
  }

  @Test(arguments: [
    (410_411, 1993, "郊区"), (410_411, 1994, "湛河区"), (410_411, 9999, "湛河区"), (410_404, 1985, "石龙区"),
    (410_426, 1999, "襄城县"), (410_500, 1980, "鹤壁市"), (410_500, 2000, "安阳市"), (419_001, 1990, "义马市"),
    (419_001, 2020, "济源市"),
  ])
  func `names the place a code meant in a year`(code: Int, year: Int, name: String) {
    #expect(RegionTable.builtin.name(of: code, year: year) == name)
  }

  @Test func `tells the levels of a code`() {
    #expect(RegionTable.builtin.path(of: 410_404) == ["河南省", "平顶山市", "石龙区"])
    #expect(RegionTable.builtin.path(of: 410_000) == ["河南省"])
    #expect(RegionTable.builtin.path(of: 410_471) == ["河南省", "平顶山市"])
    #expect(RegionTable.builtin.path(of: -1).isEmpty && RegionTable.builtin.path(of: .max).isEmpty)
    #expect(
      RegionTable.builtin.standing(of: .min) == .unknown && RegionTable.builtin.standing(of: 0) == .unknown)
    #expect(RegionTable.builtin.standing(of: 410_426) == .retired(lastYear: 1996))
    #expect(RegionTable.builtin.standing(of: 410_499) == .unlisted)
  }

  @Test func `takes codes that a workspace declares`() throws {
    let regions = RegionTable(extras: [(990_402, "示例一区"), (-1, "无"), (1_000_000, "无")])
    #expect(regions.name(of: 990_402) == "示例一区")
    let birth = CivilDate(year: 1985, month: 1, day: 2)!
    let number = try #require(makeIdentityNumber(region: 990_402, birth: birth, sequence: 38))
    let found = identity(number.description, regions: regions)
    #expect(found.value?.kind == .citizen && found.value?.regionCode == 990_402 && found.reasons.isEmpty)
    #expect(identity(number.description).reasons == .regionUnknown)
    // A foreigner's number stays one beside declared regions, unless they take its very prefix.
    #expect(identity("911124198108030024", regions: regions).value?.kind == .foreigner)
    let taken = RegionTable(extras: [(911_124, "示例")])
    #expect(identity("911124198108030024", regions: taken).value?.kind == .citizen)
  }

  @Test func `never asks that a code be older than its holder`() {
    // 石龙区 exists since 1997, 宝丰县 since 1983.
    #expect(identity("41040419850101038X").isValid && identity("41042119500101001X").isValid)
    #expect(identity("410426199901010031").value != nil)
  }
}
