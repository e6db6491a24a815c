internal import FoundationEssentials
internal import GuiyiModel
internal import Yams

/// Reads the settings and the catalog of a workspace.
///
/// - Parameter path: the workspace's folder.
/// - Returns: settings and catalog, resolved; files are relative to the folder in every site.
/// - Throws: every mistake of guiyi.yaml, catalog/*.yaml, sharing/grants.yaml and disputes.yaml at once.
public func readWorkspace(at path: String) throws(SettingsError) -> Workspace {
  let files = SettingsFiles(root: path)
  var mistakes = MistakeList()
  let settingsBytes = files.read("guiyi.yaml", into: &mistakes)
  if settingsBytes == nil, mistakes.isEmpty {
    mistakes.add(
      Site(file: "guiyi.yaml", lineNumber: 1), "no such file; 'guiyi init' writes one",
      "文件不存在；可用 guiyi init 生成")
  }
  var catalogs: [(file: String, bytes: [UInt8])] = []
  for file in files.list("catalog") {
    if let bytes = files.read(file, into: &mistakes) { catalogs.append((file, bytes)) }
  }
  let grants = files.read("sharing/grants.yaml", into: &mistakes)
  let disputes = files.read("disputes.yaml", into: &mistakes)
  var rules: [(file: String, bytes: [UInt8])] = []
  for file in files.list("rules") {
    if let bytes = files.read(file, into: &mistakes) { rules.append((file, bytes)) }
  }
  return try readWorkspace(
    root: path, settings: settingsBytes, catalogs: catalogs, grants: grants, disputes: disputes,
    rules: rules, mistakes: mistakes)
}

/// As `readWorkspace(at:)`, for files already in memory: nothing is read, and nothing is trusted.
///
/// - Parameters:
///   - catalogs: the files of catalog/ with their names relative to the workspace.
///   - grants: sharing/grants.yaml, nil where there is none.
///   - disputes: disputes.yaml, nil where there is none.
///   - rules: the files of rules/.
package func readWorkspace(
  root: String = "", settings: [UInt8], catalogs: [(file: String, bytes: [UInt8])], grants: [UInt8]? = nil,
  disputes: [UInt8]? = nil, rules: [(file: String, bytes: [UInt8])] = []
) throws(SettingsError) -> Workspace {
  try readWorkspace(
    root: root, settings: settings, catalogs: catalogs, grants: grants, disputes: disputes,
    rules: rules, mistakes: MistakeList())
}

private func readWorkspace(
  root: String, settings: [UInt8]?, catalogs: [(file: String, bytes: [UInt8])], grants: [UInt8]?,
  disputes: [UInt8]?, rules: [(file: String, bytes: [UInt8])], mistakes: MistakeList
) throws(SettingsError) -> Workspace {
  var mistakes = mistakes
  var read: Settings?
  var rulesOff: [NamedRule] = []
  var settingsNode: Node?
  if let settings {
    let toldBefore = mistakes.mistakes.count
    let node = readYAML(settings, file: "guiyi.yaml", into: &mistakes)
    settingsNode = node
    if let node {
      read = readSettings(node, file: "guiyi.yaml", rulesOff: &rulesOff, into: &mistakes)
    } else if mistakes.mistakes.count == toldBefore {
      mistakes.add(Site(file: "guiyi.yaml", lineNumber: 1), "'city' is missing", "缺少“city”（城市）")
    }
  }
  var drafts: [DraftDepartment] = []
  var codes: [String] = []
  var isEveryCodeKnown = true
  for (file, bytes) in catalogs {
    let toldBefore = mistakes.mistakes.count
    guard let node = readYAML(bytes, file: file, into: &mistakes) else {
      // An empty file is a catalog that somebody is about to write.
      if mistakes.mistakes.count > toldBefore { isEveryCodeKnown = false }
      continue
    }
    if let draft = readCatalogFile(node, file: file, codes: &codes, into: &mistakes) { drafts.append(draft) }
  }
  var granted: [Grant] = []
  if let grants, let node = readYAML(grants, file: "sharing/grants.yaml", into: &mistakes) {
    granted = readGrants(
      node, file: "sharing/grants.yaml", resourceCodes: isEveryCodeKnown ? codes.sorted(by: precedes) : nil,
      into: &mistakes)
  }
  if let settingsNode {
    read?.survivorship = readSurvivorship(
      settingsNode, resourceCodes: isEveryCodeKnown ? codes.sorted(by: precedes) : nil, into: &mistakes)
  }
  let disputed = disputes.flatMap { readYAML($0, file: "disputes.yaml", into: &mistakes) }.map {
    readDisputes($0, file: "disputes.yaml", into: &mistakes)
  }
  let catalog = assembleCatalog(drafts, grants: granted, into: &mistakes)
  var own = OwnRulesReader(catalog)
  for (file, bytes) in rules {
    if let node = readYAML(bytes, file: file, into: &mistakes) { own.read(node, file: file, into: &mistakes) }
  }
  if let read { checkFeeds(read, catalog, into: &mistakes) }
  // Told also where the city is missing.
  let off = resolve(rulesOff, own: own.rules, into: &mistakes)
  read?.rulesOff = off
  guard mistakes.isEmpty, let read else { throw mistakes.error() }
  return Workspace(
    root: root, settings: read, catalog: catalog, disputes: disputed ?? [], ownRules: own.rules)
}

/// The settings files of one workspace, as they lie on disk.
private struct SettingsFiles {
  let root: String

  /// The YAML files of a folder in byte order, with their names relative to the workspace.
  func list(_ folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
    return names.filter { !$0.hasPrefix(".") && ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) }
      .sorted(by: precedes).map { "\(folder)/\($0)" }
  }

  /// The bytes of a regular file; nil where there is none. What cannot be read is a mistake.
  func read(_ file: String, into mistakes: inout MistakeList) -> [UInt8]? {
    let path = URL(filePath: "\(root)/\(file)").resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
    let site = Site(file: file, lineNumber: 1)
    // A pipe or a device could be endless.
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      mistakes.add(site, "not a regular file", "不是普通文件")
      return nil
    }
    let size = attributes[.size] as? UInt ?? (attributes[.size] as? UInt64).map { UInt(clamping: $0) } ?? 0
    guard size <= UInt(YAMLBounds.byteCount) else {
      mistakes.add(site, "the file is larger than 16 MiB", "文件超过 16 MiB")
      return nil
    }
    guard let content = FileManager.default.contents(atPath: path) else {
      mistakes.add(site, "the file cannot be read", "文件无法读取")
      return nil
    }
    return [UInt8](content)
  }
}
