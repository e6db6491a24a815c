import Foundation
import GuiyiCity
import Testing

/// A folder for one test with the files of an export and of a truth.
struct ScoreFixture {
  let root: URL
  var exports: String { root.appending(path: "exports").path }
  var truth: String { root.appending(path: "truth").path }

  init(_ files: [String: String]) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "guiyi-score-\(UUID().uuidString)")
    var all = [
      "exports/links.csv": "subject,resource,file,row,role,entity_id\n",
      "exports/entities-person.csv": "entity_id,id-number,name,sex,birth-date\n",
      "exports/entities-organization.csv": "entity_id,uscc,name\n",
      "exports/findings.csv": "resource,file,row,column,role,code,dimension,severity,value,message\n",
      "exports/violations.csv": "resource,department,element,column,kind,level,entities,equal,status\n",
      "truth/links.csv": "subject,resource,file,row,role,truth_id,own_number\n",
      "truth/defects.csv": "resource,file,row,column,role,kind,value,class\n",
      "truth/values.csv": "subject,truth_id,element,value\n",
      "truth/violations.csv": "resource,column,kind,element,planted,why\n",
      "truth/clean.csv": "resource,file,cells\nR,a.csv,4000\n",
    ]
    for (path, rows) in files { all[path, default: ""] += rows }
    for (path, text) in all {
      let url = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  func scored() throws -> Score {
    defer { try? FileManager.default.removeItem(at: root) }
    return try score(exports: exports, truth: truth)
  }
}

@Suite struct LinkScoreTests {
  // Truth A = {2, 3, 4}, B = {5, 6}; the run says {2, 3}, {4, 5} and forgets 6.
  static let truth = """
    person,R,a.csv,2,,A,0
    person,R,a.csv,3,,A,0
    person,R,a.csv,4,,A,1
    person,R,a.csv,5,,B,1
    person,R,a.csv,6,,B,1

    """
  static let links = """
    person,R,a.csv,2,,e1
    person,R,a.csv,3,,e1
    person,R,a.csv,4,,e2
    person,R,a.csv,5,,e2
    person,R,a.csv,9,,e2

    """

  private func person(_ files: [String: String]) throws -> LinkScore {
    try #require(try ScoreFixture(files).scored().links.first { $0.subject == "person" }).score
  }

  @Test func `counts pairs as by hand`() throws {
    let score = try person(["truth/links.csv": Self.truth, "exports/links.csv": Self.links])
    #expect(score.truePairs == 4)
    #expect(score.predictedPairs == 2)
    #expect(score.commonPairs == 1)
    #expect(score.precision == 0.5)
    #expect(score.recall == 0.25)
    #expect(abs(score.f1 - 1.0 / 3) < 1e-12)
  }

  @Test func `averages over records as by hand`() throws {
    let score = try person(["truth/links.csv": Self.truth, "exports/links.csv": Self.links])
    // Precision 1, 1, 1/2, 1/2, 1; recall 2/3, 2/3, 1/3, 1/2, 1/2.
    #expect(abs(score.bCubedPrecision - 4.0 / 5) < 1e-12)
    #expect(abs(score.bCubedRecall - (8.0 / 3) / 5) < 1e-12)
  }

  @Test func `takes a forgotten record for an entity of its own and leaves strangers out`() throws {
    let score = try person(["truth/links.csv": Self.truth, "exports/links.csv": Self.links])
    #expect(score.missingRecords == 1)
    #expect(score.extraRecords == 1)
    #expect(score.recordCount == 5)
  }

  @Test func `sees a link across two valid numbers`() throws {
    let score = try person(["truth/links.csv": Self.truth, "exports/links.csv": Self.links])
    #expect(score.vetoedLinks == 1)
  }

  @Test func `tells roles of one row apart`() throws {
    let score = try person([
      "truth/links.csv": "person,R,a.csv,2,husband,A,1\nperson,R,a.csv,2,wife,B,1\n",
      "exports/links.csv": "person,R,a.csv,2,husband,e1\nperson,R,a.csv,2,wife,e2\n",
    ])
    #expect(score.vetoedLinks == 0)
    #expect(score.predictedPairs == 0)
    #expect(score.precision == 1 && score.recall == 1)
  }

  @Test func `agrees with counting every pair`() throws {
    var truths: [Int] = []
    var entities: [Int] = []
    var state: UInt64 = 11
    for _ in 0..<120 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      truths.append(Int(state >> 60))
      entities.append(Int(state >> 40) & 15)
    }
    let truthText = truths.enumerated().map { "person,R,a.csv,\($0.offset + 2),,T\($0.element),0\n" }.joined()
    let linkText = entities.enumerated().map { "person,R,a.csv,\($0.offset + 2),,E\($0.element)\n" }.joined()
    var (common, predicted, real) = (0, 0, 0)
    for a in 0..<120 {
      for b in 0..<a {
        if truths[a] == truths[b] { real += 1 }
        if entities[a] == entities[b] { predicted += 1 }
        if truths[a] == truths[b] && entities[a] == entities[b] { common += 1 }
      }
    }
    let score = try person(["truth/links.csv": truthText, "exports/links.csv": linkText])
    #expect(score.commonPairs == common)
    #expect(score.predictedPairs == predicted)
    #expect(score.truePairs == real)
  }
}

@Suite struct DefectScoreTests {
  private func defects(_ planted: String, _ findings: String) throws -> DefectScore {
    try ScoreFixture(["truth/defects.csv": planted, "exports/findings.csv": findings]).scored().defects
  }

  @Test func `finds a defect on its own cell only`() throws {
    let score = try defects(
      "R,a.csv,2,号码,,check-digit,1,error\nR,a.csv,3,号码,,check-digit,2,error\n",
      "R,a.csv,2,号码,,check-digit,accuracy,serious,1,\nR,a.csv,3,姓名,,missing,completeness,normal,,\n")
    let kind = try #require(score.kinds.first)
    #expect((kind.kind, kind.planted, kind.found) == ("check-digit", 2, 1))
  }

  @Test func `does not take a hint for a report`() throws {
    let score = try defects("R,a.csv,2,号码,,length,1,error\n", "R,a.csv,2,号码,,length,accuracy,hint,1,\n")
    #expect(score.kinds.first?.found == 0)
  }

  @Test func `lets a conflict stand on any cell of the record`() throws {
    let score = try defects(
      "R,a.csv,2,出生日期,wife,birth-mismatch,x,error\n",
      "R,a.csv,2,女方证件号码,wife,birth-mismatch,consistency,serious,y,\n")
    #expect(score.kinds.first?.found == 1)
    #expect(score.falseFindings == 0)
  }

  @Test func `counts serious findings on clean cells and variants alike`() throws {
    let score = try defects(
      "R,a.csv,2,号码,,lowercase-x,1x,variant\nR,a.csv,3,日期,,sentinel-date,9999,noted\n",
      """
      R,a.csv,2,号码,,check-digit,accuracy,serious,1x,
      R,a.csv,3,日期,,date-sentinel,accuracy,serious,9999,
      R,a.csv,4,号码,,missing,completeness,blocking,,
      R,a.csv,5,号码,,format,normativity,normal,,

      """)
    #expect(score.falseFindings == 2)
    #expect(score.falsePer2000 == 1)
    #expect(score.kinds.isEmpty)
  }

  @Test func `lets a contested number be told at its owner's row`() throws {
    let score = try defects(
      "R,a.csv,2,号码,,wrong-person-id,990401199001010015,error\n",
      "R,b.csv,7,号码,,shared-number,accuracy,serious,990401199001010015,\n")
    #expect(score.falseFindings == 0)
    #expect(score.kinds.first?.found == 0)
  }
}

@Suite struct GoldenAndViolationScoreTests {
  @Test func `asks the entity that holds most of a person's records`() throws {
    let score = try ScoreFixture([
      "truth/links.csv": LinkScoreTests.truth, "exports/links.csv": LinkScoreTests.links,
      "truth/values.csv":
        "person,A,name,王伟\nperson,A,sex,1\nperson,A,birth-date,1990-01-01\nperson,B,name,李娜\n",
      "exports/entities-person.csv": "e1,990401199001010015,王伟,男,19900101\ne2,,王纬,女,\n",
    ]).scored()
    let shares = Dictionary(uniqueKeysWithValues: score.golden.map { ("\($0.subject).\($0.element)", $0) })
    #expect(shares["person.name"]?.values == 2)
    #expect(shares["person.name"]?.right == 1)
    #expect(shares["person.sex"]?.right == 1)
    #expect(shares["person.birth-date"]?.right == 1)
  }

  @Test func `tells violations right, missed and wrong`() throws {
    let score = try ScoreFixture([
      "truth/violations.csv": """
      R1,民族,declared,person.ethnicity,violation,
      R2,备注,hidden,person.registered-address,violation,
      R3,电话,multi-head,person.phone,violation,
      R4,电话,multi-head,person.phone,violation,
      R5,地址,,person.residence-address,innocent,

      """,
      "exports/violations.csv": """
      R1,D,person.ethnicity,民族,declared,suspected,9,9,open
      R2,D,person.registered-address,备注,hidden,lead,1,1,open
      R3,D,person.phone,电话,multi-head,lead,9,9,open
      R5,D,person.residence-address,地址,declared,evidenced,9,9,open

      """,
    ]).scored().violations
    #expect(score.planted == 3)
    #expect(score.right == 2)
    #expect(score.missed.count == 1)
    #expect(score.wrong.count == 1)
  }

  @Test func `names the targets that are missed`() throws {
    let score = try ScoreFixture([
      "truth/links.csv": LinkScoreTests.truth, "exports/links.csv": LinkScoreTests.links,
    ]).scored()
    let missed = score.missed(ScoreTarget.standard)
    #expect(missed.contains { $0.hasPrefix("person.pairwise.f1 is 0.33333") })
    #expect(missed.contains { $0.hasPrefix("person.vetoed-links") })
    #expect(!missed.contains { $0.hasPrefix("defect.") })
  }

  @Test func `says which file lacks which column`() throws {
    let fixture = try ScoreFixture([:])
    try Data("subject,file\n".utf8).write(to: fixture.root.appending(path: "exports/links.csv"))
    #expect(throws: CityError.self) { try fixture.scored() }
  }
}

@Suite struct RelationScoreTests {
  private static let files = [
    "truth/links.csv": "person,R,a.csv,2,,A,1\nperson,R,a.csv,3,,B,1\nperson,R,a.csv,4,,C,1\n",
    "exports/links.csv": "person,R,a.csv,2,,e1\nperson,R,a.csv,3,,e2\nperson,R,a.csv,4,,e3\n",
    "truth/relations.csv": """
    kind,left,right,ended
    married-to,A,B,0
    married-to,A,C,1
    parent-of,A,B,0
    parent-of,A,B,0
    household-of,A,A,0
    household-of,B,A,0
    household-of,C,C,0

    """,
    "exports/relations.csv": """
    kind,entity_id,other_id,until
    married-to,e2,e1,
    married-to,e1,e3,2020-01-01
    parent-of,e1,e3,
    household-of,e1,e1,
    household-of,e2,e1,
    household-of,e3,e1,
    located-at,e1,e9,

    """,
  ]

  @Test(arguments: [
    // A marriage has no left and right, and one that ended is another.
    ("married-to", [1, 1, 1, 1]), ("married-to (ended)", [1, 1, 1, 1]),
    // Two rows that say the same are one relation.
    ("parent-of", [1, 0, 1, 0]),
    // Whoever stands for a household: B is found in A's, C does not belong there.
    ("household-of", [1, 1, 2, 1]),
  ])
  func `relations are counted once and held against those of the truth`(kind: String, counts: [Int]) throws {
    let scores = try ScoreFixture(Self.files).scored().relations
    let score = try #require(scores.first { $0.kind == kind })
    #expect([score.planted, score.found, score.exported, score.right] == counts)
    #expect(!scores.contains { $0.kind == "located-at" }, "the truth has no word on it")
  }

  @Test func `an export or a truth without relations is scored without them`() throws {
    var files = Self.files
    files["truth/relations.csv"] = nil
    #expect(try ScoreFixture(files).scored().relations.isEmpty)
  }
}
