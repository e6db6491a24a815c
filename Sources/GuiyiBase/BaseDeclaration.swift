public import GuiyiModel

/// What a base database is called; its columns are the subject's data elements.
public struct BaseDeclaration: Sendable {
  public let subject: Subject
  /// The first letter of its entity ids.
  public let idPrefix: String
  /// The name in Article 13 and in reports.
  public let chineseName: String
  /// The file below `base/`.
  public var fileName: String { "\(subject.name).sqlite" }

  /// The six base databases of Article 13.
  public static let all: [BaseDeclaration] = [
    .init(subject: .person, idPrefix: "P", chineseName: "自然人基础库"),
    .init(subject: .organization, idPrefix: "O", chineseName: "法人基础库"),
    .init(subject: .credit, idPrefix: "C", chineseName: "信用基础库"),
    .init(subject: .place, idPrefix: "L", chineseName: "空间地理基础库"),
    .init(subject: .estate, idPrefix: "E", chineseName: "自然资源基础库"),
    .init(subject: .certificate, idPrefix: "Z", chineseName: "电子证照基础库"),
  ]

  public static func of(_ subject: Subject) -> BaseDeclaration {
    guard let declaration = all.first(where: { $0.subject == subject }) else {
      preconditionFailure("\(subject.name) has no base database")
    }
    return declaration
  }

  /// The public id of an entity: the prefix and its number with at least nine digits.
  public func entityID(_ number: UInt32) -> String {
    let digits = String(number)
    return idPrefix + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
  }

  /// Appends the public id of an entity as UTF-8, for loops over a million of them.
  func appendEntityID(_ number: UInt32, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: idPrefix.utf8)
    var power: UInt32 = number < 1_000_000_000 ? 100_000_000 : 1_000_000_000
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / power % 10))
      power /= 10
    }
  }

  /// The number in a public id, or nil where the text is none of this database's.
  public func entityNumber(_ id: String) -> UInt32? {
    guard id.hasPrefix(idPrefix) else { return nil }
    return UInt32(id.dropFirst(idPrefix.count))
  }
}

extension BaseDeclaration {
  /// The key under which the change feed tells which values of an entity are disputed.
  public static let disputedKey = "disputed"

  /// What the change feed tells of an entity: its elements by their keys, and last what is disputed.
  public var feedKeys: [String] { DataElement.of(subject).map(\.key) + [Self.disputedKey] }

  /// The column of the table `entity` that holds what a key of the feed tells.
  public static func columnName(_ feedKey: String) -> String { String(feedKey.map { $0 == "-" ? "_" : $0 }) }
}

extension DataElement {
  /// The column in SQL: hyphens would need quotation marks in every query.
  public var columnName: String { BaseDeclaration.columnName(key) }
}
