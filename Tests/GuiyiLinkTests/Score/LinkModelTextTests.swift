import GuiyiColumns
import GuiyiLink
import Testing

@Suite struct LinkModelTextTests {
  private static let model: LinkModel = {
    let (rows, _) = LinkTesting.people(200, seed: 3)
    var spec = LinkTesting.peopleSpec()
    spec.comparisons[2].name = "last name"
    return train(
      LinkTesting.table(LinkTesting.peopleFields, rows), spec: spec, workers: Workers(threadCount: 1))
  }()

  @Test func `reads what it wrote`() throws {
    #expect(try LinkModel(text: Self.model.text) == Self.model)
  }

  @Test func `names the line that is not understood`() {
    #expect(throws: LinkModelTextError(lineNumber: 2, message: "'wieght' is not known here")) {
      try LinkModel(text: "guiyi-link-model 1\nwieght 3\n")
    }
    #expect(throws: LinkModelTextError.self) { try LinkModel(text: "") }
  }

  @Test func `refuses a group below a comparison`() {
    #expect(throws: LinkModelTextError.self) {
      try LinkModel(
        text: "guiyi-link-model 1\ncomparison a\n  level missing weight 0 m 0 u 0\ngroup prior 1\n"
          + "  level different weight 0 m 0 u 0\n")
    }
  }

  @Test func `reads Windows line ends, and names with line breaks, tabs and backslashes`() throws {
    let windows = Self.model.text.split(separator: "\n").joined(separator: "\r\n")
    #expect(try LinkModel(text: windows) == Self.model)
    var odd = Self.model
    odd.comparisons[0].name = "出生\n日期\t\u{A0}\\u{A}"
    #expect(try LinkModel(text: odd.text).comparisons[0].name == odd.comparisons[0].name)
  }

  @Test func `survives any text`() {
    let bytes = Array(Self.model.text.utf8)
    var random = SplitMix64(seed: 77)
    for _ in 0..<2_000 {
      var broken = Array(bytes.prefix(Int.random(in: 0...600, using: &random)))
      for _ in 0..<Int.random(in: 0...4, using: &random) where !broken.isEmpty {
        broken[Int.random(in: 0..<broken.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = try? LinkModel(text: String(decoding: broken, as: UTF8.self))
    }
  }
}
