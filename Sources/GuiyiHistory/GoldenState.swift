public import GuiyiColumns

/// The golden values of one subject as a run left them.
public struct GoldenState: Sendable {
  /// The entities' numbers, ascending.
  public var numbers: [UInt32] = []
  /// Per element, then per entity: the value's number in `texts`, 0 where there is none.
  public var values: [[UInt32]]
  /// The distinct values of each element.
  public var texts: [ByteDictionary]

  /// Nobody, of so many elements.
  public init(elementCount: Int) {
    values = [[UInt32]](repeating: [], count: elementCount)
    texts = [ByteDictionary](repeating: ByteDictionary(), count: elementCount)
  }

  /// - Parameters:
  ///   - numbers: ascending, one for each entity of every column of `values`.
  public init(numbers: [UInt32], values: [[UInt32]], texts: [ByteDictionary]) {
    self.numbers = numbers
    self.values = values
    self.texts = texts
  }

  /// What a run chose, brought into the order of the entities' numbers.
  /// - Parameters:
  ///   - numbers: the stable number of each entity index.
  ///   - values: per element, then per entity index.
  public init(numbers: [UInt32], unordered values: [[UInt32]], texts: [ByteDictionary]) {
    let order = RadixSort.order(of: numbers.map { UInt64($0) })
    self.numbers = order.map { numbers[Int($0)] }
    self.values = values.map { column in order.map { column[Int($0)] } }
    self.texts = texts
  }
}
