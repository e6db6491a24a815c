import GuiyiColumns
import GuiyiRecords
import GuiyiTesting

extension TestTables {
  /// The records of the tables, as a run collects them.
  func records(threads: Int = 1) -> CityRecords {
    CityRecords(
      tables: tables, normalized: normalized, values: values, catalog: catalog,
      workers: Workers(threadCount: threads))
  }
}
