import GuiyiColumns
import GuiyiLink
import GuiyiModel
import GuiyiRecords
import GuiyiText

/// A column for linking while it is being filled: any number of values per record.
struct FieldDraft: Sendable {
  let name: String
  var dictionary = ByteDictionary()
  /// The first value of each record; 0 where it has none.
  private var ids: [UInt32]
  /// Further values, in the order in which they were added.
  private var others: [(record: UInt32, id: UInt32)] = []

  init(name: String, recordCount: Int) {
    self.name = name
    ids = [UInt32](repeating: 0, count: recordCount)
  }

  /// A field whose first values are a column as it is.
  init(name: String, dictionary: ByteDictionary, ids: [UInt32]) {
    self.name = name
    self.dictionary = dictionary
    self.ids = ids
  }

  /// The number of a value that is known to be new.
  mutating func number(ofNew value: [UInt8]) -> UInt32 { dictionary.add(value.span) }

  /// Begins to bring what tells the value of a record into the caches.
  @inline(__always) func fetch(_ record: Int) { ids.span.fetch(record) }

  /// Adds a value to a record, once.
  mutating func add(_ id: UInt32, to record: Int) {
    if id == 0 || ids[record] == id { return }
    if ids[record] == 0 {
      ids[record] = id
    } else {
      others.append((UInt32(record), id))
    }
  }

  /// Adds a column of another dictionary.
  mutating func add(column: [UInt32], of other: ByteDictionary) {
    var own = [UInt32](repeating: 0, count: other.count)
    for (record, id) in column.enumerated() where id != 0 {
      if own[Int(id)] == 0 { own[Int(id)] = other.withBytes(of: id) { dictionary.intern($0) } }
      add(own[Int(id)], to: record)
    }
  }

  /// Adds a column of the same dictionary.
  mutating func add(column: [UInt32]) {
    for (record, id) in column.enumerated() where id != 0 { add(id, to: record) }
  }

  /// The field as the linkage core takes it.
  func field() -> LinkField {
    if others.isEmpty { return LinkField(name: name, dictionary: dictionary, ids: ids) }
    var offsets = [UInt32](repeating: 0, count: ids.count + 1)
    for other in others { offsets[Int(other.record) + 1] += 1 }
    for record in ids.indices { offsets[record + 1] += offsets[record] }
    var next = offsets
    var extraIDs = [UInt32](repeating: 0, count: others.count)
    for other in others {
      extraIDs[Int(next[Int(other.record)])] = other.id
      next[Int(other.record)] += 1
    }
    return LinkField(
      name: name, dictionary: dictionary, ids: ids, extraOffsets: offsets, extraIds: extraIDs)
  }
}

extension SubjectRecords {
  /// The values of an element that are at least of a quality; 0 elsewhere.
  func column(_ element: DataElement, atLeast quality: ValueQuality) -> [UInt32] {
    let place = column(element)
    if quality <= .faulty { return values[place] }
    let qualities = qualities[place]
    return zip(values[place], qualities).map { $1 >= quality ? $0 : 0 }
  }
}

/// The values of one or more dictionaries taken apart into one, and the way from the whole values to it.
struct PartedValues {
  let dictionary: ByteDictionary
  /// For each dictionary and each of its whole values the number of its parts.
  let idsOfWholes: [[UInt32]]

  /// Takes every value apart once, in whichever dictionaries it stands.
  init<Parser: PartsParser>(
    _ wholes: [ByteDictionary], with parser: Parser.Type, gazetteer: Gazetteer, workers: Workers
  ) {
    var distinct = wholes[0]
    let others = wholes.dropFirst().map { distinct.internAll(of: $0) }
    let whole = distinct
    let chunks = workers.mapChunks(whole.count, size: 4_096) { range in
      var parser = Parser()
      var bytes: [UInt8] = []
      var ends: [Int] = []
      for id in range {
        whole.withBytes(of: UInt32(id)) { parser.parse($0, gazetteer: gazetteer) }
        parser.joinedParts(into: &bytes)
        ends.append(bytes.count)
      }
      return (bytes: bytes, ends: ends)
    }
    var dictionary = ByteDictionary()
    dictionary.reserve(valueCount: whole.count, byteCount: chunks.reduce(0) { $0 + $1.bytes.count })
    var idOfWhole: [UInt32] = []
    idOfWhole.reserveCapacity(whole.count)
    for chunk in chunks {
      var start = 0
      for end in chunk.ends {
        idOfWhole.append(dictionary.intern(chunk.bytes.span.extracting(start..<end)))
        start = end
      }
    }
    // The empty value stays missing, whatever its empty parts would be written as.
    if !idOfWhole.isEmpty { idOfWhole[0] = 0 }
    self.dictionary = dictionary
    idsOfWholes =
      [Array(idOfWhole.prefix(wholes[0].count))]
      + others.map { numbers in numbers.map { idOfWhole[Int($0)] } }
  }

  /// The parts of a column of whole values.
  /// - Parameter place: of their dictionary among those that were taken apart.
  func ids(of column: [UInt32], in place: Int = 0) -> [UInt32] {
    let idOfWhole = idsOfWholes[place]
    return column.map { idOfWhole[Int($0)] }
  }
}

/// Takes a value apart; made once and used for many values.
protocol PartsParser: SendableMetatype {
  init()
  mutating func parse(_ value: Span<UInt8>, gazetteer: Gazetteer)
  /// Appends the parts with byte 0x1F between them.
  func joinedParts(into bytes: inout [UInt8])
}

extension AddressParts: PartsParser {}
extension OrganizationNameParts: PartsParser {}
