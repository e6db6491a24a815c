import Foundation
import GuiyiBase
import GuiyiCatalog
import GuiyiModel
import GuiyiPublish
import GuiyiRecords
import GuiyiReport
import GuiyiStore

/// How the published rows of one reader belong together: `relation.sqlite`, `.csv` and `.jsonl`.
struct RelationFiles {
  private static let columns = [
    "kind", "subject", "no", "other_subject", "other_no", "since", "until", "share",
  ]

  let relations: PublishedRelations

  /// - Parameters:
  ///   - numbers: the stable numbers of each subject's entities, ascending.
  ///   - numberOf: by the same index, the numbers of their rows.
  init(
    folder: String, catalog: Catalog, rights: RelationRights, numbers: [Subject: [UInt32]],
    numberOf: [Subject: [Int]]
  ) throws {
    var kept: [KeptRelation] = []
    var indexOf: [Subject: [Int64: Int]] = [:]
    for (subject, numbers) in numbers {
      indexOf[subject] = Dictionary(
        uniqueKeysWithValues: numbers.enumerated().map { (Int64($0.element), $0.offset) })
    }
    let resourceOf = Dictionary(uniqueKeysWithValues: catalog.resources.map { ($0.code, $0.index) })
    for left in Subject.entities where numbers[left] != nil {
      let reader = try DatabaseReader(path: folder + "/base/" + BaseDeclaration.of(left).fileName)
      try reader.forEach(
        """
        SELECT r.kind, r.entity_no, r.other_subject, r.other_no, f.resource, date(r.since_day * 86400, 'unixepoch'),
          date(r.until_day * 86400, 'unixepoch'), r.share FROM relation r JOIN source_file f USING (file_no)
        """
      ) { row in
        guard let kind = row.text(0), let right = row.text(2).flatMap({ Subject(name: $0) }),
          let resource = row.text(4).flatMap({ resourceOf[$0] }),
          rights.cover(kind, left, right, of: resource),
          let leftEntity = row.integer(1).flatMap({ indexOf[left]?[$0] }),
          let rightEntity = row.integer(3).flatMap({ indexOf[right]?[$0] })
        else { return }
        kept.append(
          KeptRelation(
            kind: kind, left: left, leftEntity: leftEntity, right: right, rightEntity: rightEntity,
            resource: resource, since: row.text(5), until: row.text(6), share: row.text(7)))
      }
    }
    relations = PublishedRelations(kept, rights: rights, numberOf: numberOf)
  }

  /// Each file aside and then put in place.
  func write(to folder: String) throws {
    let stem = folder + "/relation"
    try putAside(stem + ".sqlite") { path in
      let database = try DatabaseBuilder(path: path)
      try database.execute(
        """
        CREATE TABLE relation (kind TEXT NOT NULL, subject TEXT NOT NULL, no INTEGER NOT NULL,
          other_subject TEXT NOT NULL, other_no INTEGER NOT NULL, since TEXT, until TEXT, share TEXT);
        """)
      try database.insert(into: "relation", columnCount: Self.columns.count) { writer in
        for row in relations.rows {
          writer.text(row.kind)
          writer.text(row.subject.name)
          writer.integer(row.number)
          writer.text(row.otherSubject.name)
          writer.integer(row.otherNumber)
          for text in [row.since, row.until, row.share] { writer.text(text) }
          try writer.endRow()
        }
      }
      try database.finish()
    }
    for format in ExportFormat.allCases {
      try putAside(stem + "." + format.rawValue) { path in
        let file = try newFile(path)
        var writer = ExportWriter(descriptor: file.fileDescriptor, format: format, columns: Self.columns)
        for row in relations.rows {
          writer.text(row.kind)
          writer.text(row.subject.name)
          writer.integer(row.number)
          writer.text(row.otherSubject.name)
          writer.integer(row.otherNumber)
          for text in [row.since, row.until, row.share] {
            if let text { writer.text(text) } else { writer.null() }
          }
          try writer.endRow()
        }
        try writer.finish()
        try file.close()
      }
    }
  }
}
