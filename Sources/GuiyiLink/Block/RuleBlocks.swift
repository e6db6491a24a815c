internal import GuiyiColumns

/// The blocks of one rule: groups of records that share its key.
struct RuleBlocks: Sendable {
  /// The records of all blocks behind one another, ascending within a block.
  private(set) var members: [UInt32] = []
  /// One more than blocks.
  private(set) var starts: [UInt32] = [0]
  /// Where each record's blocks start in `blocks`; empty where no record is in two blocks.
  private(set) var blockOffsets: [UInt32] = []
  /// The blocks of each record, ascending; with empty offsets one for each record, until they stand in `BlockRows`.
  private(set) var blocks: [UInt32] = []
  private(set) var splitBlockCount = 0
  private(set) var unreachedPairCount = 0
  private(set) var worstBlocks: [(record: UInt32, size: Int)] = []
  private(set) var largestBlockSize = 0

  /// Stands in `blocks` for a record without a block.
  static let none = UInt32.max

  var blockCount: Int { starts.count - 1 }

  /// Where the records of a block stand in `members`.
  @inline(__always) func places(_ block: Int) -> Range<Int> { Int(starts[block])..<Int(starts[block &+ 1]) }

  /// Pairs of all blocks, before those of other rules are taken off.
  var pairCount: Int {
    var sum = 0
    for block in 0..<blockCount {
      let size = places(block).count
      sum += size * (size - 1) / 2
    }
    return sum
  }

  init(keys: RecordKeys, splits: [RecordKeys], recordCount: Int, maximumSize: Int, workers: Workers) {
    let partBits = KeyedRecords.partBits(recordCount: recordCount)
    let pieces = workers.mapChunks(recordCount, size: 16384) {
      KeyedRecords(keys, of: $0, partBits: partBits)
    }
    let parts = workers.map(1 << partBits) { part in
      RuleBlocks(part, of: pieces, partBits: partBits, splits: splits, maximum: max(2, maximumSize))
    }
    join(parts, recordCount: recordCount)
    index(recordCount: recordCount)
  }

  /// The blocks of one part of the keys, without the blocks of each record.
  private init(
    _ part: Int, of pieces: [KeyedRecords], partBits: Int, splits: [RecordKeys], maximum: Int
  ) {
    let (keys, records) = KeyedRecords.sorted(part, of: pieces, partBits: partBits)
    var tooLarge: [Range<Int>] = []
    members.append(addingCapacity: records.count) { members in
      starts.append(addingCapacity: records.count / 2) { starts in
        var start = 0
        while start < records.count {
          let key = keys[start]
          var end = start + 1
          while end < records.count && keys[end] == key { end += 1 }
          if end - start > maximum {
            tooLarge.append(start..<end)
          } else if end - start >= 2 {
            for place in start..<end { members.append(records[place]) }
            starts.append(UInt32(members.count))
            largestBlockSize = max(largestBlockSize, end - start)
          }
          start = end
        }
      }
    }
    for group in tooLarge {
      note(records[group.lowerBound], size: group.count)
      splitBlockCount += 1
      let blocksBefore = blockCount
      split(records[group], by: splits[...], maximum: maximum)
      var reached = 0
      for block in blocksBefore..<blockCount {
        let size = places(block).count
        reached += size * (size - 1) / 2
      }
      unreachedPairCount += max(0, group.count * (group.count - 1) / 2 - reached)
    }
  }

  /// How many blocks and members come before those that begin with a record.
  private struct Place {
    var blocks: UInt32 = 0
    var members: UInt32 = 0
  }

  /// Takes over the blocks of all parts, in the order of their first records: who goes through them goes through the records.
  private mutating func join(_ parts: [RuleBlocks], recordCount: Int) {
    // By first record; both numbers side by side, for records come from anywhere.
    var before = [Place](repeating: Place(), count: recordCount + 1)
    for part in parts {
      for block in 0..<part.blockCount {
        let places = part.places(block)
        let next = Int(part.members[places.lowerBound]) + 1
        before[next].blocks += 1
        before[next].members += UInt32(places.count)
      }
    }
    for record in 0..<recordCount {
      before[record + 1].blocks += before[record].blocks
      before[record + 1].members += before[record].members
    }
    starts = [UInt32](repeating: before[recordCount].members, count: Int(before[recordCount].blocks) + 1)
    members = [UInt32](repeating: 0, count: Int(before[recordCount].members))
    for part in parts {
      for block in 0..<part.blockCount {
        let places = part.places(block)
        let first = Int(part.members[places.lowerBound])
        let place = before[first]
        starts[Int(place.blocks)] = place.members
        var next = Int(place.members)
        for member in places {
          members[next] = part.members[member]
          next += 1
        }
        before[first] = Place(blocks: place.blocks + 1, members: UInt32(next))
      }
      splitBlockCount += part.splitBlockCount
      unreachedPairCount += part.unreachedPairCount
      worstBlocks += part.worstBlocks
      largestBlockSize = max(largestBlockSize, part.largestBlockSize)
    }
  }

  private mutating func note(_ record: UInt32, size: Int) {
    worstBlocks.append((record, size))
    if worstBlocks.count > 64 { trimWorst() }
  }

  private mutating func trimWorst() {
    worstBlocks.sort { ($1.size, $0.record) < ($0.size, $1.record) }
    worstBlocks.removeLast(max(0, worstBlocks.count - 10))
  }

  private mutating func add(_ records: ArraySlice<UInt32>) {
    if records.count < 2 { return }
    members.append(contentsOf: records)
    starts.append(UInt32(members.count))
    largestBlockSize = max(largestBlockSize, records.count)
  }

  /// Cuts a block that is too large: pairs must also agree on one of the further keys.
  ///
  /// Later keys only are used below an earlier one: what agrees on both was already together under the earlier.
  private mutating func split(
    _ records: ArraySlice<UInt32>, by splits: ArraySlice<RecordKeys>, maximum: Int
  ) {
    guard !splits.isEmpty else {
      // Nothing is left to tell them apart: neighbours in canonical order are all that can be afforded.
      var start = records.startIndex
      while start < records.endIndex {
        let end = min(records.endIndex, start + maximum)
        add(records[start..<end])
        start = end
      }
      return
    }
    var isKeyed = [Bool](repeating: false, count: records.count)
    for (offset, split) in splits.enumerated() {
      var keys: [UInt64] = []
      var owners: [UInt32] = []
      var scratch = RecordKeys.Scratch()
      for (place, record) in records.enumerated() {
        let before = keys.count
        split.append(record, to: &keys, scratch: &scratch)
        for _ in before..<keys.count { owners.append(record) }
        if keys.count > before { isKeyed[place] = true }
      }
      HashGrouping.sort(keys: &keys, values: &owners)
      var start = 0
      while start < owners.count {
        var end = start + 1
        while end < owners.count && keys[end] == keys[start] { end += 1 }
        if end - start > maximum {
          self.split(owners[start..<end], by: splits.dropFirst(offset + 1), maximum: maximum)
        } else {
          add(owners[start..<end])
        }
        start = end
      }
    }
    let rest = zip(records, isKeyed).filter { !$0.1 }.map(\.0)
    if rest.count >= 2 { split(rest[...], by: [], maximum: maximum) }
  }

  /// Notes for each record in which blocks it is, so that later rules can ask.
  private mutating func index(recordCount: Int) {
    trimWorst()
    largestBlockSize = max(largestBlockSize, worstBlocks.first?.size ?? 0)
    var counts = [UInt32](repeating: 0, count: recordCount + 1)
    for record in members { counts[Int(record) + 1] += 1 }
    if counts.allSatisfy({ $0 <= 1 }) {
      blocks = [UInt32](repeating: Self.none, count: recordCount)
      for block in 0..<blockCount {
        for place in places(block) { blocks[Int(members[place])] = UInt32(block) }
      }
      return
    }
    for record in 0..<recordCount { counts[record + 1] += counts[record] }
    blockOffsets = counts
    blocks = [UInt32](repeating: 0, count: members.count)
    for block in 0..<blockCount {
      for place in places(block) {
        let record = Int(members[place])
        blocks[Int(counts[record])] = UInt32(block)
        counts[record] += 1
      }
    }
  }

  /// The same without the block of each record where that is one at most: rows of all rules tell it.
  func withoutSingleBlocks() -> RuleBlocks {
    var copy = self
    if blockOffsets.isEmpty { copy.blocks = [] }
    return copy
  }

  /// The lowest block of a record, `none` where it is in none.
  @inline(__always) func firstBlock(of record: Int) -> UInt32 {
    if blockOffsets.isEmpty { return blocks[record] }
    let place = Int(blockOffsets[record])
    return place < Int(blockOffsets[record &+ 1]) ? blocks[place] : Self.none
  }

  @inline(__always) func isInSeveral(_ record: Int) -> Bool {
    !blockOffsets.isEmpty && blockOffsets[record &+ 1] &- blockOffsets[record] > 1
  }

  /// The first block that two records share, `none` where they share no block.
  /// - Precondition: some record is in several blocks; else rows tell it.
  func firstCommonBlock(_ a: UInt32, _ b: UInt32) -> UInt32 {
    var i = Int(blockOffsets[Int(a)])
    let iEnd = Int(blockOffsets[Int(a) &+ 1])
    var j = Int(blockOffsets[Int(b)])
    let jEnd = Int(blockOffsets[Int(b) &+ 1])
    while i < iEnd && j < jEnd {
      let x = blocks[i]
      let y = blocks[j]
      if x == y { return x }
      if x < y { i &+= 1 } else { j &+= 1 }
    }
    return Self.none
  }
}
