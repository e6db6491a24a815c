public import GuiyiModel

extension Violation {
  /// The columns of the `violations` export: the contract's first, then the evidence behind them.
  public static let exportColumns = [
    "resource", "department", "element", "column", "kind", "level", "entities", "equal", "first_collected",
    "last_collected", "source_resource", "status", "compared", "typing_differences", "other_differences",
    "exemptions_checked", "chance_agreement", "agreement_lower_bound", "other_writings", "date_basis",
    "advised_source", "examples",
  ]

  /// One cell for each of `exportColumns`; "" where there is nothing to say.
  ///
  /// `entities` and `compared` are the same people or bodies: those for whom the value was there before.
  public func exportCells(in catalog: Catalog) -> [String] {
    let resource = catalog.resources[resourceIndex]
    return [
      resource.code, catalog.department(of: resource).code, element.name, heading, kind.rawValue,
      level.rawValue,
      String(evidence.compared), String(evidence.equal), evidence.firstCollected.map { text(of: $0) } ?? "",
      evidence.lastCollected.map { text(of: $0) } ?? "",
      sourceResourceIndex.map { catalog.resources[$0].code } ?? "",
      status.rawValue, String(evidence.compared), String(evidence.typing), String(evidence.different),
      checks.map { "\($0.name)=\($0.result)" }.joined(separator: "; "),
      evidence.chanceAgreement.map { fixed($0) } ?? "", evidence.agreementLowerBound.map { fixed($0) } ?? "",
      String(evidence.otherWritings), evidence.dateBasis.rawValue,
      advisedResourceIndex.map { catalog.resources[$0].code } ?? "",
      evidence.examples.map { "\($0.file):\($0.rowNumber)" }.joined(separator: "; "),
    ]
  }
}

/// A share with four digits, `0.9731`.
func fixed(_ share: Double) -> String {
  let scaled = Int((min(max(share, 0), 1) * 10_000).rounded())
  let digits = String(scaled % 10_000)
  return "\(scaled / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
}
