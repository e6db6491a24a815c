import GuiyiCatalog
import GuiyiModel
import Testing

@Suite struct CatalogReaderTests {
  @Test func `reads what the contract shows`() throws {
    let read = try workspace(
      settings: """
        city: {code: "410400", name: 平顶山市}
        as-of: 2026-11-01
        regions: {"990402": 示例一区, 990401: 示例二区}
        memory: 1.5 GiB
        link: {person: {link-threshold: 0.9, review-threshold: 0.5}}
        rules: {off: [duplicate-key, masked]}
        """,
      grants: """
        grants:
          - {consumer: 11410400MB0000002X, resource: 410400-GA-0001, elements: [person.ethnicity],
             from: 2022-09-01, until: 2027-08-31}
        """)
    #expect(read.settings.city.code == "410400")
    #expect(read.settings.asOf == 20758)
    #expect(read.settings.regions.map(\.code) == ["990401", "990402"])
    #expect(read.settings.memoryBytes == 1_610_612_736)
    #expect(read.settings.personLink == .init(link: 0.9, review: 0.5))
    #expect(read.settings.organizationLink == .init())
    #expect(read.settings.rulesOff == [.masked, .duplicateKey])
    let resource = try #require(read.catalog.resources.first)
    #expect(read.catalog.department(of: resource).name == "平顶山市公安局")
    #expect(resource.format == DeclaredFormat(encoding: "gb18030", delimiter: 0x7C, headerRowNumber: 3))
    #expect(resource.updateCycle == .daily)
    #expect(resource.published == 19144)
    #expect(resource.share == Share(type: .conditional, condition: "申请", basis: "《…》第一条"))
    #expect(resource.items.map(\.column) == ["公民身份号码", "姓名", "民族", "户籍地址", "监护人", "备注"])
    #expect(resource.items[0].isRequired && resource.items[0].isAuthoritative)
    #expect(resource.items[2].origin == .shared)
    #expect(resource.items[3].collection == .statutory(basis: "《…法》第十二条"))
    #expect(resource.items[4].role == "guardian")
    #expect(resource.items[5].element == nil)
    #expect(resource.items[5].site == Site(file: "catalog/police.yaml", lineNumber: 17))
    #expect(read.catalog.grants.first?.until == 21061)
    #expect(read.catalog.findings.isEmpty)
  }

  @Test(arguments: ["410400", "1e5", "0x1F", "true", "0123", "1_000", "12:30:45", "2026-11-01", "~x"])
  func `keeps a code as it was written`(code: String) throws {
    let text = sampleCatalog.replacing("410400-GA-0001", with: code)
    #expect(try workspace(catalog: text).catalog.resources.map(\.code) == [code])
  }

  @Test func `orders departments and resources by code, whatever the order of files`() throws {
    func file(_ letter: String, _ code: String) -> [UInt8] {
      Array(
        sampleCatalog.replacing("MB0000001X", with: "MB00000\(letter)X")
          .replacing("410400-GA-0001", with: code).utf8)
    }
    let settings = Array("city: {code: \"410400\", name: 平顶山市}".utf8)
    let files = [
      ("catalog/a.yaml", file("09", "z")), ("catalog/b.yaml", file("02", "b")),
      ("catalog/c.yaml", file("05", "a")),
    ]
    let forward = try readWorkspace(settings: settings, catalogs: files.map { ($0.0, $0.1) })
    let backward = try readWorkspace(settings: settings, catalogs: files.reversed().map { ($0.0, $0.1) })
    #expect(forward.catalog.resources.map(\.code) == ["a", "b", "z"])
    #expect(forward.catalog.resources.map(\.departmentIndex) == [1, 0, 2])
    #expect(backward.catalog.resources.map(\.code) == ["a", "b", "z"])
    #expect(forward.catalog.departments.map(\.code) == backward.catalog.departments.map(\.code))
  }

  @Test func `takes a share without a basis for unconditional, and says so`() throws {
    let text = sampleCatalog.replacing(", basis: 《…》第一条", with: "")
    let read = try workspace(catalog: text)
    #expect(read.catalog.resources[0].share.type == .unconditional)
    #expect(read.catalog.findings.map(\.rule) == [.shareWithoutBasis])
    #expect(read.catalog.findings[0].site.lineNumber == 9)
  }

  @Test func `tells every resource that claims to be the one source`() throws {
    let second = """
      \(sampleCatalog)
        - code: 410400-GA-0002
          name: 流动人口
          files: police/b.csv
          items: [{column: 号码, element: person.id-number, authoritative: true}]
      """
    let findings = try workspace(catalog: second).catalog.findings
    #expect(findings.map(\.resource) == ["410400-GA-0001", "410400-GA-0002"])
    #expect(findings.allSatisfy { $0.rule == .severalSources && $0.detail == "person.id-number" })
  }
}

@Suite struct SettingsMistakeTests {
  @Test(arguments: [
    ("{colum: 姓名}", "'colum' is not a key of an item; did you mean 'column'?"),
    ("{column: 姓名, elment: person.name}", "'elment' is not a key of an item; did you mean 'element'?"),
    (
      "{column: 姓名, element: person.nmae}", "'person.nmae' is not a data element; did you mean 'person.name'?"
    ),
    (
      "{column: 姓名, element: id-number}",
      "'id-number' is not a data element; did you mean 'person.id-number'?"
    ),
    ("{column: 性别, element: 性别}", "'性别' is not a data element; did you mean 'person.sex'?"),
    (
      "{column: 姓名, origin: colected}",
      "'colected' is no 'origin' of an item; known are collected, shared, generated; did you mean 'collected'?"
    ),
    ("{column: 姓名, required: maybe}", "'required' of an item must be true or false, not 'maybe'"),
    ("{element: person.name}", "'column' of an item is missing"),
    ("{column: [a, b]}", "'column' of an item must be a text"),
    ("姓名", "an item must be a mapping of keys to values"),
    ("{column: 姓名, collection: {kind: statutory}}", "'basis' of a collection is missing"),
    ("{column: 姓名, ? [a] : b}", "a key must be plain text"),
  ])
  func `names the place, the key and the nearest word`(item: String, expected: String) {
    let told = mistakes(catalog: catalog(items: "      - \(item)"))
    #expect(told.contains("catalog/police.yaml:6: \(expected)"), "\(told)")
  }

  @Test(arguments: [
    ("published: 2022-02-30", "'published' of a resource must be a day such as 2026-11-01, not '2022-02-30'"),
    ("update-cycle: dayly", "'dayly' is no 'update-cycle' of a resource"),
    ("format: {encoding: gb18031}", "'gb18031' is not an encoding"),
    ("format: {delimiter: ab}", "a delimiter is one ASCII character"),
    ("format: {header: -1}", "'header' of a format must be a number"),
    ("share: {type: free}", "'free' is no 'type' of a share"),
    ("share: {type: }", "'type' of a share is missing"), ("items: ", "'items' of a resource is missing"),
    ("share: {basis: 法}", "'type' of a share is missing"),
    ("files: ../secret.csv", "'files' is a path below pools/"),
    ("files: /etc/passwd", "'files' is a path below pools/"),
    ("items: 5", "'items' of a resource must be a list"),
  ])
  func `checks every key of a resource`(line: String, expected: String) {
    let key = line.prefix { $0 != ":" }
    let others = ["code: a", "name: b", "files: c.csv", "items: []"].filter { !$0.hasPrefix("\(key):") }
    let text =
      "department: {code: 11410400MB0000001X, name: 局}\nresources:\n  - {\((others + [line]).joined(separator: ", "))}\n"
    let told = mistakes(catalog: text)
    #expect(told.count == 1 && told[0].hasPrefix("catalog/police.yaml:3: \(expected)"), "\(told)")
  }

  @Test(arguments: [
    (
      "citty: {code: \"410400\", name: 市}",
      "guiyi.yaml:1: 'citty' is not a key of the settings; did you mean 'city'?"
    ),
    ("as_of: 2026-01-01", "guiyi.yaml:1: 'as_of' is not a key of the settings; did you mean 'as-of'?"),
    ("city: {code: 4104, name: 市}", "guiyi.yaml:1: a region code has six digits, not '4104'"),
    ("threads: 0", "guiyi.yaml:1: 'threads' of the settings must be a number from 1 to 1024, not '0'"),
    ("threads: 1.5", "guiyi.yaml:1: 'threads' of the settings must be a whole number"),
    (
      "memory: 3 apples", "guiyi.yaml:1: 'memory' must be a size from 64 MB on, such as 2 GiB, not '3 apples'"
    ),
    ("memory: 1e400", "guiyi.yaml:1: 'memory' must be a size from 64 MB on, such as 2 GiB, not '1e400'"),
    ("rules: {off: [mising]}", "guiyi.yaml:1: 'mising' is not a rule; did you mean 'missing'?"),
    (
      "link: {person: {link-threshold: 0.5, review-threshold: 0.9}}",
      "guiyi.yaml:1: 'review-threshold' must not be above 'link-threshold'"
    ),
    ("", "guiyi.yaml:1: 'city' is missing"), ("city:", "guiyi.yaml:1: 'city' of the settings is missing"),
  ])
  func `checks every key of the settings`(line: String, expected: String) {
    #expect(mistakes(settings: line).contains(expected), "\(mistakes(settings: line))")
  }

  @Test func `tells all mistakes of all files at once, in order`() {
    let told = mistakes(
      settings: "city: {code: \"410400\", name: 市}\nthread: 2\n",
      catalog: sampleCatalog.replacing("update-cycle: daily", with: "update-cycle: often")
        .replacing("{column: 备注}", with: "{column: 姓名}"),
      grants: "grants:\n  - {consumer: 114, resource: 410400-GA-0003, elements: [person.sexx]}\n")
    #expect(
      told == [
        "catalog/police.yaml:7: 'often' is no 'update-cycle' of a resource; known are realtime, daily, weekly, "
          + "monthly, quarterly, yearly, irregular",
        "catalog/police.yaml:17: column '姓名' stands twice in this resource, first at catalog/police.yaml:12",
        "guiyi.yaml:2: 'thread' is not a key of the settings; did you mean 'threads'?",
        "sharing/grants.yaml:2: a department's code is a unified social credit code of 18 digits and capitals, "
          + "not '114'",
        "sharing/grants.yaml:2: '410400-GA-0003' is not a resource of the catalog; did you mean '410400-GA-0001'?",
        "sharing/grants.yaml:2: 'person.sexx' is not a data element; did you mean 'person.sex'?",
      ])
  }

  @Test func `names both places of a department and of a resource that come twice`() {
    let settings = Array("city: {code: \"410400\", name: 市}".utf8)
    do throws(SettingsError) {
      _ = try readWorkspace(
        settings: settings,
        catalogs: [
          ("catalog/b.yaml", Array(sampleCatalog.utf8)), ("catalog/a.yaml", Array(sampleCatalog.utf8)),
        ])
      Issue.record("two departments with one code were taken")
    } catch {
      #expect(
        error.mistakes.map(\.englishDescription) == [
          "catalog/b.yaml:1: department '11410400MB0000001X' is already at catalog/a.yaml:1",
          "catalog/b.yaml:3: resource '410400-GA-0001' is already at catalog/a.yaml:3",
        ])
      #expect(
        error.chineseDescription.hasPrefix("catalog/b.yaml:1：部门“11410400MB0000001X”已出现于 catalog/a.yaml:1"))
    }
  }
}
