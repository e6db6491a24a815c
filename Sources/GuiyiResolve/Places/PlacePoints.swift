public import GuiyiBase
public import GuiyiColumns
public import GuiyiModel
public import GuiyiRecords
public import GuiyiSpace
public import GuiyiText

/// The points of all records of places, brought into CGCS2000.
public struct PlacePoints: Sendable {
  /// Stands in `decisionOf` where a record has no point.
  static let noPoint = UInt16.max

  /// Per record; meaningless where it has none.
  private var points: [GeoPoint]
  private var decisionOf: [UInt16]
  private var errors: [Float]
  /// Per record the number of its longitude as written.
  private let longitudes: [UInt32]
  public private(set) var decisions: [SystemDecision] = []
  /// What departments should be told, by resource, file and row.
  public private(set) var doubts: [PointDoubt] = []

  /// A record's point, how its system is known, and how far it may lie from where the feed means it.
  public func point(_ record: Int) -> (point: GeoPoint, decision: SystemDecision, errorMetres: Double)? {
    guard decisionOf[record] != Self.noPoint else { return nil }
    return (points[record], decisions[Int(decisionOf[record])], Double(errors[record]))
  }

  /// - Parameters:
  ///   - entityOf: the entity of each record: two feeds that have one place tell each other's system.
  ///   - gazetteer: reads the addresses of places, which tell it, too.
  public init(
    city: CityRecords, tables: [ResourceTable], values: ElementValues, entityOf: [UInt32],
    gazetteer: Gazetteer,
    workers: Workers
  ) {
    let records = city[.place]
    points = Array(repeating: GeoPoint(longitude: 0, latitude: 0), count: records.count)
    decisionOf = Array(repeating: Self.noPoint, count: records.count)
    errors = Array(repeating: 0, count: records.count)
    longitudes = records.values[records.column(.placeLongitude)]
    let feeds = PairClasses(records, values: values)
    if feeds.classes.isEmpty { return }
    let centre = Self.centre(feeds)
    // Feeds that name their system first: the others are held against them.
    var known = [GeoPoint?](repeating: nil, count: (entityOf.max().map { Int($0) } ?? -1) + 1)
    let order = feeds.classes.indices.sorted { left, right in
      (feeds.classes[left].declared == nil ? 1 : 0, left) < (
        feeds.classes[right].declared == nil ? 1 : 0, right
      )
    }
    for index in order {
      let feed = feeds.classes[index]
      let anchored = zip(feed.records, feed.pairs).map { record, pair in
        AnchoredPair(pair, known: feed.declared == nil ? known[Int(entityOf[Int(record)])] : nil)
      }
      let decision = SystemDecision(declared: feed.declared, pairs: anchored, centre: centre)
      if let decision { place(feed, decision) }
      if feed.declared == nil {
        tell(feed, decision, records, tables, city.groups)
      } else {
        for record in feed.records {
          let (entity, own) = (Int(entityOf[Int(record)]), points[Int(record)])
          let other = known[entity]
          if other.map({ (own.longitude, own.latitude) < ($0.longitude, $0.latitude) }) ?? true {
            known[entity] = own
          }
        }
      }
    }
    checkPlaces(feeds, records, tables, city.groups)
    doubts.sort { Self.order($0) < Self.order($1) }
  }

  /// The point of each entity, from one record of it: never the longitude of one with the latitude of another.
  ///
  /// A system that is known goes before an assumed one, then the longitude that `preferred` wrote, then the least error, then the point farther west:
  /// the order of records follows from whole rows, and so from columns that say nothing of places.
  /// - Parameter preferred: per entity the record that gave its golden longitude.
  public func entityPoints(entityOf: [UInt32], preferred: [UInt32]) -> [EntityPoint?] {
    var best = [UInt32?](repeating: nil, count: preferred.count)
    func rank(_ record: UInt32, of entity: Int) -> (Int, Int, Float, Double, Double) {
      let isAssumed = decisions[Int(decisionOf[Int(record)])].basis == .assumed
      let point = points[Int(record)]
      let chosen = Int(preferred[entity])
      let isChosen = chosen < longitudes.count && longitudes[chosen] == longitudes[Int(record)]
      return (
        isAssumed ? 1 : 0, isChosen ? 0 : 1, errors[Int(record)], point.longitude,
        point.latitude
      )
    }
    for record in entityOf.indices where decisionOf[record] != Self.noPoint {
      let entity = Int(entityOf[record])
      guard let other = best[entity] else {
        best[entity] = UInt32(record)
        continue
      }
      if rank(UInt32(record), of: entity) < rank(other, of: entity) { best[entity] = UInt32(record) }
    }
    return best.map { record in
      guard let record, let (point, decision, errorMetres) = point(Int(record)) else { return nil }
      return EntityPoint(point, decision, errorMetres: errorMetres, source: .record(record))
    }
  }

  private static func order(_ doubt: PointDoubt) -> (Int, Int, Int, Int) {
    (doubt.resource, doubt.file, doubt.row ?? -1, doubt.column)
  }

  /// The middle of the points whose system makes no great difference.
  private static func centre(_ feeds: PairClasses) -> GeoPoint? {
    var points: [GeoPoint] = []
    for feed in feeds.classes where feed.pairs[0].kind != .metres {
      let system = CoordinateSystem(.cgcs2000, centralMeridian: feed.pairs[0].centralMeridian)
      points += feed.pairs.map { system.point(east: $0.east, north: $0.north) }
    }
    return middle(points)
  }

  private static func middle(_ points: [GeoPoint]) -> GeoPoint? {
    if points.isEmpty { return nil }
    return GeoPoint(
      longitude: SystemDecision.median(points.map(\.longitude)),
      latitude: SystemDecision.median(points.map(\.latitude)))
  }

  private mutating func place(_ feed: PairClasses.Class, _ decision: SystemDecision) {
    let index = UInt16(min(decisions.count, Int(Self.noPoint) - 1))
    decisions.append(decision)
    let halfStep = feed.halfStep
    for (record, pair) in zip(feed.records, feed.pairs) {
      points[Int(record)] = decision.system.point(east: pair.east, north: pair.north)
      decisionOf[Int(record)] = index
      errors[Int(record)] = Float(decision.errorMetres(of: pair, halfStep: halfStep))
    }
  }

  /// For each record without a point where its place is known to lie: by another record of it, else by its address.
  private func knownPoints(
    _ records: SubjectRecords, _ values: ElementValues, _ entityOf: [UInt32], _ gazetteer: Gazetteer,
    _ workers: Workers
  ) -> [GeoPoint?] {
    var ofEntity = [GeoPoint?](repeating: nil, count: (entityOf.max().map { Int($0) } ?? -1) + 1)
    for record in entityOf.indices where ofEntity[Int(entityOf[record])] == nil {
      ofEntity[Int(entityOf[record])] = point(record)?.point
    }
    let addresses = records.values[records.column(.placeAddress)]
    let dictionary = values[.placeAddress]
    let finder = PlaceLocations(
      addresses: addresses.enumerated().map { decisionOf[$0] == Self.noPoint ? 0 : $1 },
      dictionary: dictionary,
      gazetteer: gazetteer, workers: workers)
    let located = finder.locate(
      addresses.enumerated().map { decisionOf[$0] == Self.noPoint ? $1 : 0 }, dictionary: dictionary,
      workers: workers)
    return entityOf.indices.map { record in
      if let known = ofEntity[Int(entityOf[record])] { return known }
      guard let place = located[record], place.isSure else { return nil }
      return point(Int(place.place))?.point
    }
  }

  /// One doubt for every file that has pairs of the feed.
  private mutating func tell(
    _ feed: PairClasses.Class, _ decision: SystemDecision?, _ records: SubjectRecords,
    _ tables: [ResourceTable], _ groups: [[RecordGroup]]
  ) {
    var files = Set<Int>()
    for record in feed.records {
      files.insert(Int(tables[feed.resource].fileOfRow[Int(records.rows[Int(record)])]))
    }
    let words = words(feed, decision)
    for file in files.sorted() {
      doubts.append(
        PointDoubt(
          .unnamedSystem(words), resource: feed.resource, file: file, row: nil,
          column: Self.column(groups[feed.resource][feed.group])))
    }
  }

  private func words(_ feed: PairClasses.Class, _ decision: SystemDecision?) -> String {
    guard let decision else { return "米制坐标缺少带号和中央子午线，无法换算" }
    let name = decision.system.name
    switch decision.basis {
    case .declared: return name
    case .detected where decision.anchorCount > 0:
      return "与 \(decision.anchorCount) 处已知地点比对，判为 \(name)"
    case .detected: return "按坐标数值判为 \(name)"
    case .assumed:
      let error = feed.records.map { errors[Int($0)] }.max() ?? 0
      return "推定为 \(name)，误差可达 \(Int(error)) 米"
    }
  }

  /// Points outside China, and points that lie far from all others.
  private mutating func checkPlaces(
    _ feeds: PairClasses, _ records: SubjectRecords, _ tables: [ResourceTable], _ groups: [[RecordGroup]]
  ) {
    let placed = records.keys.indices.filter { decisionOf[$0] != Self.noPoint }
    guard let middle = Self.middle(placed.map { points[$0] }) else { return }
    let distances = placed.map { points[$0].metres(to: middle) }
    // Half of a city lies within the median; few parts of it lie six times as far, and no part of a small one 100 km.
    let limit = placed.count < 20 ? .infinity : max(100_000, 6 * SystemDecision.median(distances))
    for (record, distance) in zip(placed, distances) {
      let reason: PointDoubt.Reason
      if !points[record].isInChina {
        reason = .outside
      } else if distance > limit {
        reason = .far(kilometres: Int(min(distance, 1e8) / 1000))
      } else {
        continue
      }
      let resource = Int(records.resources[record])
      let row = Int(records.rows[record])
      doubts.append(
        PointDoubt(
          reason, resource: resource, file: Int(tables[resource].fileOfRow[row]), row: row,
          column: Self.column(groups[resource][Int(records.groups[record])])))
    }
  }

  /// The column of longitudes; a group with pairs has one.
  private static func column(_ group: RecordGroup) -> Int {
    group.columns.first { $0.element == .placeLongitude }?.columnIndex ?? 0
  }
}
