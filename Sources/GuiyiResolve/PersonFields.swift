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
  /// A sample of pairs that share a sound number: they teach how one person's rows differ.
  private let lessons: EqualPairs

  private static let lessonCount = 40_000

  /// Fills the columns that ask nothing of organizations.
  public init(
    city: CityRecords, tables: [ResourceTable], values: ElementValues, facts: NumberFacts,
    gazetteer: Gazetteer, workers: Workers
  ) {
    let records = city[.person]
    let sound = records.column(.personNumber, atLeast: .sound)
    let told = records.column(.personNumber, atLeast: .doubtful)
    let recordedBirth = records.column(.personBirthDate, atLeast: .doubtful)
    let names = records.column(.personName, atLeast: .faulty)
    let births = told.indices.map { record in
      recordedBirth[record] != 0 ? recordedBirth[record] : facts.birth[Int(told[record])]
    }
    // The largest first: each part is filled by one thread.
    let parts: [@Sendable () -> [LinkField]] = [
      { [Self.addresses(records, values: values, gazetteer: gazetteer, workers: workers)] },
      {
        let naming = CompanionNaming.records(
          soundNumbers: sound, keys: Self.nameKeys(names: names, births: births))
        return [Companions.people(city: city, tables: tables, naming: naming).field()]
      },
      { [Companions.samePerson(city: city, tables: tables).field()] },
      { Self.numbers(records, dictionary: values[.personNumber]) },
      {
        var name = FieldDraft(name: "name", dictionary: values[.personName], ids: names)
        name.add(
          column: records.column(.personFormerName, atLeast: .doubtful), of: values[.personFormerName])
        return [name.field()]
      },
      {
        let recordedSex = records.column(.personSex, atLeast: .doubtful)
        let sexes = told.indices.map { record in
          recordedSex[record] != 0 ? recordedSex[record] : facts.sex[Int(told[record])]
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
    fields = workers.map(parts.count) { parts[$0]().map { groups.field($0, lessons: rows) } }.flatMap { $0 }
    sources = (groups.firstOf + rows).map { records.resources[Int($0)] }
    self.groups = groups
    self.lessons = lessons
  }

  /// The records of pairs, the two of a pair side by side.
  private static func rows(_ pairs: EqualPairs) -> [UInt32] {
    zip(pairs.lefts, pairs.rights).flatMap { [$0, $1] }
  }

  /// All columns, with the bodies that a row ties each person to.
  func table(city: CityRecords, tables: [ResourceTable], entityOfOrganization: [UInt32]) -> LinkTable {
    let bodies = Companions.organizations(
      city: city, tables: tables, entityOfOrganization: entityOfOrganization)
    let count = lessons.lefts.count
    return LinkTable(
      fields: fields + [groups.field(bodies.field(), lessons: Self.rows(lessons))], sources: sources,
      knownPairs: KnownPairs(count: count, weight: Double(lessons.totalCount) / Double(max(1, count))),
      multiplicities: groups.sizes)
  }

  /// Residence and registration, compared crosswise: departments confuse the two.
  private static func addresses(
    _ records: SubjectRecords, values: ElementValues, gazetteer: Gazetteer, workers: Workers
  ) -> LinkField {
    let registered = PartedValues(
      values[.personRegisteredAddress], with: AddressParts.self, gazetteer: gazetteer, workers: workers)
    let residence = PartedValues(
      values[.personResidenceAddress], with: AddressParts.self, gazetteer: gazetteer, workers: workers)
    var address = FieldDraft(
      name: "address", dictionary: registered.dictionary,
      ids: registered.ids(of: records.column(.personRegisteredAddress, atLeast: .doubtful)))
    address.add(
      column: residence.ids(of: records.column(.personResidenceAddress, atLeast: .doubtful)),
      of: residence.dictionary)
    return address.field()
  }

  /// The number as it is written, where it is sound, and what a masked one still shows.
  private static func numbers(_ records: SubjectRecords, dictionary: ByteDictionary) -> [LinkField] {
    let (ends, isMasked) = numberEnds(dictionary)
    let written = records.column(.personNumber, atLeast: .faulty)
    return [
      LinkField(
        name: "number", dictionary: dictionary, ids: written.map { isMasked[Int($0)] ? 0 : $0 }),
      LinkField(
        name: "sound-number", dictionary: dictionary, ids: records.column(.personNumber, atLeast: .sound)),
      LinkField(name: "number-ends", dictionary: ends.dictionary, ids: written.map { ends.ids[Int($0)] }),
    ]
  }

  /// The companions, called by the entities that a first round found.
  ///
  /// - Parameter entityOfGroup: the entity of each of the table's records.
  func companions(namedBy entityOfGroup: [UInt32], city: CityRecords, tables: [ResourceTable]) -> LinkField {
    let naming = CompanionNaming.entities(groups.groupOf.map { entityOfGroup[Int($0)] })
    return groups.field(Companions.people(city: city, tables: tables, naming: naming).field())
  }

  /// The first six and the last four characters of every number of 18, and which numbers are masked.
  private static func numberEnds(
    _ numbers: ByteDictionary
  ) -> (ends: (dictionary: ByteDictionary, ids: [UInt32]), isMasked: [Bool]) {
    var dictionary = ByteDictionary()
    var ids = [UInt32](repeating: 0, count: numbers.count)
    var isMasked = [Bool](repeating: false, count: numbers.count)
    var bytes: [UInt8] = []
    for id in 1..<max(1, UInt32(numbers.count)) {
      let range = numbers.range(of: id)
      let text = numbers.bytes[range]
      isMasked[Int(id)] = text.contains(UInt8(ascii: "*"))
      bytes.removeAll(keepingCapacity: true)
      bytes.append(contentsOf: text.prefix(6))
      bytes.append(contentsOf: text.suffix(4))
      // A mask that hides its ends says nothing, and only numbers of one length can be held against each other.
      guard text.count == 18, !bytes.contains(UInt8(ascii: "*")) else { continue }
      ids[Int(id)] = dictionary.intern(bytes.span)
    }
    return ((dictionary, ids), isMasked)
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
