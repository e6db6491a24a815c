import GuiyiBase
import GuiyiHistory
import GuiyiModel
public import GuiyiReport
import GuiyiStore
import GuiyiValidate

/// The history of an entity in words: how it came to be, what changed, and what became of it.
public struct EntityHistoryText {
  private let entity: NamedEntity
  private let isRevealed: Bool
  private let language: ReportLanguage

  /// - Parameters:
  ///   - id: an entity id, also one that is no longer in use.
  ///   - isRevealed: whether people's values are shown in full.
  public init(workspace: String, id: String, isRevealed: Bool, language: ReportLanguage) throws {
    self.init(
      try NamedEntity(workspace: workspace, id: id), isRevealed: isRevealed, language: language)
  }

  init(_ entity: NamedEntity, isRevealed: Bool, language: ReportLanguage) {
    self.entity = entity
    self.isRevealed = isRevealed
    self.language = language
  }

  private func say(_ text: HistoryText) -> String { text(language) }
  private func id(_ number: UInt32?) -> String { number.map { entity.declaration.entityID($0) } ?? "" }

  /// The whole history, and behind it that of the entity that took it in.
  public func lines() throws -> [String] {
    var lines: [String] = []
    var number = entity.number
    var lastRun = Int.min
    while true {
      let life = try EntityLife(number, in: entity.base)
      lines += [heading(number)] + (try events(of: life))
      // Who took it in was there in that run and can only have gone later: this ends.
      guard let end = life.end, end.kind == .merged, let next = end.other, end.run > lastRun else {
        return lines
      }
      lastRun = end.run
      lines += ["", say(.nowKnownAs(id(next)))]
      number = next
    }
  }

  private func heading(_ number: UInt32) -> String {
    let name = language == .chinese ? entity.declaration.chineseName : entity.declaration.subject.name
    return "\(id(number))  \(name)"
  }

  /// What happened to the entity, a line for each event and for each value.
  func events(of life: EntityLife) throws -> [String] {
    guard let birth = life.birth ?? life.events.first else {
      return ["  \(id(life.number)) " + say(.unknown)]
    }
    let runs = Set(
      life.events.map(\.run) + life.changes.map(\.run) + life.others.map(\.event.run)
    ).sorted()
    let days = try days()
    var lines: [String] = []
    for run in runs {
      lines.append("  " + say(.run(run, asOf: days[run] ?? "")))
      lines += life.events.filter { $0.run == run }.map { "    " + words(of: $0) }
      lines += life.others.filter { $0.event.run == run }.map { event, other in
        "    " + say(event.kind == .merged ? .tookIn(id(other)) : .gave(id(other)))
      }
      if run == birth.run {
        let values = try life.values(after: run, of: entity.declaration.feedKeys)
        lines += values.map { "    " + label($0.key) + shown($0.value, $0.key) }
      } else if life.end?.run != run {
        lines += life.changes.filter { $0.run == run }.map { "    " + words(of: $0) }
      }
    }
    return lines
  }

  private func words(of event: EntityLife.Event) -> String {
    switch event.kind {
    case .split: say(.split(id(event.other)))
    case .merged: say(.merged(id(event.other)))
    case .retired: say(.retired)
    case .created, .changed: say(.created)
    }
  }

  private func words(of change: EntityLife.ValueChange) -> String {
    let sides = [change.old, change.new].map { $0.map { shown($0, change.element) } ?? say(.noValue) }
    return label(change.element) + sides.joined(separator: " → ")
  }

  private func element(_ key: some StringProtocol) -> DataElement? {
    DataElement(name: "\(entity.declaration.subject.name).\(key)")
  }

  private func label(_ key: String) -> String {
    if key == BaseDeclaration.disputedKey { return say(.disputed) }
    return language == .chinese ? "\(element(key)?.chineseName ?? key)：" : "\(key): "
  }

  private func shown(_ value: String, _ key: String) -> String {
    if key == BaseDeclaration.disputedKey {
      let names = value.split(separator: " ")
      return language == .chinese
        ? names.map { element($0)?.chineseName ?? String($0) }.joined(separator: "、")
        : names.joined(separator: ", ")
    }
    return isRevealed ? value : maskedForDisplay(value, element(key))
  }

  /// The date of every run on record.
  private func days() throws -> [Int: String] {
    var days: [Int: String] = [:]
    try entity.base.forEach("SELECT run, as_of FROM run") { row in
      days[Int(row.integer(0) ?? 0)] = row.text(1)
    }
    return days
  }

  /// The golden values that stood for the entity on a day.
  /// - Parameter day: `yyyy-MM-dd`; the last run of that date or before it counts.
  public func lines(asOf day: String) throws -> [String] {
    guard
      let run = try entity.base.text("SELECT max(run) FROM run WHERE as_of <= ?", [day]).flatMap({ Int($0) })
    else { return [say(.beforeFirst(day))] }
    var lines: [String] = []
    var number = entity.number
    var lastRun = Int.min
    while true {
      lines.append("\(heading(number))  \(say(.asOf(day, run: run)))")
      let life = try EntityLife(number, in: entity.base)
      guard let birth = life.birth ?? life.events.first else {
        return lines + ["  \(id(number)) " + say(.unknown)]
      }
      if birth.run > run { return lines + ["  " + say(.notYet(day))] }
      guard let end = life.end, end.run <= run else {
        let values = try life.values(after: run, of: entity.declaration.feedKeys)
        return lines + values.map { "  " + label($0.key) + shown($0.value, $0.key) }
      }
      guard end.kind == .merged, let next = end.other, end.run > lastRun else {
        return lines + ["  " + say(.alreadyRetired(end.run))]
      }
      lastRun = end.run
      lines += ["  " + say(.merged(id(next)))]
      number = next
    }
  }
}
