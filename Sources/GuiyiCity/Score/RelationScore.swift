/// Relations of one kind held against the truth.
public struct RelationScore: Sendable {
  public var kind: String
  /// Relations of the truth, each once however many rows state it.
  public var planted = 0
  /// How many of them stand between the entities that hold most of the records of both sides.
  public var found = 0
  /// Relations of the export, each once.
  public var exported = 0
  /// How many of them are in the truth, an entity taken for whom most of its records are of.
  public var right = 0
  public var missedExamples: [String] = []
  public var wrongExamples: [String] = []

  public var recall: Double { planted == 0 ? 1 : Double(found) / Double(planted) }
  public var precision: Double { exported == 0 ? 1 : Double(right) / Double(exported) }

  static func sum(of scores: [RelationScore]) -> RelationScore {
    var sum = RelationScore(kind: "all")
    for score in scores {
      sum.planted += score.planted
      sum.found += score.found
      sum.exported += score.exported
      sum.right += score.right
    }
    return sum
  }
}

/// Relations of the truth and of an export, by their kinds.
struct RelationTable {
  /// Two subjects of the truth, or two entities.
  private struct Pair: Hashable {
    var left: String
    var right: String
  }

  private var planted: [String: Set<Pair>] = [:]
  private var exported: [String: Set<Pair>] = [:]
  /// The household of each person of the truth, and of each entity of the export.
  private var plantedHouseholds: [String: String] = [:]
  private var exportedHouseholds: [String: String] = [:]

  /// A marriage that ended is another relation than one that lasts, and has no left and right.
  private static func key(_ kind: String, _ left: String, _ right: String, _ hasEnded: Bool) -> (String, Pair)
  {
    guard kind == "married-to" else { return (kind, Pair(left: left, right: right)) }
    return (
      hasEnded ? "married-to (ended)" : kind, Pair(left: min(left, right), right: max(left, right))
    )
  }

  mutating func plant(kind: String, left: String, right: String, hasEnded: Bool) {
    if kind == "household-of" {
      plantedHouseholds[left] = right
    } else {
      let (kind, pair) = Self.key(kind, left, right, hasEnded)
      planted[kind, default: []].insert(pair)
    }
  }

  mutating func add(kind: String, entity: String, other: String, hasEnded: Bool) {
    if kind == "household-of" {
      exportedHouseholds[entity] = other
    } else {
      let (kind, pair) = Self.key(kind, entity, other, hasEnded)
      exported[kind, default: []].insert(pair)
    }
  }

  /// - Parameters:
  ///   - entityOf: the entity with most of a truth's records.
  ///   - truthOf: whom most of an entity's records are of.
  func scores(entityOf: [String: String], truthOf: [String: String]) -> [RelationScore] {
    var scores: [RelationScore] = []
    for kind in Set(planted.keys).union(exported.keys).sorted() {
      var score = RelationScore(kind: kind)
      let (truth, given) = (planted[kind] ?? [], exported[kind] ?? [])
      // What nobody planted is not scored: the truth has no word on it.
      if truth.isEmpty { continue }
      for pair in truth {
        score.planted += 1
        let (_, other) = Self.key(kind, entityOf[pair.left] ?? "", entityOf[pair.right] ?? "", false)
        if given.contains(kind.hasPrefix("married-to") ? sorted(other) : other) {
          score.found += 1
        } else {
          note("\(pair.left) \(pair.right)", in: &score.missedExamples)
        }
      }
      for pair in given {
        score.exported += 1
        let other = Pair(left: truthOf[pair.left] ?? "", right: truthOf[pair.right] ?? "")
        if truth.contains(kind.hasPrefix("married-to") ? sorted(other) : other) {
          score.right += 1
        } else {
          note("\(pair.left) \(pair.right) (\(other.left) \(other.right))", in: &score.wrongExamples)
        }
      }
      scores.append(score)
    }
    if !plantedHouseholds.isEmpty { scores.append(households(entityOf: entityOf, truthOf: truthOf)) }
    return scores
  }

  private func sorted(_ pair: Pair) -> Pair {
    Pair(left: min(pair.left, pair.right), right: max(pair.left, pair.right))
  }

  /// Examples in a fixed order, though sets have none.
  private func note(_ text: String, in examples: inout [String]) {
    examples.append(text)
    if examples.count > 64 { examples = Array(examples.sorted().prefix(8)) }
  }

  /// Two people are of one household or not, whoever stands for it.
  private func households(entityOf: [String: String], truthOf: [String: String]) -> RelationScore {
    var score = RelationScore(kind: "household-of")
    for (member, head) in plantedHouseholds where member != head {
      score.planted += 1
      let household = entityOf[member].flatMap { exportedHouseholds[$0] }
      if let household, household == entityOf[head].flatMap({ exportedHouseholds[$0] }) {
        score.found += 1
      } else {
        note("\(member) \(head)", in: &score.missedExamples)
      }
    }
    for (entity, reference) in exportedHouseholds where entity != reference {
      // Of people whom no register lists the truth says nothing.
      guard let member = truthOf[entity], let household = plantedHouseholds[member] else { continue }
      score.exported += 1
      if household == truthOf[reference].flatMap({ plantedHouseholds[$0] }) {
        score.right += 1
      } else {
        note("\(entity) \(reference) (\(member) \(truthOf[reference] ?? ""))", in: &score.wrongExamples)
      }
    }
    return score
  }
}
