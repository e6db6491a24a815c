import GuiyiColumns
public import GuiyiLink

/// Records that are taken together before linking: one stands for all of its like.
public struct RecordGroups: Sendable {
  /// For each record its group, in the order of their first records.
  public private(set) var groupOf: [UInt32] = []
  /// For each group its first record.
  public private(set) var firstOf: [UInt32] = []

  /// A value of a group beyond this many tells nothing that the others did not.
  private static let valueLimit = 64

  init(recordCount: Int) {
    groupOf.reserveCapacity(recordCount)
  }

  /// Records that have one sound number and one name: whatever else they say, they are one person.
  ///
  /// Most rows of a city carry the number. Held one by one they would make pairs by the millions that tell nothing new.
  /// - Parameters:
  ///   - numbers: per record the number where it is sound, else 0: such records stay alone.
  ///   - names: per record the name, 0 where it has none.
  public init(numbers: [UInt32], names: [UInt32], numberCount: Int) {
    self.init(recordCount: numbers.count)
    let none = UInt32.max
    var latest = [UInt32](repeating: none, count: numberCount)
    var former: [UInt32] = []
    for record in numbers.indices {
      let number = Int(numbers[record])
      var group = number == 0 ? none : latest[number]
      while group != none && names[Int(firstOf[Int(group)])] != names[record] { group = former[Int(group)] }
      if group == none {
        former.append(latest[number])
        group = open(record)
        if number != 0 { latest[number] = group }
      } else {
        join(record, group)
      }
    }
  }

  /// The next record is the first of a new group.
  @discardableResult mutating func open(_ record: Int) -> UInt32 {
    let group = UInt32(firstOf.count)
    groupOf.append(group)
    firstOf.append(UInt32(record))
    return group
  }

  /// The next record belongs to a group.
  mutating func join(_ record: Int, _ group: UInt32) {
    precondition(record == groupOf.count, "records come in order")
    groupOf.append(group)
  }

  /// The record that stands for each record.
  public var standIns: [UInt32] { groupOf.map { firstOf[Int($0)] } }

  /// How many records each group has.
  public var sizes: [UInt32] {
    var sizes = [UInt32](repeating: 0, count: firstOf.count)
    for group in groupOf { sizes[Int(group)] += 1 }
    return sizes
  }

  /// A field by groups: each has all values of its records, in the order of their coming.
  ///
  /// - Parameter lessons: records whose own values follow behind the groups.
  public func field(_ field: LinkField, lessons: [UInt32] = []) -> LinkField {
    let rowCount = firstOf.count + lessons.count
    var ids = [UInt32](repeating: 0, count: rowCount)
    var rows: [UInt32] = []
    var values: [UInt32] = []
    func add(_ value: UInt32, _ row: Int) {
      if value == 0 || ids[row] == value { return }
      if ids[row] == 0 {
        ids[row] = value
      } else {
        rows.append(UInt32(row))
        values.append(value)
      }
    }
    func addAll(of record: Int, to row: Int) {
      add(field.ids[record], row)
      for place in field.extras(of: record) { add(field.extraIds[place], row) }
    }
    for record in groupOf.indices { addAll(of: record, to: Int(groupOf[record])) }
    for (place, record) in lessons.enumerated() { addAll(of: Int(record), to: firstOf.count + place) }
    if rows.isEmpty { return LinkField(name: field.name, dictionary: field.dictionary, ids: ids) }
    // By row; those of one row stay in the order of their coming.
    var next = [UInt32](repeating: 0, count: rowCount + 1)
    for row in rows { next[Int(row) + 1] += 1 }
    for row in 0..<rowCount { next[row + 1] += next[row] }
    var sorted = [UInt32](repeating: 0, count: values.count)
    for (row, value) in zip(rows, values) {
      sorted[Int(next[Int(row)])] = value
      next[Int(row)] += 1
    }
    var offsets = [UInt32](repeating: 0, count: rowCount + 1)
    var extras: [UInt32] = []
    extras.reserveCapacity(values.count)
    var place = 0
    for row in 0..<rowCount {
      let start = extras.count
      while place < next[row] {
        let value = sorted[place]
        if extras.count - start < Self.valueLimit && !Self.holds(extras, from: start, value) {
          extras.append(value)
        }
        place += 1
      }
      offsets[row + 1] = UInt32(extras.count)
    }
    return LinkField(
      name: field.name, dictionary: field.dictionary, ids: ids, extraOffsets: offsets, extraIds: extras)
  }

  /// Whether a value stands among the last ones.
  private static func holds(_ values: [UInt32], from start: Int, _ value: UInt32) -> Bool {
    for place in start..<values.count where values[place] == value { return true }
    return false
  }
}
