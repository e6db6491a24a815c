internal import GuiyiModel
internal import Yams

/// Reads disputes.yaml: values that somebody says are wrong.
func readDisputes(_ root: Node, file: String, into mistakes: inout MistakeList) -> [Dispute] {
  guard let top = MappingReader(root, file: file, place: .disputes, known: ["disputes"], into: &mistakes)
  else {
    return []
  }
  return top.list("disputes", into: &mistakes).compactMap { readDispute($0, file: file, into: &mistakes) }
}

private func readDispute(_ node: Node, file: String, into mistakes: inout MistakeList) -> Dispute? {
  let keys = ["entity", "row", "element", "since", "by", "reason", "status"]
  guard let own = MappingReader(node, file: file, place: .dispute, known: keys, into: &mistakes) else {
    return nil
  }
  let target = readTarget(own, into: &mistakes)
  let name = own.requiredText("element", into: &mistakes)
  let element = name.flatMap { DataElement(name: $0) }
  if let name, element == nil || element?.subject == .row {
    elementMistake(
      name, own.site(of: "element"), own.node("element")?.columnNumber ?? 0, into: &mistakes)
  }
  if own.lacks("since") { own.missing("since", into: &mistakes) }
  let since = own.day("since", into: &mistakes)
  let by = own.requiredText("by", into: &mistakes)
  let reason = own.requiredText("reason", into: &mistakes)
  let status = own.word("status", of: Dispute.Status.allCases.map(\.rawValue), into: &mistakes)
  guard let target, let element, element.subject != .row, let since, let by, let reason else { return nil }
  return Dispute(
    target: target, element: element, since: since, by: by, reason: reason,
    status: status.flatMap { Dispute.Status(rawValue: $0) } ?? .open, site: own.site)
}

private func readTarget(_ own: MappingReader, into mistakes: inout MistakeList) -> Dispute.Target? {
  let entity = own.text("entity", into: &mistakes)
  let row = own.text("row", into: &mistakes)
  guard (entity == nil) != (row == nil) else {
    mistakes.add(own.site, "a dispute names one 'entity' or one 'row'", "异议应指明一个“entity”（主体）或一个“row”（行）")
    return nil
  }
  if let entity { return .entity(id: entity) }
  let parts = (row ?? "").split(separator: ":", omittingEmptySubsequences: false)
  guard parts.count >= 2, let last = parts.last, let number = UInt32(last), number > 0 else {
    mistakes.add(
      own.site(of: "row"), column: own.node("row")?.columnNumber ?? 0,
      "a row is written as police/residents.csv:17, not '\(shown(row ?? ""))'",
      "行应写成 police/residents.csv:17 的形式，而不是“\(shown(row ?? ""))”")
    return nil
  }
  return .row(file: parts.dropLast().joined(separator: ":"), number: number)
}
