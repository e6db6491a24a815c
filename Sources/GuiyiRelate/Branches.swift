internal import GuiyiColumns
public import GuiyiMerge
public import GuiyiModel
public import GuiyiRecords

/// The branches among organizations whose parents stand in their names: 平顶山市鑫源商贸有限公司第一分公司.
///
/// A branch has a code of its own and no legal personality; its name is its parent's with a tail (企业名称登记管理规定).
/// The parent is the one body with that very name, present or former; of several, the one with a code.
public func branchRelations(
  golden: GoldenTable, values: ElementValues
) -> [RecordRelation] {
  guard let kind = RelationKind.all.firstIndex(where: { $0.name == "branch-of" }) else { return [] }
  let place = golden.column(.organizationName)
  let dictionary = values[.organizationName]
  var tails: [(entity: Int, parentNames: [[UInt8]])] = []
  for entity in 0..<golden.entityCount {
    let name = golden.values[place][entity]
    if name == 0 { continue }
    let names = dictionary.withBytes(of: name) { parentNames(in: $0) }
    if !names.isEmpty { tails.append((entity, names.map(foldedForms))) }
  }
  if tails.isEmpty { return [] }
  let parents = BodiesByName(golden: golden, values: values)
  return tails.compactMap { tail in
    guard let parent = tail.parentNames.lazy.compactMap({ parents.find($0) }).first, parent != tail.entity
    else { return nil }
    return RecordRelation(
      kindIndex: UInt8(kind), left: golden.records[place][tail.entity],
      right: golden.records[place][parent])
  }
}

/// Organizations by their names.
private struct BodiesByName {
  private static let several = Int.max

  private var names = ByteDictionary()
  /// Per name: the one body, or `several`.
  private var bodyOf: [Int] = [several]
  private var hasCode: [Bool] = [false]

  init(golden: GoldenTable, values: ElementValues) {
    let codes = golden.values[golden.column(.organizationUSCC)]
    let places = [DataElement.organizationName, .organizationFormerName]
    for element in places {
      let column = golden.values[golden.column(element)]
      let dictionary = values[element]
      let presentCount = names.count
      for entity in 0..<golden.entityCount where column[entity] != 0 {
        let name = foldedForms(Array(dictionary.bytes[dictionary.range(of: column[entity])]))
        let id = Int(names.intern(name.span))
        // A former name counts where nobody bears it now.
        if element == .organizationFormerName, id < presentCount { continue }
        add(entity, coded: codes[entity] != 0, at: id)
      }
    }
  }

  private mutating func add(_ entity: Int, coded: Bool, at id: Int) {
    if id == bodyOf.count {
      bodyOf.append(entity)
      hasCode.append(coded)
    } else if coded == hasCode[id] {
      bodyOf[id] = Self.several
    } else if coded {
      bodyOf[id] = entity
      hasCode[id] = true
    }
  }

  func find(_ name: [UInt8]) -> Int? {
    guard let id = names.find(name.span), bodyOf[Int(id)] != Self.several else { return nil }
    return bodyOf[Int(id)]
  }
}

private let parentForms = ["公司", "合作社", "事务所", "联社", "医院", "银行"].map { Array($0.utf8) }

private let branchTails = [
  "分公司", "支公司", "分行", "支行", "分理处", "分店", "分厂", "分社", "分院", "分校", "分所", "分中心", "营业部", "储蓄所", "办事处", "代表处",
  "经营部", "门市部", "项目部", "分部",
].map { Array($0.utf8) }

/// What may be the parent's name in a branch's: up to a legal form that a tail follows, the longest first.
private func parentNames(in name: Span<UInt8>) -> [[UInt8]] {
  guard let tail = branchTails.first(where: { ends(name, with: $0, at: name.count) }) else { return [] }
  return (1...max(1, name.count - tail.count)).reversed()
    .filter { end in parentForms.contains { ends(name, with: $0, at: end) } }
    .map { end in (0..<end).map { name[$0] } }
}

private func ends(_ text: Span<UInt8>, with word: [UInt8], at end: Int) -> Bool {
  guard end >= word.count else { return false }
  for index in word.indices where text[end - word.count + index] != word[index] { return false }
  return true
}

private let longForm = Array("有限责任公司".utf8)
private let shortForm = Array("有限公司".utf8)

/// 有限责任公司 is 有限公司: both are the same legal form.
private func foldedForms(_ name: [UInt8]) -> [UInt8] {
  guard name.count >= longForm.count, name.suffix(longForm.count).elementsEqual(longForm) else { return name }
  return name.dropLast(longForm.count) + shortForm
}
