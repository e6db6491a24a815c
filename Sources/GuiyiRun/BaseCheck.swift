internal import GuiyiBase
internal import GuiyiModel
internal import GuiyiStore

/// Holds the base databases of a workspace's current run against their own schema.
///
/// - Returns: what is broken, a sentence each; nothing where the files are sound and every reference finds its row, those from one
///   base database into another included.
public func checkBases(workspace: String) throws -> [String] {
  let folder = try FinishedRun.current(workspace: workspace).folder + "/base/"
  var broken: [String] = []
  var numbers: [Subject: Set<Int64>] = [:]
  for declaration in BaseDeclaration.all {
    let base = try DatabaseReader(path: folder + declaration.fileName)
    if let answer = try base.text("PRAGMA integrity_check"), answer != "ok" {
      broken.append("\(declaration.fileName): \(answer)")
    }
    var own: Set<Int64> = []
    try base.forEach("SELECT entity_no, entity_id FROM entity") { row in
      let number = row.integer(0) ?? -1
      own.insert(number)
      if number < 0 || row.text(1) != declaration.entityID(UInt32(truncatingIfNeeded: number)) {
        broken.append("\(declaration.fileName): entity \(number) is called '\(row.text(1) ?? "")'")
      }
    }
    numbers[declaration.subject] = own
    broken += try brokenReferences(in: base, of: declaration)
  }
  for declaration in BaseDeclaration.all {
    let base = try DatabaseReader(path: folder + declaration.fileName)
    try base.forEach("SELECT DISTINCT other_subject, other_no, other_id FROM relation") { row in
      let (name, id) = (row.text(0) ?? "", row.text(2) ?? "")
      guard let subject = Subject(name: name), let number = row.integer(1),
        numbers[subject]?.contains(number) == true,
        BaseDeclaration.of(subject).entityID(UInt32(truncatingIfNeeded: number)) == id
      else {
        broken.append("\(declaration.fileName): relation to \(name) \(id), which is not there")
        return
      }
    }
  }
  return broken
}

/// The references inside one base database, as its documentation declares them.
private func brokenReferences(in base: DatabaseReader, of declaration: BaseDeclaration) throws -> [String] {
  var broken: [String] = []
  for table in BaseDocument(declaration).tables where !table.isView {
    for column in table.columns where !column.refersTo.isEmpty {
      let target = column.refersTo.split(separator: ".").map(String.init)
      guard target.count == 2, target[0] != table.name else { continue }
      // A record's number is one only together with its entity.
      let isRecord = target[0] == "record"
      let condition = "t.\(target[1]) = x.\(column.name)" + (isRecord ? " AND t.entity_no = x.entity_no" : "")
      let count =
        try base.text(
          """
          SELECT count(*) FROM \(table.name) x WHERE x.\(column.name) IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM \(target[0]) t WHERE \(condition))
          """) ?? "0"
      if count != "0" {
        broken.append(
          "\(declaration.fileName): \(count) rows of \(table.name).\(column.name) point to no \(column.refersTo)"
        )
      }
    }
  }
  return broken
}
