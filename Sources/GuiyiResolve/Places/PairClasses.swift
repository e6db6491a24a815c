internal import GuiyiColumns
internal import GuiyiModel
internal import GuiyiRecords
internal import GuiyiSpace

/// The pairs of all feeds, those together that must be written in one system: of one feed, under one name, of one kind and zone.
struct PairClasses {
  struct Class {
    let resource: Int
    let group: Int
    /// What the feed says; nil where it says nothing that is understood.
    let declared: CoordinateSystem?
    fileprivate(set) var records: [UInt32] = []
    /// Beside `records`.
    fileprivate(set) var pairs: [CoordinatePair] = []
    /// How many of its numbers have so many digits behind the point.
    fileprivate var placeCounts = [Int](repeating: 0, count: 9)

    /// Half of the last digit that the feed writes; zeros at the end are not written, so most numbers decide.
    var halfStep: Double {
      var places = 0
      for count in placeCounts.indices where placeCounts[count] > placeCounts[places] { places = count }
      return (0..<places).reduce(0.5) { step, _ in step / 10 }
    }
  }

  /// By the first record that has such a pair.
  private(set) var classes: [Class] = []

  private struct Key: Hashable {
    let resource: UInt16
    let group: UInt8
    let name: UInt32
    let kind: CoordinatePair.Kind
    let meridian: Int?
  }

  init(_ records: SubjectRecords, values: ElementValues) {
    let longitudes = Numbers(records, .placeLongitude, values)
    let latitudes = Numbers(records, .placeLatitude, values)
    let names = records.values[records.column(.placeSystem)]
    let dictionary = values[.placeSystem]
    let systems = (0..<UInt32(dictionary.count)).map { id in
      dictionary.withBytes(of: id) { CoordinateSystem(normalForm: $0) }
    }
    var known: [Key: Int] = [:]
    for record in 0..<records.count {
      guard let east = longitudes.value(record), let north = latitudes.value(record),
        let pair = CoordinatePair(longitude: east, latitude: north)
      else { continue }
      let declared = systems[Int(names[record])]
      let key = Key(
        resource: records.resources[record], group: records.groups[record],
        name: declared == nil ? 0 : names[record], kind: pair.kind, meridian: pair.centralMeridian)
      let index = known[key] ?? classes.count
      if index == classes.count {
        known[key] = index
        classes.append(Class(resource: Int(key.resource), group: Int(key.group), declared: declared))
      }
      classes[index].records.append(UInt32(record))
      classes[index].pairs.append(pair)
      classes[index].placeCounts[longitudes.placeCount(record)] += 1
    }
  }

  /// The numbers of one element, each distinct value read once.
  private struct Numbers {
    private let ids: [UInt32]
    private let qualities: [ValueQuality]
    private var numbers: [Double] = []
    private var placeCounts: [UInt8] = []

    init(_ records: SubjectRecords, _ element: DataElement, _ values: ElementValues) {
      let column = records.column(element)
      ids = records.values[column]
      qualities = records.qualities[column]
      let dictionary = values[element]
      for id in 0..<UInt32(dictionary.count) {
        let (number, placeCount) = dictionary.withBytes(of: id) { Self.read($0) }
        numbers.append(number)
        placeCounts.append(placeCount)
      }
    }

    func value(_ record: Int) -> Double? {
      guard ids[record] != 0, qualities[record] >= .doubtful else { return nil }
      return numbers[Int(ids[record])]
    }

    func placeCount(_ record: Int) -> Int { Int(placeCounts[Int(ids[record])]) }

    /// A normal form: digits, with at most eight behind a point.
    private static func read(_ text: Span<UInt8>) -> (number: Double, placeCount: UInt8) {
      var digits = 0.0
      var scale = 1.0
      var placeCount: UInt8 = 0
      var isFraction = false
      for index in text.indices {
        let byte = text[index]
        if byte == UInt8(ascii: ".") {
          isFraction = true
        } else if byte >= 0x30, byte <= 0x39, placeCount < 8 {
          digits = digits * 10 + Double(byte - 0x30)
          if isFraction {
            scale *= 10
            placeCount += 1
          }
        }
      }
      // Both are whole numbers that a Double holds exactly, so the quotient is the nearest Double.
      return (digits / scale, placeCount)
    }
  }
}
