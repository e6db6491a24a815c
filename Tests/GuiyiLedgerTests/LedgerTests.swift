import GuiyiColumns
import GuiyiIdentifiers
import GuiyiLedger
import GuiyiModel
import GuiyiSharing
import Testing

/// The lives of findings over deliveries of one small resource.
@Suite struct LedgerTests {
  @Test func `a finding is new, comes again, and is repaired when its row is`() throws {
    var city = SmallLedger()
    city.deliver(day: 20_500, [("1", "张三", "BAD")], wrong: ["BAD"])
    #expect(city.lives.map(\.isOpen) == [true])
    #expect(city.count(.error).new == 1)
    let id = try #require(city.lives.first?.id)
    city.deliver(day: 20_530, [("1", "张三", "BAD")], wrong: ["BAD"])
    #expect(city.lives.map(\.id) == [id])
    #expect(city.lives[0].seenCount == 2)
    #expect(city.count(.error).new == 0)
    #expect(city.count(.error).open == 1)
    city.deliver(day: 20_560, [("1", "张三", "GOOD")], wrong: [])
    #expect(city.lives[0].end == .repaired)
    #expect(city.count(.error).repaired == 1)
    #expect(city.count(.error).open == 0)
  }

  @Test func `a finding that comes back keeps its number and is new work`() {
    var city = SmallLedger()
    city.deliver(day: 20_500, [("1", "张三", "BAD")], wrong: ["BAD"])
    let id = city.lives[0].id
    city.deliver(day: 20_530, [("1", "张三", "GOOD")], wrong: [])
    city.deliver(day: 20_560, [("1", "张三", "BAD")], wrong: ["BAD"])
    #expect(city.lives.map(\.id) == [id])
    #expect(city.lives[0].openedRun == 3 && city.lives[0].firstRun == 1)
    #expect(city.count(.error).new == 1)
  }

  @Test func `a row that is gone is no repair`() {
    var city = SmallLedger()
    city.deliver(day: 20_500, [("1", "张三", "BAD"), ("2", "李四", "x")], wrong: ["BAD"])
    city.deliver(day: 20_530, [("2", "李四", "x")], wrong: [])
    #expect(city.lives[0].end == .removed)
    #expect(city.count(.error).repaired == 0)
  }

  @Test func `what vanishes while the row stands as it was is nobody's repair`() {
    var city = SmallLedger()
    city.deliver(day: 20_500, [("1", "张三", "BAD")], wrong: ["BAD"])
    city.deliver(day: 20_530, [("1", "张三", "BAD")], wrong: [])
    #expect(city.lives[0].end == .lapsed)
    #expect(city.count(.error).lapsed == 1)
  }

  @Test func `nothing delivered is nothing repaired`() {
    var city = SmallLedger()
    city.deliver(day: 20_500, [("1", "张三", "BAD")], wrong: ["BAD"])
    city.deliver(day: 20_530, [], wrong: [])
    #expect(city.lives[0].isOpen)
    #expect(city.count(.error).open == 1)
  }

  @Test func `a row keeps its findings when its number is put right`() {
    // Without a key of its own the row is known by its number, and where that changes by its names.
    var city = SmallLedger(hasRowKey: false)
    city.deliver(day: 20_500, [("990402199001011230", "张三", "BAD")], wrong: ["BAD", "990402199001011230"])
    let ids = Set(city.lives.map(\.id))
    city.deliver(day: 20_530, [("990402199001011231", "张三", "BAD")], wrong: ["BAD"])
    #expect(Set(city.lives.map(\.id)) == ids)
    #expect(city.lives.filter(\.isOpen).map(\.seenCount) == [2])
    #expect(city.lives.filter { $0.end == .repaired }.count == 1)
  }

  @Test func `equal findings are told apart and counted, whatever their order`() {
    var city = SmallLedger()
    let rows = [("1", "张三", "BAD"), ("1", "张三", "BAD"), ("1", "张三", "BAD")]
    city.deliver(day: 20_500, rows, wrong: ["BAD"])
    #expect(Set(city.lives.map(\.id)).count == 3)
    city.deliver(day: 20_530, Array(rows.dropFirst()), wrong: ["BAD"])
    #expect(city.lives.count == 3)
    #expect(city.count(.error).open == 2)
  }

  @Test func `a deadline counts working days and stops for whoever cannot repair`() throws {
    var city = SmallLedger()
    // 2026-11-20, a Friday: ten working days end on 2026-12-04.
    let day: DayNumber = 20_777
    city.deliver(day: day, [("1", "张三", "BAD"), ("2", "李四", "BAD")], wrong: ["BAD"])
    #expect(city.lives.map(\.dueDay) == [20_791, 20_791])
    city.deliver(day: 20_791, [("1", "张三", "BAD"), ("2", "李四", "BAD")], wrong: ["BAD"])
    #expect(city.count(.error).overdue == 0)
    city.answers = [ReceivedAnswer(id: city.lives[0].id, answer: .province, day: 20_785, runNumber: 2)]
    city.deliver(day: 20_792, [("1", "张三", "BAD"), ("2", "李四", "BAD")], wrong: ["BAD"])
    #expect(city.count(.error).overdue == 1)
    #expect(city.lives[0].answer == .province)
    city.answers.append(ReceivedAnswer(id: city.lives[1].id, answer: .isTrue, day: 20_792, runNumber: 3))
    city.deliver(day: 20_793, [("1", "张三", "BAD"), ("2", "李四", "BAD")], wrong: ["BAD"])
    #expect(city.count(.error).overdue == 1)
  }

  /// Five and ten working days from a day, by the State Council's notices: over the autumn holidays of 2025 and its
  /// made-up Saturday, spring festivals, May days, and into December.
  @Test(arguments: [
    ("2025-09-26", "2025-10-10", "2025-10-16"), ("2026-02-13", "2026-02-27", "2026-03-05"),
    ("2026-04-30", "2026-05-11", "2026-05-18"), ("2025-01-24", "2025-02-07", "2025-02-13"),
    ("2026-11-20", "2026-11-27", "2026-12-04"),
  ])
  func `what is found, and what is asked, is due on the day of the calendar`(
    found: String, answer: String, repair: String
  ) {
    var city = SmallLedger()
    city.deliver(day: civil(found), [("1", "张三", "BAD")], wrong: ["BAD"])
    #expect(city.lives[0].dueDay == civil(repair) && !city.lives[0].isProvisional)
    #expect(!city.lives[0].isOverdue(on: civil(repair)) && city.lives[0].isOverdue(on: civil(repair) + 1))
    _ = city.ledger.ask(
      ["R\tx\tdeclared\tperson.phone"], on: civil(found), runNumber: 1, calendar: .builtIn, periods: .builtIn)
    #expect(city.ledger.notices[0].dueDay == civil(answer))
  }

  @Test func `a deadline into a year without a calendar is provisional, and settled once there is one`() {
    var city = SmallLedger()
    city.deliver(day: civil("2026-12-24"), [("1", "张三", "BAD")], wrong: ["BAD"])
    #expect(city.lives[0].isProvisional)
    let notice = WorkingCalendar(
      toggled: [civil("2027-01-01")], certainThrough: civil("2027-12-28"))
    city.calendar = notice
    city.deliver(day: civil("2026-12-30"), [("1", "张三", "BAD")], wrong: ["BAD"])
    #expect(!city.lives[0].isProvisional && city.lives[0].dueDay == civil("2027-01-08"))
  }

  @Test func `the same answer once more keeps its first day`() {
    var city = SmallLedger()
    city.deliver(day: 20_500, [("1", "张三", "BAD")], wrong: ["BAD"])
    let id = city.lives[0].id
    for day in [DayNumber(20_510), 20_520] {
      city.answers.append(ReceivedAnswer(id: id, answer: .isTrue, day: day, runNumber: 1))
      city.deliver(day: day + 1, [("1", "张三", "BAD")], wrong: ["BAD"])
      #expect(city.lives[0].answer == .isTrue && city.lives[0].answerDay == 20_510)
    }
    // Another one is news, and so is the first one after it.
    city.answers.append(ReceivedAnswer(id: id, answer: .notTrue, day: 20_530, runNumber: 1))
    city.answers.append(ReceivedAnswer(id: id, answer: .isTrue, day: 20_540, runNumber: 1))
    for day in [DayNumber(20_541), 20_542] {
      city.deliver(day: day, [("1", "张三", "BAD")], wrong: ["BAD"])
      #expect(city.lives[0].answer == .isTrue && city.lives[0].answerDay == 20_540)
    }
  }

  @Test func `an answered question that ended and came back is asked again`() {
    var ledger = Ledger()
    func step(_ run: Int, _ keys: [String], undelivered: Set<String> = []) -> Set<String> {
      ledger.counts.append(LifeCount(runNumber: run, day: 20_500, department: "D", kind: .error))
      return ledger.ask(
        keys, undelivered: undelivered, on: 20_500 + DayNumber(run) * 30, runNumber: run, calendar: .builtIn,
        periods: .builtIn)
    }
    #expect(step(1, ["R\tx\thidden\tperson.phone"]).count == 1)
    let answer = ReceivedNoticeAnswer(
      id: ledger.notices[0].id, answer: .stopped, day: 20_540, reason: "", runNumber: 1)
    ledger.take([answer])
    #expect(step(2, ["R\tx\thidden\tperson.phone"]).isEmpty)
    // Nothing delivered is nothing ended.
    #expect(step(3, [], undelivered: ["R"]).isEmpty)
    #expect(step(4, ["R\tx\thidden\tperson.phone"]).isEmpty)
    #expect(step(5, []).isEmpty)
    ledger.take([answer])
    #expect(step(6, ["R\tx\thidden\tperson.phone"]).count == 1)
    // The old answer was about what had been, however often it is read.
    ledger.take([answer])
    #expect(ledger.notices.count == 1 && ledger.notices[0].askedRun == 6 && ledger.notices[0].answer == nil)
  }

  @Test func `twelve months of changes lose and double nothing`() {
    var city = SmallLedger()
    var random = Random(state: 7)
    var wrongOf = [String: String]()
    var expectedOpen: Set<String> = []
    for month in 0..<12 {
      for key in 0..<60 where random.next(4) == 0 {
        wrongOf["\(key)"] = random.next(2) == 0 ? "BAD\(random.next(3))" : "ok"
      }
      let rows = (0..<60).filter { _ in random.next(20) > 0 }.map {
        ("\($0)", "人\($0)", wrongOf["\($0)"] ?? "ok")
      }
      let wrong = ["BAD0", "BAD1", "BAD2"]
      let former = Set(city.lives.filter(\.isOpen).map(\.id))
      city.deliver(day: 20_500 + DayNumber(month) * 30, rows, wrong: wrong)
      expectedOpen = Set(rows.filter { wrong.contains($0.2) }.map { "\($0.0)\t\($0.2)" })
      let open = city.lives.filter(\.isOpen)
      #expect(open.count == expectedOpen.count)
      #expect(Set(city.lives.map(\.id)).count == city.lives.count)
      let count = city.count(.error)
      #expect(former.count + count.new - count.repaired - count.removed - count.lapsed == count.open)
      // One finding in one place: a life for each row and value that was ever wrong, and no more.
      #expect(open.allSatisfy { Int($0.lastRun) == month + 1 })
    }
    #expect(city.lives.count > expectedOpen.count)
  }
}

private func civil(_ text: String) -> DayNumber {
  CivilDate(ascii: Array(text.utf8).span).map { DayNumber($0.daysSinceEpoch) } ?? 0
}

private struct Random {
  var state: UInt64
  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}

/// One resource of three columns whose wrong cells are given by value.
private struct SmallLedger {
  let resource: Resource
  var ledger = Ledger()
  var answers: [ReceivedAnswer] = []
  var calendar = WorkingCalendar.builtIn
  private var run = 0

  init(hasRowKey: Bool = true) {
    func item(_ column: String, _ element: String) -> Item {
      Item(
        column: column, element: DataElement(name: element), role: "", isRequired: true,
        isAuthoritative: false,
        origin: .collected, collection: nil, site: Site(file: "", lineNumber: 1))
    }
    resource = Resource(
      index: 0, code: "R", name: "资源", departmentIndex: 0, files: "*", format: DeclaredFormat(),
      updateCycle: nil, published: nil, share: Share(type: .unconditional, condition: nil, basis: nil),
      items: [
        item("键", hasRowKey ? "row.key" : "person.id-number"), item("姓名", "person.name"),
        item("性别", "person.sex"),
      ], site: Site(file: "", lineNumber: 1))
  }

  var lives: [FindingLife] {
    ledger.lives.sorted { ($0.firstRun, $0.rowNumber, $0.id) < ($1.firstRun, $1.rowNumber, $1.id) }
  }

  func count(_ kind: FindingKind) -> LifeCount {
    ledger.counts.last { $0.kind == kind } ?? LifeCount(runNumber: 0, day: 0, department: "", kind: kind)
  }

  mutating func deliver(day: DayNumber, _ rows: [(String, String, String)], wrong: [String]) {
    run += 1
    var table = ResourceTable(
      resourceIndex: 0, files: ["a.csv"],
      columns: resource.items.indices.map {
        ResourceColumn(heading: resource.items[$0].column, itemIndex: $0)
      })
    var findings = FindingList()
    for (index, row) in rows.enumerated() {
      let cells = [row.0, row.1, row.2]
      for (column, cell) in cells.enumerated() {
        let id = table.columns[column].dictionary.intern(cell)
        table.columns[column].ids.append(id)
      }
      table.fileOfRow.append(0)
      table.rowNumbers.append(UInt32(index + 2))
      table.contentHashes.append(StableHash.hash(Array(cells.joined(separator: "\t").utf8).span))
      table.repeatOf.append(ResourceTable.notARepeat)
      for (column, cell) in cells.enumerated() where wrong.contains(cell) {
        findings.findings.append(
          Finding(
            rule: .checkDigit, resourceIndex: 0, fileIndex: 0, columnIndex: Int16(column),
            rowNumber: UInt32(index + 2), value: findings.texts.intern(cell), detail: 0))
      }
    }
    let catalog = Catalog(
      departments: [Department(index: 0, code: "D", name: "部门")], resources: [resource], grants: [],
      findings: [])
    ledger = ledger.advanced(
      by: LedgerInput(
        catalog: catalog, tables: [table], findings: findings, asOf: day, runNumber: run, calendar: calendar,
        answers: answers),
      workers: Workers(threadCount: 2))
  }
}
