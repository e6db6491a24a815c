public import GuiyiColumns

/// One line of the change feed: an entity came, went, or has another golden value.
public struct EntityChange: Sendable, Hashable {
  public enum Kind: UInt8, Sendable, CaseIterable {
    case created, split, changed, merged, retired

    /// The name in the feed.
    public var name: String { Self.names[Int(rawValue)] }

    public init?(name: String) {
      guard let index = Self.names.firstIndex(of: name) else { return nil }
      self.init(rawValue: UInt8(index))
    }

    private static let names = ["created", "split", "changed", "merged", "retired"]
  }

  public let kind: Kind
  public let number: UInt32
  /// The entity that took it in, or from which it was split; 0 where there is none.
  public var otherNumber: UInt32 = 0
  /// For `changed`: the element's place among those of its subject.
  public var place: UInt8 = 0
  /// For `changed`: the value before, in the former state's texts; 0 where there was none.
  public var old: UInt32 = 0
  /// For `changed`: the value after, in the new state's texts; 0 where there is none.
  public var new: UInt32 = 0
}

/// What a run changed in the golden values of one subject, told so that it can be followed forth and undone.
///
/// Who comes is told before its values, who goes after each of its values was taken away: applied to the former state line by
/// line this gives the new one, and backwards the former.
public struct EntityChanges: Sendable {
  /// By entity number; of an entity in the order of its elements.
  public let changes: [EntityChange]
  /// What `old` numbers, per element.
  public let formerTexts: [ByteDictionary]
  /// What `new` numbers, per element.
  public let texts: [ByteDictionary]

  /// Nothing.
  public init() {
    changes = []
    formerTexts = []
    texts = []
  }

  /// - Parameters:
  ///   - events: how entities came and went in this run; who is not named was created or retired.
  /// - Complexity: O(entities × elements); every distinct former value is looked up once.
  public init(from former: GoldenState, to state: GoldenState, events: [HistoryEvent]) {
    precondition(former.values.count == state.values.count, "the same elements before and after")
    formerTexts = former.texts
    texts = state.texts
    let translations = zip(former.texts, state.texts).map { Self.translation(from: $0, to: $1) }
    let named = events.sorted { $0.number < $1.number }
    var changes: [EntityChange] = []
    var nextEvent = 0
    func event(of number: UInt32) -> HistoryEvent? {
      while nextEvent < named.count, named[nextEvent].number < number { nextEvent += 1 }
      return nextEvent < named.count && named[nextEvent].number == number ? named[nextEvent] : nil
    }
    var old = 0
    var new = 0
    while old < former.numbers.count || new < state.numbers.count {
      let formerNumber = old < former.numbers.count ? former.numbers[old] : .max
      let number = new < state.numbers.count ? state.numbers[new] : .max
      if number < formerNumber {
        let event = event(of: number)
        changes.append(
          EntityChange(
            kind: event?.event == .split ? .split : .created, number: number,
            otherNumber: event?.otherNumber ?? 0))
        for place in state.values.indices where state.values[place][new] != 0 {
          changes.append(
            EntityChange(
              kind: .changed, number: number, place: UInt8(place), new: state.values[place][new]))
        }
        new += 1
      } else if formerNumber < number {
        for place in former.values.indices where former.values[place][old] != 0 {
          changes.append(
            EntityChange(
              kind: .changed, number: formerNumber, place: UInt8(place), old: former.values[place][old]))
        }
        let event = event(of: formerNumber)
        changes.append(
          EntityChange(
            kind: event?.event == .merged ? .merged : .retired, number: formerNumber,
            otherNumber: event?.otherNumber ?? 0))
        old += 1
      } else {
        for place in state.values.indices {
          let before = former.values[place][old]
          let after = state.values[place][new]
          if translations[place][Int(before)] == after { continue }
          changes.append(
            EntityChange(kind: .changed, number: number, place: UInt8(place), old: before, new: after))
        }
        old += 1
        new += 1
      }
    }
    self.changes = changes
  }

  /// The number that each former value has now; a number that nothing has where the value is gone.
  private static func translation(
    from former: borrowing ByteDictionary, to texts: borrowing ByteDictionary
  ) -> [UInt32] {
    (0..<UInt32(former.count)).map { id in
      texts.find(former.bytes.span.extracting(former.range(of: id))) ?? UInt32.max
    }
  }
}
