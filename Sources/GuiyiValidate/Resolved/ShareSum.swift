internal import GuiyiColumns
internal import GuiyiModel

/// `share-sum`: the shares of a unit's holders do not make a whole.
///
/// Only units of which every holder has a share are looked at; a holder who is listed again counts once.
struct ShareSumRule: RowRule {
  let column: Int
  let ids: [UInt32]
  let entityOfRow: [UInt32]
  let repeatOf: [UInt32]
  /// Per unit.
  let isBroken: [Bool]

  /// Thirds are written as 33.33%.
  private static let tolerance = 0.005

  static func rules(_ city: ResolvedCity) -> [[any RowRule]] {
    let sources = city.tables.indices.compactMap { Source(city, resource: $0) }
    guard !sources.isEmpty else { return byResource([], count: city.tables.count) }
    let unitCount = city.entityCounts[Int(Subject.estate.rawValue)]
    var shares = sources.flatMap { $0.shares(city) }
    // Of several rows of one holder the first in the order of resources and rows.
    shares.sort { ($0.unit, $0.holder, $0.place) < ($1.unit, $1.holder, $1.place) }
    var sums = [Double](repeating: 0, count: unitCount)
    var isWhole = [Bool](repeating: true, count: unitCount)
    for (index, share) in shares.enumerated() {
      if index > 0, shares[index - 1].unit == share.unit, shares[index - 1].holder == share.holder {
        continue
      }
      if share.part == 0 { isWhole[share.unit] = false } else { sums[share.unit] += share.part }
    }
    let isBroken = sums.indices.map { unit in
      isWhole[unit] && sums[unit] > 0 && (sums[unit] - 1).magnitude > tolerance
    }
    return byResource(
      sources.map { source in
        (
          source.resource,
          ShareSumRule(
            column: source.column, ids: source.ids, entityOfRow: source.units, repeatOf: source.repeatOf,
            isBroken: isBroken) as any RowRule
        )
      }, count: city.tables.count)
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    for row in rows {
      let unit = entityOfRow[row]
      guard unit != ResolvedCity.noEntity, isBroken[Int(unit)], repeatOf[row] == ResourceTable.notARepeat
      else {
        continue
      }
      drafts.append(
        FindingDraft(row: UInt32(row), column: Int16(column), rule: .shareSum, rawID: ids[row]))
    }
  }

  /// A resource that gives units, holders and shares.
  private struct Source: Sendable {
    let resource: Int
    let column: Int
    let ids: [UInt32]
    let units: [UInt32]
    let repeatOf: [UInt32]
    private let holders: [(subject: Int, entities: [UInt32])]
    /// Per raw value: the share as a number; 0 where there is none.
    private let parts: [Double]

    init?(_ city: ResolvedCity, resource: Int) {
      let items = city.catalog.resources[resource].items
      let groups = city.groups[resource]
      guard let column = items.firstIndex(where: { $0.element == .rowShare }),
        let normal = city.normalized[resource].columns[column],
        let unit = groups.firstIndex(where: { $0.subject == .estate })
      else { return nil }
      self.resource = resource
      self.column = column
      ids = city.tables[resource].columns[column].ids
      units = city.entityOfRow[resource][unit]
      repeatOf = city.tables[resource].repeatOf
      holders = groups.indices.filter {
        (groups[$0].subject == .person || groups[$0].subject == .organization)
          && ["", "holder"].contains(groups[$0].role)
      }.map { (Int(groups[$0].subject.rawValue), city.entityOfRow[resource][$0]) }
      let values = city.values[.rowShare]
      parts = normal.values.map { value in
        guard value.id != 0, value.quality == .sound else { return 0 }
        return values.withBytes(of: value.id) { fraction($0) }
      }
    }

    func shares(_ city: ResolvedCity) -> [(unit: Int, holder: Int, place: Int, part: Double)] {
      units.indices.compactMap { row in
        guard units[row] != ResolvedCity.noEntity, repeatOf[row] == ResourceTable.notARepeat else {
          return nil
        }
        let holder = holders.first { $0.entities[row] != ResolvedCity.noEntity }
        let number = holder.map { Int($0.entities[row]) * 2 + ($0.subject == 0 ? 0 : 1) } ?? -1
        return (Int(units[row]), number, resource &<< 32 | row, parts[Int(ids[row])])
      }
    }
  }
}

/// The value of a normal share, `1/3`.
private func fraction(_ text: Span<UInt8>) -> Double {
  var (numbers, place) = ([0.0, 0.0], 0)
  for index in text.indices {
    if text[index] == 0x2F {
      place = 1
    } else {
      numbers[place] = numbers[place] * 10 + Double(text[index] &- 0x30)
    }
  }
  return numbers[1] == 0 ? 0 : numbers[0] / numbers[1]
}
