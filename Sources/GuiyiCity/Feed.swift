/// A column of a resource and what the catalog says about it.
struct Item: Sendable {
  enum Origin: String, Sendable { case collected, shared, generated }

  enum Collection: Sendable {
    case none
    case statutory(String)
    case registered(String)
  }

  var column: String
  /// Full name of the standard data element; empty for an unmapped column.
  var element: String
  var role: String
  var isRequired = false
  var isAuthoritative = false
  var origin = Origin.collected
  var collection = Collection.none
  /// The element whose values the column holds in truth though the catalog does not say so.
  var hides = ""
  /// Why an unmapped column that looks suspicious is none.
  var innocence = ""

  init(_ column: String, _ element: String = "", role: String = "") {
    self.column = column
    self.element = element
    self.role = role
  }

  var subject: String { String(element.prefix { $0 != "." }) }

  func required() -> Item { with { $0.isRequired = true } }
  func authoritative() -> Item { with { $0.isAuthoritative = true } }
  func shared() -> Item { with { $0.origin = .shared } }
  func generated() -> Item { with { $0.origin = .generated } }
  func statutory(_ basis: String) -> Item { with { $0.collection = .statutory(basis) } }
  func registered(_ reference: String) -> Item { with { $0.collection = .registered(reference) } }
  func hiding(_ element: String) -> Item { with { $0.hides = element } }
  func innocent(_ why: String) -> Item { with { $0.innocence = why } }

  private func with(_ change: (inout Item) -> Void) -> Item {
    var copy = self
    change(&copy)
    return copy
  }
}

/// How the files of a resource are written.
struct FileFormat: Sendable {
  enum Encoding: String, Sendable {
    case utf8, utf8BOM, gb18030, utf16
  }

  var encoding = Encoding.utf8
  var delimiter = UInt8(ascii: ",")
  var endsWithCarriageReturn = false
  /// Lines above the header.
  var titles: [String] = []
  var hasTotals = false
  var quotesEverything = false
  /// Begins with two byte order marks, as files do that went through two programs.
  var hasDoubleMark = false
  /// Puts an apostrophe before numbers, as people do to keep a spreadsheet from rounding them.
  var apostrophes = false
}

enum ShareType: Sendable {
  case unconditional
  case conditional(condition: String, basis: String)
  /// Without a basis it counts as unconditional.
  case none(basis: String)

  /// Whether a department could have had it through the platform.
  var isObtainable: Bool {
    if case .none(let basis) = self { return basis.isEmpty }
    return true
  }
}

/// How dirty a resource is, as factors on the common rates.
struct Dirtiness: Sendable {
  var numbers = 1.0
  var names = 1.0
  var dates = 1.0
  var phones = 1.0
  var addresses = 1.0
  /// Still holds numbers of 15 digits.
  var hasOldNumbers = false
  /// Share of rows entered twice.
  var repeats = 0.0
  /// One writing of dates for every file; otherwise each file has its own.
  var dateStyle: DateStyle?
  /// Index of a file whose column of numbers a spreadsheet has rounded.
  var roundedFile = -1
  /// Index of a file whose clerk typed the own number where none was at hand.
  var clerkFile = -1
}

/// One resource of a department: its catalog entry and how its files look.
struct FeedDefinition: Sendable {
  var code: String
  var name: String
  /// Files are `folder/NAME.csv` below pools/.
  var folder: String
  var files: [String]
  var fileExtension = "csv"
  var format = FileFormat()
  /// A wrong label in the catalog, where there is one.
  var labelledEncoding = ""
  /// The file that is written in another encoding than the rest; -1 for none.
  var strayFile = -1
  /// The file of a newer template in which the first two columns have changed places; -1 for none.
  var reorderedFile = -1
  var cycle: String
  var published: Day
  var share = ShareType.unconditional
  /// The days on which rows were collected.
  var collected: ClosedRange<Int> = Day(2023, 1, 4).number...Day(2026, 10, 20).number
  var dirt = Dirtiness()
  var items: [Item]

  init(_ code: String, _ name: String, folder: String, files: [String], cycle: String, items: [Item]) {
    self.code = code
    self.name = name
    self.folder = folder
    self.files = files
    self.cycle = cycle
    self.items = items
    published = Day(2022, 6, 1)
  }
}

/// A department and its resources, in the catalog's order.
struct DepartmentDefinition: Sendable {
  var code: String
  var name: String
  /// Name of the catalog file.
  var key: String
  var feeds: [FeedDefinition]
}

/// A grant of one department's items to another.
struct Grant: Sendable {
  var consumer: String
  var resource: String
  var elements: [String]
}
