internal import GuiyiColumns
public import GuiyiIdentifiers
public import GuiyiModel

/// What each identity number says of its holder, for every value of `person.id-number`.
public struct NumberFacts: Sendable {
  /// The birth date's number in the dictionary of `person.birth-date`, 0 where the number tells none.
  public let birth: [UInt32]
  /// The sex's number in the dictionary of `person.sex`, 0 where the number tells none.
  public let sex: [UInt32]
  /// The numbers of no sex, male and female in that dictionary.
  let sexIDs: [UInt32]

  /// Reads the numbers; their birth dates and sexes join the dictionaries of those elements.
  public init(values: inout ElementValues, asOf: CivilDate, regions: RegionTable) {
    let numbers = values[.personNumber]
    var births = values[.personBirthDate]
    var sexes = values[.personSex]
    let male = sexes.intern("男")
    let female = sexes.intern("女")
    var birth = [UInt32](repeating: 0, count: numbers.count)
    var sex = [UInt32](repeating: 0, count: numbers.count)
    var text: [UInt8] = []
    for id in 1..<max(1, UInt32(numbers.count)) {
      let check = numbers.withBytes(of: id) { checkIdentityNumber($0, asOf: asOf, regions: regions) }
      guard check.reasons.allowUse, let number = check.reading, let date = number.birthDate else { continue }
      text.removeAll(keepingCapacity: true)
      date.append(to: &text)
      birth[Int(id)] = births.intern(text.span)
      sex[Int(id)] = number.sex == .male ? male : female
    }
    values[.personBirthDate] = births
    values[.personSex] = sexes
    self.birth = birth
    self.sex = sex
    sexIDs = [0, male, female]
  }
}
