internal import GuiyiStore

/// How a topic was made: which of its tables stand as they were, which were made in part, which whole.
///
/// It is kept with the topic, so that nobody has to guess whether a refresh did what it says.
public struct TopicMaking: Sendable, Hashable {
  /// Tables and findings by name, in the order of the file.
  public let standing: [String]
  public let inPart: [String]
  public let whole: [String]
  /// Why a refresh was given up and the topic made whole; nil where none was.
  public let failure: String?

  /// Of a topic made whole.
  init(tables: [TopicDeclaration.Table], failure: String? = nil) {
    (standing, inPart, whole) = ([], [], tables.map(\.name))
    self.failure = failure
  }

  /// Of a topic made from a former one.
  /// - Parameter fates: one for each table.
  init(tables: [TopicDeclaration.Table], fates: [RefreshPlan.Fate]) {
    func names(_ fate: RefreshPlan.Fate) -> [String] {
      zip(tables, fates).filter { $0.1 == fate }.map(\.0.name)
    }
    (standing, inPart, whole, failure) = (names(.stands), names(.inPart), names(.whole), nil)
  }

  /// Whether anything of a former topic is in it.
  public var isRefreshed: Bool { !standing.isEmpty || !inPart.isEmpty }

  /// Puts it into the table `topic`, in place of what stood there.
  func write(to database: DatabaseBuilder) throws(StoreError) {
    try database.execute("DELETE FROM main.topic WHERE key LIKE 'made%';")
    let entries = [
      ("made", isRefreshed ? "refreshed" : "whole"), ("made-standing", standing.joined(separator: ",")),
      ("made-in-part", inPart.joined(separator: ",")), ("made-whole", whole.joined(separator: ",")),
      ("made-after-failure", failure ?? ""),
    ]
    try database.insert(into: "topic", columnCount: 2) { writer in
      for (key, value) in entries {
        writer.text(key)
        writer.text(value)
        try writer.endRow()
      }
    }
  }
}
