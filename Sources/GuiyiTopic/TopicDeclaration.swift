internal import CGuiyiTopics
internal import GuiyiColumns
public import GuiyiModel

/// A mistake in a topic declaration, with its place.
public struct TopicMistake: Error, Sendable, CustomStringConvertible {
  public let site: Site
  public let message: String
  public var description: String { "\(site.file):\(site.lineNumber): \(message)" }
  public init(site: Site, message: String) {
    self.site = site
    self.message = message
  }
}

/// A topic database as its text file declares it: who may have it and why, and a query per table.
///
/// The file is SQL. Comment lines `-- key: value` at its head name the topic; `-- table: name | title` opens a table,
/// and the query below it fills the table. `-- finding: code | title` opens a kind of finding: its query gives a column
/// `entity_id` and a column `evidence`, and its rows go into the table `finding`. A line `-- by: person` below either says
/// whose rows they are, `-- by: address in address, residence_address` which value they are about. Base databases are attached under the names that `uses` lists, the topics that `needs` lists under
/// theirs with `_` for `-`: they are built before.
public struct TopicDeclaration: Sendable {
  public struct Table: Sendable {
    /// A table's name, or a finding's code.
    public let name: String
    public let title: String
    public let query: String
    public let isFinding: Bool
    /// Whose rows they are, where the file says so: then they are refreshed entity by entity.
    public let owner: Owner?
    /// What its rows are about, where that is no entity: then they are refreshed value by value.
    public let valueKey: ValueKey?
    public let site: Site
  }

  /// The column whose value each row of a table is about, and the columns of golden records that hold such values.
  ///
  /// The file promises with it: a row follows from the golden records that hold its value in one of these columns.
  public struct ValueKey: Sendable, Hashable {
    public let column: String
    public let sources: [String]
  }

  /// The subject that each row of a table belongs to.
  ///
  /// The file promises with it: a row follows from what the base holds of its entity, of the relations to and from it, from
  /// the golden records at their other ends, and from the tables that are about no entity.
  public struct Owner: Sendable, Hashable {
    public let subject: Subject
    /// The column with the entity's id or number; nil for `entity_no`, else `entity_id`.
    public let column: String?
  }

  public let name: String
  public let title: String
  public let purpose: String
  public let legalBasis: String
  public let uses: [Subject]
  /// The topics that this one reads.
  public let needs: [String]
  /// What keeps it to the data that its purpose needs; empty where the file does not say.
  public let leastData: String
  /// Tables and findings in the order of the file: each may read those before it.
  public let tables: [Table]
  /// The line of `needs`, else the first.
  public let needsSite: Site
  public let file: String
  /// A hash of the whole text: tables of another text are not these.
  public let textKey: UInt64

  /// The declarations that come with the engine.
  public static func builtIn() throws(TopicMistake) -> [TopicDeclaration] {
    var result: [TopicDeclaration] = []
    for index in 0..<guiyi_topic_count() {
      result.append(
        try TopicDeclaration(
          text: unsafe String(cString: guiyi_topic_text(index)),
          file: unsafe String(cString: guiyi_topic_name(index))))
    }
    return result
  }

  /// Reads a declaration.
  public init(text: String, file: String) throws(TopicMistake) {
    var head: [String: String] = [:]
    var needsLine = 1
    var tables:
      [(
        name: String, title: String, isFinding: Bool, owner: Owner?, valueKey: ValueKey?, lines: [Substring],
        lineNumber: Int
      )] =
        []
    let known = ["topic", "title", "purpose", "basis", "uses", "needs", "least-data"]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      func mistake(_ message: String) -> TopicMistake {
        TopicMistake(site: Site(file: file, lineNumber: index + 1), message: message)
      }
      guard line.hasPrefix("-- "), let colon = line.firstIndex(of: ":") else {
        if !tables.isEmpty {
          tables[tables.count - 1].lines.append(line)
        } else if !line.allSatisfy(\.isWhitespace), !line.hasPrefix("--") {
          throw mistake("a query stands before the first '-- table: name | title'")
        }
        continue
      }
      let key = String(line[line.index(line.startIndex, offsetBy: 3)..<colon])
      let value = String(line[line.index(after: colon)...].drop { $0 == " " })
      if key == "table" || key == "finding" {
        let parts = value.split(separator: "|", maxSplits: 1).map { $0.trimmed }
        guard let name = parts.first, Self.isName(name) else {
          throw mistake("a \(key)'s name has letters, digits and '_' only: '-- \(key): name | title'")
        }
        if tables.contains(where: { $0.name == name }) { throw mistake("\(key) '\(name)' comes twice") }
        if key == "table", Self.ownTables.contains(name) {
          throw mistake("every topic has a table '\(name)' of its own; give this one another name")
        }
        if tables.count == Self.largestTableCount {
          throw mistake("a topic has \(Self.largestTableCount) tables and findings at most")
        }
        tables.append((name, parts.count > 1 ? parts[1] : name, key == "finding", nil, nil, [], index + 1))
      } else if key == "by", let table = tables.last, table.lines.isEmpty, table.owner == nil,
        table.valueKey == nil
      {
        let words = value.split(whereSeparator: { $0 == " " || $0 == "," }).map { String($0) }
        if !table.isFinding, words.count > 2, words[1] == "in" {
          tables[tables.count - 1].valueKey = ValueKey(column: words[0], sources: Array(words.dropFirst(2)))
          continue
        }
        guard let subject = words.first.flatMap({ Subject(name: $0) }), subject != .row, words.count <= 2
        else {
          throw mistake(
            "'-- by: \(value)' names no subject; write '-- by: person' or '-- by: person person_id'")
        }
        tables[tables.count - 1].owner = Owner(subject: subject, column: words.count > 1 ? words[1] : nil)
      } else if !tables.isEmpty {
        tables[tables.count - 1].lines.append(line)
      } else if known.contains(key) {
        head[key] = value
        if key == "needs" { needsLine = index + 1 }
      } else {
        throw mistake("'\(key)' is not a key of a topic; the keys are \(known.joined(separator: ", "))")
      }
    }
    func required(_ key: String) throws(TopicMistake) -> String {
      guard let value = head[key], !value.isEmpty else {
        throw TopicMistake(
          site: Site(file: file, lineNumber: 1), message: "the line '-- \(key): …' is missing")
      }
      return value
    }
    name = try required("topic")
    guard Self.isName(name) else {
      throw TopicMistake(site: Site(file: file, lineNumber: 1), message: "'\(name)' is no name for a file")
    }
    guard Subject(name: name) == nil, name != "main", name != "temp" else {
      throw TopicMistake(
        site: Site(file: file, lineNumber: 1), message: "'\(name)' is the name of another database")
    }
    title = try required("title")
    purpose = try required("purpose")
    legalBasis = try required("basis")
    var uses: [Subject] = []
    for word in try required("uses").split(separator: ",").map({ $0.trimmed }) {
      guard let subject = Subject(name: word), subject != .row else {
        throw TopicMistake(
          site: Site(file: file, lineNumber: 1), message: "'\(word)' in 'uses' is no base database")
      }
      uses.append(subject)
    }
    self.uses = uses
    var needs: [String] = []
    for word in (head["needs"] ?? "").split(separator: ",").map({ $0.trimmed }) where !needs.contains(word) {
      needs.append(word)
    }
    self.needs = needs
    leastData = head["least-data"] ?? ""
    needsSite = Site(file: file, lineNumber: needsLine)
    guard !tables.isEmpty else {
      throw TopicMistake(site: Site(file: file, lineNumber: 1), message: "no '-- table: name | title'")
    }
    self.tables = tables.map { table in
      Table(
        name: table.name, title: table.title, query: table.lines.joined(separator: "\n").trimmedQuery,
        isFinding: table.isFinding, owner: table.owner, valueKey: table.valueKey,
        site: Site(file: file, lineNumber: table.lineNumber))
    }
    for table in tables {
      guard let owner = table.owner, !uses.contains(owner.subject) else { continue }
      throw TopicMistake(
        site: Site(file: file, lineNumber: table.lineNumber),
        message: "'\(table.name)' is by \(owner.subject.name), which 'uses' does not list")
    }
    self.file = file
    textKey = StableHash.hash(Array(text.utf8).span)
  }

  /// Findings of one topic are told apart by twelve bits of their row numbers.
  private static let largestTableCount = 4000

  /// The tables that the writer makes in every topic.
  static let ownTables: Set<String> = ["run", "topic", "topic_table", "finding", "finding_kind"]

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x2D
      }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var rest = self
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

extension String {
  /// Without the blanks and the semicolon at the end: the query becomes part of a statement.
  fileprivate var trimmedQuery: String {
    var rest = Substring(self)
    while let last = rest.last, last.isWhitespace || last == ";" { rest.removeLast() }
    return String(rest)
  }
}
