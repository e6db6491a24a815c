/// What is measured of a delivered feed as a whole; each is a share.
public enum FeedMeasure: String, Sendable, CaseIterable {
  /// Rows that could not be read, of all that are not blank.
  case quarantined
  /// Identity numbers and credit codes that are wrong by themselves, of those filled in.
  case faultyIdentifiers = "faulty-identifiers"
  /// How many rows fewer than at the last time, of those there were.
  case fewerRows = "fewer-rows"
  /// How many rows more than at the last time, of those there were.
  case moreRows = "more-rows"
}

/// From which shares on a feed is warned of, and from which it is left out of the run; what is missing is no limit.
public struct FeedThresholds: Sendable, Hashable {
  /// A share above every other: the measure has no limit here.
  public static let off = Double.infinity

  public var warn: [FeedMeasure: Double]
  public var stop: [FeedMeasure: Double]

  public init(warn: [FeedMeasure: Double] = [:], stop: [FeedMeasure: Double] = [:]) {
    self.warn = warn
    self.stop = stop
  }

  /// These limits where they are set, else the other ones.
  public func over(_ other: FeedThresholds) -> FeedThresholds {
    FeedThresholds(
      warn: other.warn.merging(warn) { $1 }, stop: other.stop.merging(stop) { $1 })
  }
}
