internal import GuiyiModel
internal import Yams

/// A department as one catalog file writes it.
struct DraftDepartment {
  let code: String
  let name: String
  let site: Site
  var resources: [DraftResource] = []
}

/// A resource as the catalog writes it, before it has its place.
struct DraftResource {
  let code: String
  let name: String
  let files: String
  let format: DeclaredFormat
  let updateCycle: UpdateCycle?
  let published: DayNumber?
  let share: Share
  /// The share type as written is not unconditional, and no law is named for it.
  let lacksBasis: Bool
  let items: [Item]
  let site: Site
  let shareSite: Site
}

/// Reads one file of catalog/; nil where the department itself cannot be told.
///
/// - Parameter codes: gets the code of every resource, also of those that cannot be used.
func readCatalogFile(
  _ root: Node, file: String, codes: inout [String], into mistakes: inout MistakeList
) -> DraftDepartment? {
  guard
    let top = MappingReader(
      root, file: file, place: .catalog, known: ["department", "resources"], into: &mistakes)
  else { return nil }
  let own = top.mapping("department", place: .department, known: ["code", "name"], into: &mistakes)
  if own == nil, top.lacks("department") { top.missing("department", into: &mistakes) }
  let code = own?.requiredText("code", into: &mistakes)
  let name = own?.requiredText("name", into: &mistakes)
  if let code, let own { checkCreditCode(code, own.site(of: "code"), into: &mistakes) }
  // The resources are read in any case: their mistakes are told together with the department's.
  let resources = top.list("resources", into: &mistakes).compactMap {
    readResource($0, file: file, codes: &codes, into: &mistakes)
  }
  guard let code, let name, let own else { return nil }
  return DraftDepartment(code: code, name: name, site: own.site(of: "code"), resources: resources)
}

/// A department is named by 18 digits and capitals; the check character is not looked at, because sample
/// departments are invented.
func checkCreditCode(_ code: String, _ site: Site, into mistakes: inout MistakeList) {
  let isSound =
    code.utf8.count == 18
    && code.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
  guard !isSound else { return }
  mistakes.add(
    site,
    "a department's code is a unified social credit code of 18 digits and capitals, not '\(shown(code))'",
    "部门代码应为 18 位统一社会信用代码，而不是“\(shown(code))”")
}

private func readResource(
  _ node: Node, file: String, codes: inout [String], into mistakes: inout MistakeList
) -> DraftResource? {
  let keys = ["code", "name", "files", "format", "update-cycle", "published", "share", "items"]
  guard let own = MappingReader(node, file: file, place: .resource, known: keys, into: &mistakes) else {
    return nil
  }
  let code = own.requiredText("code", into: &mistakes)
  if let code { codes.append(code) }
  let name = own.requiredText("name", into: &mistakes)
  let files = own.requiredText("files", into: &mistakes)
  if let files { checkGlob(files, own.site(of: "files"), into: &mistakes) }
  let format = readFormat(own, into: &mistakes)
  let cycle = own.word("update-cycle", of: UpdateCycle.allCases.map(\.rawValue), into: &mistakes)
  let published = own.day("published", into: &mistakes)
  let (share, lacksBasis) = readShare(own, into: &mistakes)
  if own.lacks("items") { own.missing("items", into: &mistakes) }
  var items: [Item] = []
  for node in own.list("items", into: &mistakes) {
    guard let item = readItem(node, file: file, into: &mistakes) else { continue }
    if let first = items.first(where: { $0.column == item.column }) {
      mistakes.add(
        item.site,
        "column '\(shown(item.column))' stands twice in this resource, first at \(place(of: first.site))",
        "列“\(shown(item.column))”在本资源中重复，首次出现于 \(place(of: first.site))")
      continue
    }
    items.append(item)
  }
  if items.count > 10_000 {
    mistakes.add(own.site(of: "items"), "a resource has at most 10000 items", "一个资源最多 10000 个数据项")
  }
  guard let code, let name, let files else { return nil }
  return DraftResource(
    code: code, name: name, files: files, format: format, updateCycle: cycle.flatMap(UpdateCycle.init),
    published: published, share: share, lacksBasis: lacksBasis, items: items, site: own.site(of: "code"),
    shareSite: own.site(of: "share"))
}

func place(of site: Site) -> String { "\(site.file):\(site.lineNumber)" }

/// Pools are all that a catalog can reach.
private func checkGlob(_ files: String, _ site: Site, into mistakes: inout MistakeList) {
  let parts = files.split(separator: "/", omittingEmptySubsequences: false)
  guard files.utf8.first == 0x2F || parts.contains("..") || files.utf8.contains(0) else { return }
  mistakes.add(
    site, "'files' is a path below pools/, without '..' and without a leading '/'",
    "“files”应为 pools/ 下的相对路径，不含“..”，不以“/”开头")
}

private func readFormat(_ resource: MappingReader, into mistakes: inout MistakeList) -> DeclaredFormat {
  let keys = ["type", "encoding", "delimiter", "header"]
  guard let own = resource.mapping("format", place: .format, known: keys, into: &mistakes) else {
    return .init()
  }
  var format = DeclaredFormat()
  if own.word("type", of: ["csv", "tsv"], into: &mistakes) == "tsv" { format.delimiter = 0x09 }
  if let text = own.text("encoding", into: &mistakes), text != "auto" {
    let known = ["utf-8", "utf-16", "utf-16le", "utf-16be", "gb18030", "gbk", "gb2312"]
    let spelled = text.lowercased() == "utf8" ? "utf-8" : text.lowercased()
    if known.contains(spelled) {
      format.encoding = spelled
    } else {
      mistakes.add(
        own.site(of: "encoding"), column: own.node("encoding")?.columnNumber ?? 0,
        "'\(shown(text))' is not an encoding; known are auto, \(known.joined(separator: ", "))",
        "“\(shown(text))”不是可用的编码，可用：auto、\(known.joined(separator: "、"))",
        nearest: nearestWord(to: text, among: known))
    }
  }
  if let text = own.text("delimiter", into: &mistakes), text != "auto" {
    let names: [String: UInt8] = ["comma": 0x2C, "tab": 0x09, "\\t": 0x09, "semicolon": 0x3B, "pipe": 0x7C]
    if let named = names[text] {
      format.delimiter = named
    } else if text.utf8.count == 1, let byte = text.utf8.first, byte < 0x80,
      ![0x22, 0x0A, 0x0D].contains(byte)
    {
      format.delimiter = byte
    } else {
      mistakes.add(
        own.site(of: "delimiter"), column: own.node("delimiter")?.columnNumber ?? 0,
        "a delimiter is one ASCII character, or auto, comma, tab, semicolon, pipe; not '\(shown(text))'",
        "分隔符应为一个 ASCII 字符，或 auto、comma、tab、semicolon、pipe，而不是“\(shown(text))”",
        nearest: nearestWord(to: text, among: ["auto"] + names.keys.sorted()))
    }
  }
  switch own.text("header", into: &mistakes) {
  case nil, "auto": break
  case "none": format.headerRowNumber = 0
  default: format.headerRowNumber = own.whole("header", in: 0...10_000, into: &mistakes)
  }
  return format
}

private func readShare(
  _ resource: MappingReader, into mistakes: inout MistakeList
) -> (share: Share, lacksBasis: Bool) {
  let fallback = Share(type: .unconditional, condition: nil, basis: nil)
  let keys = ["type", "condition", "basis"]
  guard let own = resource.mapping("share", place: .share, known: keys, into: &mistakes) else {
    return (fallback, false)
  }
  if own.lacks("type") { own.missing("type", into: &mistakes) }
  let word = own.word("type", of: ["unconditional", "conditional", "none"], into: &mistakes)
  let condition = own.text("condition", into: &mistakes)
  let basis = own.text("basis", into: &mistakes)
  guard let type = word.flatMap(ShareType.init) else { return (fallback, false) }
  let lacksBasis = type != .unconditional && isBlank(basis)
  return (Share(type: lacksBasis ? .unconditional : type, condition: condition, basis: basis), lacksBasis)
}

private func isBlank(_ text: String?) -> Bool {
  text.map { $0.unicodeScalars.allSatisfy(\.properties.isWhitespace) } ?? true
}

private func readItem(_ node: Node, file: String, into mistakes: inout MistakeList) -> Item? {
  let keys = ["column", "element", "role", "required", "authoritative", "origin", "collection"]
  guard let own = MappingReader(node, file: file, place: .item, known: keys, into: &mistakes) else {
    return nil
  }
  let column = own.requiredText("column", into: &mistakes)
  let element = readElement(own, into: &mistakes)
  let role = own.text("role", into: &mistakes) ?? ""
  let isRequired = own.flag("required", into: &mistakes)
  let isAuthoritative = own.flag("authoritative", into: &mistakes)
  let origin = own.word("origin", of: Origin.allCases.map(\.rawValue), into: &mistakes)
  let collection = readCollection(own, into: &mistakes)
  guard let column else { return nil }
  return Item(
    column: column, element: element, role: role, isRequired: isRequired, isAuthoritative: isAuthoritative,
    origin: origin.flatMap(Origin.init) ?? .collected, collection: collection, site: own.site)
}

private func readElement(_ item: MappingReader, into mistakes: inout MistakeList) -> DataElement? {
  guard let text = item.text("element", into: &mistakes) else { return nil }
  if let element = DataElement(name: text) { return element }
  elementMistake(
    text, item.site(of: "element"), item.node("element")?.columnNumber ?? 0, into: &mistakes)
  return nil
}

func elementMistake(_ text: String, _ site: Site, _ column: Int, into mistakes: inout MistakeList) {
  mistakes.add(
    site, column: column, "'\(shown(text))' is not a data element", "“\(shown(text))”不是标准数据元",
    nearest: nearestElement(to: text))
}

/// The element that was meant: by its name, by its key alone (`id-number`), or by its Chinese name.
private func nearestElement(to text: String) -> String? {
  if let same = DataElement.all.first(where: { $0.key == text || $0.chineseName == text }) {
    return same.name
  }
  return nearestWord(to: text, among: DataElement.all.map(\.name))
    ?? nearestWord(to: text, among: DataElement.all.map(\.key)).flatMap { key in
      DataElement.all.first { $0.key == key }?.name
    }
}

private func readCollection(_ item: MappingReader, into mistakes: inout MistakeList) -> Collection? {
  let keys = ["kind", "basis", "reference"]
  guard let own = item.mapping("collection", place: .collection, known: keys, into: &mistakes) else {
    return nil
  }
  if own.lacks("kind") { own.missing("kind", into: &mistakes) }
  switch own.word("kind", of: ["statutory", "registered"], into: &mistakes) {
  case "statutory": return own.requiredText("basis", into: &mistakes).map { .statutory(basis: $0) }
  case "registered": return own.requiredText("reference", into: &mistakes).map { .registered(reference: $0) }
  default: return nil
  }
}
