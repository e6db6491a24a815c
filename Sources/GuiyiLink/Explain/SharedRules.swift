extension LinkExplainer {
  /// The rules whose keys two records share, by their places.
  ///
  /// A rule may still not have brought them together: a block that was too large was split by further keys.
  public func sharedRules(_ a: UInt32, _ b: UInt32, of rules: [BlockingRule]) -> [Int] {
    rules.indices.filter { rule in rules[rule].keys.allSatisfy { share($0, a, b) } }
  }

  private func share(_ key: BlockingKey, _ a: UInt32, _ b: UInt32) -> Bool {
    let first = keys(key, a)
    return keys(key, b).contains { first.contains($0) }
  }

  private func keys(_ key: BlockingKey, _ record: UInt32) -> [UInt64] {
    var found: [UInt64] = []
    plan.table.forEachValue(record, key.comparison) { value in
      plan.table.comparisons[key.comparison].blockingKeys(of: value, part: key.part) { found.append($0) }
    }
    return found
  }
}
