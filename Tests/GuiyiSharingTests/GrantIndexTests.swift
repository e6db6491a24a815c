import GuiyiModel
import GuiyiSharing
import Testing

@Suite struct GrantIndexTests {
  static let site = Site(file: "catalog/a.yaml", lineNumber: 1)

  static func item(_ element: DataElement, authoritative: Bool = false) -> Item {
    Item(
      column: element.chineseName, element: element, role: "", isRequired: false,
      isAuthoritative: authoritative,
      origin: .collected, collection: nil, site: site)
  }

  static func resource(_ index: Int, department: Int, share: ShareType, basis: String?, _ items: [Item])
    -> Resource
  {
    Resource(
      index: index, code: "R\(index)", name: "资源\(index)", departmentIndex: department, files: "*.csv",
      format: DeclaredFormat(), updateCycle: nil, published: nil,
      share: Share(type: share, condition: nil, basis: basis), items: items, site: site)
  }

  static func catalog(_ grants: [Grant]) -> Catalog {
    Catalog(
      departments: [
        Department(index: 0, code: "D0", name: "甲"), Department(index: 1, code: "D1", name: "乙"),
      ],
      resources: [
        resource(
          0, department: 0, share: .unconditional, basis: nil, [item(.personPhone, authoritative: true)]),
        resource(1, department: 1, share: .none, basis: "某法第一条", [item(.personPhone)]),
      ], grants: grants, findings: [])
  }

  static func grant(_ consumer: String, _ resource: String, _ element: DataElement) -> Grant {
    Grant(consumer: consumer, resource: resource, elements: [element], from: 100, until: 200)
  }

  @Test func `a grant covers its days and no other`() {
    let index = GrantIndex(Self.catalog([Self.grant("D1", "R0", .personPhone)]))
    let windows = index.windows(consumer: "D1", element: .personPhone)
    #expect(windows.cover(100) && windows.cover(200))
    #expect(!windows.cover(99) && !windows.cover(201))
    #expect(index.windows(consumer: "D0", element: .personPhone).isEmpty)
  }

  @Test func `a grant without a word to say explains nothing`() {
    let index = GrantIndex(
      Self.catalog([
        Self.grant("D1", "R9", .personPhone), Self.grant("D1", "R0", .personEmployer),
        Self.grant("D0", "R0", .personPhone),
      ]))
    #expect(index.windows(consumer: "D1", element: .personPhone).isEmpty)
    #expect(index.windows(consumer: "D1", element: .personEmployer).isEmpty)
    #expect(index.windows(consumer: "D0", element: .personPhone).isEmpty)
  }

  @Test func `sources are the authoritative items, and only a refusal with a basis closes one`() {
    let catalog = Self.catalog([])
    #expect(SourceList(catalog)[.personPhone].map(\.resourceIndex) == [0])
    #expect(SourceList(catalog)[.personEmployer].isEmpty)
    #expect(catalog.resources[0].share.isObtainable)
    #expect(!catalog.resources[1].share.isObtainable)
    #expect(Share(type: .none, condition: nil, basis: nil).isObtainable)
  }
}
