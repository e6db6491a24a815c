internal import GuiyiText

/// The words of a code list with their codes and the other writings that occur.
struct CodeTable: Sendable {
  enum Standing: Int32 {
    /// The standard's own word or code.
    case standard
    /// Another writing of it that is understood.
    case variant
    /// A word of no list, most likely a slip of the standard one.
    case slip
  }

  let trie: ScalarTrie
  /// The normal form of each row; empty for codes that say "not known".
  let words: [[UInt8]]
  /// Whether a known word may go on in brackets or behind a dash: 有限责任公司（自然人独资）.
  let allowsDetail: Bool

  /// One row a line: normal form | codes and standard words | variants | slips, each separated by blanks.
  ///
  /// The normal form `_` means "not known": such values are missing, without an issue.
  init(_ rows: String, allowsDetail: Bool = false) {
    var trie = ScalarTrie()
    var words: [[UInt8]] = []
    var folded = ScalarText()
    // Values are folded before they are looked up, so the words are, too.
    func insert(_ word: some StringProtocol, _ number: Int32) {
      folded.set(String(word))
      trie.insert(folded.scalars, number)
    }
    for line in rows.split(separator: "\n") {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false)
      let number = Int32(words.count)
      words.append(fields[0] == "_" ? [] : Array(fields[0].utf8))
      if fields[0] != "_" { insert(fields[0], number * 4) }
      for (standing, field) in fields.dropFirst().enumerated() where standing < 3 {
        for word in field.split(separator: " ") { insert(word, number * 4 + Int32(standing)) }
      }
    }
    self.trie = trie
    self.words = words
    self.allowsDetail = allowsDetail
  }

  struct Match {
    let row: Int
    let standing: Standing
  }

  func match(_ text: Span<UInt32>) -> Match? {
    guard let number = trie.number(of: text) else { return nil }
    return Match(row: Int(number / 4), standing: Standing(rawValue: number % 4) ?? .standard)
  }
}
