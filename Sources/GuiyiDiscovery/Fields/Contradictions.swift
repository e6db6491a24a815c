internal import GuiyiLink

/// When records that agree on much are two entities nevertheless, told from the kinds of the columns.
struct ContradictionChoice {
  private let drafts: [FieldDraft]

  init(_ drafts: [FieldDraft]) { self.drafts = drafts }

  var contradictions: [Contradiction] { people + organizations }

  private func places(_ kinds: ColumnKind...) -> [Int] {
    drafts.indices.filter { kinds.contains(drafts[$0].kind) && !drafts[$0].isSilent }
  }

  /// Agreements on what only one entity has.
  private var own: [[LevelCondition]] {
    places(.email, .checkedIdentifier).map { [.atLeast($0, drafts[$0].spec.kind.exactLevel - 2)] }
      + places(.identifier).map { [.atLeast($0, 2)] }
      + drafts.indices.filter { drafts[$0].isSwap }.map { [.atLeast($0, 4)] }
  }

  /// Twins share everything but the name, father and son of one name everything but the date of birth.
  ///
  /// Asked only where sound numbers tell people apart: elsewhere an error in a name or a date is as likely.
  private var people: [Contradiction] {
    let dates = places(.date)
    var found: [Contradiction] = []
    guard let date = dates.first, dates.count == 1, !places(.checkedIdentifier).isEmpty else {
      return numbers
    }
    for name in places(.givenName, .fullName) {
      let isHan = drafts[name].spec.kind == .hanName
      for home in homes {
        var twins = Contradiction(
          name: "\(drafts[name].spec.name) differs at one home",
          conditions: [.atMost(name, isHan ? 2 : 1), .atLeast(date, 6), home])
        twins.exceptions = own
        twins.isReported = false
        found.append(twins)
        var generations = Contradiction(
          name: "\(drafts[date].spec.name) differs at one home",
          conditions: [.at(date, 1), .atLeast(name, drafts[name].spec.kind.exactLevel - 1), home])
        generations.exceptions = own
        generations.isReported = false
        found.append(generations)
      }
    }
    return found + numbers
  }

  /// Agreements on where somebody lives, or is reached.
  private var homes: [LevelCondition] {
    places(.address, .phone).map { place in
      switch drafts[place].spec.kind {
      case .parts: .atLeast(place, 5)
      case .phone: .atLeast(place, 3)
      default: .atLeast(place, 4)
      }
    }
  }

  /// A number that two people use: everything but the number is different.
  private var numbers: [Contradiction] {
    // Beside an organization stands its representative, who changes.
    if !places(.organizationName).isEmpty { return [] }
    return places(.checkedIdentifier).flatMap { number in
      places(.givenName, .fullName).map { name in
        var borrowed = Contradiction(
          name: "one \(drafts[number].spec.name), different \(drafts[name].spec.name)",
          conditions: [.at(number, drafts[number].spec.kind.exactLevel), .at(name, 1)])
        borrowed.exceptions = places(.date).map { [.atLeast($0, 5)] } + homes.map { [$0] }
        return borrowed
      }
    }
  }

  /// A branch is another body than its parent.
  private var organizations: [Contradiction] {
    places(.organizationName).filter { drafts[$0].spec.kind == .parts(.organizationName) }.map { name in
      var branch = Contradiction(
        name: "parent and branch by \(drafts[name].spec.name)", conditions: [.at(name, 2)])
      branch.isReported = false
      return branch
    }
  }
}
