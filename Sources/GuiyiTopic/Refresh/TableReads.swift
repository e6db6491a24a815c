internal import GuiyiBase
internal import GuiyiModel
internal import GuiyiStore

/// What one query of a topic reads.
struct TableReads {
  /// The parts of base databases, by subject.
  private(set) var parts: [Subject: Set<ContentPart>] = [:]
  /// The tables and views of base databases, by subject.
  private(set) var stored: [Subject: Set<String>] = [:]
  /// Tables of the topic itself.
  private(set) var tables: Set<String> = []
  private(set) var readsDay = false
  private(set) var readsResources = false
  /// Whether it reads something of which nobody knows whether it changed.
  private(set) var readsOther = false

  var readsOnlyGolden: Bool { tables.isEmpty && parts.values.allSatisfy { $0 == [.entity] } }
  var readsRelations: Bool { parts.values.contains { $0.contains(.relation) } }

  init(_ columns: Set<ReadColumn>, topic: TopicDeclaration) {
    for read in columns {
      if let subject = Subject(name: read.database) {
        add(read, of: subject)
        stored[subject, default: []].insert(read.table)
      } else if read.database == "temp" {
        // The relations as topics are given them: all of them are kept with people.
        parts[.person, default: []].insert(.relation)
        stored[.person, default: []].insert("relation")
      } else if topic.tables.contains(where: { $0.name == read.table && !$0.isFinding }) {
        tables.insert(read.table)
      } else if read.table == "run" {
        readsDay = true
      } else if !read.database.isEmpty {
        readsOther = true
      }
    }
  }

  private mutating func add(_ read: ReadColumn, of subject: Subject) {
    let isOfRow = read.column == "row" || read.column == "file_no" && read.table != "record"
    switch read.table {
    case "entity", "standing": parts[subject, default: []].insert(.entity)
    case "record": parts[subject, default: []].insert(isOfRow ? .row : .record)
    case "variant": parts[subject, default: []].insert(.record)
    case "household": parts[subject, default: []].insert(isOfRow ? .row : .household)
    case "relation":
      // Rows of it have no number that stays.
      if read.column == "ROWID" { readsOther = true }
      parts[subject, default: []].insert(.relation)
      if isOfRow { parts[subject, default: []].insert(.row) }
    case "resource", "source_file": readsResources = true
    case "source_record", "relationship", "credit_record", "current_certificate":
      // Their tables are told beside them.
      parts[subject, default: []].insert(.entity)
    case "element", "reason": break
    default: readsOther = true
    }
  }
}
