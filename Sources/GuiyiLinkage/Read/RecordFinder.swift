internal import GuiyiCatalog
internal import GuiyiColumns
internal import GuiyiLink

/// The records of each id, one for each source that has it.
struct RecordsByID: Sendable {
  /// Where the records of an id start: one more than ids.
  private let starts: [UInt32]
  private let records: [UInt32]

  init(idOf: [UInt32], idCount: Int) {
    var starts = [UInt32](repeating: 0, count: idCount + 1)
    for id in idOf { starts[Int(id) + 1] += 1 }
    for id in 0..<idCount { starts[id + 1] += starts[id] }
    var next = starts
    var records = [UInt32](repeating: 0, count: idOf.count)
    for record in idOf.indices {
      records[Int(next[Int(idOf[record])])] = UInt32(record)
      next[Int(idOf[record])] += 1
    }
    self.starts = starts
    self.records = records
  }

  /// Ascending.
  func records(of id: UInt32) -> ArraySlice<UInt32> {
    records[Int(starts[Int(id)])..<Int(starts[Int(id) + 1])]
  }
}

/// Records by source and id.
struct RecordFinder: Sendable {
  private let input: LinkageInput
  private let ids: ByteDictionary
  private let byID: RecordsByID

  init(_ input: LinkageInput) {
    self.input = input
    ids = input.ids.withSlots()
    byID = RecordsByID(idOf: input.idOf, idCount: input.ids.count)
  }

  /// What a source and an id name.
  enum Found: Sendable, Equatable {
    case record(UInt32)
    case nothing
    /// The id stands in several sources and none was named.
    case several([String])
    case noSource(String)
  }

  /// Finds a record; without a source the id must be in one only.
  func find(source: String, id: String) -> Found {
    let isNamed = { (place: Int) in
      source.isEmpty || input.sources[place].name == source || input.sources[place].path == source
    }
    if !input.sources.indices.contains(where: isNamed) { return .noSource(source) }
    let bytes = Array(id.utf8)
    guard let number = ids.find(bytes.span), number != 0 else { return .nothing }
    let records = byID.records(of: number).filter { isNamed(Int(input.table.sources[Int($0)])) }
      .sorted { input.table.sources[Int($0)] < input.table.sources[Int($1)] }
    if records.count > 1 { return .several(records.map { input.source($0).name }) }
    return records.first.map { .record($0) } ?? .nothing
  }

  /// Finds a record by what a person typed: an id, or `source:id` where ids repeat.
  /// - Throws: says what is there instead.
  func record(_ typed: String) throws(LinkageError) -> UInt32 {
    var found = find(source: "", id: typed)
    if found == .nothing {
      for source in input.sources where typed.hasPrefix(source.name + ":") {
        found = find(source: source.name, id: String(typed.dropFirst(source.name.count + 1)))
      }
    }
    switch found {
    case .record(let record): return record
    case .several(let sources):
      throw LinkageError(
        .settings, "the id '\(typed)' is in \(sources.joined(separator: " and "))",
        nextStep: "Say which: '\(sources[0]):\(typed)'.")
    case .nothing, .noSource:
      throw LinkageError(
        .settings, "no record has the id '\(typed)'",
        nextStep:
          "Take one from the column '\(input.idHeading)' of \(input.sources.map(\.path).joined(separator: ", "))."
      )
    }
  }
}
