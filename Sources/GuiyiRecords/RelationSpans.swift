internal import GuiyiColumns
internal import GuiyiIdentifiers
internal import GuiyiModel

/// From when until when the relations of a resource's rows hold, and with what share, by the rows' own columns.
struct RowSpans {
  /// Per row; empty where the resource has no such column.
  private let sinceDays: [DayNumber]
  private let untilDays: [DayNumber]
  private let shares: [UInt32]

  init(_ resource: Resource, _ table: ResourceTable, _ normalized: NormalizedTable, _ values: ElementValues) {
    func column(_ element: DataElement) -> (ids: [UInt32], normal: NormalizedColumn)? {
      guard let index = resource.items.firstIndex(where: { $0.element == element }),
        let normal = normalized.columns[index]
      else { return nil }
      return (table.columns[index].ids, normal)
    }
    func days(_ element: DataElement) -> [DayNumber] {
      guard let column = column(element) else { return [] }
      let dayOf = dayOfValue(values[element])
      return column.ids.map { id in
        let value = column.normal.values[Int(id)]
        return value.quality >= .doubtful ? dayOf[Int(value.id)] : SubjectRecords.undated
      }
    }
    sinceDays = days(.rowSince)
    untilDays = days(.rowUntil)
    shares =
      column(.rowShare).map { column in
        column.ids.map { id in
          let value = column.normal.values[Int(id)]
          return value.quality >= .doubtful ? value.id : 0
        }
      } ?? []
  }

  func span(_ row: Int) -> (since: DayNumber, until: DayNumber) {
    (
      sinceDays.isEmpty ? SubjectRecords.undated : sinceDays[row],
      untilDays.isEmpty ? SubjectRecords.undated : untilDays[row]
    )
  }

  func share(_ row: Int) -> UInt32 { shares.isEmpty ? 0 : shares[row] }
}

/// The same where a record of the right side has it: a decision and a certificate name their own days.
struct SubjectSpans {
  private struct Columns {
    /// The day of each value, and the value of each record; the first element that has a day counts.
    let since: [(dayOf: [DayNumber], values: [UInt32])]
    let until: [(dayOf: [DayNumber], values: [UInt32])]
  }

  private let credit: Columns
  private let certificate: Columns

  init(_ city: CityRecords, values: ElementValues) {
    func columns(_ subject: Subject, _ since: [DataElement], _ until: DataElement) -> Columns {
      let records = city[subject]
      func column(_ element: DataElement) -> (dayOf: [DayNumber], values: [UInt32]) {
        (dayOfValue(values[element]), records.values[records.column(element)])
      }
      return Columns(since: since.map(column), until: [column(until)])
    }
    credit = columns(.credit, [.creditDecidedOn], .creditValidUntil)
    certificate = columns(
      .certificate, [.certificateValidFrom, .certificateIssuedOn], .certificateValidUntil)
  }

  func since(_ subject: Subject, _ record: UInt32) -> DayNumber { day(columns(subject)?.since, record) }

  func until(_ subject: Subject, _ record: UInt32) -> DayNumber { day(columns(subject)?.until, record) }

  private func columns(_ subject: Subject) -> Columns? {
    switch subject {
    case .credit: credit
    case .certificate: certificate
    case .person, .organization, .place, .estate, .row: nil
    }
  }

  private func day(_ columns: [(dayOf: [DayNumber], values: [UInt32])]?, _ record: UInt32) -> DayNumber {
    for column in columns ?? [] {
      let day = column.dayOf[Int(column.values[Int(record)])]
      if day != SubjectRecords.undated { return day }
    }
    return SubjectRecords.undated
  }
}

/// The day of each value of a dictionary of dates; `SubjectRecords.undated` for what is no whole date.
func dayOfValue(_ dictionary: ByteDictionary) -> [DayNumber] {
  (0..<UInt32(dictionary.count)).map { id in
    dictionary.withBytes(of: id) { text in
      CivilDate(ascii: text).map { DayNumber($0.daysSinceEpoch) } ?? SubjectRecords.undated
    }
  }
}
