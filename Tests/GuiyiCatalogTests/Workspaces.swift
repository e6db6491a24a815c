import GuiyiCatalog
import GuiyiModel

/// A workspace in memory with one catalog file; everything may be replaced.
func workspace(
  settings: String = "city: {code: \"410400\", name: 平顶山市}\n", catalog: String = sampleCatalog,
  grants: String? = nil
) throws(SettingsError) -> Workspace {
  try readWorkspace(
    settings: Array(settings.utf8), catalogs: [("catalog/police.yaml", Array(catalog.utf8))],
    grants: grants.map { Array($0.utf8) })
}

/// The English messages of a workspace that cannot be used, in order; none where it can.
func mistakes(
  settings: String = "city: {code: \"410400\", name: 平顶山市}\n", catalog: String = sampleCatalog,
  grants: String? = nil
) -> [String] {
  do throws(SettingsError) {
    _ = try workspace(settings: settings, catalog: catalog, grants: grants)
    return []
  } catch {
    return error.mistakes.map(\.englishDescription)
  }
}

/// A catalog file around the items of one resource; the first item stands on line 6.
func catalog(items: String) -> String {
  """
  department: {code: 11410400MB0000001X, name: 平顶山市公安局}
  resources:
    - code: 410400-GA-0001
      name: 常住人口登记信息
      items:
  \(items)
      files: police/*.csv
  """
}

let sampleCatalog = """
  department: {code: 11410400MB0000001X, name: 平顶山市公安局}
  resources:
    - code: 410400-GA-0001
      name: 常住人口登记信息
      files: police/residents/*.csv
      format: {type: csv, encoding: GB18030, delimiter: "|", header: 3}
      update-cycle: daily
      published: 2022-06-01
      share: {type: conditional, condition: 申请, basis: 《…》第一条}
      items:
        - {column: 公民身份号码, element: person.id-number, required: true, authoritative: true}
        - {column: 姓名, element: person.name, required: true}
        - {column: 民族, element: person.ethnicity, origin: shared}
        - {column: 户籍地址, element: person.registered-address,
           collection: {kind: statutory, basis: 《…法》第十二条}}
        - {column: 监护人, element: person.name, role: guardian}
        - {column: 备注}
  """
