import Foundation
import GuiyiRun
import GuiyiTesting
import Testing

/// The smallest workspaces that show one trap each.
@Suite struct FixtureTests {
  private static let fixtures = (#filePath as NSString).deletingLastPathComponent + "/Fixtures"

  /// A fixture after its run: the tables of its exports.
  private struct Ran {
    let folder = ScratchFolder("fixture")
    let links: CSVTable
    let findings: CSVTable
    let reviews: CSVTable

    init(_ name: String) throws {
      try folder.copy(from: FixtureTests.fixtures + "/" + name)
      _ = try run(folder.path)
      let exported = try exports(of: folder.path)
      links = CSVTable(exported["links"] ?? "")
      findings = CSVTable(exported["findings"] ?? "")
      reviews = CSVTable(exported["reviews"] ?? "")
      let expected = FixtureTests.fixtures + "/\(name)/expected/links.csv"
      if FileManager.default.fileExists(atPath: expected) {
        try expectExport(exported["links"] ?? "", equals: expected)
      }
    }

    /// The entity of a row's record.
    func entity(_ file: String, _ row: Int, subject: String = "person", role: String = "") -> String {
      links.rows(where: ["subject": subject, "file": file, "row": "\(row)", "role": role]).first?["entity_id"]
        ?? "no link of \(file):\(row)"
    }

    func isReviewed(_ file: String, _ row: Int) -> Bool {
      !reviews.rows(where: ["left_file": file, "left_row": "\(row)"]).isEmpty
        || !reviews.rows(where: ["right_file": file, "right_row": "\(row)"]).isEmpty
    }
  }

  @Test func `one number on two people is split and reported`() throws {
    let ran = try Ran("OneNumberTwoPeople")
    let owner = ran.entity("police/residents.csv", 62)
    #expect(ran.entity("health/visits.csv", 32) == owner, "the same person by everything else")
    #expect(ran.entity("health/visits.csv", 33) != owner, "another name, birth date, telephone and home")
    #expect(ran.links.rows(where: ["entity_id": ran.entity("health/visits.csv", 33)]).count == 1)
    let told = ran.findings.rows(where: ["code": "shared-number"])
    #expect(told.contains { $0["file"] == "health/visits.csv" && $0["row"] == "33" })
    // Nobody else is accused of it.
    #expect(told.allSatisfy { ["62", "32", "33"].contains($0["row"]) })
  }

  @Test func `a branch is not its parent, with or without a number`() throws {
    let ran = try Ran("BranchOfAParent")
    func body(_ file: String, _ row: Int) -> String { ran.entity(file, row, subject: "organization") }
    let parent = body("market/enterprises.csv", 14)
    let branch = body("market/enterprises.csv", 15)
    #expect(parent != branch)
    #expect(body("tax/payers.csv", 14) == parent)
    #expect(
      body("tax/payers.csv", 15) == branch, "the branch's tax row has no number, but its name and address")
  }

  @Test func `a representative by name is the one of the register, never the namesake elsewhere`() throws {
    let ran = try Ran("RepresentativeByName")
    let registered = ran.entity("market/enterprises.csv", 14, role: "legal-representative")
    let named = ran.entity("tax/payers.csv", 8, role: "legal-representative")
    #expect(ran.entity("police/residents.csv", 62) == registered)
    #expect(ran.entity("police/residents.csv", 63) != registered)
    #expect(named != ran.entity("police/residents.csv", 63))
    #expect(named == registered || ran.isReviewed("tax/payers.csv", 8), "so small a city may only ask")
  }

  @Test func `a guardian at the same address is the resident there, never the namesake elsewhere`() throws {
    let ran = try Ran("GuardianAtTheSameAddress")
    let guardian = ran.entity("civil/guardians.csv", 2, role: "guardian")
    let resident = ran.entity("police/residents.csv", 62)
    let child = ran.entity("police/residents.csv", 63)
    #expect(ran.entity("civil/guardians.csv", 2) == child)
    #expect(guardian != child)
    #expect(guardian != ran.entity("police/residents.csv", 64))
    #expect(
      guardian == resident || ran.isReviewed("civil/guardians.csv", 2), "so small a city may only ask")
  }

  @Test func `the head of a household without a number is the member of that name in the same row`() throws {
    let ran = try Ran("HeadOfTheHousehold")
    let member = ran.entity("police/residents.csv", 60)
    #expect(ran.entity("civil/dibao.csv", 2) == member)
    #expect(ran.entity("civil/dibao.csv", 2, role: "householder") == member)
    #expect(ran.entity("civil/dibao.csv", 3) == ran.entity("police/residents.csv", 63))
    // Two residents have this name: the one of the row is meant.
    let listed = ran.entity("civil/dibao.csv", 4)
    #expect(listed == ran.entity("police/residents.csv", 64))
    #expect(ran.entity("civil/dibao.csv", 4, role: "householder") == listed)
    #expect(listed != ran.entity("police/residents.csv", 62))
  }
}
