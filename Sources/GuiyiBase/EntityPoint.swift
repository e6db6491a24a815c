internal import GuiyiModel
public import GuiyiSpace
internal import GuiyiStore

/// Where an entity lies.
public struct EntityPoint: Sendable {
  /// In CGCS2000, to eight decimals of a degree, which is a millimetre.
  public let point: GeoPoint
  public let decision: SystemDecision
  /// How far it may lie from where the feed means it, to a decimetre.
  public let errorMetres: Double
  /// What gave the point.
  public let source: Source

  public enum Source: Sendable, Hashable {
    /// A record of the entity itself.
    case record(UInt32)
    /// The place with this number, in which the entity's address lies.
    case place(UInt32)
  }

  public init(_ point: GeoPoint, _ decision: SystemDecision, errorMetres: Double, source: Source) {
    self.point = GeoPoint(
      longitude: Self.rounded(point.longitude, 1e8), latitude: Self.rounded(point.latitude, 1e8))
    self.decision = decision
    self.errorMetres = Self.rounded(errorMetres, 10)
    self.source = source
  }

  private static func rounded(_ number: Double, _ scale: Double) -> Double {
    (number * scale).rounded() / scale
  }

  /// The cells behind the golden record.
  func write(order: EntityOrder, blob: inout [UInt8], to writer: inout RowWriter) {
    writer.real(point.longitude)
    writer.real(point.latitude)
    writer.text(decision.system.name)
    writer.text(decision.basis.name)
    writer.real(errorMetres)
    switch source {
    case .record(let record): writer.text("record \(order.recordNumbers[Int(record)])")
    case .place(let number): writer.text(BaseDeclaration.of(.place).entityID(number))
    }
    GeoPackage.blob(point, into: &blob)
    writer.numbers(blob.span)
  }
}
