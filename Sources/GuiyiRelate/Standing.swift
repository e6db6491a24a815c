public import GuiyiModel

/// How a decision, a certificate or a unit stands on the day of the run.
public struct Standing: Sendable, Hashable {
  public enum State: UInt8, Sendable, CaseIterable {
    /// A credit item on somebody's record, and public.
    case isPublic
    /// A credit item whose publicity is over: archived, on no active view.
    case archived
    /// A credit item of which only a name says whose it is: on nobody's record.
    case unresolved
    /// A credit item that no catalog has, or with content that must not be collected.
    case notListed
    /// A repair or an objection: it tells of another item.
    case event
    /// A certificate that is valid, as far as it says.
    case current
    /// A certificate of which there is a newer version.
    case superseded
    /// A certificate whose validity is over.
    case expired
    /// A certificate whose validity has not begun.
    case notYetValid

    /// The name in the base databases.
    public var name: String {
      switch self {
      case .isPublic: "public"
      case .archived: "archived"
      case .unresolved: "unresolved"
      case .notListed: "not-listed"
      case .event: "event"
      case .current: "current"
      case .superseded: "superseded"
      case .expired: "expired"
      case .notYetValid: "not-yet-valid"
      }
    }
  }

  public let entity: UInt32
  public let state: State
  /// The first day on which it is public or valid; nil where the rows do not say.
  public let since: DayNumber?
  /// The first day on which it is no more; nil where nothing ends it.
  public let until: DayNumber?
  /// The class of the catalog; empty where there is none.
  public let className: String
  /// The law or list that says so; empty where the rows themselves do.
  public let basis: String
}
