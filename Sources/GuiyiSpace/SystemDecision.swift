/// What system the pairs of a feed are taken to be written in, and why.
public struct SystemDecision: Sendable, Hashable {
  /// How it is known.
  public enum Basis: UInt8, Sendable, CaseIterable {
    /// The feed names it.
    case declared
    /// The values tell: a zone's number, or points that are known to lie elsewhere in every other system.
    case detected
    /// Nothing tells; taken for CGCS2000, which departments are ordered to use.
    case assumed

    public var name: String { Self.names[Int(rawValue)] }
    private static let names = ["declared", "detected", "assumed"]
    public var chineseName: String { Self.chineseNames[Int(rawValue)] }
    private static let chineseNames = ["已注明", "比对得出", "推定"]
  }

  public let system: CoordinateSystem
  public let basis: Basis
  /// How many points of known places it was held against; 0 where it was not.
  public let anchorCount: Int

  public init(_ system: CoordinateSystem, _ basis: Basis, anchorCount: Int = 0) {
    self.system = system
    self.basis = basis
    self.anchorCount = anchorCount
  }
}

/// A pair of a feed beside the point where its place is known to be, if it is.
public struct AnchoredPair: Sendable {
  public let pair: CoordinatePair
  public let known: GeoPoint?
  public init(_ pair: CoordinatePair, known: GeoPoint?) {
    self.pair = pair
    self.known = known
  }
}

extension SystemDecision {
  /// Fewer known places than this decide nothing.
  static let leastAnchors = 5
  /// Systems differ by hundreds of metres, known places by tens: farther off, none of them fits.
  static let fittingMetres = 250.0
  /// Farther from the middle of a city than this lies no part of it.
  static let farthestMetres = 400_000.0

  /// Decides for pairs of one kind that one feed writes under one name of a system.
  ///
  /// - Parameters:
  ///   - declared: the system that the feed names, or nil.
  ///   - pairs: at least one, all of one kind; zoned ones of one zone.
  ///   - centre: the middle of the city as other feeds have it, or nil.
  /// - Returns: nil where the pairs cannot be told: metres without a zone, and nothing to hold them against.
  public init?(declared: CoordinateSystem?, pairs: [AnchoredPair], centre: GeoPoint?) {
    guard let first = pairs.first else { return nil }
    let datum = declared?.datum
    switch first.pair.kind {
    case .degrees:
      if let datum {
        self.init(CoordinateSystem(datum), .declared)
      } else {
        let candidates: [CoordinateSystem] = [.cgcs2000, .init(.gcj02), .init(.bd09)]
        self = Self.fitting(candidates, pairs) ?? SystemDecision(.cgcs2000, .assumed)
      }
    case .zonedMetres:
      // What the numbers say is surer than what the catalog says of the zone.
      let meridian = first.pair.centralMeridian
      self.init(
        CoordinateSystem(datum ?? .cgcs2000, centralMeridian: meridian), datum == nil ? .detected : .declared)
    case .metres:
      if let declared, declared.centralMeridian != nil {
        self.init(declared, .declared)
        return
      }
      let candidates = CoordinateSystem.centralMeridians.map {
        CoordinateSystem(datum ?? .cgcs2000, centralMeridian: $0)
      }
      guard let fitting = Self.fitting(candidates, pairs) ?? Self.nearest(candidates, pairs, centre) else {
        return nil
      }
      self = fitting
    }
  }

  /// The system in which the pairs lie at their known places, if they clearly lie there in one only.
  private static func fitting(_ candidates: [CoordinateSystem], _ pairs: [AnchoredPair]) -> SystemDecision? {
    let anchored = pairs.filter { $0.known != nil }.prefix(1000)
    guard anchored.count >= leastAnchors else { return nil }
    let distances = candidates.map { system in
      median(
        anchored.compactMap { entry in
          entry.known.map {
            system.point(east: entry.pair.east, north: entry.pair.north).metres(to: $0)
          }
        })
    }
    guard let best = distances.indices.min(by: { (distances[$0], $0) < (distances[$1], $1) }),
      distances[best] <= fittingMetres,
      distances.indices.allSatisfy({ $0 == best || distances[$0] > 2 * distances[best] + 100 })
    else { return nil }
    return SystemDecision(candidates[best], .detected, anchorCount: anchored.count)
  }

  /// The meridian that puts the pairs into the city: the next one puts them 280 km away.
  private static func nearest(
    _ candidates: [CoordinateSystem], _ pairs: [AnchoredPair], _ centre: GeoPoint?
  ) -> SystemDecision? {
    guard let centre else { return nil }
    let east = median(pairs.map(\.pair.east))
    let north = median(pairs.map(\.pair.north))
    let distances = candidates.map { $0.point(east: east, north: north).metres(to: centre) }
    guard let best = distances.indices.min(by: { (distances[$0], $0) < (distances[$1], $1) }),
      distances[best] <= farthestMetres / 4,
      distances.indices.allSatisfy({ $0 == best || distances[$0] > 2 * distances[best] })
    else { return nil }
    return SystemDecision(candidates[best], .detected)
  }

  /// The middle of some numbers; of an even count the lower one of the two.
  /// - Precondition: there are some.
  public static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted[(sorted.count - 1) / 2]
  }

  /// How far a point may lie from where the feed means it, in metres, as far as the system can be doubted.
  ///
  /// - Parameters:
  ///   - pair: as delivered.
  ///   - halfStep: half of the last digit that the feed writes, in degrees or metres as the pair is.
  public func errorMetres(of pair: CoordinatePair, halfStep: Double) -> Double {
    let point = system.point(east: pair.east, north: pair.north)
    let unit = pair.kind == .degrees ? GeoPoint.metresPerDegree : 1
    var error = halfStep * unit + system.datum.unknownShiftMetres
    if pair.kind != .degrees, basis != .declared {
      error += CoordinateSystem.Datum.xian80.unknownShiftMetres
    }
    if basis == .assumed {
      for datum in [CoordinateSystem.Datum.gcj02, .bd09] {
        error = max(
          error, CoordinateSystem(datum).point(east: pair.east, north: pair.north).metres(to: point))
      }
    }
    return error
  }
}
