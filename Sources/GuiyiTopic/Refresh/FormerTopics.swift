internal import GuiyiBase
internal import GuiyiModel
internal import GuiyiStore

/// The results of the run before, and what of the base databases is other than there.
public struct FormerTopics: Sendable {
  let topicFolder: String
  let baseFolder: String
  /// None for subjects of which an engine without keys wrote one of the two databases.
  let changes: [Subject: ContentChanges]
  /// Which relations there are now.
  let relations: [Subject: StoredKeys]
  /// The subjects whose resources, or which of them have files, are others than before.
  let otherResources: Set<Subject>

  /// - Parameters:
  ///   - folder: the finished run before.
  ///   - baseFolder: the base databases of this one.
  public init(folder: String, baseFolder: String) throws {
    topicFolder = folder + "/topic"
    self.baseFolder = folder + "/base"
    var keys: [Subject: (now: StoredKeys, former: StoredKeys)] = [:]
    var otherResources: Set<Subject> = []
    for declaration in BaseDeclaration.all {
      let before = try DatabaseReader(path: folder + "/base/" + declaration.fileName)
      let after = try DatabaseReader(path: baseFolder + "/" + declaration.fileName)
      guard let former = try StoredKeys(before), let now = try StoredKeys(after) else { continue }
      keys[declaration.subject] = (now, former)
      if try Self.resources(before) != Self.resources(after) { otherResources.insert(declaration.subject) }
    }
    relations = keys.mapValues(\.now)
    let changes = keys.mapValues { ContentChanges(now: $0.now, former: $0.former) }
    self.changes = [Subject: ContentChanges](
      uniqueKeysWithValues: keys.map { subject, keys in
        var own = changes[subject] ?? ContentChanges(now: keys.now, former: keys.former)
        own.addTouched(now: keys.now, former: keys.former, all: changes)
        return (subject, own)
      })
    self.otherResources = otherResources
  }

  private static func resources(_ base: DatabaseReader) throws -> [[String?]] {
    var rows: [[String?]] = []
    try base.forEach(
      """
      SELECT r.*, EXISTS (SELECT 1 FROM source_file f WHERE f.resource = r.resource) FROM resource r ORDER BY resource
      """
    ) { row in rows.append((0..<row.count).map { row.text($0) }) }
    return rows
  }
}
