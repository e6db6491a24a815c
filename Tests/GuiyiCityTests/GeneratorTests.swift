import Foundation
import GuiyiCity
import Testing

/// One small city for the tests that only read it.
final class SmallCity: Sendable {
  static let shared = Result { try SmallCity(people: 1500, seed: 3) }

  let root: URL
  let summary: CitySummary

  init(people: Int, seed: UInt64, hidesNumbers: Bool = false) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "guiyi-city-\(UUID().uuidString)")
    summary = try generateCity(
      CityOptions(peopleCount: people, seed: seed, output: root.path, hidesNumbers: hidesNumbers))
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  func lines(_ path: String) throws -> [String] {
    try String(contentsOf: root.appending(path: path), encoding: .utf8).split(separator: "\n").map(
      String.init)
  }

  /// Rows of a truth file without quoted fields.
  func table(_ path: String) throws -> [[String: String]] {
    let lines = try lines(path)
    let header = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return lines.dropFirst().filter { !$0.contains("\"") }.compactMap { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return cells.count == header.count ? Dictionary(uniqueKeysWithValues: zip(header, cells)) : nil
    }
  }

  func files() throws -> [String: Data] {
    var result: [String: Data] = [:]
    let all = try #require(FileManager.default.enumerator(atPath: root.path))
    for case let path as String in all {
      if let data = FileManager.default.contents(atPath: root.appending(path: path).path) {
        result[path] = data
      }
    }
    return result
  }
}

/// GB 11643 by its published weights, not by the generator's way.
private func hasRightCheck(_ number: String) -> Bool {
  let bytes = Array(number.utf8)
  guard bytes.count == 18 else { return false }
  let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  let sum = zip(weights, bytes).reduce(0) { $0 + $1.0 * (Int($1.1) - 48) }
  return bytes[17] == Array("10X98765432".utf8)[sum % 11]
}

/// GB 32100 by its published weights.
private func hasRightCreditCheck(_ code: String) -> Bool {
  let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
  let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  let values = code.utf8.compactMap { alphabet.firstIndex(of: $0) }
  guard values.count == 18 else { return false }
  let sum = zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 }
  return values[17] == (31 - sum % 31) % 31
}

@Suite struct GeneratorTests {
  let city: SmallCity

  init() throws { city = try SmallCity.shared.get() }

  @Test func `makes as many people and organizations as it was asked for`() throws {
    #expect(city.summary.peopleCount == 1500)
    #expect(city.summary.organizationCount == 1500 / 7)
    let links = try city.table("truth/links.csv")
    #expect(links.count == city.summary.recordCount)
    let residents = Set(
      links.filter { $0["subject"] == "person" }.compactMap { $0["truth_id"] }.filter { $0.hasPrefix("P") })
    #expect(residents.count > 1400 && residents.count <= 1500)
  }

  @Test func `gives the same bytes for the same seed and others for another`() throws {
    let again = try SmallCity(people: 1500, seed: 3)
    let other = try SmallCity(people: 1500, seed: 4)
    #expect(try again.files() == city.files())
    let path = "truth/links.csv"
    #expect(try other.files()[path] != city.files()[path])
  }

  @Test func `leaves out every number and nothing else where it is told to`() throws {
    let numberless = try SmallCity(people: 1500, seed: 3, hidesNumbers: true)
    let citizenNumber = /99\d{4}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dXx]/
    var difference = 0
    for path in Set(try city.table("truth/clean.csv").compactMap { $0["file"] }) {
      let with = try PoolFile(city.root.appending(path: "pools/\(path)")).rows
      let without = try PoolFile(numberless.root.appending(path: "pools/\(path)")).rows
      #expect(with.count == without.count)
      for (row, bare) in zip(with, without) {
        guard let row, let bare else { continue }
        #expect(bare.allSatisfy { $0.firstMatch(of: citizenNumber) == nil }, "\(path)")
        let others = zip(row, bare).filter { $0 != $1 }
        #expect(others.allSatisfy { $0.1.isEmpty }, "\(path)")
        difference += others.count
      }
    }
    #expect(difference > 3000)
    let keys = { (city: SmallCity) in try city.table("truth/links.csv").map { $0["truth_id"] } }
    #expect(try keys(numberless) == keys(city))
  }

  @Test func `gives every person a valid number under an unassigned prefix`() throws {
    let numbers = try city.table("truth/values.csv").filter { $0["element"] == "id-number" }.compactMap {
      $0["value"]
    }
    #expect(numbers.count > 1300)
    #expect(Set(numbers).count == numbers.count)
    #expect(numbers.allSatisfy { $0.hasPrefix("99") && hasRightCheck($0) })
  }

  @Test func `gives every organization a valid code of its own`() throws {
    let codes = try city.table("truth/values.csv").filter { $0["element"] == "uscc" }.compactMap {
      $0["value"]
    }
    #expect(codes.count == 1500 / 7)
    #expect(Set(codes).count == codes.count)
    #expect(codes.allSatisfy { hasRightCreditCheck($0) && $0.dropFirst(2).hasPrefix("99") })
  }

  @Test func `points every record of the truth at a row that can be read`() throws {
    var files: [String: PoolFile] = [:]
    for link in try city.table("truth/links.csv") {
      let (path, row) = (try #require(link["file"]), try #require(Int(link["row"] ?? "")))
      let file = try files[path] ?? PoolFile(city.root.appending(path: "pools/\(path)"))
      files[path] = file
      #expect(row <= file.rows.count && file.rows[row - 1] != nil, "\(path) row \(row)")
    }
    #expect(files.count > 60)
  }

  @Test func `finds every planted value in its cell`() throws {
    var files: [String: PoolFile] = [:]
    var seen: Set<String> = []
    for defect in try city.table("truth/defects.csv") {
      let (path, row) = (try #require(defect["file"]), try #require(Int(defect["row"] ?? "")))
      let file = try files[path] ?? PoolFile(city.root.appending(path: "pools/\(path)"))
      files[path] = file
      let (kind, column) = (try #require(defect["kind"]), try #require(defect["column"]))
      seen.insert(kind)
      switch kind {
      case "quarantine-bad-bytes": #expect(file.rows[row - 1] == nil, "\(path) row \(row)")
      case "ragged", "duplicate-row": #expect(row <= file.rows.count)
      default:
        #expect(
          file.cell(row: row, column: column) == defect["value"], "\(path) row \(row) \(column) \(kind)")
      }
    }
    for kind in [
      "check-digit", "length", "placeholder", "date", "alphabet", "missing", "duplicate-row", "old-id15",
    ] {
      #expect(seen.contains(kind), "no \(kind)")
    }
  }

  @Test func `repeats an exact row right below its twin`() throws {
    for defect in try city.table("truth/defects.csv") where defect["kind"] == "duplicate-row" {
      let row = try #require(Int(defect["row"] ?? ""))
      let file = try PoolFile(city.root.appending(path: "pools/\(defect["file"] ?? "")"))
      #expect(file.rows[row - 1] == file.rows[row - 2])
    }
  }

  @Test func `plants every kind of repeated collection and innocents beside them`() throws {
    let lines = try city.lines("truth/violations.csv")
    for kind in ["declared", "hidden", "undeclared-share", "multi-head"] {
      #expect(lines.contains { $0.contains(",\(kind),") && $0.contains(",violation,") })
    }
    for why in [
      "a law orders", "obtained by a grant", "published after", "not shared, with a basis", "by chance",
    ] {
      #expect(lines.contains { $0.contains(why) && $0.contains(",innocent,") }, "\(why)")
    }
  }

  @Test func `scores full marks for an export that copies the truth`() throws {
    let exports = FileManager.default.temporaryDirectory.appending(path: "guiyi-exports-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: exports, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: exports) }
    func write(_ name: String, _ header: String, _ rows: [String]) throws {
      try Data(([header] + rows).joined(separator: "\n").utf8).write(to: exports.appending(path: name))
    }
    try write(
      "links.csv", "subject,resource,file,row,role,entity_id,x",
      Array(try city.lines("truth/links.csv").dropFirst()))
    try write("entities-person.csv", "entity_id,name", [])
    try write("entities-organization.csv", "entity_id,name", [])
    try write("findings.csv", "resource,file,row,column,role,code,dimension,severity,value,message", [])
    try write("violations.csv", "resource,department,element,column,kind,level", [])
    let result = try score(exports: exports.path, truth: city.root.appending(path: "truth").path)
    for (subject, score) in result.links {
      #expect(score.f1 == 1 && score.bCubedF1 == 1 && score.missingRecords == 0, "\(subject)")
    }
    #expect(result.violations.right == 0 && result.violations.wrong.isEmpty)
  }
}
