public import GuiyiColumns
internal import GuiyiLink

/// Which cluster each record is in, numbered so that nothing but the records decides.
public struct ClusterList: Sendable {
  /// Records by cluster, then source, then id in byte order.
  public let order: [UInt32]
  /// The number of each record's cluster, from 1: clusters are numbered by their first source and id.
  public let numberOf: [UInt32]
  public let clusterCount: Int

  /// - Parameter clusterOf: the cluster of each record, from 0 without gaps.
  public init(_ input: LinkageInput, clusterOf: [UInt32], clusterCount: Int, workers: Workers) {
    let byName = Self.byName(input, workers)
    var numbers = [UInt32](repeating: 0, count: clusterCount)
    var sizes = [Int](repeating: 0, count: clusterCount + 1)
    var next: UInt32 = 0
    for record in byName {
      let cluster = Int(clusterOf[Int(record)])
      if numbers[cluster] == 0 {
        next += 1
        numbers[cluster] = next
      }
      sizes[Int(numbers[cluster])] += 1
    }
    let numberOf = clusterOf.map { numbers[Int($0)] }
    // From here on `sizes[n]` is where cluster n + 1 starts.
    for number in sizes.indices.dropFirst() { sizes[number] += sizes[number - 1] }
    var order = [UInt32](repeating: 0, count: byName.count)
    for record in byName {
      let number = Int(numberOf[Int(record)])
      order[sizes[number - 1]] = record
      sizes[number - 1] += 1
    }
    self.order = order
    self.numberOf = numberOf
    self.clusterCount = clusterCount
  }

  /// Records by source, then by id in byte order.
  private static func byName(_ input: LinkageInput, _ workers: Workers) -> [UInt32] {
    let ids = input.ids
    var longest = 0
    for id in 0..<UInt32(ids.count) { longest = max(longest, ids.length(of: id)) }
    // Few ids are long: eight bytes are sorted at a time, from the last; what is longer is settled afterwards.
    let width = min(longest, 32)
    var order = [UInt32](0..<UInt32(input.idOf.count))
    var start = (width + 7) / 8 * 8
    while start > 0 {
      start -= 8
      let (former, first) = (order, start)
      var keys: [UInt64] = workers.filled(former.count, size: 16384) { range, keys in
        for (index, record) in former[range].enumerated() {
          let range = ids.range(of: input.idOf[Int(record)])
          var key: UInt64 = 0
          for place in 0..<8 {
            let at = range.lowerBound + first + place
            key = key << 8 | (at < range.upperBound ? UInt64(ids.bytes[at]) : 0)
          }
          keys[index] = key
        }
      }
      RadixSort.sort(keys: &keys, values: &order)
    }
    if longest > width { Self.settleLongOnes(&order, input, width: width) }
    if input.sources.count > 1 {
      var keys = order.map { UInt64(input.table.sources[Int($0)]) }
      RadixSort.sort(keys: &keys, values: &order)
    }
    return order
  }

  /// Sorts the ids that do not differ in their first bytes by all of them.
  private static func settleLongOnes(_ order: inout [UInt32], _ input: LinkageInput, width: Int) {
    let ids = input.ids
    func head(_ record: UInt32) -> ArraySlice<UInt8> {
      ids.bytes[ids.range(of: input.idOf[Int(record)])].prefix(width)
    }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count && head(order[end]) == head(order[start]) { end += 1 }
      if end - start > 1 {
        order[start..<end].sort { a, b in
          ids.bytes[ids.range(of: input.idOf[Int(a)])]
            .lexicographicallyPrecedes(ids.bytes[ids.range(of: input.idOf[Int(b)])])
        }
      }
      start = end
    }
  }

  /// Rows of a piece of the text, and pieces that are in memory at a time.
  private static let pieceSize = 1 << 16
  private static let piecesAtOnce = 8

  /// Hands over the text of `clusters.csv`, piece by piece: source, id, cluster_id.
  public func write(
    _ input: LinkageInput, workers: Workers, to write: ([UInt8]) throws -> Void
  ) rethrows {
    var sources = ByteDictionary()
    let numbers = input.sources.map { source in
      var cell: [UInt8] = []
      appendCell(Array(source.name.utf8).span, to: &cell)
      return sources.intern((cell + [0x2C]).span)
    }
    try write(Array("source,id,cluster_id\n".utf8))
    let names = sources
    let step = Self.pieceSize * Self.piecesAtOnce
    for start in stride(from: 0, to: order.count, by: step) {
      let pieces = workers.mapChunks(min(step, order.count - start), size: Self.pieceSize) { range in
        text(start + range.lowerBound..<start + range.upperBound, input, sources: names, numbers)
      }
      for piece in pieces { try write(piece) }
    }
  }

  /// The rows at some places of the order.
  private func text(_ places: Range<Int>, _ input: LinkageInput, sources: ByteDictionary, _ numbers: [UInt32])
    -> [UInt8]
  {
    let (ids, idOf, sourceOf) = (input.ids, input.idOf, input.table.sources)
    var text: [UInt8] = []
    text.reserveCapacity(places.count * 32)
    for place in places {
      // Records follow one another by id: what is known of each lies anywhere in memory.
      if place + 32 < places.upperBound {
        idOf.span.fetch(Int(order[place + 32]))
        numberOf.span.fetch(Int(order[place + 32]))
        ids.fetch(idOf[Int(order[place + 16])])
        ids.fetchBytes(of: idOf[Int(order[place + 8])])
      }
      let record = Int(order[place])
      sources.withBytes(of: numbers[Int(sourceOf[record])]) { appendBytes($0, to: &text) }
      ids.withBytes(of: idOf[record]) { appendCell($0, to: &text) }
      text.append(0x2C)
      appendNumber(numberOf[record], to: &text)
      text.append(0x0A)
    }
    return text
  }
}

/// Appends a cell, in quotation marks where it needs them.
func appendCell(_ cell: Span<UInt8>, to text: inout [UInt8]) {
  var needsQuotes = false
  for place in cell.indices {
    let byte = cell[place]
    if byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D { needsQuotes = true }
  }
  if !needsQuotes { return appendBytes(cell, to: &text) }
  text.append(0x22)
  for place in cell.indices {
    if cell[place] == 0x22 { text.append(0x22) }
    text.append(cell[place])
  }
  text.append(0x22)
}

/// Appends a few bytes; a slice of them would be counted as another owner.
private func appendBytes(_ bytes: Span<UInt8>, to text: inout [UInt8]) {
  unsafe bytes.withUnsafeBufferPointer { unsafe text.append(contentsOf: $0) }
}

/// Appends a number in decimal digits.
func appendNumber(_ number: UInt32, to text: inout [UInt8]) {
  var digits = InlineArray<10, UInt8>(repeating: 0)
  var (rest, first) = (number, 10)
  repeat {
    first -= 1
    digits[first] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
    rest /= 10
  } while rest > 0
  appendBytes(digits.span.extracting(first..<10), to: &text)
}
