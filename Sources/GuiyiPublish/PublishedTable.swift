public import GuiyiColumns
public import GuiyiMerge
public import GuiyiModel
public import GuiyiRecords
public import GuiyiSharing

/// The golden records of one subject as one reader may have them.
///
/// They are chosen among the values that the reader may see, and nothing else: a value that is not shared changes neither a
/// cell nor the order. Rows carry no entity id, for ids tell in which order and how often entities came and went; they stand
/// in the order of their own values.
public struct PublishedTable: Sendable {
  /// In the contract's order; they follow from the rights alone, not from what the rows hold.
  public let elements: [DataElement]
  /// Per row, then per element: the value's number in `ElementValues`, 0 where there is none.
  public let rows: [[UInt32]]
  /// Per entity the number of its row, from 1; that of the first where several look alike, 0 where it has none.
  public let numberOf: [Int]

  /// - Parameters:
  ///   - entityOf: the entity of each record, dense from 0.
  ///   - dayElements: for each resource the elements that its records' days were read from.
  public init(
    _ records: SubjectRecords, entityOf: [UInt32], entityCount: Int, values: ElementValues,
    context: SurvivorshipContext, rights: ReaderRights, dayElements: [[DataElement]], workers: Workers
  ) {
    let elements = rights.elements(of: records.subject)
    self.elements = elements
    let visible = records.masked(rights, dayElements: dayElements)
    let golden = survive(
      visible, entityOf: entityOf, entityCount: entityCount, values: values, context: context,
      workers: workers)
    let places = elements.map { golden.column($0) }
    let dictionaries = elements.map { values[$0] }
    let all = (0..<entityCount).map { entity in places.map { golden.values[$0][entity] } }
    let order = all.indices.filter { all[$0].contains { $0 != 0 } }
      .sorted { Self.precedes(all[$0], all[$1], dictionaries) }
    var numberOf = [Int](repeating: 0, count: entityCount)
    for (index, entity) in order.enumerated() {
      let isLikeFormer = index > 0 && all[order[index - 1]] == all[entity]
      numberOf[entity] = isLikeFormer ? numberOf[order[index - 1]] : index + 1
    }
    rows = order.map { all[$0] }
    self.numberOf = numberOf
  }

  /// Cell by cell in byte order; an absent value comes first.
  private static func precedes(_ a: [UInt32], _ b: [UInt32], _ dictionaries: [ByteDictionary]) -> Bool {
    for place in a.indices where a[place] != b[place] {
      let dictionary = dictionaries[place]
      return dictionary.bytes[dictionary.range(of: a[place])]
        .lexicographicallyPrecedes(dictionary.bytes[dictionary.range(of: b[place])])
    }
    return false
  }
}

extension SubjectRecords {
  /// The same records with the values that a reader may see; of a row whose date is hidden nobody knows how new it is.
  func masked(_ rights: ReaderRights, dayElements: [[DataElement]]) -> SubjectRecords {
    var values = values
    var qualities = qualities
    for (place, element) in elements.enumerated() {
      let isCovered = dayElements.indices.map { rights.cover(element, of: $0) }
      for record in 0..<count where !isCovered[Int(resources[record])] {
        values[place][record] = 0
        qualities[place][record] = .missing
      }
    }
    let isDated = dayElements.enumerated().map { resource, elements in
      elements.allSatisfy { rights.cover($0, of: resource) }
    }
    let days = (0..<count).map { isDated[Int(resources[$0])] ? self.days[$0] : Self.undated }
    return SubjectRecords(
      subject: subject, keys: keys, resources: resources, groups: groups, rows: rows, days: days,
      values: values,
      qualities: qualities)
  }
}
