internal import GuiyiColumns
internal import GuiyiDiscovery
internal import GuiyiLink

/// The columns of several files, those of one meaning under different headings made one.
struct MergedColumns {
  private(set) var fields: [LinkField]
  /// By field, the sources that have it, ascending.
  private(set) var holders: [[UInt16]]
  /// Places among the columns as they were read; the first gives the name.
  private(set) var pairs: [(first: Int, second: Int)] = []

  /// - Parameters:
  ///   - read: one field for each heading, by heading.
  ///   - sources: the source of each record.
  init(_ read: [LinkField], holders: [[UInt16]], sources: [UInt16], workers: Workers) {
    fields = read
    self.holders = holders
    guard let last = sources.max(), holders.contains(where: { $0.count <= Int(last) }) else { return }
    let found = pairedColumns(LinkTable(fields: read, sources: sources), holders: holders, workers: workers)
    if found.isEmpty { return }
    // The heading of the first source stands for both.
    pairs = found.map { pair in
      holders[pair.first][0] < holders[pair.second][0] ? pair : (first: pair.second, second: pair.first)
    }.sorted { $0.first < $1.first }
    var isGone = [Bool](repeating: false, count: read.count)
    for pair in pairs {
      fields[pair.first] = Self.joined(read[pair.first], read[pair.second])
      self.holders[pair.first] = (holders[pair.first] + holders[pair.second]).sorted()
      isGone[pair.second] = true
    }
    fields = fields.indices.filter { !isGone[$0] }.map { fields[$0] }
    self.holders = self.holders.indices.filter { !isGone[$0] }.map { self.holders[$0] }
  }

  /// A column of what either column holds; no record has both.
  private static func joined(_ first: LinkField, _ second: LinkField) -> LinkField {
    var dictionary = ByteDictionary()
    var known = [first, second].map { [UInt32](repeating: 0, count: $0.dictionary.count) }
    let ids = first.ids.indices.map { record -> UInt32 in
      let place = first.ids[record] != 0 ? 0 : 1
      let (field, id) = place == 0 ? (first, first.ids[record]) : (second, second.ids[record])
      if id == 0 { return 0 }
      if known[place][Int(id)] == 0 {
        known[place][Int(id)] = field.dictionary.withBytes(of: id) { dictionary.intern($0) }
      }
      return known[place][Int(id)]
    }
    return LinkField(name: first.name, dictionary: dictionary, ids: ids)
  }
}
