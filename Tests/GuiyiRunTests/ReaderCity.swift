import GuiyiColumns
import GuiyiTesting

/// A workspace with all six subjects, in which one reader has whatever it is granted by chance.
struct ReaderCity {
  static let reader = "11410400MB0000009X"

  /// A column: its element, or none, and what may stand in it; nil where it says who or what a row is about.
  struct Column {
    let heading: String
    let element: String
    let words: [String]?
    init(_ heading: String, _ element: String, _ words: [String]? = nil) {
      self.heading = heading
      self.element = element
      self.words = words
    }
  }

  struct Feed {
    let code: String
    let columns: [Column]
    /// The first columns of each row: those that say who or what it is about.
    let keys: [[String]]
    var cells: [[String]] = []
  }

  private static let days = ["2025-01-01", "2025-06-01", "2026-01-01", "2026-06-01", ""]
  private static let notes = ["", "补登", "窗口录入", "自助终端"]
  private static let addresses = (1...6).map { "新华区建设路\($0)号" } + [""]

  private(set) var feeds: [Feed]
  /// By resource the elements that the reader is granted.
  private(set) var granted: [String: [String]] = [:]

  init(_ random: inout SplitMix64) {
    let people = (0..<12).map { [inventedPerson($0).number, inventedPerson($0).name] }
    let bodies = (0..<6).map { [inventedUSCC($0), "平顶山市第\($0)商贸有限公司"] }
    let places = (0..<12).map { ["99040200000\(100 + $0)0000", "阳光花园\($0)号楼"] }
    let longitudes = (0..<5).map { "113.19\($0)5" } + [""]
    let latitudes = (0..<5).map { "33.76\($0)2" } + [""]
    func person(_ code: String, _ rest: [Column], _ keys: [[String]]) -> Feed {
      Feed(
        code: code, columns: [Column("号码", "person.id-number"), Column("姓名", "person.name")] + rest,
        keys: keys)
    }
    func place(_ code: String, _ rest: [Column]) -> Feed {
      Feed(
        code: code,
        columns: [
          Column("编码", "place.code"), Column("地名", "place.name"),
          Column("地址", "place.address", Self.addresses), Column("经度", "place.longitude", longitudes),
          Column("纬度", "place.latitude", latitudes), Column("更新", "row.updated-on", Self.days),
        ] + rest, keys: places)
    }
    let note = Column("备注", "", Self.notes)
    feeds = [
      person(
        "R1",
        [
          Column("住址", "person.residence-address", Self.addresses),
          Column("民族", "person.ethnicity", ["汉族", "回族", "满族", ""]),
          Column("更新", "row.updated-on", Self.days), note,
        ], people),
      person(
        "R2",
        [
          Column("婚姻", "person.marital-status", ["未婚", "已婚", "离婚", ""]),
          Column("住址", "person.residence-address", Self.addresses),
          Column("采集", "row.collected-on", Self.days),
        ], Array(people.prefix(8))),
      Feed(
        code: "R3",
        columns: [
          Column("代码", "organization.uscc"), Column("名称", "organization.name"),
          Column("住所", "organization.address", Self.addresses),
          Column("资本", "organization.registered-capital", ["100万元", "200万元", ""]),
          Column("更新", "row.updated-on", Self.days),
        ], keys: bodies),
      place("R4", [Column("坐标系", "place.crs", ["CGCS2000", "CGCS2000", "WGS84", ""])]),
      place("R5", [note]),
      Feed(
        code: "R6",
        columns: [
          Column("单元号", "estate.unit-code"), Column("坐落", "estate.address", Self.addresses),
          Column("用途", "estate.use", ["住宅", "商业", ""]), Column("更新", "row.updated-on", Self.days),
        ], keys: (0..<6).map { ["990402001002GB00123F0001020\($0)"] }),
      Feed(
        code: "R7",
        columns: [
          Column("编号", "certificate.number"), Column("名称", "certificate.name"),
          Column("有效期至", "certificate.valid-until", ["2027-01-01", "2028-01-01", ""]),
        ], keys: (0..<5).map { ["平证〔2026〕00\($0)号", "营业执照"] }),
      Feed(
        code: "R8",
        columns: [
          Column("文书号", "credit.document-number"), Column("种类", "credit.kind"),
          Column("金额", "credit.amount", ["100", "200", ""]),
          Column("内容", "credit.content", ["罚款", "警告", ""]),
        ], keys: (0..<5).map { ["平罚字〔2026〕00\($0)号", "行政处罚"] }),
    ]
    for feed in feeds.indices {
      feeds[feed].cells = feeds[feed].keys.map { key in
        key + feeds[feed].columns.dropFirst(key.count).map { $0.words?.randomElement(using: &random) ?? "" }
      }
    }
    for feed in feeds {
      let elements = feed.columns.map(\.element).filter { !$0.isEmpty }
      // Whole resources often: maps and topics go to nobody else.
      switch Int.random(in: 0..<8, using: &random) {
      case 0: granted[feed.code] = []
      case 1, 2: granted[feed.code] = elements.filter { _ in Bool.random(using: &random) }
      default: granted[feed.code] = elements
      }
    }
  }

  /// Other values wherever the reader may not look. Who or what a row is about stays: that is decided from all data.
  /// - Returns: how many cells have another value.
  mutating func changeHidden(_ random: inout SplitMix64) -> Int {
    var count = 0
    for feed in feeds.indices {
      for (place, column) in feeds[feed].columns.enumerated() {
        guard let words = column.words, granted[feeds[feed].code]?.contains(column.element) != true else {
          continue
        }
        for row in feeds[feed].cells.indices {
          let word = words.randomElement(using: &random) ?? ""
          if word != feeds[feed].cells[row][place] { count += 1 }
          feeds[feed].cells[row][place] = word
        }
      }
    }
    return count
  }

  func write(to folder: ScratchFolder) throws {
    try folder.write("guiyi.yaml", "city: {code: \"410400\", name: 平顶山市}\nas-of: 2026-11-01\n")
    var catalog = "department: {code: 11410400MB0000001X, name: 平顶山市大数据局}\nresources:\n"
    for feed in feeds {
      catalog += """
          - code: \(feed.code)
            name: 资源\(feed.code)
            files: "\(feed.code)/*.csv"
            share: {type: conditional, condition: 申请, basis: 《…》第一条}
            items:

        """
      for column in feed.columns {
        let element = column.element.isEmpty ? "" : ", element: \(column.element)"
        catalog += "      - {column: \(column.heading)\(element)}\n"
      }
      try folder.write("pools/\(feed.code)/a.csv", csv([feed.columns.map(\.heading)] + feed.cells))
    }
    try folder.write("catalog/city.yaml", catalog)
    var grants = "grants:\n"
    for feed in feeds {
      guard let elements = granted[feed.code], !elements.isEmpty else { continue }
      let list = elements.joined(separator: ", ")
      grants +=
        "  - {consumer: \(Self.reader), resource: \(feed.code), elements: [\(list)], from: 2022-09-01}\n"
    }
    try folder.write("sharing/grants.yaml", grants)
    for (name, uses, query) in Self.topics {
      try folder.write(
        "topics/\(name).sql",
        """
        -- topic: \(name)
        -- title: 试
        -- purpose: 试
        -- basis: 试
        -- uses: \(uses)

        -- table: one | 一
        \(query)

        -- table: day | 日
        SELECT as_of FROM run;
        """)
    }
  }

  private static let topics = [
    ("sites", "place", "-- by: place\nSELECT entity_no, name, address, longitude FROM place.entity;"),
    (
      "homes", "place, estate",
      "-- by: address in address\nSELECT address, count(*) AS n FROM (SELECT address FROM place.entity UNION ALL "
        + "SELECT address FROM estate.entity) WHERE address IS NOT NULL GROUP BY address;"
    ),
    ("people", "person", "SELECT ethnicity, count(*) AS n FROM person.entity GROUP BY ethnicity ORDER BY 1;"),
  ]
}
