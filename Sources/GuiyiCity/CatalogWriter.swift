// guiyi.yaml, the catalog, the grants, and which repeated collection is planted in them.

extension City {
  func writeSettings() throws {
    try writeText("guiyi.yaml", settingsText())
    try makeFolder("\(options.output)/catalog")
    for department in departments { try writeText("catalog/\(department.key).yaml", catalogText(department)) }
    try makeFolder("\(options.output)/sharing")
    var grants = "grants:\n"
    for grant in cityGrants {
      grants +=
        "  - {consumer: \(grant.consumer), resource: \(grant.resource), "
        + "elements: [\(grant.elements.joined(separator: ", "))], from: 2022-09-01, until: 2027-08-31}\n"
    }
    try writeText("sharing/grants.yaml", grants)
    try writeText("truth/violations.csv", violationsText())
  }

  private func writeText(_ path: String, _ text: String) throws {
    let sink = try FileSink("\(options.output)/\(path)")
    sink.append(text)
    try sink.finish()
  }

  private func settingsText() -> String {
    var text = """
      # An invented city: every person, body and number in it is made up.
      # Made by: guiyi-city generate --people \(options.peopleCount) --organizations \(options.organizationCount) --seed \(options.seed)\(options.hidesNumbers ? " --without-numbers" : "")
      city: {code: "410400", name: 平顶山市}
      as-of: \(DateStyle.iso.write(Self.asOf))
      # The prefixes 99xxxx are unassigned, so that no number here can be a real person's.
      regions:
        "\(Places.cityRegion)": 示例市

      """
    for district in Places.districts { text += "  \"\(district.region)\": \(district.declaredName)\n" }
    for place in Places.outside { text += "  \"\(place.region)\": \(place.declaredName)\n" }
    return text
  }

  private func catalogText(_ department: DepartmentDefinition) -> String {
    var text = "department: {code: \(department.code), name: \(department.name)}\nresources:\n"
    for feed in department.feeds {
      text += "  - code: \(feed.code)\n    name: \(feed.name)\n"
      text += "    files: \(feed.folder)/*.\(feed.fileExtension)\n"
      if !feed.labelledEncoding.isEmpty {
        text += "    format: {type: csv, encoding: \(feed.labelledEncoding)}\n"
      }
      text += "    update-cycle: \(feed.cycle)\n    published: \(DateStyle.iso.write(feed.published))\n"
      switch feed.share {
      case .unconditional: text += "    share: {type: unconditional}\n"
      case .conditional(let condition, let basis):
        text += "    share: {type: conditional, condition: \(condition), basis: \(basis)}\n"
      case .none(let basis): text += "    share: {type: none\(basis.isEmpty ? "" : ", basis: \(basis)")}\n"
      }
      text += "    items:\n"
      for item in feed.items { text += "      - {\(itemText(item))}\n" }
    }
    return text
  }

  private func itemText(_ item: Item) -> String {
    var parts = ["column: \(item.column)"]
    if !item.element.isEmpty { parts.append("element: \(item.element)") }
    if !item.role.isEmpty { parts.append("role: \(item.role)") }
    if item.isRequired { parts.append("required: true") }
    if item.isAuthoritative { parts.append("authoritative: true") }
    if item.origin != .collected { parts.append("origin: \(item.origin.rawValue)") }
    switch item.collection {
    case .none: break
    case .statutory(let basis): parts.append("collection: {kind: statutory, basis: \(basis)}")
    case .registered(let reference): parts.append("collection: {kind: registered, reference: \(reference)}")
    }
    return parts.joined(separator: ", ")
  }

  // MARK: Repeated collection

  private static let identityElements: Set<String> = [
    "person.id-number", "person.id-type", "person.name", "person.sex", "person.birth-date",
    "organization.uscc",
    "organization.org-code", "organization.registration-number", "organization.tax-number",
    "organization.name",
  ]

  /// Every column with the answer that the definition in the contract gives for it.
  private func violationsText() -> String {
    var text = "resource,column,kind,element,planted,why\n"
    for (departmentIndex, department) in departments.enumerated() {
      for feed in department.feeds {
        for item in feed.items where !item.element.isEmpty || !item.hides.isEmpty || !item.innocence.isEmpty {
          let (kind, element, why) = verdict(item, feed, departmentIndex)
          let planted = kind.isEmpty ? "innocent" : "violation"
          text +=
            [feed.code, item.column, kind, element, planted, why].map(csvField).joined(separator: ",") + "\n"
        }
      }
    }
    return text
  }

  private func verdict(
    _ item: Item, _ feed: FeedDefinition, _ departmentIndex: Int
  ) -> (kind: String, element: String, why: String) {
    if !item.hides.isEmpty { return ("hidden", item.hides, "holds the authoritative values, unannounced") }
    if item.element.isEmpty { return ("", "", item.innocence) }
    let element = item.element
    if item.subject == "row" { return ("", element, "about the row itself") }
    if Self.identityElements.contains(element) { return ("", element, "identity element (Article 12)") }
    if item.isAuthoritative { return ("", element, "the source itself") }
    if item.origin == .generated { return ("", element, "generated by the department's own work") }
    let isGranted = cityGrants.contains {
      $0.consumer == departments[departmentIndex].code && $0.elements.contains(element)
    }
    guard let source = source(of: element) else {
      if item.origin == .shared {
        return isGranted ? ("", element, "granted") : ("undeclared-share", element, "no grant")
      }
      if case .none = item.collection, collectors(of: element).count > 1 {
        return ("multi-head", element, "several departments collect it and none is its source")
      }
      return ("", element, "no other department collects it")
    }
    if source.departmentIndex == departmentIndex { return ("", element, "the source department itself") }
    if item.origin == .shared {
      return isGranted
        ? ("", element, "obtained by a grant") : ("undeclared-share", element, "no grant covers it")
    }
    switch item.collection {
    case .statutory: return ("", element, "a law orders the collection")
    case .registered: return ("", element, "a registered joint collection")
    case .none: break
    }
    if !source.feed.share.isObtainable { return ("", element, "the source is not shared, with a basis") }
    if source.feed.published.number > feed.collected.upperBound {
      return ("", element, "the source was published after the rows were collected")
    }
    return ("declared", element, "collected though the source was available")
  }

  private func source(of element: String) -> (feed: FeedDefinition, departmentIndex: Int)? {
    for (index, department) in departments.enumerated() {
      for feed in department.feeds
      where feed.items.contains(where: { $0.isAuthoritative && $0.element == element }) {
        return (feed, index)
      }
    }
    return nil
  }

  /// Departments that ask people or bodies for the element.
  private func collectors(of element: String) -> Set<Int> {
    var result: Set<Int> = []
    for (index, department) in departments.enumerated() {
      for feed in department.feeds {
        for item in feed.items where item.element == element && item.origin == .collected {
          if case .none = item.collection { result.insert(index) }
        }
      }
    }
    return result
  }
}
