import GuiyiMerge
import GuiyiModel
import GuiyiRecords
import GuiyiRelate
import GuiyiTesting
import Testing

@Suite struct BranchTests {
  /// The pairs of branch and parent among bodies with these names; a body with a code is told by `*` before its name.
  private func branches(_ bodies: [String], former: [String] = []) -> [String] {
    var tables = TestTables()
    tables.add(
      "SC",
      [
        TestColumn("organization.name", bodies.map { $0.hasPrefix("*") ? String($0.dropFirst()) : $0 }),
        TestColumn("organization.former-name", bodies.indices.map { $0 < former.count ? former[$0] : "" }),
        TestColumn("organization.uscc", bodies.enumerated().map { $1.hasPrefix("*") ? "99\($0)" : "" }),
        TestColumn("organization.phone", bodies.indices.map { "1540000000\($0)" }),
      ])
    let city = tables.records()
    let records = city[.organization]
    // Every row is a body of its own, also those of one name.
    let (_, golden) = tables.golden(.organization, .organizationPhone, in: city)
    return branchRelations(golden: golden, values: tables.values).map { relation in
      #expect(relation.kind.name == "branch-of")
      return "\(records.rows[Int(relation.left)])<\(records.rows[Int(relation.right)])"
    }.sorted()
  }

  @Test(arguments: [
    (["平顶山市鑫源商贸有限公司", "平顶山市鑫源商贸有限公司第一分公司"], ["1<0"]),
    (["平顶山市鑫源商贸有限责任公司", "平顶山市鑫源商贸有限公司新华区营业部"], ["1<0"]),
    // A branch of a branch is one of the branch.
    (["鑫源有限公司", "鑫源有限公司卫东分公司", "鑫源有限公司卫东分公司五一路门市部"], ["1<0", "2<1"]),
    (["鑫源有限公司", "鑫源有限公司卫东分公司五一路门市部"], ["1<0"]),
    // The parent is not among the bodies.
    (["平顶山市恒达商贸有限公司", "平顶山市鑫源商贸有限公司分公司"], []),
    // No legal form stands before the tail: a shop of its own.
    (["平顶山市鑫源", "平顶山市鑫源经营部"], []),
    (["鑫源有限公司"], []),
    // Two bodies of one name, and neither or both have a code.
    (["鑫源有限公司", "鑫源有限公司", "鑫源有限公司分公司"], []),
    (["*鑫源有限公司", "*鑫源有限公司", "鑫源有限公司分公司"], []),
    (["*鑫源有限公司", "鑫源有限公司", "鑫源有限公司分公司"], ["2<0"]),
  ])
  func `a branch is found by its parent's name`(bodies: [String], expected: [String]) {
    #expect(branches(bodies) == expected)
  }

  @Test func `a former name counts where nobody bears it now`() {
    #expect(branches(["新名有限公司", "旧名有限公司分公司"], former: ["旧名有限公司"]) == ["1<0"])
    #expect(branches(["新名有限公司", "旧名有限公司分公司", "旧名有限公司"], former: ["旧名有限公司"]) == ["1<2"])
  }
}
