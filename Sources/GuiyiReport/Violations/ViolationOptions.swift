public import GuiyiModel

/// Reads single cells as values of some element; one reader serves one thread.
public protocol ElementReading: AnyObject {
  /// Appends the normal form of a cell, as `ElementValues` holds it.
  /// - Returns: false, with nothing appended, where the cell holds no value of the element or a placeholder.
  func normalize(_ cell: Span<UInt8>, as element: DataElement, into output: inout [UInt8]) -> Bool
}

/// What the search asks of normalization: the normal form of a cell read as some element.
public protocol ElementNormalizing: Sendable {
  /// Appends the normal form of a cell, as `ElementValues` holds it.
  /// - Returns: false, with nothing appended, where the cell holds no value of the element or a placeholder.
  func normalize(_ cell: Span<UInt8>, as element: DataElement, into output: inout [UInt8]) -> Bool

  /// A reader with buffers of its own for one thread; left out, one that asks `normalize` each time.
  func makeReader() -> any ElementReading

  /// Whether two characters are read alike, so that one may stand for the other by a slip.
  func soundsAlike(_ a: UInt32, _ b: UInt32) -> Bool
}

extension ElementNormalizing {
  public func makeReader() -> any ElementReading { DirectReader(self) }
  public func soundsAlike(_ a: UInt32, _ b: UInt32) -> Bool { false }
}

/// A reader without buffers.
private final class DirectReader: ElementReading {
  private let normalizer: any ElementNormalizing
  init(_ normalizer: any ElementNormalizing) { self.normalizer = normalizer }

  func normalize(_ cell: Span<UInt8>, as element: DataElement, into output: inout [UInt8]) -> Bool {
    normalizer.normalize(cell, as: element, into: &output)
  }
}

/// The limits of the search; the defaults accuse nobody by chance.
public struct ViolationOptions: Sendable {
  /// Fewer compared people or bodies than this are only a lead.
  public var leadLimit = 5
  /// Share of agreeing values below which a declared or shared item is asked about rather than noticed.
  public var plainAgreement = 0.2
  /// Fewer compared people or bodies than this never accuse a column of hiding an element.
  public var hiddenMinimum = 20
  /// Agreement, beyond the source's commonest value, that a column of few distinct values must reach.
  public var hiddenAgreement = 0.6
  /// The same for elements of many distinct values, where chance agrees on nothing.
  public var hiddenRareAgreement = 0.3
  /// Agreements that must not be on the source's commonest value.
  public var hiddenInformative = 4
  /// Slips from which a copy is shown to be typed.
  public var typedSlips = 5
  /// Answers of departments, by violation.
  public var answers: [ViolationKey: ViolationAnswer] = [:]
  public init() {}
}
