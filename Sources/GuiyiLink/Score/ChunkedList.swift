/// A list that grows by whole chunks: one that doubles holds up to three times what it needs while it is copied.
struct ChunkedList<Item: Sendable>: Sendable {
  private static var chunkSize: Int { 1 << 15 }

  private var full: [[Item]] = []
  private var last: [Item] = []

  mutating func append(_ item: Item) {
    if last.count == Self.chunkSize {
      full.append(last)
      last = []
    }
    if last.isEmpty { last.reserveCapacity(Self.chunkSize) }
    last.append(item)
  }

  /// All items, in the order in which they came.
  var items: [Item] {
    var all: [Item] = []
    all.reserveCapacity(full.count * Self.chunkSize + last.count)
    for chunk in full { all += chunk }
    all += last
    return all
  }
}
