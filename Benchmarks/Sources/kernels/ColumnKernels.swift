internal import GuiyiColumns

/// Interning of values and sorting of keys.
func columnKernels() -> [Kernel] {
  var maker = TextMaker()
  var cells = Values()
  for _ in 0..<1_000_000 { cells.append(maker.hanName().utf8) }
  var known = ByteDictionary()
  _ = cells.sum { UInt64(known.intern($0)) }
  let full = known

  var distinct = Values()
  for number in 0..<500_000 { distinct.append("\(maker.word())\(number)".utf8) }

  let keys = (0..<1_000_000).map { _ in UInt64(maker.number(below: 1 << 59)) }
  let places = [UInt32](0..<UInt32(keys.count))
  return [
    Kernel(name: "intern, values already there", operationCount: cells.count) {
      var dictionary = full
      return cells.sum { UInt64(dictionary.intern($0)) }
    },
    Kernel(name: "intern, every value new, reserved", operationCount: distinct.count) {
      var dictionary = ByteDictionary()
      dictionary.reserve(valueCount: distinct.count + 1, byteCount: distinct.bytes.count)
      return distinct.sum { UInt64(dictionary.intern($0)) }
    },
    Kernel(name: "radix sort, 59-bit keys with values", operationCount: keys.count) {
      var (sorted, carried) = (keys, places)
      RadixSort.sort(keys: &sorted, values: &carried)
      return sorted[sorted.count / 2] &+ UInt64(carried[0])
    },
  ]
}
