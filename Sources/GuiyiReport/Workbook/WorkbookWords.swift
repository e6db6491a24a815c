internal import GuiyiWorkbook

/// The texts that many cells of a workbook share, by themselves.
struct WorkbookWords {
  private var known: [String: SharedText?] = [:]

  /// - Returns: nil for an empty text, and where the workbook keeps no more.
  mutating func shared(_ text: String, in book: inout WorkbookWriter) -> SharedText? {
    if let known = known[text] { return known }
    let shared = book.share(text)
    // What is not kept is not remembered either: memory must not grow with the texts.
    if shared != nil { known[text] = shared }
    return shared
  }
}
