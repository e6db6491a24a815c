internal import GuiyiCatalog
public import GuiyiColumns
internal import GuiyiModel

extension Evaluation {
  /// Holds a file of clusters against a file of the truth.
  ///
  /// - Parameters:
  ///   - clusters: columns id and cluster_id, and source where ids repeat.
  ///   - truth: columns id and entity, and source where ids repeat.
  /// - Throws: `LinkageError` where a column is missing, an id stands twice or an id has no entity.
  public init(clusters: String, truth: String, workers: Workers) throws {
    let found = try FileTable(paths: [clusters], expected: ["id", "cluster_id"], workers: workers)
    let known = try FileTable(paths: [truth], expected: ["id", "entity"], workers: workers)
    try self.init(clusters: found, truth: known)
  }

  init(clusters: FileTable, truth: FileTable) throws(LinkageError) {
    for table in [clusters, truth] {
      if let lost = table.lostRows.first {
        throw LinkageError(
          .input, "row \(lost.rowNumber) of \(lost.path) cannot be read (\(lost.rule))",
          nextStep: "A row that is left out would change every figure; correct the file.")
      }
      if table.rowCount == 0 {
        throw LinkageError(
          .input, "\(table.paths[0]) has no row below its heading", nextStep: "Check the file.")
      }
    }
    // Sources tell ids apart only where both files have them.
    let usesSource = clusters.has("source", file: 0) && truth.has("source", file: 0)
    var names = ByteDictionary()
    let clusterKeys = try Self.keys(clusters, usesSource: usesSource, names: &names)
    let truthKeys = try Self.keys(truth, usesSource: usesSource, names: &names)
    let clusterValues = try Self.values(clusters, "cluster_id")
    let entities = try Self.values(truth, "entity")
    var clusterOf = [UInt32?](repeating: nil, count: names.count)
    for row in clusterKeys.indices { clusterOf[Int(clusterKeys[row])] = clusterValues[row] }
    var isKnown = [Bool](repeating: false, count: names.count)
    for key in truthKeys { isKnown[Int(key)] = true }
    let unknown = clusterKeys.count { !isKnown[Int($0)] }
    if unknown == clusterKeys.count {
      throw LinkageError(
        .input, "no id of \(clusters.paths[0]) is in \(truth.paths[0])",
        nextStep: "The truth needs the ids that the clusters have: columns id and entity.")
    }
    self.init(
      clusters: truthKeys.map { clusterOf[Int($0)] }, entities: entities, unknownCount: unknown)
  }

  /// A number for each row's id, or its source and id; the same id must not stand twice.
  private static func keys(
    _ table: FileTable, usesSource: Bool, names: inout ByteDictionary
  ) throws(LinkageError) -> [UInt32] {
    let id = try table.requiredColumn("id", option: "the heading 'id'")
    let source = usesSource ? table.columnIndex("source") : nil
    let rows = [UInt32](0..<UInt32(table.rowCount))
    let ids = TrimmedColumn(table.columns[id], order: rows)
    let sources = source.map { TrimmedColumn(table.columns[$0], order: rows) }
    var seen: [Bool] = []
    var keys: [UInt32] = []
    keys.reserveCapacity(rows.count)
    var text: [UInt8] = []
    for row in rows.indices {
      text.removeAll(keepingCapacity: true)
      if let sources {
        text.append(contentsOf: sources.dictionary.bytes[sources.dictionary.range(of: sources.ids[row])])
        text.append(0x1F)
      }
      text.append(contentsOf: ids.dictionary.bytes[ids.dictionary.range(of: ids.ids[row])])
      let key = names.intern(text.span)
      if Int(key) >= seen.count { seen += [Bool](repeating: false, count: Int(key) + 1 - seen.count) }
      if ids.ids[row] == 0 || seen[Int(key)] {
        let what = ids.ids[row] == 0 ? "has no id" : "repeats the id '\(ids.dictionary.string(ids.ids[row]))'"
        throw LinkageError(
          .input, "row \(table.rowNumbers[row]) of \(table.paths[0]) \(what)",
          nextStep: usesSource
            ? "An id names one record of a source."
            : "Where ids repeat, both files need a column 'source' that tells them apart.")
      }
      seen[Int(key)] = true
      keys.append(key)
    }
    return keys
  }

  /// The value of each row in a column; none may be empty.
  private static func values(_ table: FileTable, _ heading: String) throws(LinkageError) -> [UInt32] {
    let place = try table.requiredColumn(heading, option: "the heading '\(heading)'")
    let column = TrimmedColumn(table.columns[place], order: [UInt32](0..<UInt32(table.rowCount)))
    if let blank = column.ids.firstIndex(of: 0) {
      throw LinkageError(
        .input, "row \(table.rowNumbers[blank]) of \(table.paths[0]) has nothing in '\(heading)'",
        nextStep: "Fill it, or take the row out.")
    }
    return column.ids
  }
}
