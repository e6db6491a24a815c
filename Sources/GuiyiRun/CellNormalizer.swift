import GuiyiHan
import GuiyiModel
import GuiyiNormalize
import GuiyiReport

/// Reads cells of unmapped columns as some element, for the search for repeated collection.
struct CellNormalizer: ElementNormalizing {
  let context: NormalizationContext

  func normalize(_ cell: Span<UInt8>, as element: DataElement, into output: inout [UInt8]) -> Bool {
    CellReader(context: context).normalize(cell, as: element, into: &output)
  }

  func makeReader() -> any ElementReading { CellReader(context: context) }

  func soundsAlike(_ a: UInt32, _ b: UInt32) -> Bool {
    let syllable = Han.syllable(a)
    return syllable != 0 && syllable == Han.syllable(b)
  }
}

/// A reader with buffers of its own, for one thread.
private final class CellReader: ElementReading {
  private var normalizer: ValueNormalizer

  init(context: NormalizationContext) { normalizer = ValueNormalizer(context: context) }

  func normalize(_ cell: Span<UInt8>, as element: DataElement, into output: inout [UInt8]) -> Bool {
    normalizer.normalize(cell, as: element)
    guard normalizer.quality >= .doubtful, normalizer.element == element else { return false }
    output.append(contentsOf: normalizer.bytes)
    return true
  }
}
