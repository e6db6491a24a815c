internal import GuiyiColumns
internal import GuiyiLink
internal import GuiyiText

/// Finds records whose given and family name may stand in each other's column.
enum SwappedNames {
  /// Letters of each name that must agree crosswise.
  private static let letterCount = 4

  /// A field with both names, in an order that does not depend on the columns, for records that have a partner the
  /// other way round; nil where there is none.
  static func field(given: LinkField, family: LinkField, name: String, workers: Workers) -> LinkField? {
    let (givenKeys, familyKeys) = workers.both({ keys(given) }, { keys(family) })
    // Most records have no partner: a table of bits tells without sorting.
    let size = max(1 << 12, (given.ids.count * 16).nextPowerOfTwo)
    var taken = [UInt64](repeating: 0, count: size / 64)
    let mask = UInt64(size - 1)
    for record in given.ids.indices {
      let (g, f) = (givenKeys[Int(given.ids[record])], familyKeys[Int(family.ids[record])])
      if g == 0 || f == 0 { continue }
      let place = StableHash.mix(g, f) & mask
      taken[Int(place >> 6)] |= 1 << (place & 63)
    }
    let isTaken = taken
    let partnered = workers.mapChunks(given.ids.count, size: 16384) { range in
      range.filter { record in
        let (g, f) = (givenKeys[Int(given.ids[record])], familyKeys[Int(family.ids[record])])
        if g == 0 || f == 0 || g == f { return false }
        let place = StableHash.mix(f, g) & mask
        return isTaken[Int(place >> 6)] >> (place & 63) & 1 == 1
      }
    }
    var dictionary = ByteDictionary()
    var ids = [UInt32](repeating: 0, count: given.ids.count)
    var bytes: [UInt8] = []
    for record in partnered.joined() {
      let (g, f) = (givenKeys[Int(given.ids[record])], familyKeys[Int(family.ids[record])])
      bytes.removeAll(keepingCapacity: true)
      // A choice of the two fields would be a copy, whose references would be counted for every record.
      if g < f {
        append(given, record, to: &bytes)
        bytes.append(0x20)
        append(family, record, to: &bytes)
      } else {
        append(family, record, to: &bytes)
        bytes.append(0x20)
        append(given, record, to: &bytes)
      }
      ids[record] = dictionary.intern(bytes.span)
    }
    dictionary.dropSlots()
    return dictionary.count < 3 ? nil : LinkField(name: name, dictionary: dictionary, ids: ids)
  }

  private static func append(_ field: LinkField, _ record: Int, to bytes: inout [UInt8]) {
    field.dictionary.withBytes(of: field.ids[record]) { value in
      for place in value.indices { bytes.append(value[place]) }
    }
  }

  /// By value: a hash of its first letters in lower case, 0 for none.
  private static func keys(_ field: LinkField) -> [UInt64] {
    (0..<UInt32(field.dictionary.count)).map { id in
      field.dictionary.withBytes(of: id) { bytes in
        var hash: UInt64 = 0x51AB
        var (index, count) = (0, 0)
        while index < bytes.count && count < letterCount {
          let (scalar, length) = decodeScalar(bytes, at: index)
          index += max(1, length)
          if scalar == 0x20 || scalar == 0x2D || scalar == 0x27 { continue }
          hash = StableHash.mix(hash, UInt64(isLatinLetter(scalar) ? scalar | 0x20 : scalar))
          count += 1
        }
        return count == 0 ? 0 : hash | 1
      }
    }
  }
}

extension Int {
  fileprivate var nextPowerOfTwo: Int { self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
