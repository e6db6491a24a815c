/// The places of the change feed: a consumer that has read up to one asks for what is behind it.
///
/// The first run's entities are not written into the log. Their lines follow from the golden values with every later change
/// undone, and their places from their numbers, so that a first run costs nothing; what is logged comes behind them all.
public enum FeedCursor {
  /// Places for each entity of the first run: one for the entity and one for each of its values.
  ///
  /// Fixed for all time, so that elements may be added without moving a place.
  public static let placesPerEntity: Int64 = 64

  /// The place of an entity of the first run.
  public static func entity(_ number: UInt32) -> Int64 { Int64(number) * placesPerEntity }

  /// The place of a value of an entity of the first run.
  /// - Parameter place: the element's place among those of its subject.
  public static func value(_ number: UInt32, _ place: Int) -> Int64 {
    precondition(place >= 0 && place < placesPerEntity - 1, "an element's place")
    return entity(number) + 1 + Int64(place)
  }

  /// The first place that the log may use.
  /// - Parameter nextNumber: the first number that the first run did not give.
  public static func firstLogged(nextNumber: UInt32) -> Int64 { entity(nextNumber) }
}
