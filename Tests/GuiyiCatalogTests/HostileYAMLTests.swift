import GuiyiCatalog
import GuiyiColumns
import GuiyiModel
import Testing

@Suite struct HostileYAMLTests {
  @Test func `refuses a bomb of aliases`() {
    let levels = (1..<9).map { level in
      "k\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]"
    }
    let bomb = (["k0: &a0 [x, x]"] + levels + ["? *a8\n: y"]).joined(separator: "\n")
    #expect(
      mistakes(settings: bomb) == ["guiyi.yaml:10: too many YAML aliases ('*name'); write the values out"])
  }

  @Test func `follows the few aliases that a person writes`() throws {
    let text = catalog(
      items: """
            - {column: a, collection: &law {kind: statutory, basis: 法}}
            - {column: b, collection: *law}
        """)
    #expect(try workspace(catalog: text).catalog.resources[0].items[1].collection == .statutory(basis: "法"))
  }

  @Test(arguments: ["[", "{", "- ", "? ", "{a: ", "[[", "!!seq [", "- - "])
  func `survives deep nesting`(opening: String) {
    #expect(!mistakes(settings: String(repeating: opening, count: 50_000)).isEmpty)
  }

  @Test(arguments: [
    ("city: {code: \"410400\"\nname: x", "not YAML"), ("a: b: c", "not YAML"), ("\tcity: x", "not YAML"),
    ("city: *x.csv", "a value that begins with '*' or '&' needs quotation marks"),
    ("city: *missing", "not YAML"), ("a: 1\na: 2", "'a' stands twice here"), ("a: 1\n---\nb: 2", "not YAML"),
    ("city: \u{7}", "not YAML"), ("'", "not YAML"), ("%YAML 9.9\n--- a", "not YAML"),
    ("- city", "the settings must be a mapping"), ("city", "the settings must be a mapping"),
    ("--- !!binary x", "the settings must be a mapping"),
  ])
  func `says what is not YAML`(text: String, expected: String) {
    let told = mistakes(settings: text)
    #expect(told.contains { $0.contains(expected) }, "\(told)")
  }

  @Test func `asks for UTF-8 and names the line`() {
    let gbk: [UInt8] = Array("city: {code: \"410400\", name: x}\n# ".utf8) + [0xC6, 0xBD, 0xB6, 0xA5]
    for bytes in [gbk, [0xFF, 0xFE, 0x63, 0x00]] {
      do throws(SettingsError) {
        _ = try readWorkspace(settings: bytes, catalogs: [])
        Issue.record("bytes that are no UTF-8 were taken")
      } catch {
        #expect(error.mistakes.first?.english == "the file is not UTF-8; save it as UTF-8")
        #expect(error.mistakes.first?.site.lineNumber == (bytes[0] == 0xFF ? 1 : 2))
      }
    }
  }

  @Test func `reads past a byte order mark`() throws {
    #expect(try workspace(settings: "\u{FEFF}city: {code: \"410400\", name: 市}").settings.city.name == "市")
  }

  @Test func `refuses a file beyond 16 MiB`() {
    #expect(
      mistakes(settings: String(repeating: "# x\n", count: 5 << 20)).first
        == "guiyi.yaml:1: the file is larger than 16 MiB")
  }

  /// Mutations of real files: every one is either taken or told, and none traps or hangs.
  @Test func `takes or tells whatever the bytes are`() {
    var random = SplitMix64(seed: 41)
    let settings = Array("city: {code: \"410400\", name: 市}\nas-of: 2026-11-01\nthreads: 2\n".utf8)
    let grants = Array(
      "grants:\n  - {consumer: 11410400MB0000002X, resource: a, elements: [person.sex], from: 2022-09-01}\n"
        .utf8)
    let small = Array(
      """
      department: {code: 11410400MB0000001X, name: 局}
      resources:
        - code: a
          name: b
          files: "*.csv"
          share: {type: none, basis: 法}
          items: [{column: x, element: person.sex}]
      """.utf8)
    #expect(throws: Never.self) {
      try readWorkspace(settings: settings, catalogs: [("catalog/a.yaml", small)], grants: grants)
    }
    var taken = 0
    for round in 0..<Self.caseCount {
      var files = [settings, small, grants]
      let target = Int(random.next() % 3)
      for _ in 0...random.next() % 3 { mutate(&files[target], with: &random) }
      do throws(SettingsError) {
        _ = try readWorkspace(settings: files[0], catalogs: [("catalog/a.yaml", files[1])], grants: files[2])
        taken += 1
      } catch {
        #expect(!error.mistakes.isEmpty, "round \(round)")
      }
    }
    #expect(taken > 0 && taken < Self.caseCount)
  }

  /// Five seconds' worth: three documents a case, and YAML takes about 0.04 ms each.
  static let caseCount = 50_000

  private func mutate(_ bytes: inout [UInt8], with random: inout SplitMix64) {
    let place = Int(random.next() % UInt64(bytes.count + 1))
    let signs: [UInt8] = Array("{}[]:,-?&*!|>'\"%@`#\n\t ~0\u{0}".utf8) + [0xFF, 0xE4, 0x85, 0xC2]
    switch random.next() % 5 {
    case 0: bytes.insert(signs[Int(random.next() % UInt64(signs.count))], at: place)
    case 1: if place < bytes.count { bytes[place] = signs[Int(random.next() % UInt64(signs.count))] }
    case 2: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
    case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int(random.next() % 8)))
    default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 12)], at: place)
    }
  }
}
