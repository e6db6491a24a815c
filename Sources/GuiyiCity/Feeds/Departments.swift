/// Every department, in the order of the catalog files.
let cityDepartments: [DepartmentDefinition] = [
  policeDepartment, civilAffairsDepartment, humanResourcesDepartment, medicalInsuranceDepartment,
  providentFundDepartment, disabledDepartment, veteransDepartment, healthDepartment, educationDepartment,
  marketDepartment, taxDepartment, establishmentDepartment, justiceDepartment, transportDepartment,
  naturalResourcesDepartment, courtDepartment, reformDepartment, utilitiesDepartment, gridDepartment,
  dataDepartment,
]

/// What the platform granted.
let cityGrants: [Grant] = [
  Grant(consumer: humanResourcesDepartment.code, resource: "410400-GA-0001", elements: ["person.ethnicity"]),
  Grant(
    consumer: transportDepartment.code, resource: "410400-GA-0001",
    elements: ["person.registered-address", "person.name"]),
  Grant(
    consumer: taxDepartment.code, resource: "410400-SC-0001",
    elements: ["organization.registered-capital", "organization.status"]),
]

/// A department's own credit code under the invented city prefix.
func departmentCode(_ number: Int) -> String {
  creditCode(kind: "11", region: Places.cityRegion, body: Array("MB\(padded(number, 6))".utf8))
}

extension City {
  /// The rows that a household has as a whole.
  func writeHouseholdRows(_ random: inout RandomStream) throws {
    try writeMarriage(&random)
    try writeLowIncome(&random)
    try writePlaces(&random)
    guard let head = household.members.first else { return }
    if household.home.isUrban && random.chance(0.55) && !head.number.isEmpty {
      try writeEstate(head, &random)
    }
    if random.chance(household.home.isUrban ? 0.7 : 0.25) { try writeWater(head, &random) }
  }

  /// The rows that each person has.
  func writePersonRows(_ person: Person, _ random: inout RandomStream) throws {
    let age = person.age(on: Self.asOf)
    if household.isFromOutside {
      if age >= 16 || random.chance(0.4) { try writeResidencePermit(person, &random) }
    } else if !person.number.isEmpty {
      try writeResident(person, &random)
    }
    if random.chance(0.78) && (!person.number.isEmpty || random.chance(0.4)) {
      try writeMedical(person, &random)
    }
    if person.employer >= 0 && random.chance(0.85) {
      try writeInsurance(person, employer: person.employer, &random)
      if random.chance(0.03) {
        // A change of work leaves two rows.
        let former = Organization.employer(of: options.organizationCount, seed: options.seed, &random)
        if former >= 0 { try writeInsurance(person, employer: former, &random) }
      }
    }
    if person.employer >= 0 && random.chance(0.3) { try writeProvident(person, &random) }
    if age >= 18 && age < 60 && person.employer < 0 && random.chance(0.1) { try writeJob(person, &random) }
    if random.chance(0.02) && !person.number.isEmpty { try writeDisabled(person, &random) }
    if age > 40 && person.sex == .male && random.chance(0.03) { try writeVeteran(person, &random) }
    if age < 3 { try writeBirth(person, &random) }
    if age < 7 && random.chance(0.9) { try writeVaccination(person, &random) }
    if age >= 6 && age < 18 && random.chance(0.95) { try writePupil(person, &random) }
    if let death = person.death {
      if random.chance(0.8) { try writeFuneral(person, death, &random) }
      if random.chance(0.7) { try writeDeath(person, death, &random) }
    }
    guard person.death == nil, !person.number.isEmpty else { return }
    if age >= 22 && age < 62 && random.chance(0.025) { try writeDriver(person, &random) }
    if age >= 25 && random.chance(0.008) { try writeCourt(person, &random) }
    if age >= 18 && random.chance(0.1) { try writeCertificate(person, &random) }
    if random.chance(0.28) { try writeGrid(person, &random) }
  }

  /// The rows of one organization, whose representative is the household's head.
  func writeOrganization(_ index: Int) throws {
    var random = RandomStream(seed: options.seed, lane: .rows, index: -1 - index)
    guard let person = household.members.first else { return }
    var body = Organization(seed: options.seed, index: index)
    if body.kind == .selfEmployed && random.chance(0.4) {
      // Many shops have no name but their owner's.
      body.name = "平顶山市\(Places.districts[body.districtIndex].name)\(person.name)\(body.trade)"
    }
    switch body.kind {
    case .enterprise, .selfEmployed, .branch, .cooperative: try writeRegister(body, person, &random)
    case .social: try writeSocialOrganization(body, person, &random)
    case .village: try writeCommittee(body, person, &random)
    case .agency: try writeAgency(body, person, &random)
    case .lawFirm: try writeLawFirm(body, person, &random)
    }
    if body.kind != .village && random.chance(0.85) { try writeTax(body, person, &random) }
    let sellsFood = body.trade.hasSuffix("店") || body.trade == "食品" || body.trade == "餐饮管理"
    if sellsFood && body.isCompany || body.kind == .selfEmployed && random.chance(0.5) {
      try writeFood(body, person, &random)
    }
    if body.isCompany && random.chance(0.35) { try writeCredit(body, person, isPermit: true, &random) }
    if random.chance(0.08) { try writeCredit(body, person, isPermit: false, &random) }
    try writeOrganizationValues(body, person)
    try writePlaces(of: body)
    // As with villages that people come from: two of one name in one town are the generator's chance.
    if body.kind != .village, !registeredPlace(of: body).isEmpty || home(of: body).isUrban {
      try truth.location("organization", body.truth, "address", place: registeredPlace(of: body))
    }
  }

  private func writeOrganizationValues(_ body: Organization, _ person: Person) throws {
    try truth.value("organization", body.truth, "uscc", body.creditCode)
    try truth.value("organization", body.truth, "name", body.name)
    if body.isCompany || body.kind == .selfEmployed {
      try truth.value("organization", body.truth, "established-on", DateStyle.iso.write(body.established))
      try truth.value("organization", body.truth, "former-name", body.formerName)
    }
  }
}
