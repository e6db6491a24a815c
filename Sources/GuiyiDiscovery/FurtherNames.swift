public import GuiyiColumns
public import GuiyiLink

/// A column with further names of what another column names: aliases, former names, what a firm trades as.
public struct FurtherNames: Sendable, Equatable {
  /// The place of the field with the name.
  public let main: Int
  /// The place of the field with the further names.
  public let further: Int
}

/// Finds columns of further names by their heading, and by the words that they have in common with a name of the same record.
///
/// - Parameter holders: by field, the sources that have it.
/// - Returns: by place of the further names; each stands with one name at most.
public func furtherNames(_ table: LinkTable, holders: [[UInt16]], workers: Workers) -> [FurtherNames] {
  let further = table.fields.indices.filter { Heading.namesFurther(table.fields[$0].name) }
  if further.isEmpty { return [] }
  let rowCounts = ColumnSketch.rowCounts(holders, sources: table.sources)
  let names = table.fields.indices.filter { place in
    guard !further.contains(place) else { return false }
    let kind = ColumnSketch(table.fields[place], rowCount: rowCounts[place]).kind
    return kind == .fullName || kind == .organizationName
  }
  return further.compactMap { place in
    let best = names.filter { name in holders[place].allSatisfy { holders[name].contains($0) } }
      .map { name in (name: name, share: sharedWords(table.fields[name], table.fields[place])) }
      .max { ($0.share, $1.name) < ($1.share, $0.name) }
    guard let best, best.share >= 0.3 else { return nil }
    return FurtherNames(main: best.name, further: place)
  }
}

/// The share of records with both values in which these have a word in common.
private func sharedWords(_ first: LinkField, _ second: LinkField) -> Double {
  let both = first.ids.indices.filter { first.ids[$0] != 0 && second.ids[$0] != 0 }
  let step = max(1, both.count / 1000)
  var (count, shared) = (0, 0)
  for place in stride(from: 0, to: both.count, by: step) {
    let record = both[place]
    let words = [first, second].map { field in
      SeveralValues.words(Array(field.dictionary.bytes[field.dictionary.range(of: field.ids[record])]))
    }
    count += 1
    if !words[0].isDisjoint(with: words[1]) { shared += 1 }
  }
  return count < 20 ? 0 : Double(shared) / Double(count)
}
