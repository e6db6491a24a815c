import ArgumentParser
import GuiyiCatalog
import GuiyiIngest
import GuiyiText

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Propose the catalog entry of files: encoding, delimiter, header, data elements.",
    discussion: """
      EXAMPLE
        guiyi inspect my-city/pools/police/residents.csv > my-city/catalog/police.yaml
      """)

  @Argument(help: "Files to look at.", completion: .file()) var files: [String]

  func run() throws {
    try reporting {
      for file in files {
        let (format, rows) = try readSample(path: file, maxRows: 2_000)
        print(
          proposeCatalogEntry(
            InspectedFile(
              path: file, encoding: format.encoding.rawValue, delimiter: format.delimiter,
              headerRowNumber: format.headerRowNumber, headings: format.headings, rows: rows)))
      }
    }
  }
}
