/// Something that happened to an entity's id in a run.
public struct HistoryEvent: Sendable, Hashable {
  public enum Event: String, Sendable, CaseIterable {
    case created, merged, split, retired
  }
  public let number: UInt32
  public let event: Event
  /// The entity that took it in, or from which it was split.
  public let otherNumber: UInt32?
  public let runNumber: Int
  public init(number: UInt32, event: Event, otherNumber: UInt32?, runNumber: Int) {
    self.number = number
    self.event = event
    self.otherNumber = otherNumber
    self.runNumber = runNumber
  }
}
