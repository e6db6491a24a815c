/// A golden value that somebody says is wrong (Article 19), as the workspace's disputes.yaml tells.
public struct Dispute: Sendable, Hashable {
  /// What is disputed: an entity's value, or the entity's that a row belongs to.
  public enum Target: Sendable, Hashable {
    case entity(id: String)
    /// - Parameters:
    ///   - file: relative to pools/.
    ///   - number: as a spreadsheet shows it.
    case row(file: String, number: UInt32)
  }

  public enum Status: String, Sendable, CaseIterable {
    /// Nobody has decided yet: the value is marked wherever it shows.
    case open
    /// The objection was right; the source is corrected.
    case upheld
    /// The value stands.
    case dismissed
  }

  public let target: Target
  public let element: DataElement
  public let since: DayNumber
  /// Who objects, in the words of the file.
  public let by: String
  public let reason: String
  public let status: Status
  public let site: Site

  public init(
    target: Target, element: DataElement, since: DayNumber, by: String, reason: String, status: Status,
    site: Site
  ) {
    self.target = target
    self.element = element
    self.since = since
    self.by = by
    self.reason = reason
    self.status = status
    self.site = site
  }
}
