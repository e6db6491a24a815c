public import GuiyiModel

/// One mistake in a settings file: where it stands, what is wrong, and the nearest word that is known.
public struct SettingsMistake: Sendable, Hashable {
  public let site: Site
  /// From 1, in characters; 0 where the whole line or file is meant.
  public let columnNumber: Int
  /// What is wrong, for engineers.
  public let english: String
  /// The same for the people who keep the catalog.
  public let chinese: String
  /// The known word that is closest to what was written.
  public let nearest: String?

  /// `catalog/police.yaml:12: 'colum' is not a key of an item; did you mean 'column'?`
  public var englishDescription: String {
    place + english + (nearest.map { "; did you mean '\($0)'?" } ?? "")
  }

  /// `catalog/police.yaml:12：“colum”不是数据项的键；是否应为“column”？`
  public var chineseDescription: String {
    "\(site.file):\(site.lineNumber)：" + chinese + (nearest.map { "；是否应为“\($0)”？" } ?? "")
  }

  private var place: String { "\(site.file):\(site.lineNumber): " }
}

/// The settings of a workspace cannot be used; exit code 2.
///
/// Holds every mistake of every file at once, by file and line, so that one look mends them all.
public struct SettingsError: Error, Sendable, CustomStringConvertible {
  /// At least one.
  public let mistakes: [SettingsMistake]

  /// One line per mistake, in English.
  public var description: String { mistakes.map(\.englishDescription).joined(separator: "\n") }
  /// One line per mistake, in Chinese.
  public var chineseDescription: String { mistakes.map(\.chineseDescription).joined(separator: "\n") }
}

/// Collects the mistakes of all files while reading goes on.
package struct MistakeList {
  private(set) var mistakes: [SettingsMistake] = []

  /// A file full of nonsense is told up to here; the rest would bury the first cause.
  static let capacity = 1000

  package init() {}

  package var isEmpty: Bool { mistakes.isEmpty }

  package mutating func add(
    _ site: Site, column: Int = 0, _ english: String, _ chinese: String, nearest: String? = nil
  ) {
    guard mistakes.count < Self.capacity else { return }
    mistakes.append(
      SettingsMistake(
        site: site, columnNumber: column, english: english, chinese: chinese, nearest: nearest))
  }

  /// All mistakes by file, line and column.
  package func error() -> SettingsError {
    let order = mistakes.indices.sorted { left, right in
      let (a, b) = (mistakes[left], mistakes[right])
      if a.site.file != b.site.file { return precedes(a.site.file, b.site.file) }
      if a.site.lineNumber != b.site.lineNumber { return a.site.lineNumber < b.site.lineNumber }
      if a.columnNumber != b.columnNumber { return a.columnNumber < b.columnNumber }
      return left < right
    }
    return SettingsError(mistakes: order.map { mistakes[$0] })
  }
}

/// Byte order: the same on every machine, unlike the order of `String`.
package func precedes(_ a: String, _ b: String) -> Bool {
  a.utf8.lexicographicallyPrecedes(b.utf8)
}
