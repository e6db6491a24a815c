import GuiyiBase
import GuiyiColumns
import GuiyiMerge
import GuiyiModel
import GuiyiResolve
import GuiyiText

/// The places as the spine on which people, organizations and estates meet: where each golden address lies, and where that is on a map.
struct AddressSpine: Sendable {
  /// At `Subject.rawValue`; nil for subjects without addresses.
  private let stored: [StoredLocations?]
  private let placePoints: [EntityPoint?]
  private let estatePoints: [EntityPoint?]

  /// - Parameter numbers: the stable numbers of all entities, at `Subject.rawValue`.
  init(state: CityState, gazetteer: Gazetteer, numbers: [EntityNumbers], workers: Workers) {
    let places = state.golden[Int(Subject.place.rawValue)]
    let placeNumbers = numbers[Int(Subject.place.rawValue)].numbers
    let points = state.points.entityPoints(
      entityOf: state.resolutions[Int(Subject.place.rawValue)].entityOf,
      preferred: places.records[places.column(.placeLongitude)])
    placePoints = points
    let finder = PlaceLocations(
      addresses: places.values[places.column(.placeAddress)], dictionary: state.values[.placeAddress],
      gazetteer: gazetteer, workers: workers)
    var stored: [StoredLocations?] = []
    var estatePoints: [EntityPoint?] = []
    for subject in Subject.entities {
      let elements = PlaceLocations.elements(of: subject)
      if elements.isEmpty {
        stored.append(nil)
        continue
      }
      let golden = state.golden[Int(subject.rawValue)]
      let located = elements.map { element in
        finder.locate(
          golden.values[golden.column(element)], dictionary: state.values[element], workers: workers)
      }
      if subject == .estate {
        estatePoints = located[0].map { Self.point($0, of: points, numbers: placeNumbers) }
      }
      stored.append(
        StoredLocations(
          byElement: zip(elements, located).map { element, located in
            (
              element,
              located.map { found in
                found.map {
                  StoredLocation(
                    placeNumber: placeNumbers[Int($0.place)], levelIndex: $0.level.rawValue,
                    confidence: $0.confidence)
                }
              }
            )
          },
          levels: PlaceLevel.allCases.map { ($0.name, $0.chineseName) }))
    }
    self.stored = stored
    self.estatePoints = estatePoints
  }

  /// The point of the place in which an address lies.
  private static func point(
    _ located: LocatedAddress?, of points: [EntityPoint?], numbers: [UInt32]
  ) -> EntityPoint? {
    guard let located, let point = points[Int(located.place)] else { return nil }
    return EntityPoint(
      point.point, point.decision, errorMetres: point.errorMetres,
      source: .place(numbers[Int(located.place)]))
  }

  func locations(of subject: Subject) -> StoredLocations? { stored[Int(subject.rawValue)] }

  /// Where each entity lies; nil for subjects that lie nowhere.
  func points(of subject: Subject) -> [EntityPoint?]? {
    switch subject {
    case .place: placePoints
    case .estate: estatePoints
    case .person, .organization, .credit, .certificate, .row: nil
    }
  }
}
