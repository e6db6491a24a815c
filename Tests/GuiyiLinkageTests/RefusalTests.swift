import GuiyiLinkage
import GuiyiTesting
import Testing

/// What is refused, with which exit code, and that the next step is named.
@Suite struct RefusalTests {
  let folder = ScratchFolder("refusal")
  static let good = "no,name\n1,Anna Kalomi\n2,Anna Kalomi\n3,Bela Draster\n"

  @Test(arguments: [
    ("no,name\n1,a\n2,b\n", "nr", 2, "did you mean 'no'?"),
    ("no,name\n1,a\n1,b\n", "no", 3, "the id '1' stands in rows 2 and 3"),
    ("no,name\n1,a\n,b\n", "no", 3, "row 3 of"),
    ("", "no", 3, "the file is empty"),
    ("no,name\n", "no", 3, "has no readable row below its heading"),
    ("no\n1\n2\n", "no", 3, "has no column beside 'no'"),
    ("PK\u{3}\u{4}rest", "no", 3, "save it as CSV"),
  ])
  func `refuses a file`(content: String, id: String, status: Int32, message: String) throws {
    try folder.write("people.csv", content)
    let outcome = try folder.guiyi("link", "people.csv", "--id", id, "--output", "clusters.csv")
    #expect(outcome.status == status)
    #expect(outcome.complaints.contains(message), "\(outcome.complaints)")
    #expect(outcome.complaints.split(separator: "\n").count >= 2, "no next step: \(outcome.complaints)")
    #expect(!folder.exists("clusters.csv"))
  }

  @Test func `refuses a file that is not there, a folder as output, and a folder that is not there`() throws {
    try folder.write("people.csv", Self.good)
    try folder.write("a.folder/x.txt", "")
    #expect(try folder.guiyi("link", "none.csv", "--id", "no", "--output", "clusters.csv").status == 3)
    #expect(try folder.guiyi("link", "people.csv", "--id", "no", "--output", "a.folder").status == 2)
    let missing = try folder.guiyi("link", "people.csv", "--id", "no", "--output", "none/clusters.csv")
    #expect(missing.status == 2)
    #expect(folder.names(in: "") == ["a.folder", "people.csv"])
  }

  @Test(arguments: [
    ["link", "people.csv", "--output", "clusters.csv"],
    ["link", "people.csv", "--id", "no"],
    ["link", "people.csv", "--id", "no", "--mode", "both", "--output", "clusters.csv"],
    ["link", "people.csv", "--id", "no", "--mode", "link", "--output", "clusters.csv"],
    ["link", "people.csv", "--id", "no", "--threshold", "1.5", "--output", "clusters.csv"],
    ["link", "people.csv", "--id", "no", "--threads", "0", "--output", "clusters.csv"],
    ["link", "people.csv", "--id", "no", "--spec", "none.yaml", "--output", "clusters.csv"],
    ["explain", "people.csv", "--id", "no"],
    ["explain", "people.csv", "--pair", "1", "2"],
    ["explain", "people.csv", "--id", "no", "--pair", "1"],
    ["explain", "people.csv", "--id", "no", "--pair", "1", "99"],
  ])
  func `a wrong command line ends with exit code 2`(arguments: [String]) throws {
    try folder.write("people.csv", Self.good)
    let outcome = try GuiyiProcess(
      arguments.map { $0.contains(".") && !$0.contains("1.5") ? folder.path + "/" + $0 : $0 }
    ).wait()
    #expect(outcome.status == 2, "\(outcome.complaints)")
    #expect(!outcome.complaints.isEmpty)
    #expect(!folder.exists("clusters.csv"))
  }

  @Test(arguments: [
    ("comparison: []", "link.yaml:1: 'comparison' is not a key of link.yaml; did you mean 'comparisons'?"),
    (
      "comparisons:\n  - {name: name, kind: latinname}\nblocking: [{keys: [name]}]",
      "link.yaml:2: 'latinname'"
    ),
    ("comparisons:\n  - {name: nmae, kind: exact}\nblocking: [{keys: [nmae]}]", "did you mean 'name'?"),
    (
      "comparisons:\n  - {name: name, kind: exact}\nblocking:\n  - {keys: [{name: sond}]}",
      "link.yaml:4: 'sond'"
    ),
    (
      "comparisons:\n  - {name: name, kind: exact}\nblocking: [{keys: [name]}]\nthresholds: {link: 2}",
      "link.yaml:4: 'link' must be a number from 0 to 1"
    ),
    (
      "columns: {nam: full-name}\ncomparisons: [{name: name, kind: exact}]\nblocking: [{keys: [name]}]",
      "'nam'"
    ),
    ("\u{7}: [", "link.yaml:"),
    ("", "link.yaml:1: the file is empty"),
  ])
  func `names the line of a mistake in a specification`(text: String, message: String) throws {
    try folder.write("people.csv", Self.good)
    try folder.write("link.yaml", text)
    let outcome = try folder.guiyi(
      "link", "people.csv", "--id", "no", "--spec", "link.yaml", "--output", "clusters.csv")
    #expect(outcome.status == 2)
    #expect(outcome.complaints.contains(message), "\(outcome.complaints)")
  }
}
