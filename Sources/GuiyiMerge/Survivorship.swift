public import GuiyiColumns
public import GuiyiModel
public import GuiyiRecords

/// Why one value of an element was chosen over another.
public enum SurvivorshipReason: UInt8, Sendable, CaseIterable {
  /// No other value was there.
  case only
  /// The other value is wrong by itself (a check digit that fails).
  case soundness
  /// The value follows from the entity's sound identity number.
  case number
  /// The value comes from the element's authoritative resource.
  case authority
  /// The value needed no repair, the other did.
  case quality
  /// More departments say so.
  case sources
  /// The row that says so is newer by its own date.
  case recency
  /// The value says more (a longer address).
  case completeness
  /// Nothing tells the two apart: the smaller text in byte order, fixed for all time.
  case order
  /// Nobody delivered the value; it was read from the identity number.
  case derived
  /// The row's trust has faded less.
  case trust
  /// The resource is named earlier in the element's source order.
  case sourceOrder

  /// What a criterion decides by.
  init(_ criterion: SurvivorshipCriterion) {
    self =
      switch criterion {
      case .sound: .soundness
      case .agreesWithNumber: .number
      case .authoritative: .authority
      case .validity: .quality
      case .sourceOrder: .sourceOrder
      case .trust: .trust
      case .sources: .sources
      case .recency: .recency
      case .completeness, .whole: .completeness
      }
  }

  public var name: String {
    switch self {
    case .only: "only"
    case .soundness: "soundness"
    case .number: "number"
    case .authority: "authority"
    case .quality: "quality"
    case .sources: "sources"
    case .recency: "recency"
    case .completeness: "completeness"
    case .order: "order"
    case .derived: "derived"
    case .trust: "trust"
    case .sourceOrder: "source-order"
    }
  }

  /// The reason in words for departments.
  public var chineseText: String {
    switch self {
    case .only: "唯一取值"
    case .soundness: "落选值自身有误"
    case .number: "与身份号码一致"
    case .authority: "来自数源部门"
    case .quality: "书写规范"
    case .sources: "更多部门一致"
    case .recency: "数据更新"
    case .completeness: "内容更完整"
    case .order: "固定次序"
    case .derived: "由身份号码推出"
    case .trust: "可信度更高（随日期递减）"
    case .sourceOrder: "来源次序在前"
    }
  }
}

/// The golden values of all entities of one subject, with where each came from and what lost.
public struct GoldenTable: Sendable {
  /// A value that an entity's records hold and that was not chosen.
  public struct LosingValue: Sendable, Hashable {
    public let entity: UInt32
    public let elementIndex: UInt8
    public let value: UInt32
    /// A record that says so: the best one by the same reasons.
    public let record: UInt32
    public let reason: SurvivorshipReason
  }

  /// Stands in `records` where an entity has no value.
  public static let noRecord = UInt32.max

  public let subject: Subject
  public let entityCount: Int
  public let elements: [DataElement]
  /// Per element, then per entity: the value's number in `ElementValues`, 0 where there is none.
  public let values: [[UInt32]]
  /// Per element, then per entity: the record that gave the value.
  public let records: [[UInt32]]
  /// Per element, then per entity: what the value won by.
  public let reasons: [[SurvivorshipReason]]
  /// By entity, then element.
  public let losers: [LosingValue]
  /// Records by entity: those of entity `e` are `members[starts[e]..<starts[e + 1]]`, ascending.
  public let members: [UInt32]
  public let starts: [Int]

  public func column(_ element: DataElement) -> Int {
    guard let place = elements.firstIndex(of: element) else {
      preconditionFailure("\(element.name) is no element of \(subject.name)")
    }
    return place
  }
}

/// What survivorship needs to know beside the records.
public struct SurvivorshipContext: Sendable {
  /// By resource, then by record group, then by place in `SubjectRecords.elements`.
  public let isAuthoritative: [[[Bool]]]
  /// `Department.index` of each resource.
  public let departmentOfResource: [Int]
  /// For elements that the identity number tells (birth date, sex): the value's number for each
  /// value of the number's dictionary, 0 where it tells nothing.
  public let derived: [DataElement: [UInt32]]
  /// The element whose golden value `derived` is read from.
  public let derivedFrom: DataElement?
  public let rules: SurvivorshipRules
  /// `Resource.code` of each resource, by which rules name them.
  let resourceCodes: [String]
  /// The run's date, from which the age of rows is counted.
  let asOf: DayNumber

  public init(
    isAuthoritative: [[[Bool]]], departmentOfResource: [Int], derived: [DataElement: [UInt32]],
    derivedFrom: DataElement?, rules: SurvivorshipRules, resourceCodes: [String], asOf: DayNumber
  ) {
    self.rules = rules
    self.resourceCodes = resourceCodes
    self.asOf = asOf
    self.isAuthoritative = isAuthoritative
    self.departmentOfResource = departmentOfResource
    self.derived = derived
    self.derivedFrom = derivedFrom
  }

  func rule(of element: DataElement) -> SurvivorshipRule {
    guard let rule = rules[element] else { preconditionFailure("\(element.name) has a rule") }
    return rule
  }

  /// Reads from the catalog which items are authoritative.
  public static func authority(
    for records: SubjectRecords, catalog: Catalog, groups: [[RecordGroup]]
  ) -> [[[Bool]]] {
    catalog.resources.indices.map { resource in
      groups[resource].map { group in
        records.elements.map { element in
          group.subject == records.subject
            && group.columns.contains {
              $0.element == element && catalog.resources[resource].items[$0.columnIndex].isAuthoritative
            }
        }
      }
    }
  }
}

/// Chooses the golden value of every element of every entity.
///
/// - Parameters:
///   - entityOf: the entity of each record, dense from 0.
/// - Complexity: O(records × elements), parallel over entities. The result does not depend on threads.
public func survive(
  _ records: SubjectRecords, entityOf: [UInt32], entityCount: Int, values: ElementValues,
  context: SurvivorshipContext, workers: Workers
) -> GoldenTable {
  precondition(entityOf.count == records.count, "one entity for each record")
  let (members, starts) = groupRecords(entityOf, entityCount: entityCount)
  // The number first: other elements ask which one won.
  let numberFirst = records.elements.indices.sorted { a, b in
    (records.elements[a] == context.derivedFrom ? 0 : 1, a)
      < (records.elements[b] == context.derivedFrom ? 0 : 1, b)
  }
  let standing = RecordStanding(context, elements: records.elements)
  let holders = workers.map(records.elements.count) { place in
    EntitySet(of: records.values[place], entityOf: entityOf, entityCount: entityCount)
  }
  let chunks = workers.mapChunks(entityCount, size: 8_192) { range in
    var chunk = GoldenChunk(elementCount: records.elements.count, entities: range)
    for place in numberFirst {
      let element = records.elements[place]
      chunk.decide(
        place: place, of: records, holders: holders[place], members: members, starts: starts,
        standing: standing,
        derived: context.derived[element] ?? [], rule: context.rule(of: element), dictionary: values[element])
      if element == context.derivedFrom { chunk.takeNumbers(place: place, from: records) }
    }
    chunk.losers.sort { ($0.entity, $0.elementIndex, $0.value) < ($1.entity, $1.elementIndex, $1.value) }
    return chunk
  }
  return GoldenTable(
    subject: records.subject, entityCount: entityCount, elements: records.elements,
    values: records.elements.indices.map { place in chunks.flatMap { $0.values[place] } },
    records: records.elements.indices.map { place in chunks.flatMap { $0.records[place] } },
    reasons: records.elements.indices.map { place in chunks.flatMap { $0.reasons[place] } },
    losers: chunks.flatMap(\.losers), members: members, starts: starts)
}

/// Records by entity, ascending within each.
private func groupRecords(_ entityOf: [UInt32], entityCount: Int) -> (members: [UInt32], starts: [Int]) {
  var starts = [Int](repeating: 0, count: entityCount + 1)
  for entity in entityOf { starts[Int(entity) + 1] += 1 }
  for entity in 0..<entityCount { starts[entity + 1] += starts[entity] }
  var next = starts
  var members = [UInt32](repeating: 0, count: entityOf.count)
  for (record, entity) in entityOf.enumerated() {
    members[next[Int(entity)]] = UInt32(record)
    next[Int(entity)] += 1
  }
  return (members, starts)
}
