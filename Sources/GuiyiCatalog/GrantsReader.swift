internal import GuiyiModel
internal import Yams

/// Reads sharing/grants.yaml.
///
/// - Parameter resourceCodes: every resource of the catalog, by code; nil where a file of the catalog cannot be read.
func readGrants(
  _ root: Node, file: String, resourceCodes: [String]?, into mistakes: inout MistakeList
) -> [Grant] {
  guard let top = MappingReader(root, file: file, place: .grants, known: ["grants"], into: &mistakes) else {
    return []
  }
  let known = Set(resourceCodes ?? [])
  return top.list("grants", into: &mistakes).compactMap { node in
    readGrant(node, file: file, resourceCodes: resourceCodes, known: known, into: &mistakes)
  }
}

private func readGrant(
  _ node: Node, file: String, resourceCodes: [String]?, known: Set<String>, into mistakes: inout MistakeList
) -> Grant? {
  let keys = ["consumer", "resource", "elements", "from", "until"]
  guard let own = MappingReader(node, file: file, place: .grant, known: keys, into: &mistakes) else {
    return nil
  }
  let consumer = own.requiredText("consumer", into: &mistakes)
  if let consumer { checkCreditCode(consumer, own.site(of: "consumer"), into: &mistakes) }
  let resource = own.requiredText("resource", into: &mistakes)
  if let resource, let resourceCodes, !known.contains(resource) {
    mistakes.add(
      own.site(of: "resource"), column: own.node("resource")?.columnNumber ?? 0,
      "'\(shown(resource))' is not a resource of the catalog", "目录中没有资源“\(shown(resource))”",
      nearest: nearestWord(to: resource, among: resourceCodes))
  }
  if own.lacks("elements") { own.missing("elements", into: &mistakes) }
  let elements = own.list("elements", into: &mistakes).compactMap { node -> DataElement? in
    guard case .scalar(let scalar) = node, let element = DataElement(name: scalar.string) else {
      elementMistake(node.scalar?.string ?? "", node.site(in: file), node.columnNumber, into: &mistakes)
      return nil
    }
    return element
  }
  let from = own.day("from", into: &mistakes)
  let until = own.day("until", into: &mistakes)
  if let from, let until, until < from {
    mistakes.add(own.site(of: "until"), "'until' lies before 'from'", "“until”早于“from”")
  }
  guard let consumer, let resource else { return nil }
  return Grant(consumer: consumer, resource: resource, elements: elements, from: from, until: until)
}
