public import GuiyiModel

/// The normal forms of a code list, in the order of its standard.
public func codeWords(of list: DataElement.CodeList) -> [String] {
  table(of: list).words.compactMap { $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self) }
}

private func table(of list: DataElement.CodeList) -> CodeTable {
  switch list {
  case .sex: SexCodes.table
  case .ethnicity: EthnicityCodes.table
  case .maritalStatus: MaritalCodes.table
  case .education: EducationCodes.table
  case .organizationKind: OrganizationKindCodes.table
  case .industry: IndustryCodes.table
  case .organizationStatus: OrganizationStatusCodes.table
  case .creditKind: CreditKindCodes.table
  case .estateUse: EstateUseCodes.table
  case .rightKind: RightKindCodes.table
  case .householdRelation: HouseholdRelationCodes.table
  }
}
