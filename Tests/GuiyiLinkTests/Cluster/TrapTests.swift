import GuiyiColumns
import GuiyiLink
import Testing

/// What looks like one person and is not; all people are invented, and their numbers are of no region.
@Suite struct TrapTests {
  private static let fields = ["number", "name", "birth", "phone", "recorded"]

  private static var spec: LinkSpec {
    var number = ComparisonSpec(name: "number", field: "number", kind: .exact)
    number.isIdentifier = true
    var spec = LinkSpec(
      comparisons: [
        number, ComparisonSpec(name: "name", field: "name", kind: .hanName),
        ComparisonSpec(name: "birth", field: "birth", kind: .date),
        ComparisonSpec(name: "phone", field: "phone", kind: .exact),
        ComparisonSpec(name: "recorded", field: "recorded", kind: .exact),
      ],
      rules: (0..<4).map { BlockingRule(name: "rule \($0)", keys: [BlockingKey($0)]) })
    var shared = Contradiction(name: "one number, two people", conditions: [.at(0, 2), .atMost(1, 1)])
    shared.exceptions = [[.at(4, 2)]]
    spec.contradictions = [shared]
    spec.dependences = [Dependence(given: .at(0, 2), comparison: 2)]
    spec.requirements = [[.at(0, 2)], [.at(3, 2)]]
    return spec
  }

  /// Weights as a city's data give them.
  private static var model: LinkModel {
    LinkTesting.model(spec, prior: -16, agree: [28, 12, 14, 13, 0], differ: [0, -7, -8, -3, 0])
  }

  private func clusters(_ rows: [[String]]) -> LinkResult {
    link(
      LinkTesting.table(Self.fields, rows), spec: Self.spec, model: Self.model,
      workers: Workers(threadCount: 2))
  }

  @Test func `twins stay two`() {
    let result = clusters([
      ["990402201001011231", "王春晓", "2010-01-01", "1", ""],
      ["990402201001011258", "王春晖", "2010-01-01", "1", ""],
      ["990402201001011231", "王春晓", "", "", ""],
    ])
    #expect(result.clusterOf == [0, 1, 0])
  }

  @Test func `father and son of one name stay two`() {
    let result = clusters([
      ["990402195001011231", "王大山", "1950-01-01", "1", ""],
      ["990402197502021258", "王大山", "1975-02-02", "1", ""],
    ])
    #expect(result.clusterOf == [0, 1])
  }

  @Test func `who fits father and son alike joins neither`() {
    let result = clusters([
      ["990402195001011231", "王大山", "1950-01-01", "1", ""],
      ["990402197502021258", "王大山", "1975-02-02", "1", ""],
      ["", "王大山", "", "1", ""],
    ])
    #expect(result.clusterOf == [0, 1, 2])
    #expect(result.reviews.filter { $0.reason == .ambiguous }.count == 2)
  }

  @Test func `who fits one of them better joins that one`() {
    let result = clusters([
      ["990402195001011231", "王大山", "1950-01-01", "1", ""],
      ["990402197502021258", "王大山", "1975-02-02", "1", ""],
      ["", "王大山", "1975-02-02", "1", ""],
    ])
    #expect(result.clusterOf == [0, 1, 1])
  }

  @Test func `a number on two people goes with those who agree`() {
    let result = clusters([
      ["990402195001011231", "李建国", "1950-01-01", "5", ""], ["990402195001011231", "李建国", "", "", ""],
      ["990402195001011231", "赵秀英", "", "9", ""], ["990402195001011231", "李建国", "1950-01-01", "", ""],
    ])
    #expect(result.clusterOf == [0, 0, 1, 0])
    #expect(result.conflicts.count == 3)
    #expect(result.conflicts.allSatisfy { $0.pair.left == 2 || $0.pair.right == 2 })
  }

  @Test func `somebody who was renamed stays one`() {
    let result = clusters([
      ["990402195001011231", "李建国", "", "", "1950-01-01"],
      ["990402195001011231", "赵向东", "", "", "1950-01-01"],
    ])
    #expect(result.clusterOf == [0, 0])
    #expect(result.conflicts.isEmpty)
  }

  @Test func `name and birth date alone are asked about, not linked`() {
    let result = clusters([
      ["990402195001011231", "李建国", "1950-01-01", "", ""], ["", "李建国", "1950-01-01", "", ""],
    ])
    #expect(result.clusterOf == [0, 1])
    #expect(result.reviews.map(\.reason) == [.lacksEvidence])
  }

  @Test func `a requirement may ask for a weight as well`() {
    let rows = [
      ["990402195001011231", "李建国", "1950-01-01", "", ""], ["", "李建国", "1950-01-01", "", ""],
    ]
    // Name and birth date weigh 10 bits here.
    for (bits, expected) in [(9.0, [0, 0]), (11.0, [0, 1])] as [(Double, [UInt32])] {
      var spec = Self.spec
      spec.requirements.append(EvidenceRequirement([.at(1, 7), .at(2, 6)], minimumBits: bits))
      let result = link(
        LinkTesting.table(Self.fields, rows), spec: spec, model: Self.model, workers: Workers(threadCount: 1))
      #expect(result.clusterOf == expected)
    }
  }

  @Test func `a shared telephone alone links nobody`() {
    let result = clusters((0..<20).map { ["", $0 % 2 == 0 ? "李建国" : "赵秀英", "19\(50 + $0)-01-01", "1", ""] })
    #expect(result.clusterCount == 20)
  }

  @Test func `two numbers that agree in all else are asked about`() {
    let result = clusters([
      ["990402195001011231", "李建国", "1950-01-01", "5", ""],
      ["990402195001011274", "李建国", "1950-01-01", "5", ""],
    ])
    #expect(result.clusterOf == [0, 1])
    #expect(result.reviews.map(\.reason) == [.differentIdentifiers])
  }

  @Test func `who shows an old and a new number brings both together`() {
    let result = clusters([
      ["990402195001011231", "李建国", "", "5", ""],
      ["990402195001011231|990402195001011274", "李建国", "", "", ""],
      ["990402195001011274", "李建国", "", "", ""],
    ])
    #expect(result.clusterOf == [0, 0, 0])
  }
}
