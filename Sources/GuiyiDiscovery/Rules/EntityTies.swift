internal import GuiyiColumns
internal import GuiyiLink

/// How far the values of a column belong to the entity, told from records that agree on two other columns.
///
/// The day, the ward and the diagnosis of a visit are another ones each time: a blocking rule that asks for them reaches nothing.
/// Two columns that agree together far more often than chance has it do so on records of one entity, or of one household; the
/// best of them show how often a third column agrees there.
struct EntityTies {
  /// By draft: how often a match agrees on it, beside what its kind promises; 1 where nothing speaks against it.
  private(set) var shares: [Double]

  /// Agreements that are rarer than this may tell an entity.
  private static let rareAgreement = 0.02
  /// Agreements on a second column, as often as chance has it, from which two columns are of one thing.
  private static let leastLift = 20.0
  private static let leastPairs = 30
  private static let valueLimit = 40_000
  private static let pairLimit = 8_000
  private static let blockLimit = 20
  /// Agreement beyond chance from which a column is left as its kind has it, and what kinds promise.
  private static let (enough, promised) = (0.25, 0.85)
  private static let leastShare = 0.02
  /// How good an anchor is beside the best one to be heard.
  private static let goodQuality = 0.6
  /// Pairs whose values are read before a column is said to be of something else.
  private static let readLimit = 500

  private struct Pair {
    let left: UInt32
    let right: UInt32
    /// By draft: whether both have a value, and whether it is the same.
    var filled: UInt32
    var equal: UInt32
  }

  /// - Parameters:
  ///   - drafts: at most 32.
  ///   - agreements: by draft, how probable it is that two records which have a value have the same one.
  init(
    _ table: LinkTable, drafts: [FieldDraft], agreements: [Double], scope: PairScope, workers: Workers
  ) {
    shares = [Double](repeating: 1, count: drafts.count)
    let places = drafts.map { draft in
      draft.isExtra || draft.isSilent || draft.isSwap ? nil : table.fieldIndex(named: draft.spec.field)
    }
    let own = drafts.indices.filter { places[$0] != nil && $0 < 32 }
    let fields = places.map { $0.map { table.fields[$0] } }
    let sampled = workers.map(own.count) { place in
      agreements[own[place]] < Self.rareAgreement
        ? Self.pairs(own[place], fields, sources: table.sources, scope: scope) : []
    }
    let calling = own.first { drafts[$0].kind == .fullName } ?? own.first { drafts[$0].kind == .givenName }
    let anchors = Self.anchors(own, sampled, agreements, calling: calling)
    for third in own where !Self.isPersonName(drafts[third].kind) {
      guard let field = fields[third], let pairs = Self.pairs(for: third, anchors) else { continue }
      // Equal values are quickly told; only where they are rare is it worth reading what may be written in two ways.
      let bit = UInt32(1) << UInt32(third)
      let equal = Double(pairs.count { $0.equal & bit != 0 }) / Double(pairs.count)
      if Self.beyondChance(equal, agreements[third]) >= Self.enough { continue }
      let read = Self.readAgreement(pairs.prefix(Self.readLimit), field, drafts[third])
      let excess = max(
        Self.beyondChance(equal, agreements[third]), Self.beyondChance(read.agreement, read.chance))
      if excess < Self.enough { shares[third] = max(Self.leastShare, excess / Self.promised) }
    }
  }

  /// Two columns that agree together on records of one thing.
  private struct Anchor {
    let first: Int
    let second: Int
    let pairs: [Pair]
    /// By draft: how far beyond chance it agrees there; nil where too few have a value.
    let agreements: [Double?]

    /// The mean agreement of the columns but the anchor's own and one more.
    func quality(without third: Int) -> Double {
      let others = agreements.indices.filter { $0 != first && $0 != second && $0 != third }
        .compactMap { agreements[$0] }
      return others.isEmpty ? 0 : others.reduce(0, +) / Double(others.count)
    }
  }

  /// - Parameter calling: the column with what people are called, which tells the members of a home apart.
  private static func anchors(
    _ own: [Int], _ sampled: [[Pair]], _ agreements: [Double], calling: Int?
  ) -> [Anchor] {
    let called = calling.map { UInt32(1) << UInt32($0) } ?? 0
    var anchors: [Anchor] = []
    for (place, first) in own.enumerated() {
      let pairs = sampled[place]
      for second in own where second != first {
        let bit = UInt32(1) << UInt32(second)
        let filled = pairs.count { $0.filled & bit != 0 }
        var agreeing = pairs.filter { $0.equal & bit != 0 }
        let chance = Double(filled) * max(agreements[second], 1e-9)
        guard agreeing.count >= leastPairs, Double(agreeing.count) >= leastLift * chance else { continue }
        agreeing.removeAll { $0.equal & called != called }
        guard agreeing.count >= leastPairs else { continue }
        let shares = agreements.indices.map { third -> Double? in
          let thirdBit = UInt32(1) << UInt32(min(third, 31))
          let known = agreeing.filter { $0.filled & thirdBit != 0 }
          guard known.count >= leastPairs else { return nil }
          return beyondChance(
            Double(known.count { $0.equal & thirdBit != 0 }) / Double(known.count), agreements[third])
        }
        anchors.append(Anchor(first: first, second: second, pairs: agreeing, agreements: shares))
      }
    }
    return anchors
  }

  /// The pairs on which a column is judged, all with a value of it: those of the middle one of the best anchors.
  ///
  /// The best single one may be a column's own twin, as the number of an employer is of its name.
  private static func pairs(for third: Int, _ anchors: [Anchor]) -> [Pair]? {
    let able = anchors.filter { $0.first != third && $0.second != third && $0.agreements[third] != nil }
    let qualities = able.map { $0.quality(without: third) }
    guard let best = qualities.max() else { return nil }
    let good = able.indices.filter { qualities[$0] >= goodQuality * max(best, 0) || qualities[$0] == best }
      .sorted { ((able[$0].agreements[third] ?? 0), $0) < ((able[$1].agreements[third] ?? 0), $1) }
    let bit = UInt32(1) << UInt32(third)
    return able[good[good.count / 2]].pairs.filter { $0.filled & bit != 0 }
  }

  /// What somebody is called is the own wherever it stands: records of one home, which agree on all but that, must not hide it.
  private static func isPersonName(_ kind: ColumnKind) -> Bool {
    kind == .givenName || kind == .familyName || kind == .fullName
  }

  /// Kinds of which a match mostly has the very same value, however it is written.
  private static func isPlain(_ kind: ColumnKind) -> Bool {
    switch kind {
    case .date, .year, .category, .phone, .email, .postcode, .identifier, .checkedIdentifier, .word, .number:
      true
    case .givenName, .familyName, .fullName, .address, .organizationName, .freeText, .coordinate, .noise:
      false
    }
  }

  private static func beyondChance(_ share: Double, _ chance: Double) -> Double {
    max(0, share - chance) / max(1e-9, 1 - chance)
  }

  /// Pairs of records with the same value of one field.
  private static func pairs(
    _ first: Int, _ fields: [LinkField?], sources: [UInt16], scope: PairScope
  ) -> [Pair] {
    guard let field = fields[first] else { return [] }
    // Whole values are sampled: records by themselves would hardly meet.
    let step = UInt64(max(1, field.ids.count / valueLimit))
    var keys: [UInt64] = []
    var records: [UInt32] = []
    for (record, id) in field.ids.enumerated()
    where id != 0 && (step == 1 || StableHash.mix(0x71E5, UInt64(id)) % step == 0) {
      keys.append(UInt64(id))
      records.append(UInt32(record))
    }
    RadixSort.sort(keys: &keys, values: &records)
    var pairs: [Pair] = []
    var start = 0
    while start < keys.count && pairs.count < pairLimit {
      var end = start + 1
      while end < keys.count && keys[end] == keys[start] { end += 1 }
      if end - start <= blockLimit {
        for a in start..<end {
          for b in (a + 1)..<max(a + 1, end) {
            let (left, right) = (records[a], records[b])
            if scope == .acrossSources && sources[Int(left)] == sources[Int(right)] { continue }
            pairs.append(pair(left, right, fields))
          }
        }
      }
      start = end
    }
    return pairs
  }

  private static func pair(_ left: UInt32, _ right: UInt32, _ fields: [LinkField?]) -> Pair {
    var pair = Pair(left: left, right: right, filled: 0, equal: 0)
    for (place, field) in fields.prefix(32).enumerated() {
      guard let field else { continue }
      let (x, y) = (field.ids[Int(left)], field.ids[Int(right)])
      if x == 0 || y == 0 { continue }
      pair.filled |= 1 << UInt32(place)
      if x == y { pair.equal |= 1 << UInt32(place) }
    }
    return pair
  }

  /// How often the values of pairs have something to look them up by in common, and how often those of two other records.
  private static func readAgreement(
    _ pairs: ArraySlice<Pair>, _ field: LinkField, _ draft: FieldDraft
  ) -> (agreement: Double, chance: Double) {
    var dictionary = ByteDictionary()
    let ids = pairs.map { pair in
      [pair.left, pair.right].map { record in
        field.dictionary.withBytes(of: field.ids[Int(record)]) { dictionary.intern($0) }
      }
    }
    let prepared = PreparedComparison(
      kind: draft.spec.kind, dictionary: dictionary, workers: Workers(threadCount: 1))
    var parts: [BlockingPart] = []
    for part in draft.outcomes.flatMap(\.parts) where part != .prefix(1) && !parts.contains(part) {
      parts.append(part)
    }
    if isPlain(draft.kind) { parts = Array(parts.prefix(1)) }
    func keys(_ id: UInt32) -> Set<UInt64> {
      var keys: Set<UInt64> = []
      for part in parts { prepared.blockingKeys(of: id, part: part) { keys.insert($0) } }
      return keys
    }
    let sides = ids.map { ($0.map(keys)) }
    let equal = sides.count { !$0[0].isDisjoint(with: $0[1]) }
    let others = sides.indices.count { place in
      !sides[place][0].isDisjoint(with: sides[(place + sides.count / 2) % sides.count][1])
    }
    let all = Double(max(1, sides.count))
    return (Double(equal) / all, Double(others) / all)
  }
}
