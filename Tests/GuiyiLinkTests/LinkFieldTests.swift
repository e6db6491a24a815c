import GuiyiColumns
import GuiyiLink
import Testing

@Suite struct LinkFieldTests {
  @Test func `values in record order are the same values, numbered as records name them`() {
    var dictionary = ByteDictionary()
    for text in ["甲", "乙", "丙", "丁", "戊"] { _ = dictionary.intern(text) }
    let field = LinkField(
      name: "name", dictionary: dictionary, ids: [4, 0, 2, 4], extraOffsets: [0, 2, 2, 3, 3],
      extraIds: [1, 2, 1])
    let ordered = field.inRecordOrder()
    #expect(ordered.ids == [1, 0, 3, 1])
    #expect(ordered.extraIds == [2, 3, 2])
    #expect(ordered.extraOffsets == field.extraOffsets)
    #expect((1...5).map { ordered.dictionary.string($0) } == ["丁", "甲", "乙", "丙", "戊"])
    for record in field.ids.indices {
      #expect(ordered.dictionary.string(ordered.ids[record]) == dictionary.string(field.ids[record]))
      #expect(
        ordered.extras(of: record).map { ordered.dictionary.string(ordered.extraIds[$0]) }
          == field.extras(of: record).map { dictionary.string(field.extraIds[$0]) })
    }
  }
}
