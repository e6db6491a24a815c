public import GuiyiColumns
import GuiyiLink
public import GuiyiModel
public import GuiyiRecords
public import GuiyiText

/// The columns by which people are compared; `PersonSpecification` says how.
///
/// They are filled beside the linking of organizations, but for the one that needs its result.
public struct PersonFields: Sendable {
  private let fields: [LinkField]
  private let sources: [UInt16]
  /// Who is one person without a question.
  let groups: RecordGroups
  /// Names that other rows give for the home of a record.
  private let namesAtHome: [(record: UInt32, name: UInt32)]
  /// A sample of pairs that share a sound number: they teach how one person's rows differ.
  private let lessons: EqualPairs

  private static let lessonCount = 12_000

  /// Fills the columns that ask nothing of organizations.
  public init(
    city: CityRecords, tables: [ResourceTable], values: ElementValues, facts: NumberFacts,
    gazetteer: Gazetteer, workers: Workers
  ) {
    let records = city[.person]
    let recordedBirth = records.column(.personBirthDate, atLeast: .doubtful)
    let names = records.column(.personName, atLeast: .faulty)
    let bearers = NumberBearers(
      numbers: records.column(.personNumber, atLeast: .sound), names: names,
      nameDictionary: values[.personName], phones: records.column(.personPhone, atLeast: .doubtful),
      formerNames: records.column(.personFormerName, atLeast: .doubtful),
      formerDictionary: values[.personFormerName], births: recordedBirth, bornAs: facts.birth,
      workers: workers)
    let ends = NumberEnds(values[.personNumber])
    let sound = bearers.own(records.column(.personNumber, atLeast: .sound)).map {
      ends.isPart[Int($0)] ? 0 : $0
    }
    let told = bearers.own(records.column(.personNumber, atLeast: .doubtful))
    let births = told.indices.map { record in
      recordedBirth[record] != 0 ? recordedBirth[record] : facts.birth[Int(told[record])]
    }
    let namesAtHome = Homes.namesBeside(
      records, values: values, names: names, soundNumbers: sound, gazetteer: gazetteer)
    // The largest first: each part is filled by one thread.
    let parts: [@Sendable () -> [LinkField]] = [
      {
        [
          Self.addresses(
            records, city: city, tables: tables, values: values, gazetteer: gazetteer, workers: workers)
        ]
      },
      {
        let naming = CompanionNaming.records(
          soundNumbers: sound, keys: Self.nameKeys(names: names, births: births))
        return [
          Companions.people(city: city, tables: tables, naming: naming, namesAtHome: namesAtHome).field()
        ]
      },
      { [Companions.samePerson(city: city, tables: tables).field()] },
      {
        Self.numbers(
          written: bearers.own(records.column(.personNumber, atLeast: .faulty)), sound: sound, ends: ends,
          dictionary: values[.personNumber])
      },
      {
        var name = FieldDraft(name: "name", dictionary: values[.personName], ids: names)
        name.add(
          column: records.column(.personFormerName, atLeast: .doubtful), of: values[.personFormerName])
        for other in bearers.otherNames { name.add(other.name, to: Int(other.record)) }
        return [name.field()]
      },
      {
        let recordedSex = records.column(.personSex, atLeast: .doubtful)
        let sexByPart = Companions.sexesByPart(city: city, tables: tables)
        let sexes = told.indices.map { record in
          if recordedSex[record] != 0 { return recordedSex[record] }
          let byNumber = facts.sex[Int(told[record])]
          return byNumber != 0 ? byNumber : facts.sexIDs[Int(sexByPart[record])]
        }
        return [
          LinkField(name: "sex", dictionary: values[.personSex], ids: sexes),
          LinkField(name: "birth", dictionary: values[.personBirthDate], ids: births),
          LinkField(name: "recorded-birth", dictionary: values[.personBirthDate], ids: recordedBirth),
          LinkField(
            name: "phone", dictionary: values[.personPhone],
            ids: records.column(.personPhone, atLeast: .doubtful)),
        ]
      },
    ]
    let numberCount = values[.personNumber].count
    let groups = RecordGroups(numbers: sound, names: names, numberCount: numberCount)
    let lessons = EqualPairs(sound, valueCount: numberCount, wanted: Self.lessonCount)
    let rows = Self.rows(lessons)
    let byRecord = workers.map(parts.count) { parts[$0]() }.flatMap { $0 }
    fields = workers.map(byRecord.count) { groups.field(byRecord[$0], lessons: rows) }
    sources = (groups.firstOf + rows).map { records.resources[Int($0)] }
    self.groups = groups
    self.namesAtHome = namesAtHome
    self.lessons = lessons
  }

  /// The records of pairs, the two of a pair side by side.
  private static func rows(_ pairs: EqualPairs) -> [UInt32] {
    zip(pairs.lefts, pairs.rights).flatMap { [$0, $1] }
  }

  /// One of the columns.
  func column(_ name: String) -> LinkField {
    guard let field = fields.first(where: { $0.name == name }) else {
      preconditionFailure("people have no column \(name)")
    }
    return field
  }

  /// All columns, with the bodies that a row ties each person to.
  func table(
    city: CityRecords, tables: [ResourceTable], entityOfOrganization: [UInt32], workers: Workers
  ) -> LinkTable {
    // Each keeps one thread; the bodies take longest, and so are begun first.
    let made = workers.map(fields.count + 1) { place -> [LinkField] in
      if place > 0 { return [fields[place - 1].inRecordOrder()] }
      return Companions.organizations(
        city: city, tables: tables, entityOfOrganization: entityOfOrganization
      )
      .map { groups.field($0.field(), lessons: Self.rows(lessons)).inRecordOrder() }
    }
    let count = lessons.lefts.count
    return LinkTable(
      fields: (made.dropFirst() + made.prefix(1)).flatMap(\.self), sources: sources,
      knownPairs: KnownPairs(count: count, weight: Double(lessons.totalCount) / Double(max(1, count))),
      multiplicities: groups.sizes)
  }

  /// Residence and registration, compared crosswise: departments confuse the two.
  ///
  /// Whose row gives no address of their own are likely to live where their family of the row does, and where the house
  /// is that they own.
  private static func addresses(
    _ records: SubjectRecords, city: CityRecords, tables: [ResourceTable], values: ElementValues,
    gazetteer: Gazetteer, workers: Workers
  ) -> LinkField {
    let parted = PartedValues(
      [values[.personRegisteredAddress], values[.personResidenceAddress], values[.estateAddress]],
      with: AddressParts.self, gazetteer: gazetteer, workers: workers)
    let ofRegistered = parted.ids(of: records.column(.personRegisteredAddress, atLeast: .doubtful))
    let ofResidence = parted.ids(of: records.column(.personResidenceAddress, atLeast: .doubtful), in: 1)
    var address = FieldDraft(name: "address", dictionary: parted.dictionary, ids: ofRegistered)
    address.add(column: ofResidence)
    Companions.homes(city: city, tables: tables) { companion, record in
      address.add(ofRegistered[companion], to: record)
      address.add(ofResidence[companion], to: record)
    }
    let estates = city[.estate]
    if estates.count > 0 {
      let ofEstate = parted.ids(of: estates.column(.estateAddress, atLeast: .doubtful), in: 2)
      Companions.estates(city: city, tables: tables) { estate, record in
        address.add(ofEstate[estate], to: record)
      }
    }
    return address.field()
  }

  /// The number as it is written, where it is sound, and what a masked or rounded one still shows.
  private static func numbers(
    written: [UInt32], sound: [UInt32], ends: NumberEnds, dictionary: ByteDictionary
  ) -> [LinkField] {
    var draft = FieldDraft(
      name: "number-ends", dictionary: ends.dictionary, ids: written.map { ends.ends[Int($0)] })
    for (record, number) in written.enumerated() { draft.add(ends.head[Int(number)], to: record) }
    return [
      LinkField(
        name: "number", dictionary: dictionary, ids: written.map { ends.isPart[Int($0)] ? 0 : $0 }),
      LinkField(
        name: "sound-number", dictionary: dictionary, ids: sound),
      draft.field(),
    ]
  }

  /// The companions, called by the entities that a first round found.
  ///
  /// - Parameter entityOfGroup: the entity of each of the table's records.
  func companions(namedBy entityOfGroup: [UInt32], city: CityRecords, tables: [ResourceTable]) -> LinkField {
    let naming = CompanionNaming.entities(groups.groupOf.map { entityOfGroup[Int($0)] })
    return groups.field(
      Companions.people(city: city, tables: tables, naming: naming, namesAtHome: namesAtHome).field()
    ).inRecordOrder()
  }

  /// A number for each name with its birth date; 0 where either is missing.
  private static func nameKeys(names: [UInt32], births: [UInt32]) -> [UInt32] {
    var known: [UInt64: UInt32] = [:]
    return names.indices.map { record in
      guard names[record] != 0, births[record] != 0 else { return 0 }
      let key = UInt64(names[record]) &<< 32 | UInt64(births[record])
      if let number = known[key] { return number }
      let number = UInt32(known.count + 1)
      known[key] = number
      return number
    }
  }
}
