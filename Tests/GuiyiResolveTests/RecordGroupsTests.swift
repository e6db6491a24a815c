import GuiyiColumns
import GuiyiLink
import GuiyiResolve
import Testing

@Suite struct RecordGroupsTests {
  /// Numbers 1 and 2, names 7 and 8: the third row has the first one's number and another name.
  private let groups = RecordGroups(
    numbers: [1, 2, 1, 1, 0, 0, 2, 1], names: [7, 7, 8, 7, 7, 7, 7, 8], numberCount: 3)

  @Test func `rows of one sound number and one name are one, and nobody else is`() {
    #expect(groups.groupOf == [0, 1, 2, 0, 3, 4, 1, 2])
    #expect(groups.firstOf == [0, 1, 2, 4, 5])
    #expect(groups.standIns == [0, 1, 2, 0, 4, 5, 1, 2])
    #expect(groups.sizes == [2, 2, 2, 1, 1])
  }

  /// The values of a row, the first one first.
  private func values(_ field: LinkField, _ row: Int) -> [UInt32] {
    field.ids[row] == 0 ? [] : [field.ids[row]] + field.extras(of: row).map { field.extraIds[$0] }
  }

  @Test func `a group has every value of its rows once, in the order of the rows`() {
    var dictionary = ByteDictionary()
    for text in ["a", "b", "c", "d"] { _ = dictionary.intern(text) }
    // Row 0 has a, row 3 has b, a and c; row 1 nothing, row 6 d; the others nothing.
    let field = LinkField(
      name: "phone", dictionary: dictionary, ids: [1, 0, 0, 2, 0, 0, 4, 0],
      extraOffsets: [0, 0, 0, 0, 2, 2, 2, 2, 2], extraIds: [1, 3])
    let grouped = groups.field(field, lessons: [3, 0])
    #expect((0..<7).map { values(grouped, $0) } == [[1, 2, 3], [4], [], [], [], [2, 1, 3], [1]])
  }

  @Test func `a field of single values stays one`() {
    let field = LinkField(name: "sex", dictionary: ByteDictionary(), ids: [1, 2, 1, 1, 0, 2, 2, 1])
    let grouped = groups.field(field)
    #expect(grouped.extraOffsets.isEmpty)
    #expect(grouped.ids == [1, 2, 1, 0, 2])
  }
}
