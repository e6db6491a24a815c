/// Where the cells of a table's pages lie; see "B-tree Pages" in SQLite's documentation of its file format.
struct PageLayout {
  let pageSize: Int
  /// Whether rows have numbers; else they are kept by their key.
  let isNumbered: Bool

  var leafHead: Int { 8 }
  var innerHead: Int { 12 }

  /// How much of a record its page keeps; the rest lies in pages of its own.
  func localSize(_ size: Int) -> Int {
    let most = isNumbered ? pageSize - 35 : (pageSize - 12) * 64 / 255 - 23
    if size <= most { return size }
    let least = (pageSize - 12) * 32 / 255 - 23
    let rest = least + (size - least) % (pageSize - 4)
    return rest <= most ? rest : least
  }

  /// SAFETY: `page` has at least the twelve bytes of a head.
  func writeHead(_ page: UnsafeMutablePointer<UInt8>, isLeaf: Bool, cellCount: Int, top: Int) {
    var head = unsafe PageBytes(at: page)
    head.put(isNumbered ? (isLeaf ? 0x0D : 0x05) : (isLeaf ? 0x0A : 0x02))
    head.put(0, width: 2)
    head.put(UInt64(cellCount), width: 2)
    // A page of 65,536 bytes that is empty says 0.
    head.put(UInt64(top), width: 2)
    head.put(0)
  }
}

/// The pages of a table from the lowest up, and what divides each from the next.
struct PageTree {
  private let layout: PageLayout
  private var pages: [UInt32] = []
  private var dividers = Dividers()

  /// What stands between two pages, as the cell above them has it behind the number of the left one.
  private struct Dividers {
    var bytes: [UInt8] = []
    var ends: [Int] = []

    subscript(index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }
  }

  init(_ layout: PageLayout) { self.layout = layout }

  /// Whether no page was closed yet.
  var isEmpty: Bool { dividers.ends.isEmpty }

  /// The number of the last row of a page that is closed.
  mutating func divide(number: Int64) {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 9) { buffer in
      guard let start = buffer.baseAddress else { return }
      var bytes = unsafe PageBytes(at: start)
      bytes.put(varint: UInt64(bitPattern: number))
      unsafe dividers.bytes.append(
        contentsOf: buffer.prefix(PageBytes.varintSize(UInt64(bitPattern: number))))
    }
    dividers.ends.append(dividers.bytes.count)
  }

  /// The row that lies between a page that is closed and the next.
  mutating func divide(cell: UnsafeRawBufferPointer) {
    unsafe dividers.bytes.append(contentsOf: cell)
    dividers.ends.append(dividers.bytes.count)
  }

  mutating func add(page: UInt32) { pages.append(page) }

  /// Writes the pages above, level by level, the highest at `root`.
  mutating func write(root: UInt32, to file: PageFile) throws(StoreError) {
    precondition(pages.count == dividers.ends.count + 1, "a divider between each two pages")
    let page = UnsafeMutablePointer<UInt8>.allocate(capacity: layout.pageSize)
    defer { unsafe page.deallocate() }
    while true {
      var above: [UInt32] = []
      var aboveDividers = Dividers()
      var first = 0
      while first < pages.count {
        let last = lastChild(from: first)
        let number = first == 0 && last == pages.count - 1 ? root : try file.allocate()
        unsafe fill(page, with: first...last)
        try unsafe file.write(UnsafeRawBufferPointer(start: page, count: layout.pageSize), at: number)
        if number == root { return }
        above.append(number)
        if last < dividers.ends.count {
          aboveDividers.bytes.append(contentsOf: dividers.bytes[dividers[last]])
          aboveDividers.ends.append(aboveDividers.bytes.count)
        }
        first = last + 1
      }
      pages = above
      dividers = aboveDividers
    }
  }

  /// The last page that one page above can hold together with `first`; never so that a single one is left for the next.
  private func lastChild(from first: Int) -> Int {
    var free = layout.pageSize - layout.innerHead
    var last = first
    while last < dividers.ends.count {
      free -= 4 + dividers[last].count + 2
      if free < 0 { break }
      last += 1
    }
    return last == pages.count - 2 ? last - 1 : last
  }

  /// SAFETY: `page` has a page's size, and `lastChild` gave a range whose cells it holds.
  private func fill(_ page: UnsafeMutablePointer<UInt8>, with children: ClosedRange<Int>) {
    unsafe page.update(repeating: 0, count: layout.pageSize)
    var top = layout.pageSize
    var pointers = unsafe PageBytes(at: page + layout.innerHead)
    for child in children.dropLast() {
      let divider = dividers[child]
      top -= 4 + divider.count
      var cell = unsafe PageBytes(at: page + top)
      cell.put(UInt64(pages[child]), width: 4)
      unsafe dividers.bytes.withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress else { return }
        unsafe cell.put(start + divider.lowerBound, count: divider.count)
      }
      pointers.put(UInt64(top), width: 2)
    }
    unsafe layout.writeHead(page, isLeaf: false, cellCount: children.count - 1, top: top)
    var right = unsafe PageBytes(at: page + 8)
    right.put(UInt64(pages[children.upperBound]), width: 4)
  }
}
