internal import CGuiyiTopics
public import GuiyiModel

/// A mistake in a topic declaration, with its place.
public struct TopicMistake: Error, Sendable, CustomStringConvertible {
  public let site: Site
  public let message: String
  public var description: String { "\(site.file):\(site.lineNumber): \(message)" }
}

/// A topic database as its text file declares it: who may have it and why, and a query per table.
///
/// The file is SQL. Comment lines `-- key: value` at its head name the topic; `-- table: name | title` opens a table,
/// and the query below it fills the table. Base databases are attached under the names that `uses` lists.
public struct TopicDeclaration: Sendable {
  public struct Table: Sendable {
    public let name: String
    public let title: String
    public let query: String
    public let site: Site
  }

  public let name: String
  public let title: String
  public let purpose: String
  public let legalBasis: String
  public let uses: [Subject]
  public let tables: [Table]
  public let file: String

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
    var tables: [(name: String, title: String, lines: [Substring], lineNumber: Int)] = []
    let known = ["topic", "title", "purpose", "basis", "uses"]
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
      if key == "table" {
        let parts = value.split(separator: "|", maxSplits: 1).map { $0.trimmed }
        guard let name = parts.first, Self.isName(name) else {
          throw mistake("a table's name has letters, digits and '_' only: '-- table: name | title'")
        }
        if tables.contains(where: { $0.name == name }) { throw mistake("table '\(name)' comes twice") }
        tables.append((name, parts.count > 1 ? parts[1] : name, [], index + 1))
      } else if !tables.isEmpty {
        tables[tables.count - 1].lines.append(line)
      } else if known.contains(key) {
        head[key] = value
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
    guard !tables.isEmpty else {
      throw TopicMistake(site: Site(file: file, lineNumber: 1), message: "no '-- table: name | title'")
    }
    self.tables = tables.map { table in
      Table(
        name: table.name, title: table.title, query: table.lines.joined(separator: "\n").trimmedQuery,
        site: Site(file: file, lineNumber: table.lineNumber))
    }
    self.file = file
  }

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
