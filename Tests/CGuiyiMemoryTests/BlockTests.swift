import CGuiyiMemory
import Dispatch
import Foundation
import GuiyiColumns
import Testing

/// The limit is the whole process's, so each test has one of its own.
@Suite struct BlockTests {
  @Test func `blocks keep what was written into them while others come and go`() async {
    await #expect(processExitsWith: .success) { exchangeBlocks() }
  }

  @Test func `the room of what was freed is the next block's`() async {
    await #expect(processExitsWith: .success) { growBlocks() }
  }
}

private let limit = 64 << 20

private func setLimit() {
  if unsafe guiyi_memory_limit(limit, NSTemporaryDirectory()) != 0 { exit(3) }
}

private func exchangeBlocks() {
  setLimit()
  DispatchQueue.concurrentPerform(iterations: 3) { thread in
    var random = SplitMix64(seed: UInt64(thread))
    var blocks = [Block?](repeating: nil, count: 48)
    for step in 0..<4_000 {
      let index = Int(random.next() % 48)
      // Most are large; some are the library's, and grow into large ones.
      let byteCount = 1 << Int(10 + random.next() % 14) + Int(random.next() % 5_000)
      let mark = UInt8(truncatingIfNeeded: random.next())
      switch (blocks[index], random.next() % 3) {
      case (let block?, 0): blocks[index] = block.resized(to: byteCount, mark: mark)
      case (let block?, _):
        block.free()
        blocks[index] = nil
      case (nil, 0): blocks[index] = Block(zeroed: byteCount)
      case (nil, _): blocks[index] = Block(byteCount: byteCount, mark: mark)
      }
      if step % 64 == 0 { guiyi_memory_look() }
    }
    for block in blocks { block?.free() }
  }
}

/// Makes blocks as an array does that grows: each is twice the one before, which is freed. All of them together take sixty
/// times the limit.
private func growBlocks() {
  setLimit()
  var most = 0
  for _ in 0..<60 {
    var block = Block(byteCount: 1 << 16, mark: 1)
    while block.byteCount < limit / 2 {
      let next = Block(byteCount: block.byteCount * 2, mark: 2)
      block.free()
      block = next
    }
    block.free()
    most = max(most, bytesOfNamelessFiles())
  }
  // Three quarters of the limit live at once; as much as the limit may wait, and an eighth of it in memory.
  if most == 0 || most > limit * 2 { exit(4) }
}

/// A block that tells when it is not as it was left.
@safe private struct Block {
  let address: UnsafeMutablePointer<UInt8>
  let byteCount: Int
  let mark: UInt8

  init(byteCount: Int, mark: UInt8) {
    guard let block = unsafe malloc(byteCount) else { exit(5) }
    unsafe self.init(block, byteCount, mark)
    unsafe memset(address, Int32(mark), byteCount)
  }

  init(zeroed byteCount: Int) {
    guard let block = unsafe calloc(1, byteCount) else { exit(5) }
    unsafe self.init(block, byteCount, 0)
    check(byteCount)
  }

  private init(_ block: UnsafeMutableRawPointer, _ byteCount: Int, _ mark: UInt8) {
    unsafe address = unsafe block.bindMemory(to: UInt8.self, capacity: byteCount)
    (self.byteCount, self.mark) = (byteCount, mark)
  }

  func resized(to newCount: Int, mark newMark: UInt8) -> Block {
    guard let block = unsafe realloc(address, newCount) else { exit(5) }
    let moved = unsafe Block(block, newCount, mark)
    moved.check(min(byteCount, newCount))
    let marked = unsafe Block(block, newCount, newMark)
    unsafe memset(block, Int32(newMark), newCount)
    return marked
  }

  func free() {
    check(byteCount)
    unsafe Foundation.free(address)
  }

  func check(_ count: Int) {
    for offset in stride(from: 0, to: count, by: 509) where unsafe address[offset] != mark { exit(6) }
  }
}

/// What the files without a name that this process holds open take on the disk.
private func bytesOfNamelessFiles() -> Int {
  var sum = 0
  for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? [] {
    var facts = stat()
    guard let descriptor = Int32(name), unsafe fstat(descriptor, &facts) == 0 else { continue }
    if facts.st_mode & S_IFMT == S_IFREG && facts.st_nlink == 0 { sum += Int(facts.st_blocks) * 512 }
  }
  return sum
}
