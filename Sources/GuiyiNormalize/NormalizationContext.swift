public import GuiyiIdentifiers
public import GuiyiModel
public import GuiyiText

/// What normal forms depend on besides the value: the run's day, the region codes, the city.
public struct NormalizationContext: Sendable {
  /// The day against which dates count as future.
  public let asOf: CivilDate
  public let regions: RegionTable
  /// Place names, and which city an address without one is in.
  public let gazetteer: Gazetteer

  /// - Parameters:
  ///   - asOf: the run's date.
  ///   - regions: the built-in codes and those of guiyi.yaml.
  ///   - cityCode: the workspace's city, `410400`; 0 for none.
  public init(asOf: DayNumber, regions: RegionTable, cityCode: Int) {
    self.asOf = CivilDate(daysSinceEpoch: Int(asOf)) ?? CivilDate.first
    self.regions = regions
    gazetteer = Gazetteer(regions: regions, cityCode: cityCode)
  }
}

/// What is known of a column as a whole and decides how its values are read.
public struct ColumnConvention: Sendable, Hashable {
  /// How codes of the sex are meant.
  public enum SexCodes: UInt8, Sendable {
    /// GB/T 2261.1: 1 male, 2 female, 0 not known.
    case standard
    /// Only 0 and 1 occur: 1 male, 0 female.
    case zeroIsFemale
  }

  public var sexCodes: SexCodes = .standard
  /// Whether numbers without a unit are in ten thousands.
  public var isInTenThousands = false
  /// The heading says ten thousands, the values say single units.
  public var isUnitDoubtful = false

  public init() {}

  /// Values of a column that nothing is known of.
  public static let none = ColumnConvention()
}
