/// How feeds write the name of a coordinate system.
extension CoordinateSystem {
  /// Reads a name or an EPSG code: `EPSG:4526`, `CGCS2000_3_Degree_GK_CM_114E`, `2000国家大地坐标系3度带第38带`, `西安80 中央子午线114度`.
  ///
  /// A projection whose zone is not told is none of its own: nil, as for everything that is no system.
  /// - Parameter name: UTF-8, folded or not.
  public init?(name: Span<UInt8>) {
    var letters: [UInt8] = []
    for index in name.indices {
      let byte = name[index]
      letters.append(byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte)
    }
    let numbers = Self.numbers(letters)
    if let code = numbers.last, numbers.count == 1, let system = CoordinateSystem(epsg: code),
      Self.isCode(letters)
    {
      self = system
      return
    }
    guard let datum = Self.datum(letters, numbers) else { return nil }
    // The year in the name of WGS 84 is a central meridian as well.
    let year = datum == .wgs84 ? numbers.firstIndex(of: 84) : nil
    let others = numbers.indices.filter { $0 != year }.map { numbers[$0] }
    self.init(datum, centralMeridian: Self.meridian(others))
  }

  /// The system of a normal form of `place.crs`; nil for a name that is none.
  public init?(normalForm: Span<UInt8>) {
    for datum in Datum.allCases where normalForm.count == datum.name.utf8.count {
      if zip(normalForm.indices, datum.name.utf8).allSatisfy({ normalForm[$0] == $1 }) {
        self.init(datum)
        return
      }
    }
    self.init(name: normalForm)
  }

  /// The systems of the EPSG register that Chinese feeds name.
  public init?(epsg code: Int) {
    switch code {
    case 4490: self.init(.cgcs2000)
    case 4326: self.init(.wgs84)
    case 4610: self.init(.xian80)
    case 4214: self.init(.beijing54)
    default:
      guard let row = Self.zoneCodes.first(where: { code >= $0.code && code - $0.code < $0.count }) else {
        return nil
      }
      self.init(row.datum, centralMeridian: Self.centralMeridian(ofZone: row.zone + code - row.code))
    }
  }

  /// The code and number of each first zone, and how many follow it: with the zone's number before the easting, then without.
  private static let zoneCodes: [(datum: Datum, code: Int, zone: Int, count: Int)] = [
    (.cgcs2000, 4491, 13, 11), (.cgcs2000, 4502, 13, 11), (.cgcs2000, 4513, 25, 21),
    (.cgcs2000, 4534, 25, 21),
    (.xian80, 2327, 13, 11), (.xian80, 2338, 13, 11), (.xian80, 2349, 25, 21), (.xian80, 2370, 25, 21),
    (.beijing54, 21_413, 13, 11), (.beijing54, 21_453, 13, 11), (.beijing54, 2401, 25, 21),
    (.beijing54, 2422, 25, 21),
  ]

  private static func numbers(_ letters: [UInt8]) -> [Int] {
    var numbers: [Int] = []
    var isOpen = false
    for letter in letters {
      if letter >= 0x30, letter <= 0x39 {
        let digit = Int(letter - 0x30)
        if isOpen { numbers[numbers.count - 1] = min(numbers[numbers.count - 1] * 10 + digit, 1_000_000) }
        if !isOpen { numbers.append(digit) }
        isOpen = true
      } else {
        isOpen = false
      }
    }
    return numbers
  }

  /// Whether the text is a bare code, with EPSG before it or not.
  private static func isCode(_ letters: [UInt8]) -> Bool {
    letters.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x3A || $0 == 0x20 || "EPSG".utf8.contains($0) }
  }

  private static func datum(_ letters: [UInt8], _ numbers: [Int]) -> Datum? {
    func has(_ word: String) -> Bool { contains(letters, Array(word.utf8)) }
    if has("西安") || has("XIAN") || has("XI'AN") { return .xian80 }
    if has("北京") || has("BEIJING") || has("BJ54") { return .beijing54 }
    if has("CGCS") || has("国家大地") || has("大地2000") || numbers.contains(2000) { return .cgcs2000 }
    if has("WGS") { return .wgs84 }
    return nil
  }

  private static func meridian(_ numbers: [Int]) -> Int? {
    // A year and a width of 3 or 6 degrees are no zone; the zone's number comes behind them.
    if let meridian = numbers.last(where: { centralMeridians.contains($0) }) { return meridian }
    guard let zone = numbers.last(where: { centralMeridian(ofZone: $0) != nil }) else { return nil }
    return centralMeridian(ofZone: zone)
  }

  private static func contains(_ letters: [UInt8], _ word: [UInt8]) -> Bool {
    guard letters.count >= word.count else { return false }
    return (0...letters.count - word.count).contains { letters[$0..<$0 + word.count].elementsEqual(word) }
  }
}
