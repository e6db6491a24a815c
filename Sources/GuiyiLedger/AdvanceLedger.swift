public import GuiyiColumns
internal import GuiyiModel
internal import GuiyiSharing

extension Ledger {
  /// The ledger after a run: what is new, what came again, what ended and how.
  ///
  /// - Complexity: O(findings + lives), beside sorting; rows are looked at only where a finding ended.
  public func advanced(by input: LedgerInput, workers: Workers) -> Ledger {
    var maker = LedgerMaker(former: self, input: input, workers: workers)
    maker.match()
    maker.end()
    return maker.finish()
  }

  /// The same ledger for a run that is made again from the very same inputs: nothing happened in between.
  public func recognizing(_ input: LedgerInput, workers: Workers) -> Ledger {
    let seen = SeenFindings(input, workers: workers)
    var places: [UInt64: UInt32] = [:]
    for (place, life) in lives.enumerated() where life.isOpen { places[life.matchKey] = UInt32(place) }
    var ledger = self
    ledger.lifeOfFinding = seen.seen.map { places[$0.matchKey] ?? .max }
    // An engine that finds something else on the same inputs is another engine: its findings are news.
    return ledger.lifeOfFinding.contains(.max) ? advanced(by: input, workers: workers) : ledger
  }
}

/// Makes the ledger of one run.
private struct LedgerMaker {
  let input: LedgerInput
  let seen: SeenFindings
  let workers: Workers
  let former: Ledger
  var words: WordList
  var lives: [FindingLife]
  /// For each finding the place in `lives`.
  var lifeOf: [UInt32]
  /// Which former lives were seen again.
  var isSeen: [Bool]
  let resourceWord: [UInt32]
  let ruleWord: [UInt32]
  var columnWord: [[UInt32]]
  var fileWord: [[UInt32]]

  init(former: Ledger, input: LedgerInput, workers: Workers) {
    self.input = input
    self.former = former
    self.workers = workers
    seen = SeenFindings(input, workers: workers)
    var words = WordList(former.words)
    resourceWord = input.catalog.resources.map { words.number($0.code) }
    ruleWord = Rule.all.map { words.number($0.code) }
    columnWord = input.tables.map { table in table.columns.map { words.number($0.heading) } }
    fileWord = input.tables.map { table in table.files.map { words.number($0) } }
    self.words = words
    lives = former.lives
    isSeen = [Bool](repeating: false, count: lives.count)
    lifeOf = [UInt32](repeating: .max, count: input.findings.findings.count)
  }

  // MARK: Seen again, or new

  mutating func match() {
    take(\.matchKey, \.matchKey)
    take(\.secondKey, \.secondKey)
    var taken = Set(lives.map(\.id))
    for index in lifeOf.indices where lifeOf[index] == .max {
      var id = seen.seen[index].matchKey
      // 0 would read as no finding; a number that an older finding still has is mixed once more.
      while id == 0 || !taken.insert(id).inserted { id = StableHash.mix(id, 0x5EED) }
      lifeOf[index] = UInt32(lives.count)
      lives.append(born(index, id: id))
      locate(lives.count - 1, index)
      isSeen.append(true)
    }
  }

  /// Takes up former lives by a key, the open ones before the ended ones.
  private mutating func take(
    _ own: KeyPath<SeenFindings.Seen, UInt64>, _ other: KeyPath<FindingLife, UInt64>
  ) {
    let open = lifeOf.indices.filter { lifeOf[$0] == .max }
    guard !open.isEmpty else { return }
    var places: [UInt64: UInt32] = [:]
    places.reserveCapacity(lives.count)
    for pass in [false, true] {
      for (place, life) in lives.enumerated() where !isSeen[place] && life.isOpen == pass {
        places[life[keyPath: other]] = UInt32(place)
      }
    }
    for index in open {
      // Each former life lies anywhere.
      if index % 64 == 0 { workers.pause() }
      guard let place = places.removeValue(forKey: seen.seen[index][keyPath: own]) else { continue }
      lifeOf[index] = place
      isSeen[Int(place)] = true
      seeAgain(Int(place), index)
    }
  }

  private mutating func seeAgain(_ place: Int, _ index: Int) {
    let finding = input.findings.findings[index]
    if !lives[place].isOpen {
      // It came back: work for this run's order.
      lives[place].end = nil
      lives[place].openedRun = Int32(clamping: input.runNumber)
      lives[place].openedDay = input.asOf
      lives[place].answer = nil
      lives[place].answerDay = FindingLife.noDay
      setDeadline(place, finding.rule)
    }
    lives[place].seenCount += 1
    lives[place].lastRun = Int32(clamping: input.runNumber)
    lives[place].lastDay = input.asOf
    locate(place, index)
  }

  private mutating func locate(_ place: Int, _ index: Int) {
    let finding = input.findings.findings[index]
    let keys = seen.seen[index]
    lives[place].matchKey = keys.matchKey
    lives[place].secondKey = keys.secondKey
    lives[place].rowKey = keys.rowKey
    lives[place].secondRowKey = keys.secondRowKey
    lives[place].contentHash = keys.contentHash
    let files = fileWord[Int(finding.resourceIndex)]
    lives[place].file = Int(finding.fileIndex) < files.count ? files[Int(finding.fileIndex)] : 0
    lives[place].rowNumber = finding.rowNumber
  }

  private mutating func born(_ index: Int, id: UInt64) -> FindingLife {
    let finding = input.findings.findings[index]
    let resource = Int(finding.resourceIndex)
    let columns = columnWord[resource]
    let run = Int32(clamping: input.runNumber)
    var life = FindingLife()
    life.id = id
    life.resource = resourceWord[resource]
    life.rule = ruleWord[Int(finding.rule.index)]
    if finding.columnIndex >= 0, Int(finding.columnIndex) < columns.count {
      life.column = columns[Int(finding.columnIndex)]
    }
    (life.firstRun, life.lastRun, life.openedRun) = (run, run, run)
    (life.firstDay, life.lastDay, life.openedDay) = (input.asOf, input.asOf, input.asOf)
    life.seenCount = 1
    if let due = deadline(finding.rule) {
      life.dueDay = due.day
      life.isProvisional = due.isProvisional
    }
    return life
  }

  private mutating func setDeadline(_ place: Int, _ rule: Rule) {
    let due = deadline(rule)
    lives[place].dueDay = due?.day ?? FindingLife.noDay
    lives[place].isProvisional = due?.isProvisional ?? false
  }

  /// Deadlines that ran into a year without a calendar, counted anew once it is published.
  private mutating func settleProvisional() {
    for place in lives.indices where lives[place].isProvisional && lives[place].isOpen {
      guard let period = input.periods.period(of: .repairData, on: lives[place].openedDay) else { continue }
      let due = input.calendar.deadline(after: lives[place].openedDay, workingDays: period.workingDays)
      lives[place].dueDay = due.day
      lives[place].isProvisional = due.isProvisional
    }
  }

  /// Errors and conflicts are to be settled in time; hints and suspicions are for looking at.
  private func deadline(_ rule: Rule) -> Deadline? {
    guard rule.kind != .suspicion, rule.severity != .hint else { return nil }
    return input.periods.deadline(of: .repairData, from: input.asOf, calendar: input.calendar)
  }

  // MARK: Ended

  mutating func end() {
    var wanted: [UInt32: [Int]] = [:]
    for place in 0..<former.lives.count where !isSeen[place] && lives[place].isOpen {
      wanted[lives[place].resource, default: []].append(place)
    }
    for (resource, word) in resourceWord.enumerated() {
      guard let places = wanted.removeValue(forKey: word) else { continue }
      // Nothing was delivered, so nothing was repaired: the findings stand.
      if input.tables[resource].rowCount == 0 { continue }
      end(places, resource)
    }
    // A resource that left the catalog takes its findings with it.
    for places in wanted.values {
      for place in places { close(place, .removed) }
    }
  }

  private mutating func end(_ places: [Int], _ resource: Int) {
    let table = input.tables[resource]
    let firsts = Set(places.map { lives[$0].rowKey })
    let seconds = Set(places.map { lives[$0].secondRowKey })
    var contents: Set<UInt64> = []
    var firstFound: Set<UInt64> = []
    var secondFound: Set<UInt64> = []
    let formerContents = Set(places.map { lives[$0].contentHash })
    for row in 0..<table.rowCount {
      let (a, b) = (seen.keys[resource].first[row], seen.keys[resource].second[row])
      if firsts.contains(a) { firstFound.insert(a) }
      if seconds.contains(b) { secondFound.insert(b) }
      if formerContents.contains(table.contentHashes[row]) { contents.insert(table.contentHashes[row]) }
    }
    for place in places {
      let life = lives[place]
      if life.rowNumber == 0 || life.contentHash == 0 {
        // About a file, or a row that could not be read: the next delivery is in order.
        close(place, .repaired)
      } else if contents.contains(life.contentHash) {
        close(place, .lapsed)
      } else {
        let isThere = firstFound.contains(life.rowKey) || secondFound.contains(life.secondRowKey)
        close(place, isThere ? .repaired : .removed)
      }
    }
  }

  private mutating func close(_ place: Int, _ end: FindingEnd) {
    lives[place].end = end
    lives[place].endRun = Int32(clamping: input.runNumber)
    lives[place].endDay = input.asOf
  }

  // MARK: Answers and counts

  mutating func finish() -> Ledger {
    settleProvisional()
    var order = [UInt32](0..<UInt32(lives.count))
    var ids = lives.map(\.id)
    RadixSort.sort(keys: &ids, values: &order)
    var placeOf = [UInt32](repeating: 0, count: lives.count)
    for (place, old) in order.enumerated() { placeOf[Int(old)] = UInt32(place) }
    var ledger = Ledger()
    ledger.lives = order.map { lives[Int($0)] }
    ledger.lifeOfFinding = lifeOf.map { placeOf[Int($0)] }
    apply(input.answers, to: &ledger, ids: ids)
    ledger.words = words.words
    ledger.counts = former.counts + counts(ledger)
    ledger.measures = former.measures
    ledger.notices = former.notices
    return ledger
  }

  private func apply(_ answers: [ReceivedAnswer], to ledger: inout Ledger, ids: [UInt64]) {
    for answer in answers {
      var (low, high) = (0, ids.count)
      while low < high {
        let middle = (low + high) / 2
        if ids[middle] < answer.id { low = middle + 1 } else { high = middle }
      }
      // An answer is about the finding as it was; one that came back since is asked again.
      guard low < ids.count, ids[low] == answer.id, Int(ledger.lives[low].openedRun) <= answer.runNumber
      else {
        continue
      }
      // The same answer once more, as a workbook that was filled in before brings it along, keeps its first day.
      if ledger.lives[low].answer == answer.answer { continue }
      ledger.lives[low].answer = answer.answer
      ledger.lives[low].answerDay = answer.day
    }
  }

  private func counts(_ ledger: Ledger) -> [LifeCount] {
    let departments = input.catalog.departments
    var counts = departments.flatMap { department in
      FindingKind.allCases.map {
        LifeCount(runNumber: input.runNumber, day: input.asOf, department: department.code, kind: $0)
      }
    }
    var departmentOf = [Int](repeating: -1, count: words.words.count)
    for (resource, word) in resourceWord.enumerated() {
      departmentOf[Int(word)] = input.catalog.resources[resource].departmentIndex
    }
    var kindOf = [Int](repeating: -1, count: words.words.count)
    for (rule, word) in ruleWord.enumerated() {
      kindOf[Int(word)] = FindingKind.allCases.firstIndex(of: Rule.all[rule].kind) ?? 0
    }
    let run = Int32(clamping: input.runNumber)
    for life in ledger.lives {
      let department = departmentOf[Int(life.resource)]
      let kind = kindOf[Int(life.rule)]
      guard department >= 0, kind >= 0 else { continue }
      let place = department * FindingKind.allCases.count + kind
      if life.isOpen {
        counts[place].open += 1
        if life.openedRun == run { counts[place].new += 1 }
        if life.isOverdue(on: input.asOf) { counts[place].overdue += 1 }
      } else if life.endRun == run {
        switch life.end {
        case .repaired: counts[place].repaired += 1
        case .removed: counts[place].removed += 1
        default: counts[place].lapsed += 1
        }
      }
    }
    return counts
  }
}
