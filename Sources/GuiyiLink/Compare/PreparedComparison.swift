public import GuiyiColumns

/// A comparison made ready for one column: whatever depends on a single value is computed once.
///
/// Values are named by their number in the dictionary. Immutable, so all threads may share one; an object, for a copy
/// of all that it holds would count a dozen references for every pair.
public final class PreparedComparison: Sendable {
  public let kind: ComparisonKind
  /// The level of two equal values.
  public let exactLevel: UInt8
  let dictionary: ByteDictionary
  private let source: any LevelSource

  /// Computes the features of each distinct value.
  ///
  /// - Parameters:
  ///   - kind: how values are compared.
  ///   - dictionary: the distinct values; any bytes, UTF-8 or not.
  ///   - workers: the threads for preparing; the result does not depend on how many there are.
  public init(kind: ComparisonKind, dictionary: ByteDictionary, workers: Workers) {
    self.kind = kind
    self.dictionary = dictionary
    exactLevel = kind.exactLevel
    source =
      switch kind {
      case .exact: ExactLevels()
      case .editDistance: EditLevels(dictionary)
      case .jaroWinkler: JaroWinklerLevels(dictionary)
      case .hanName: HanNameLevels(dictionary, workers)
      case .latinName: LatinNameLevels(dictionary, workers)
      case .date: DateLevels(dictionary)
      case .phone: PhoneLevels(dictionary)
      case .email: EmailLevels(dictionary)
      case .number: NumberLevels(dictionary)
      case .wholeNumber: WholeNumberLevels(dictionary)
      case .tokens: TokenLevels(dictionary)
      case .parts(.address): AddressLevels(dictionary, workers)
      case .parts(.organizationName): OrganizationLevels(dictionary, workers)
      }
  }

  /// The names of the levels of a kind, index 0 `missing`, 1 `different`, the last `exact`; at most 8.
  public static func levelNames(of kind: ComparisonKind) -> [String] { kind.levelNames }

  /// The level that two values reach; the order of the two does not matter.
  ///
  /// - Precondition: both numbers came from the dictionary.
  /// - Complexity: about the product of the lengths over 64. Allocates nothing.
  public func level(_ a: UInt32, _ b: UInt32) -> UInt8 {
    if a == 0 || b == 0 { return 0 }
    if a == b { return source.isBlank(a) ? 0 : exactLevel }
    return source.level(a, b)
  }

  /// The levels of many pairs, written at every `stride`-th place from `offset` on.
  ///
  /// - Parameters:
  ///   - left: one value of each pair.
  ///   - right: the other, as many.
  ///   - stride: the distance between two pairs in `levels`, 1 or more.
  ///   - offset: the place of the first, below `stride`.
  ///   - levels: pair-major, at least `left.count` × `stride`.
  public func levels(
    _ left: Span<UInt32>, _ right: Span<UInt32>, stride: Int, offset: Int,
    into levels: inout MutableSpan<UInt8>
  ) {
    precondition(left.count == right.count, "one right value for each left one")
    precondition(offset >= 0 && offset < stride, "the offset lies inside a pair")
    precondition(levels.count >= left.count * stride, "a slot for each pair")
    source.fill(left, right, stride: stride, offset: offset, exactLevel: exactLevel, into: &levels)
  }

  /// How the sketches of the values are read.
  package var sketches: ValueSketch { source.sketches }

  /// What of a value tells it from most others.
  package func sketch(_ id: UInt32) -> UInt64 { id == 0 ? 0 : source.sketch(id) }

  /// What two values have in common that are one value in two writings; 0 where a value is like no other.
  func writing(_ id: UInt32) -> UInt64 { id == 0 ? 0 : source.writing(id) }

  /// Hands `body` the keys under which a value is looked up; values that share one are candidates.
  ///
  /// Keys are hashes that are the same in every run. Nothing is handed over where the value has no such part.
  ///
  /// `rareTokens` needs `.tokens`, the parts of a date `.date`; other parts are read from the text of any kind.
  public func blockingKeys(of id: UInt32, part: BlockingPart, _ body: (UInt64) -> Void) {
    var scratch = TextKeys.Scratch()
    blockingKeys(of: id, part: part, scratch: &scratch, body)
  }

  /// As above, with room that is used again for each value; see `TextKeys.emit`.
  func blockingKeys(
    of id: UInt32, part: BlockingPart, scratch: inout TextKeys.Scratch, _ body: (UInt64) -> Void
  ) {
    guard id != 0 else { return }
    // Keys of different parts of one value must not meet.
    let seed = part.seed
    func handOver(_ key: UInt64) { body(StableHash.mix(seed, key)) }
    if source.keys(of: id, part: part, handOver) { return }
    dictionary.withBytes(of: id) { TextKeys.emit($0, part, &scratch, handOver) }
  }
}

/// The levels of one comparison over one column.
protocol LevelSource: Sendable {
  /// Whether the value says nothing although it is not empty.
  func isBlank(_ id: UInt32) -> Bool
  /// The level of two values that differ and are not empty.
  func level(_ a: UInt32, _ b: UInt32) -> UInt8
  /// Has the memory of a value ready for when its level is asked for.
  func fetch(_ id: UInt32)
  /// As `PreparedComparison.writing`; values that share it are at one of the two highest levels.
  func writing(_ id: UInt32) -> UInt64
  /// How sketches are read; no level is above what they tell.
  var sketches: ValueSketch { get }
  /// See `ValueSketch`.
  func sketch(_ id: UInt32) -> UInt64
  /// Hands over the keys that this comparison knows better than `TextKeys`; false where it knows none.
  func keys(of id: UInt32, part: BlockingPart, _ body: (UInt64) -> Void) -> Bool
  /// As `PreparedComparison.levels`; a requirement so that the loop is compiled for each comparison.
  func fill(
    _ left: Span<UInt32>, _ right: Span<UInt32>, stride: Int, offset: Int, exactLevel: UInt8,
    into levels: inout MutableSpan<UInt8>)
}

extension LevelSource {
  func isBlank(_ id: UInt32) -> Bool { false }

  func fetch(_ id: UInt32) {}

  func writing(_ id: UInt32) -> UInt64 { 0 }

  var sketches: ValueSketch { .none }

  func sketch(_ id: UInt32) -> UInt64 { 0 }

  func keys(of id: UInt32, part: BlockingPart, _ body: (UInt64) -> Void) -> Bool { false }

  func fill(
    _ left: Span<UInt32>, _ right: Span<UInt32>, stride: Int, offset: Int, exactLevel: UInt8,
    into levels: inout MutableSpan<UInt8>
  ) {
    var place = offset
    for pair in 0..<min(8, left.count) {
      fetch(left[pair])
      fetch(right[pair])
    }
    for pair in left.indices {
      if pair &+ 8 < left.count {
        fetch(left[pair &+ 8])
        fetch(right[pair &+ 8])
      }
      let a = left[pair]
      let b = right[pair]
      if a == 0 || b == 0 {
        levels[place] = 0
      } else if a == b {
        levels[place] = isBlank(a) ? 0 : exactLevel
      } else {
        levels[place] = level(a, b)
      }
      place += stride
    }
  }
}
