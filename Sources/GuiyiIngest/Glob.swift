/// A pattern for paths: `*` and `?` inside a name, `**` as a name for any number of folders.
struct Glob: Sendable {
  private let segments: [[UInt8]]

  init(_ pattern: String) {
    segments = pattern.utf8.split(separator: 0x2F).map { Array($0) }.filter { $0 != [0x2E] }
  }

  func matches(_ path: String) -> Bool {
    let names = path.utf8.split(separator: 0x2F).map { Array($0) }
    // reachable[i]: the segments so far match the first i names.
    var reachable = [Bool](repeating: false, count: names.count + 1)
    reachable[0] = true
    for segment in segments {
      var next = [Bool](repeating: false, count: names.count + 1)
      if segment == [0x2A, 0x2A] {
        var isOpen = false
        for index in reachable.indices {
          isOpen = isOpen || reachable[index]
          next[index] = isOpen
        }
      } else {
        for index in names.indices where reachable[index] {
          if Self.matches(names[index], segment) { next[index + 1] = true }
        }
      }
      reachable = next
    }
    return reachable[names.count]
  }

  /// One name against one segment; goes back only to the last star, so it is never exponential.
  private static func matches(_ name: [UInt8], _ segment: [UInt8]) -> Bool {
    var place = 0
    var index = 0
    var star: (place: Int, index: Int)?
    while place < name.count {
      if index < segment.count, segment[index] == 0x2A {
        star = (place, index)
        index += 1
      } else if index < segment.count, segment[index] == 0x3F {
        place = characterEnd(name, from: place)
        index += 1
      } else if index < segment.count, segment[index] == name[place] {
        place += 1
        index += 1
      } else if let last = star {
        place = last.place + 1
        star = (place, last.index)
        index = last.index + 1
      } else {
        return false
      }
    }
    while index < segment.count, segment[index] == 0x2A { index += 1 }
    return index == segment.count
  }

  private static func characterEnd(_ name: [UInt8], from place: Int) -> Int {
    var end = place + 1
    while end < name.count, name[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}
