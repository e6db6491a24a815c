internal import GuiyiCatalog
internal import GuiyiColumns
internal import GuiyiLink

/// Records by source and id.
struct RecordFinder: Sendable {
  private static let none = UInt32.max

  private let input: LinkageInput
  /// Source-major: the record of each id, or `none`.
  private let places: [UInt32]

  init(_ input: LinkageInput) {
    self.input = input
    var places = [UInt32](repeating: Self.none, count: input.sources.count * input.ids.count)
    for record in input.idOf.indices {
      places[Int(input.table.sources[record]) * input.ids.count + Int(input.idOf[record])] = UInt32(record)
    }
    self.places = places
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
    var sources = Array(input.sources.indices)
    if !source.isEmpty {
      sources = sources.filter { input.sources[$0].name == source || input.sources[$0].path == source }
      if sources.isEmpty { return .noSource(source) }
    }
    let bytes = Array(id.utf8)
    guard let number = input.ids.find(bytes.span), number != 0 else { return .nothing }
    let records = sources.map { places[$0 * input.ids.count + Int(number)] }.filter { $0 != Self.none }
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
