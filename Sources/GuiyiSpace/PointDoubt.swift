/// Something that is doubtful about a feed's coordinates, at its place in the feed.
public struct PointDoubt: Sendable, Hashable {
  public enum Reason: Sendable, Hashable {
    /// The pair is that of no point in China.
    case outside
    /// The distance from the middle of the city.
    case far(kilometres: Int)
    /// The feed names no system; what it was taken for and why, in words, for one whole file.
    case unnamedSystem(String)
  }

  public let reason: Reason
  /// `Resource.index`.
  public let resource: Int
  /// Index into the resource's files.
  public let file: Int
  /// Index of the row in its table; nil where the whole file is meant.
  public let row: Int?
  /// The column of longitudes in the resource's table.
  public let column: Int

  public init(_ reason: Reason, resource: Int, file: Int, row: Int?, column: Int) {
    self.reason = reason
    self.resource = resource
    self.file = file
    self.row = row
    self.column = column
  }
}
