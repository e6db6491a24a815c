internal import Foundation
internal import GuiyiCatalog
internal import GuiyiDiscovery
internal import GuiyiLink
internal import GuiyiModel

/// What a link.yaml says; its names are held against the data when it is used.
public struct SpecificationFile: Sendable {
  struct Named<Value: Sendable>: Sendable {
    let value: Value
    let site: Site
  }

  let path: String
  var mode: Named<LinkageMode>?
  var onceOnly: [Named<String>] = []
  /// Column kinds by heading, in the order of the file.
  var columns: [(heading: Named<String>, kind: ColumnKind)] = []
  var spec = LinkSpec(comparisons: [], rules: [])
  /// Where each comparison's column is named.
  var fieldSites: [Site] = []

  /// The mode that the file names; nil leaves it to the command line.
  public var linkageMode: LinkageMode? { mode?.value }

  /// Reads a link.yaml.
  /// - Throws: `LinkageError` with the file and line of every mistake, or where the file cannot be read.
  public init(path: String) throws(LinkageError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LinkageError(
        .settings, "cannot read \(path)",
        nextStep: "'guiyi link … --write-spec \(path)' writes one to start from.")
    }
    try self.init(bytes: [UInt8](data), path: path)
  }

  init(bytes: [UInt8], path: String) throws(LinkageError) {
    self.path = path
    var mistakes = MistakeList()
    if let root = readYAML(bytes, file: path, into: &mistakes) {
      SpecificationReader(file: path).read(root, into: &self, &mistakes)
    } else if mistakes.isEmpty {
      mistakes.add(Site(file: path, lineNumber: 1), "the file is empty", "文件为空")
    }
    try Self.stop(at: mistakes)
  }

  private static func stop(at mistakes: MistakeList) throws(LinkageError) {
    if mistakes.isEmpty { return }
    throw LinkageError(
      .settings, mistakes.error().description, nextStep: "Correct the places named above and run again.")
  }

  /// The kinds that the file gives to columns of the data.
  func kinds(for table: LinkTable) throws(LinkageError) -> [String: ColumnKind] {
    var mistakes = MistakeList()
    var kinds: [String: ColumnKind] = [:]
    let headings = table.fields.map(\.name)
    for (heading, kind) in columns {
      let key = FileTable.key(heading.value)
      guard let field = headings.first(where: { FileTable.key($0) == key }) else {
        mistakes.add(
          heading.site, "the files have no column '\(shown(heading.value))'",
          "文件中没有“\(shown(heading.value))”列", nearest: nearestWord(to: heading.value, among: headings))
        continue
      }
      kinds[field] = kind
    }
    try Self.stop(at: mistakes)
    return kinds
  }

  /// The specification for the columns and sources that are there.
  func specification(for table: LinkTable, sources: [String]) throws(LinkageError) -> LinkSpec {
    var mistakes = MistakeList()
    var spec = spec
    let fields = table.fields.map(\.name)
    for index in spec.comparisons.indices {
      let wanted = spec.comparisons[index].field
      if fields.contains(wanted) { continue }
      if let near = fields.first(where: { FileTable.key($0) == FileTable.key(wanted) }) {
        spec.comparisons[index].field = near
        continue
      }
      mistakes.add(
        fieldSites[index], "there is no column '\(shown(wanted))' to compare", "没有可比对的“\(shown(wanted))”列",
        nearest: nearestWord(to: wanted, among: fields))
    }
    spec.uniqueSources = []
    for source in onceOnly {
      guard let place = sources.firstIndex(of: source.value) else {
        mistakes.add(
          source.site, "no file is called '\(shown(source.value))'", "没有名为“\(shown(source.value))”的文件",
          nearest: nearestWord(to: source.value, among: sources))
        continue
      }
      spec.uniqueSources.append(UInt16(place))
    }
    try Self.stop(at: mistakes)
    return spec
  }
}
