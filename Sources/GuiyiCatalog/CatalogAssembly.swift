internal import GuiyiModel

/// Puts the departments of all catalog files together, and tells what only shows across files.
func assembleCatalog(
  _ drafts: [DraftDepartment], grants: [Grant], into mistakes: inout MistakeList
) -> Catalog {
  let departments = drafts.sorted { precedes($0.code, $1.code) }
  for (first, second) in zip(departments, departments.dropFirst()) where first.code == second.code {
    duplicate("department", "部门", first.code, first.site, second.site, into: &mistakes)
  }
  var drafted: [(departmentIndex: Int, draft: DraftResource)] = []
  for (index, department) in departments.enumerated() {
    drafted += department.resources.map { (index, $0) }
  }
  drafted.sort { precedes($0.draft.code, $1.draft.code) }
  for (first, second) in zip(drafted, drafted.dropFirst()) where first.draft.code == second.draft.code {
    duplicate("resource", "资源", first.draft.code, first.draft.site, second.draft.site, into: &mistakes)
  }
  // `Finding` and the record columns count resources in 16 bits.
  if drafted.count > Int(UInt16.max) {
    mistakes.add(
      drafted[0].draft.site, "a workspace has at most 65535 resources", "一个工作区最多 65535 个资源")
  }
  let resources = drafted.enumerated().map { index, entry in
    Resource(
      index: index, code: entry.draft.code, name: entry.draft.name, departmentIndex: entry.departmentIndex,
      files: entry.draft.files, format: entry.draft.format, updateCycle: entry.draft.updateCycle,
      published: entry.draft.published, share: entry.draft.share, items: entry.draft.items,
      site: entry.draft.site)
  }
  return Catalog(
    departments: departments.enumerated().map { index, draft in
      Department(index: index, code: draft.code, name: draft.name)
    },
    resources: resources, grants: grants,
    findings: drafted.compactMap { shareWithoutBasis($0.draft) } + severalSources(resources))
}

private func duplicate(
  _ english: String, _ chinese: String, _ code: String, _ a: Site, _ b: Site,
  into mistakes: inout MistakeList
) {
  let isOrdered = a.file == b.file ? a.lineNumber <= b.lineNumber : precedes(a.file, b.file)
  let (first, second) = isOrdered ? (a, b) : (b, a)
  mistakes.add(
    second, "\(english) '\(shown(code))' is already at \(place(of: first))",
    "\(chinese)“\(shown(code))”已出现于 \(place(of: first))")
}

/// Article 17: conditions and refusals need a legal basis.
private func shareWithoutBasis(_ draft: DraftResource) -> CatalogFinding? {
  guard draft.lacksBasis else { return nil }
  return CatalogFinding(
    rule: .shareWithoutBasis, resource: draft.code, column: "", site: draft.shareSite, detail: "")
}

/// Article 12: an element has one source. Each resource that claims an element beside another one is told.
private func severalSources(_ resources: [Resource]) -> [CatalogFinding] {
  var claims: [[(resource: Resource, item: Item)]] = DataElement.all.map { _ in [] }
  for resource in resources {
    for item in resource.items where item.isAuthoritative && item.role.isEmpty {
      guard let element = item.element, element.subject != .row else { continue }
      if claims[Int(element.index)].last?.resource.index == resource.index { continue }
      claims[Int(element.index)].append((resource, item))
    }
  }
  return zip(DataElement.all, claims).flatMap { element, claims in
    claims.count < 2
      ? []
      : claims.map { claim in
        CatalogFinding(
          rule: .severalSources, resource: claim.resource.code, column: claim.item.column,
          site: claim.item.site, detail: element.name)
      }
  }
}
