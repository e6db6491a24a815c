internal import GuiyiColumns
internal import GuiyiDiscovery
internal import GuiyiLink

/// The columns of several files, those of one meaning under different headings made one.
struct MergedColumns {
  private(set) var fields: [LinkField]
  /// By field, the sources that have it, ascending.
  private(set) var holders: [[UInt16]]
  /// Places among the columns as they were read; the first gives the name, the others stand together for what it holds.
  private(set) var pairs: [(first: Int, others: [Int])] = []
  /// Headings of the first and the second source that were found to say one thing.
  private(set) var anchored: [(first: String, second: String)] = []

  /// - Parameters:
  ///   - read: one field for each heading, by heading.
  ///   - sources: the source of each record.
  init(_ read: [LinkField], holders: [[UInt16]], sources: [UInt16], workers: Workers) {
    fields = read
    self.holders = holders
    defer {
      pairAnchored(sources, workers)
      takeFurtherNames(sources, workers)
    }
    guard let last = sources.max(), holders.contains(where: { $0.count <= Int(last) }) else { return }
    let found = pairedColumns(LinkTable(fields: read, sources: sources), holders: holders, workers: workers)
    let joined = joinedColumns(
      LinkTable(fields: read, sources: sources), holders: holders,
      taken: Set(found.flatMap { [$0.first, $0.second] }), workers: workers)
    // A heading that says what it stands for names both, else that of the first source.
    pairs =
      (found.map { pair in
        let tells = (isTelling(heading: read[pair.first].name), isTelling(heading: read[pair.second].name))
        let isFirst =
          tells.0 != tells.1 ? tells.0 : holders[pair.first][0] < holders[pair.second][0]
        return isFirst ? (pair.first, [pair.second]) : (pair.second, [pair.first])
      } + joined.map { ($0.whole, $0.parts) }).sorted { $0.first < $1.first }
    var isGone = [Bool](repeating: false, count: read.count)
    for pair in pairs {
      let other = pair.others.dropFirst().reduce(read[pair.others[0]]) { Self.together($0, read[$1]) }
      fields[pair.first] = Self.joined(read[pair.first], other)
      self.holders[pair.first] = (holders[pair.first] + holders[pair.others[0]]).sorted()
      for place in pair.others { isGone[place] = true }
    }
    fields = fields.indices.filter { !isGone[$0] }.map { fields[$0] }
    self.holders = self.holders.indices.filter { !isGone[$0] }.map { self.holders[$0] }
  }

  /// Makes one of columns that say one thing in other words, in the words of the first source.
  private mutating func pairAnchored(_ sources: [UInt16], _ workers: Workers) {
    let found = anchoredColumns(
      LinkTable(fields: fields, sources: sources), holders: holders, workers: workers)
    var gone: Set<Int> = []
    for pair in found {
      fields[pair.first] = Self.translated(fields[pair.first], fields[pair.second], pair.words, sources)
      if pair.first == pair.second { continue }
      anchored.append((fields[pair.first].name, fields[pair.second].name))
      holders[pair.first] = (holders[pair.first] + holders[pair.second]).sorted()
      gone.insert(pair.second)
    }
    fields = fields.indices.filter { !gone.contains($0) }.map { fields[$0] }
    holders = holders.indices.filter { !gone.contains($0) }.map { holders[$0] }
  }

  /// A column of what the first source has in one column and the second in another, where known in the words of the first.
  private static func translated(
    _ first: LinkField, _ second: LinkField, _ words: [UInt32], _ sources: [UInt16]
  ) -> LinkField {
    var dictionary = ByteDictionary()
    let ids = first.ids.indices.map { record -> UInt32 in
      var (field, id) = (first, first.ids[record])
      if sources[record] != 0 {
        (field, id) = (second, second.ids[record])
        if id != 0 && words[Int(id)] != 0 { (field, id) = (first, words[Int(id)]) }
      }
      return id == 0 ? 0 : field.dictionary.withBytes(of: id) { dictionary.intern($0) }
    }
    return LinkField(name: first.name, dictionary: dictionary, ids: ids)
  }

  /// Gives the further names of a record to the column of its name, as values beside it.
  private mutating func takeFurtherNames(_ sources: [UInt16], _ workers: Workers) {
    let found = furtherNames(LinkTable(fields: fields, sources: sources), holders: holders, workers: workers)
    for pair in found { fields[pair.main] = Self.beside(fields[pair.main], fields[pair.further]) }
    let gone = Set(found.map(\.further))
    fields = fields.indices.filter { !gone.contains($0) }.map { fields[$0] }
    holders = holders.indices.filter { !gone.contains($0) }.map { holders[$0] }
  }

  /// A column with the values of a second one as further values.
  private static func beside(_ first: LinkField, _ second: LinkField) -> LinkField {
    var dictionary = ByteDictionary()
    let numbers = [first, second].map { field in
      (0..<UInt32(field.dictionary.count)).map { id in
        id == 0 ? 0 : field.dictionary.withBytes(of: id) { dictionary.intern($0) }
      }
    }
    var ids: [UInt32] = []
    var extraOffsets: [UInt32] = [0]
    var extraIds: [UInt32] = []
    for record in first.ids.indices {
      let known = [first.ids[record]] + first.extras(of: record).map { first.extraIds[$0] }
      var own = known.map { numbers[0][Int($0)] }
      own.append(numbers[1][Int(second.ids[record])])
      own.removeAll { $0 == 0 }
      ids.append(own.first ?? 0)
      extraIds += own.dropFirst()
      extraOffsets.append(UInt32(extraIds.count))
    }
    return LinkField(
      name: first.name, dictionary: dictionary, ids: ids, extraOffsets: extraOffsets, extraIds: extraIds)
  }

  /// A column of what two columns of one file hold, one behind the other.
  private static func together(_ first: LinkField, _ second: LinkField) -> LinkField {
    var dictionary = ByteDictionary()
    var bytes: [UInt8] = []
    let ids = first.ids.indices.map { record -> UInt32 in
      bytes.removeAll(keepingCapacity: true)
      for field in [first, second] where field.ids[record] != 0 {
        if !bytes.isEmpty { bytes.append(0x20) }
        bytes.append(contentsOf: field.dictionary.bytes[field.dictionary.range(of: field.ids[record])])
      }
      return bytes.isEmpty ? 0 : dictionary.intern(bytes.span)
    }
    return LinkField(name: first.name, dictionary: dictionary, ids: ids)
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
