import Foundation
import GuiyiColumns
import GuiyiLinkage
import GuiyiTesting

/// Invented people with repeated, spoilt records; the same for the same seed.
struct InventedRecords {
  static let headings = ["no", "given_name", "surname", "birth_date", "phone", "city"]
  /// A row for each record, in the order of `headings`.
  private(set) var rows: [[String]] = []
  /// The entity of each record's id.
  private(set) var entities: [[String]] = []

  init(entityCount: Int, seed: UInt64, prefix: String = "r") {
    var random = SplitMix64(seed: seed)
    let syllables = [
      "ka", "lo", "mi", "ter", "son", "bel", "dra", "vi", "no", "ras", "ful", "hem", "ost", "pin",
    ]
    func word(_ count: Int) -> String {
      (0..<count).map { _ in syllables[Int.random(in: 0..<syllables.count, using: &random)] }.joined()
    }
    func typed(_ text: String) -> String {
      var characters = Array(text)
      guard characters.count > 2 else { return text }
      characters.swapAt(1, 2)
      return String(characters)
    }
    let cities = (0..<20).map { _ in word(3) }
    for entity in 0..<entityCount {
      let values = [
        word(2), word(3),
        "\(Int.random(in: 1930...2010, using: &random))-0\(Int.random(in: 1...9, using: &random))-"
          + "\(Int.random(in: 10...28, using: &random))",
        "154\(Int.random(in: 10_000_000...99_999_999, using: &random))",
        cities[Int.random(in: 0..<cities.count, using: &random)],
      ]
      let copies = 1 + [0, 0, 1, 1, 2][Int.random(in: 0..<5, using: &random)]
      for copy in 0..<copies {
        var own = values
        if copy > 0 {
          let spoilt = Int.random(in: 0..<5, using: &random)
          own[spoilt] = Bool.random(using: &random) ? "" : typed(own[spoilt])
        }
        let id = "\(prefix)\(rows.count + 1)"
        rows.append([id] + own)
        entities.append([id, "e\(entity)"])
      }
    }
  }

  var csv: String { GuiyiTesting.csv([Self.headings] + rows) }

  var truth: String { GuiyiTesting.csv([["id", "entity"]] + entities) }

  /// The same records in another order of rows and columns.
  func shuffled(seed: UInt64) -> String {
    var random = SplitMix64(seed: seed)
    let order = Array(Self.headings.indices).shuffled(using: &random)
    return GuiyiTesting.csv(
      ([Self.headings] + rows.shuffled(using: &random)).map { row in order.map { row[$0] } })
  }

  /// The ids of two records of one entity.
  func pairOfOne() -> (String, String) {
    for index in entities.indices.dropFirst() where entities[index][1] == entities[index - 1][1] {
      return (entities[index - 1][0], entities[index][0])
    }
    return ("", "")
  }
}

extension ScratchFolder {
  /// Runs `guiyi` with paths below the folder.
  func guiyi(_ arguments: String...) throws -> ProcessOutcome {
    let files = ["csv", "yaml", "html", "txt", "folder"]
    return try GuiyiProcess(
      arguments.map { argument in
        files.contains { argument.hasSuffix("." + $0) } ? path + "/" + argument : argument
      }
    ).wait()
  }

  /// The cluster of each id, by `clusters.csv`.
  func clusters(_ name: String = "clusters.csv") throws -> [String: String] {
    let table = CSVTable(try read(name))
    return Dictionary(uniqueKeysWithValues: zip(table.column("id"), table.column("cluster_id")))
  }
}
