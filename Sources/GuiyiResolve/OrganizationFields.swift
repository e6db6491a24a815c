import GuiyiColumns
import GuiyiIdentifiers
import GuiyiLink
import GuiyiModel
import GuiyiRecords
import GuiyiText

/// The columns by which organizations are compared; `OrganizationSpecification` says how.
enum OrganizationFields {
  static func table(
    city: CityRecords, tables: [ResourceTable], values: ElementValues, gazetteer: Gazetteer, workers: Workers
  ) -> LinkTable {
    let records = city[.organization]
    let codes = values[.organizationUSCC]
    let sound = records.column(.organizationUSCC, atLeast: .sound)

    // The organization code inside a sound credit code, and the one that old numbers are made of.
    var bodyCode = FieldDraft(
      name: "body-code", dictionary: values[.organizationCode],
      ids: records.column(.organizationCode, atLeast: .doubtful))
    var inner = [UInt32](repeating: 0, count: codes.count)
    for (record, code) in sound.enumerated() where code != 0 {
      if inner[Int(code)] == 0 {
        inner[Int(code)] = codes.withBytes(of: code) { text in
          text.count == 18 ? bodyCode.dictionary.intern(text.extracting(8..<17)) : 0
        }
      }
      bodyCode.add(inner[Int(code)], to: record)
    }

    let names = PartedValues(
      [values[.organizationName]], with: OrganizationNameParts.self, gazetteer: gazetteer, workers: workers)
    let formerNames = PartedValues(
      [values[.organizationFormerName]], with: OrganizationNameParts.self, gazetteer: gazetteer,
      workers: workers)
    var name = FieldDraft(
      name: "name", dictionary: names.dictionary,
      ids: names.ids(of: records.column(.organizationName, atLeast: .doubtful)))
    name.add(
      column: formerNames.ids(of: records.column(.organizationFormerName, atLeast: .doubtful)),
      of: formerNames.dictionary)

    let addresses = PartedValues(
      [values[.organizationAddress]], with: AddressParts.self, gazetteer: gazetteer, workers: workers)
    return LinkTable(
      fields: [
        LinkField(
          name: "code", dictionary: codes, ids: records.column(.organizationUSCC, atLeast: .faulty)),
        bodyCode.field(),
        name.field(),
        representative(city: city, tables: tables, values: values).field(),
        LinkField(
          name: "address", dictionary: addresses.dictionary,
          ids: addresses.ids(of: records.column(.organizationAddress, atLeast: .doubtful))),
        LinkField(
          name: "phone", dictionary: values[.organizationPhone],
          ids: records.column(.organizationPhone, atLeast: .doubtful)),
        LinkField(
          name: "registration", dictionary: values[.organizationRegistrationNumber],
          ids: records.column(.organizationRegistrationNumber, atLeast: .doubtful)),
        LinkField(name: "sound-code", dictionary: codes, ids: sound),
      ],
      sources: records.resources)
  }

  /// The legal representative's name: the body's own element, or the person of that role in its row.
  private static func representative(
    city: CityRecords, tables: [ResourceTable], values: ElementValues
  ) -> FieldDraft {
    let records = city[.organization]
    let people = city[.person]
    let names = people.column(.personName, atLeast: .doubtful)
    var byRow = [UInt32](repeating: 0, count: records.count)
    for (resource, groups) in city.groups.enumerated() {
      for (body, bodyGroup) in groups.enumerated()
      where bodyGroup.subject == .organization && bodyGroup.part.isEmpty {
        for (person, personGroup) in groups.enumerated()
        where personGroup.subject == .person && personGroup.part == "legal-representative" {
          let bodies = city.recordOfRow[resource][body]
          let persons = city.recordOfRow[resource][person]
          for row in 0..<tables[resource].rowCount
          where bodies[row] != CityRecords.noRecord && persons[row] != CityRecords.noRecord
            && tables[resource].repeatOf[row] == ResourceTable.notARepeat
          {
            byRow[Int(bodies[row])] = names[Int(persons[row])]
          }
        }
      }
    }
    var draft = FieldDraft(name: "representative", dictionary: values[.personName], ids: byRow)
    draft.add(
      column: records.column(.organizationLegalRepresentative, atLeast: .doubtful),
      of: values[.organizationLegalRepresentative])
    return draft
  }
}
