/// Where something was written, for messages: a file relative to the workspace and a line from 1.
public struct Site: Sendable, Hashable {
  public let file: String
  public let lineNumber: Int
  public init(file: String, lineNumber: Int) {
    self.file = file
    self.lineNumber = lineNumber
  }
}

/// A calendar day as days since 1970-01-01; the contract's dates without a time of day.
public typealias DayNumber = Int32

/// A department that provides data; `code` is its own unified social credit code.
public struct Department: Sendable, Hashable {
  public let index: Int
  public let code: String
  public let name: String
  public init(index: Int, code: String, name: String) {
    self.index = index
    self.code = code
    self.name = name
  }
}

/// How a resource is shared (Article 17).
public enum ShareType: String, Sendable {
  case unconditional, conditional, none
}

public struct Share: Sendable, Hashable {
  /// As it counts: without a legal basis every resource is unconditional (Article 17).
  public let type: ShareType
  public let condition: String?
  public let basis: String?
  public init(type: ShareType, condition: String?, basis: String?) {
    self.type = type
    self.condition = condition
    self.basis = basis
  }
}

public enum UpdateCycle: String, Sendable, CaseIterable {
  case realtime, daily, weekly, monthly, quarterly, yearly, irregular
}

/// How a department comes by the values of an item.
public enum Origin: String, Sendable, CaseIterable {
  case collected, shared, generated
}

/// Why a department may collect an item although another one is its source.
public enum Collection: Sendable, Hashable {
  /// A law orders it; the law as cited.
  case statutory(basis: String)
  /// A registered joint collection (Article 12); its reference.
  case registered(reference: String)
}

/// A column of a resource as the catalog describes it.
public struct Item: Sendable {
  public let column: String
  /// The standard meaning; nil for an unmapped column.
  public let element: DataElement?
  /// Tells apart several subjects in one row; "" for the row's main subject.
  public let role: String
  public let isRequired: Bool
  public let isAuthoritative: Bool
  public let origin: Origin
  public let collection: Collection?
  public let site: Site
  public init(
    column: String, element: DataElement?, role: String, isRequired: Bool, isAuthoritative: Bool,
    origin: Origin, collection: Collection?, site: Site
  ) {
    self.column = column
    self.element = element
    self.role = role
    self.isRequired = isRequired
    self.isAuthoritative = isAuthoritative
    self.origin = origin
    self.collection = collection
    self.site = site
  }
}

/// What the catalog says of a file's form; nil is sniffed.
public struct DeclaredFormat: Sendable, Hashable {
  /// A name such as `utf-8`, `gb18030`, `gbk`, `utf-16`.
  public var encoding: String?
  /// One ASCII byte.
  public var delimiter: UInt8?
  /// The header's row as a spreadsheet counts, from 1; 0 where there is none.
  public var headerRowNumber: Int?
  public init(encoding: String? = nil, delimiter: UInt8? = nil, headerRowNumber: Int? = nil) {
    self.encoding = encoding
    self.delimiter = delimiter
    self.headerRowNumber = headerRowNumber
  }
}

/// A data resource of a department.
public struct Resource: Sendable {
  /// The place in `Catalog.resources`, which is ordered by `code`.
  public let index: Int
  public let code: String
  public let name: String
  public let departmentIndex: Int
  /// The glob below pools/.
  public let files: String
  public let format: DeclaredFormat
  public let updateCycle: UpdateCycle?
  public let published: DayNumber?
  public let share: Share
  public let items: [Item]
  public let site: Site
  public init(
    index: Int, code: String, name: String, departmentIndex: Int, files: String, format: DeclaredFormat,
    updateCycle: UpdateCycle?, published: DayNumber?, share: Share, items: [Item], site: Site
  ) {
    self.index = index
    self.code = code
    self.name = name
    self.departmentIndex = departmentIndex
    self.files = files
    self.format = format
    self.updateCycle = updateCycle
    self.published = published
    self.share = share
    self.items = items
    self.site = site
  }
}

/// A permission to use items of another department's resource through the platform.
public struct Grant: Sendable, Hashable {
  /// The using department's code.
  public let consumer: String
  /// The resource's code.
  public let resource: String
  public let elements: [DataElement]
  public let from: DayNumber?
  public let until: DayNumber?
  public init(
    consumer: String, resource: String, elements: [DataElement], from: DayNumber?, until: DayNumber?
  ) {
    self.consumer = consumer
    self.resource = resource
    self.elements = elements
    self.from = from
    self.until = until
  }
}

/// Something wrong in the catalog that does not stop a run, with the rule that it breaks.
public struct CatalogFinding: Sendable {
  public let rule: Rule
  /// The resource's code, "" where the finding is about no one resource.
  public let resource: String
  public let column: String
  public let site: Site
  public let detail: String
  public init(rule: Rule, resource: String, column: String, site: Site, detail: String) {
    self.rule = rule
    self.resource = resource
    self.column = column
    self.site = site
    self.detail = detail
  }
}

/// The departments, their resources and the grants of a workspace, resolved.
public struct Catalog: Sendable {
  /// By code.
  public let departments: [Department]
  /// By code; `Resource.index` is the place here.
  public let resources: [Resource]
  public let grants: [Grant]
  public let findings: [CatalogFinding]
  public init(
    departments: [Department], resources: [Resource], grants: [Grant], findings: [CatalogFinding]
  ) {
    self.departments = departments
    self.resources = resources
    self.grants = grants
    self.findings = findings
  }

  public func department(of resource: Resource) -> Department { departments[resource.departmentIndex] }
}
