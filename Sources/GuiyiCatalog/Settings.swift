public import GuiyiModel
public import GuiyiSharing

/// What guiyi.yaml says; a key that is left out is nil or its default.
public struct Settings: Sendable, Hashable {
  public struct City: Sendable, Hashable {
    /// Six digits of GB/T 2260.
    public let code: String
    public let name: String
  }

  /// A region code beyond the built-in tables.
  public struct Region: Sendable, Hashable {
    /// Six digits.
    public let code: String
    public let name: String
    public init(code: String, name: String) {
      self.code = code
      self.name = name
    }
  }

  /// A day that is the other way round than its weekday says, as a notice of the State Council tells.
  public struct CalendarDay: Sendable, Hashable {
    public let day: DayNumber
    public let isWorked: Bool
  }

  /// From which match probability a pair is linked, and from which it is shown for review.
  public struct LinkThresholds: Sendable, Hashable {
    /// 0 through 1; nil leaves the engine's own.
    public var link: Double?
    /// At most `link`.
    public var review: Double?
    public init(link: Double? = nil, review: Double? = nil) {
      self.link = link
      self.review = review
    }
  }

  public var city: City
  /// The run's date; nil is today.
  public var asOf: DayNumber?
  /// By code.
  public var regions: [Region] = []
  /// nil is one per processor.
  public var threads: Int?
  /// In bytes; nil is what the engine chooses.
  public var memoryBytes: Int?
  public var personLink = LinkThresholds()
  public var organizationLink = LinkThresholds()
  /// How many finished runs are kept.
  public var retainRuns = Self.defaultRetainRuns
  /// Limits of every feed.
  public var allFeedLimits = FeedThresholds()
  /// Limits of single feeds, by the resource's code.
  public var feedLimits: [String: FeedThresholds] = [:]
  /// Where the latter stand.
  var feedSites: [String: Site] = [:]
  /// Rules that make no findings here, ascending.
  public var rulesOff: [Rule] = []

  public var calendarDays: [CalendarDay] = []
  /// The last day that published notices settle; nil is the built-in one.
  public var calendarPublishedThrough: DayNumber?
  /// Periods of duties with their legal sources; a later one stands above an earlier one.
  public var deadlines: [DutyPeriod] = []

  /// How golden values are chosen: the shipped rules with those of guiyi.yaml above them.
  public var survivorship = SurvivorshipRules.builtIn

  public static let defaultRetainRuns = 3
}

/// A workspace whose settings were read: everything a run needs to know before it opens a pool.
public struct Workspace: Sendable {
  /// The folder as it was given.
  public let root: String
  public let settings: Settings
  public let catalog: Catalog
  /// What disputes.yaml says, in its order.
  public let disputes: [Dispute]
  /// The rules of rules/*.yaml, each resolved to its columns, in the order of the files.
  public let ownRules: [OwnRule]
}
