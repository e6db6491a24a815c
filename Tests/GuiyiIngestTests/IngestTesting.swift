import GuiyiColumns
import GuiyiIngest
import GuiyiModel

/// A resource with the given columns and no elements.
func resource(_ columns: [String], format: DeclaredFormat = .init(), files: String = "**") -> Resource {
  let site = Site(file: "catalog/test.yaml", lineNumber: 1)
  return Resource(
    index: 3, code: "T-1", name: "测试", departmentIndex: 0, files: files, format: format, updateCycle: nil,
    published: nil, share: Share(type: .unconditional, condition: nil, basis: nil),
    items: columns.map {
      Item(
        column: $0, element: nil, role: "", isRequired: false, isAuthoritative: false, origin: .collected,
        collection: nil, site: site)
    }, site: site)
}

/// One file in memory, read as a resource with the given columns.
func read(
  _ bytes: [UInt8], columns: [String], format: DeclaredFormat = .init(), options: IngestOptions = .init(),
  threads: Int = 1
) throws -> IngestedResource {
  try ingest(
    [DeliveredFile(name: "a.csv", bytes: bytes)], as: resource(columns, format: format), options: options,
    workers: Workers(threadCount: threads))
}

func read(_ text: String, columns: [String], options: IngestOptions = .init()) throws -> IngestedResource {
  try read(Array(text.utf8), columns: columns, options: options)
}

extension IngestedResource {
  /// All accepted rows and repeats as text, with their numbers.
  var rows: [String] {
    (0..<table.rowCount).map { row in
      "\(table.rowNumbers[row]):"
        + table.columns.map { $0.dictionary.string($0.ids[row]) }.joined(separator: "|")
    }
  }

  /// Quarantined rows as `3 ragged`.
  var setAside: [String] { quarantined.map { "\($0.rowNumber) \($0.rule.code)" } }

  var findingTexts: [String] {
    findings.findings.map { "\($0.rule.code) \(findings.texts.string($0.detail))" }
  }
}
