internal import GuiyiBase
internal import GuiyiModel

/// What of a base database is other than in the run before.
struct ContentChanges: Sendable {
  /// A relation with something new at one of its ends.
  struct Touched: Sendable {
    let left: UInt32
    let right: UInt32
    let rightSubject: Subject
  }

  /// How many entities there are now.
  let entityCount: Int
  /// Ascending.
  let entities: [ContentChange]
  /// Relations of which this is the left side, before and now: those of a left entity whose relations or golden record are
  /// other, and those of a right entity whose golden record is.
  private(set) var touched: [Touched] = []
  /// The changed parts by entity number; nothing behind the end.
  private let marks: [ContentParts]

  init(now: StoredKeys, former: StoredKeys) {
    entityCount = now.numbers.count
    entities = now.changes(since: former)
    var marks = [ContentParts](repeating: [], count: (entities.last.map { Int($0.number) } ?? -1) + 1)
    for entity in entities { marks[Int(entity.number)] = entity.parts }
    self.marks = marks
  }

  /// The changed parts of one entity.
  func parts(of number: UInt32) -> ContentParts {
    Int(number) < marks.count ? marks[Int(number)] : []
  }

  /// The entities with a change in one of some parts, ascending.
  func numbers(in parts: ContentParts) -> [UInt32] {
    entities.filter { !$0.parts.isDisjoint(with: parts) }.map(\.number)
  }

  /// Fills `touched`, with one look at each relation: no search, and no set that is asked for every one of them.
  mutating func addTouched(now: StoredKeys, former: StoredKeys, all: [Subject: ContentChanges]) {
    if all.values.allSatisfy(\.entities.isEmpty) { return }
    // The marks of all subjects behind one another, those of subject `code` from `starts[code]` on.
    var (starts, marks): ([Int], [ContentParts]) = ([0], [])
    for subject in Subject.allCases {
      marks += all[subject]?.marks ?? []
      starts.append(marks.count)
    }
    let left: ContentParts = [ContentParts(.relation), ContentParts(.entity)]
    let right = ContentParts(.entity)
    for keys in [former, now] {
      for relation in keys.lefts.indices {
        let (one, other) = (keys.lefts[relation], keys.rights[relation])
        guard let subject = keys.rightSubject(relation) else { continue }
        let place = starts[Int(subject.rawValue)] + Int(other)
        let isOther = place < starts[Int(subject.rawValue) + 1] && !marks[place].isDisjoint(with: right)
        if isOther || !parts(of: one).isDisjoint(with: left) {
          touched.append(Touched(left: one, right: other, rightSubject: subject))
        }
      }
    }
  }
}
