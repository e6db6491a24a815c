/// A model's text that cannot be read.
public struct LinkModelTextError: Error, Sendable, Equatable {
  /// The line, from 1.
  public let lineNumber: Int
  public let message: String

  public init(lineNumber: Int, message: String) {
    self.lineNumber = lineNumber
    self.message = message
  }
}

extension LinkModel {
  /// The model as text that a person can read and change.
  ///
  /// One line for the match rate, one for each comparison, and one for each of its levels:
  /// name, weight in 1/1000 bit, m, u.
  public var text: String {
    var lines = ["guiyi-link-model 1", "match-rate \(matchRate) prior \(prior) iterations \(iterationCount)"]
    if let group { lines.append("group prior \(group.prior)") }
    for (index, comparison) in comparisons.enumerated() {
      lines.append("comparison \(Self.quoted(comparison.name))")
      if let frequency = comparison.termFrequency {
        lines.append(
          "  term-frequency smoothing \(frequency.smoothing) own \(frequency.ownCount) limit \(frequency.limit)"
        )
      }
      if let dependence = comparison.dependence {
        lines.append("  depends-on \(Self.quoted(dependence.given)) from \(dependence.fromLevel)")
        if let second = dependence.second {
          lines.append("  and-on \(Self.quoted(second.given)) from \(second.fromLevel)")
        }
      }
      let against = group.map { $0.weights.indices.contains(index) ? $0.weights[index] : [] } ?? []
      for (place, level) in comparison.levels.enumerated() {
        let dependent = comparison.dependence == nil ? "" : " dependent \(level.dependentWeight)"
        let joint = comparison.dependence?.second == nil ? "" : " joint \(level.jointWeight)"
        let beside = against.indices.contains(place) ? " group \(against[place])" : ""
        lines.append(
          "  level \(Self.quoted(level.name)) weight \(level.weight)\(dependent)\(joint)\(beside) m \(level.m) u \(level.u)"
        )
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads what `text` wrote; empty lines and lines that start with `#` are passed over.
  /// - Throws: `LinkModelTextError` with the line that is not understood.
  public init(text: String) throws(LinkModelTextError) {
    var model = LinkModel(matchRate: 0, prior: 0, comparisons: [])
    var isHeaderSeen = false
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in lines.enumerated() {
      var words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }[...]
      guard let first = words.popFirst(), !first.hasPrefix("#") else { continue }
      let reader = LineReader(lineNumber: index + 1, words: words)
      switch first {
      case "guiyi-link-model":
        guard words.first == "1" else { throw reader.error("only version 1 is understood") }
        isHeaderSeen = true
      case "match-rate":
        guard let rate = words.first.flatMap({ Double($0) }), rate > 0, rate < 1 else {
          throw reader.error("a rate between 0 and 1 is expected")
        }
        model.matchRate = rate
        model.prior = try reader.weight(after: "prior")
        model.iterationCount = Int(try reader.weight(after: "iterations"))
      case "group":
        guard model.comparisons.isEmpty else {
          throw reader.error("'group' stands above the first comparison")
        }
        model.group = Group(prior: try reader.weight(after: "prior"), weights: [])
      case "comparison":
        guard let name = words.first, model.comparisons.count < LinkSpec.comparisonCapacity else {
          throw reader.error("a name is expected, for at most 16 comparisons")
        }
        model.comparisons.append(Comparison(name: Self.unquoted(name), levels: [], termFrequency: nil))
        model.group?.weights.append([])
      case "term-frequency":
        guard !model.comparisons.isEmpty else { throw reader.error("no comparison before it") }
        model.comparisons[model.comparisons.count - 1].termFrequency = TermFrequency(
          smoothing: try reader.number(after: "smoothing"), ownCount: try reader.number(after: "own"),
          limit: try reader.weight(after: "limit"))
      case "depends-on":
        guard let name = words.first, !model.comparisons.isEmpty else {
          throw reader.error("the name of a comparison is expected")
        }
        model.comparisons[model.comparisons.count - 1].dependence = Dependence(
          given: Self.unquoted(name), fromLevel: Int(try reader.weight(after: "from")))
      case "and-on":
        guard let name = words.first, model.comparisons.last?.dependence != nil else {
          throw reader.error("the name of a comparison is expected, below 'depends-on'")
        }
        model.comparisons[model.comparisons.count - 1].dependence?.second = Dependence.Second(
          given: Self.unquoted(name), fromLevel: Int(try reader.weight(after: "from")))
      case "level":
        guard let name = words.first, let last = model.comparisons.indices.last,
          model.comparisons[last].levels.count < 16
        else { throw reader.error("a level stands below its comparison, at most 16 of them") }
        model.comparisons[last].levels.append(
          Level(
            name: Self.unquoted(name), m: try reader.number(after: "m"), u: try reader.number(after: "u"),
            weight: try reader.weight(after: "weight"),
            dependentWeight: words.contains("dependent") && model.comparisons[last].dependence != nil
              ? try reader.weight(after: "dependent") : nil,
            jointWeight: words.contains("joint") && model.comparisons[last].dependence?.second != nil
              ? try reader.weight(after: "joint") : nil))
        model.group?.weights[last].append(words.contains("group") ? try reader.weight(after: "group") : 0)
      default:
        throw reader.error("'\(first)' is not known here")
      }
    }
    guard isHeaderSeen, model.matchRate > 0 else {
      throw LinkModelTextError(lineNumber: 1, message: "no model: the first line is missing")
    }
    self = model
  }

  /// The words of one line, read by the word before them.
  private struct LineReader {
    let lineNumber: Int
    let words: ArraySlice<Substring>

    func error(_ message: String) -> LinkModelTextError {
      LinkModelTextError(lineNumber: lineNumber, message: message)
    }

    func number(after word: String) throws(LinkModelTextError) -> Double {
      // From behind: a name may be spelled like one of the words.
      guard let place = words.lastIndex(where: { $0 == word }), place + 1 < words.endIndex,
        let value = Double(words[place + 1]), value.isFinite
      else { throw error("a number is expected after '\(word)'") }
      return value
    }

    func weight(after word: String) throws(LinkModelTextError) -> Int32 {
      let value = try number(after: word)
      guard abs(value) <= 1_000_000, let whole = Int32(exactly: value) else {
        throw error("a whole number of 1/1000 bit is expected after '\(word)'")
      }
      return whole
    }
  }

  /// Names hold no white space in the file: a space is written as U+00A0; what else would cut or change a name, a line
  /// break in a heading, stands as a backslash with its number, as in `\u{A}`.
  private static func quoted(_ name: String) -> String {
    var text = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if scalar == " " {
        text.append("\u{00A0}")
      } else if scalar.value < 0x20 || scalar == "\u{00A0}" || scalar == "\u{85}" || scalar == "\\" {
        text.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
      } else {
        text.append(scalar)
      }
    }
    return String(text)
  }

  private static func unquoted(_ name: Substring) -> String {
    var text = String.UnicodeScalarView()
    var rest = name.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\\", rest.starts(with: "u{".unicodeScalars), let end = rest.firstIndex(of: "}"),
        let value = UInt32(String(rest[rest.startIndex..<end].dropFirst(2)), radix: 16),
        let written = Unicode.Scalar(value)
      {
        text.append(written)
        rest = rest[rest.index(after: end)...]
      } else {
        text.append(scalar == "\u{00A0}" ? " " : scalar)
      }
    }
    return String(text)
  }
}
