internal import GuiyiModel

/// The order in which topics are built: each after those that it needs.
public struct TopicOrder: Sendable {
  /// Topics that may be built side by side, the first ones first.
  public let rounds: [[TopicDeclaration]]
  /// Topics that cannot be built, each with its place: they need one that is not there, or each other.
  public let mistakes: [TopicMistake]

  public init(_ topics: [TopicDeclaration]) {
    var rounds: [[TopicDeclaration]] = []
    var built: Set<String> = []
    var waiting = topics
    while true {
      let ready = waiting.filter { built.isSuperset(of: $0.needs) }
      if ready.isEmpty { break }
      rounds.append(ready)
      built.formUnion(ready.map(\.name))
      waiting.removeAll { built.contains($0.name) }
    }
    let known = Set(topics.map(\.name))
    self.rounds = rounds
    mistakes = waiting.map { topic in
      let missing = topic.needs.filter { !known.contains($0) }
      return TopicMistake(
        site: topic.needsSite,
        message: missing.isEmpty
          ? "'\(topic.name)' and the topics that it needs need each other"
          : "no topic is called '\(missing.joined(separator: "', '"))'")
    }
  }
}
