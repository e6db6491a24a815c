public import GuiyiColumns

/// One column of the records to be linked: distinct values, and which of them each record has.
public struct LinkField: Sendable {
  public let name: String
  /// The distinct values; number 0 is missing.
  public let dictionary: ByteDictionary
  /// The value of each record, 0 where it has none.
  public let ids: [UInt32]
  /// Where the further values of each record start in `extraIds`: one more than records, or empty.
  public let extraOffsets: [UInt32]
  /// Further values of the same field, where a record has several; the best pair of values counts.
  public let extraIds: [UInt32]

  /// A field with one value or none for each record.
  public init(name: String, dictionary: ByteDictionary, ids: [UInt32]) {
    self.init(name: name, dictionary: dictionary, ids: ids, extraOffsets: [], extraIds: [])
  }

  /// A field in which a record may have several values.
  ///
  /// - Parameters:
  ///   - ids: the first value of each record; 0 says that it has none at all.
  ///   - extraOffsets: ascending, one more than records, from 0 to `extraIds.count`; or empty.
  public init(
    name: String, dictionary: ByteDictionary, ids: [UInt32], extraOffsets: [UInt32], extraIds: [UInt32]
  ) {
    precondition(extraOffsets.isEmpty || extraOffsets.count == ids.count + 1, "one range for each record")
    precondition(Int(extraOffsets.last ?? 0) == extraIds.count, "the ranges cover the further values")
    self.name = name
    self.dictionary = dictionary
    self.ids = ids
    self.extraOffsets = extraOffsets
    self.extraIds = extraIds
  }

  /// The further values of a record.
  public func extras(of record: Int) -> Range<Int> {
    extraOffsets.isEmpty ? 0..<0 : Int(extraOffsets[record])..<Int(extraOffsets[record + 1])
  }

  /// The same values, numbered in the order in which records name them: what neighbours hold lies side by side in all that is made
  /// of the values.
  public func inRecordOrder() -> LinkField {
    let unseen = UInt32.max
    var numberOf = [UInt32](repeating: unseen, count: dictionary.count)
    numberOf[0] = 0
    var former: [UInt32] = [0]
    former.reserveCapacity(dictionary.count)
    func number(_ value: UInt32) -> UInt32 {
      if numberOf[Int(value)] == unseen {
        numberOf[Int(value)] = UInt32(former.count)
        former.append(value)
      }
      return numberOf[Int(value)]
    }
    var (numbers, extraNumbers) = (ids, extraIds)
    for record in ids.indices {
      numbers[record] = number(ids[record])
      for place in extras(of: record) { extraNumbers[place] = number(extraIds[place]) }
    }
    // What no record has comes last.
    for value in numberOf.indices where numberOf[value] == unseen { former.append(UInt32(value)) }
    return LinkField(
      name: name, dictionary: dictionary.renumbered(former), ids: numbers, extraOffsets: extraOffsets,
      extraIds: extraNumbers)
  }
}

/// A sample of pairs that were found to be one before linking.
public struct KnownPairs: Sendable, Equatable {
  public let count: Int
  /// How many pairs each of them stands for.
  public let weight: Double

  public static let none = KnownPairs(count: 0, weight: 0)

  public init(count: Int, weight: Double) {
    self.count = count
    self.weight = weight
  }
}

/// The records to be linked, in columns and in canonical order.
///
/// The caller sorts records by keys that depend on their content alone, so that ties broken by the index of a
/// record do not depend on the order of files or rows.
public struct LinkTable: Sendable {
  /// The records to be linked; what stands behind them in the columns only teaches.
  public let recordCount: Int
  public let fields: [LinkField]
  /// Which data set each record is from.
  public let sources: [UInt16]

  /// Pairs that were found to be one before linking: a model is learned from them too.
  public let knownPairs: KnownPairs

  /// How many records each of these was made of; empty where each is one.
  ///
  /// What pairs teach of a match counts as often as the pairs of those records would.
  public let multiplicities: [UInt32]

  /// - Parameters:
  ///   - knownPairs: stand behind the records in `fields` and `sources`, the two of a pair side by side.
  ///   - multiplicities: one for each record that is to be linked, or none.
  public init(
    fields: [LinkField], sources: [UInt16], knownPairs: KnownPairs = .none, multiplicities: [UInt32] = []
  ) {
    recordCount = sources.count - 2 * knownPairs.count
    self.fields = fields
    self.sources = sources
    self.knownPairs = knownPairs
    self.multiplicities = multiplicities
    precondition(multiplicities.isEmpty || multiplicities.count == recordCount, "one for each record")
    precondition(recordCount >= 0, "known pairs have their rows")
    precondition(fields.allSatisfy { $0.ids.count == sources.count }, "one value for each record")
    precondition(sources.count < Int(Int32.max), "records are numbered in 31 bits")
  }

  /// The place of a field, nil where there is none of this name.
  public func fieldIndex(named name: String) -> Int? {
    fields.firstIndex { $0.name == name }
  }
}
