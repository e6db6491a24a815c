/// What a record is about; the prefix of its data elements.
public enum Subject: UInt8, CaseIterable, Sendable, Codable {
  case person, organization, credit, place, estate, certificate, row

  /// The name in catalogs and exports.
  public var name: String { Self.names[Int(rawValue)] }

  /// The subject with this name in catalogs and exports.
  public init?(name: String) {
    guard let index = Self.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: UInt8(index))
  }

  /// The subjects that have records, entities and a base database: all but `row`.
  public static let entities: [Subject] = allCases.filter { $0 != .row }

  private static let names = ["person", "organization", "credit", "place", "estate", "certificate", "row"]
}
