// A score as a table, as JSON, and against targets.

extension Score {
  /// Every measure by its stable name, in the order of the table.
  public var measures: [(name: String, value: Double)] {
    var list: [(name: String, value: Double)] = []
    for (subject, score) in links {
      list += [
        ("\(subject).pairwise.precision", score.precision), ("\(subject).pairwise.recall", score.recall),
        ("\(subject).pairwise.f1", score.f1), ("\(subject).b-cubed.precision", score.bCubedPrecision),
        ("\(subject).b-cubed.recall", score.bCubedRecall), ("\(subject).b-cubed.f1", score.bCubedF1),
        ("\(subject).vetoed-links", Double(score.vetoedLinks)),
        ("\(subject).missing-records", Double(score.missingRecords)),
        ("\(subject).entities.found", score.found),
      ]
    }
    for kind in defects.kinds { list.append(("defect.\(kind.kind)", kind.recall)) }
    list.append(("false-findings-per-2000", defects.falsePer2000))
    for golden in golden { list.append(("golden.\(golden.subject).\(golden.element)", golden.share)) }
    for relation in relations {
      list += [
        ("relation.\(relation.kind).recall", relation.recall),
        ("relation.\(relation.kind).precision", relation.precision),
      ]
    }
    if !relations.isEmpty {
      let all = RelationScore.sum(of: relations)
      list += [("relation.recall", all.recall), ("relation.precision", all.precision)]
    }
    list += [
      ("violations.planted", Double(violations.planted)), ("violations.right", Double(violations.right)),
      ("violations.missed", Double(violations.missed.count)),
      ("violations.wrong", Double(violations.wrong.count)), ("violations.recall", violations.recall),
      ("violations.precision", violations.precision),
    ]
    for score in locations {
      list.append(("location.\(score.subject).\(score.element).precision", score.precision))
      list.append(("location.\(score.subject).\(score.element).recall", score.recall))
    }
    if let points {
      list += [
        ("points.placed", Double(points.placed)), ("points.missing", Double(points.missing)),
        ("points.wrong", Double(points.wrong)), ("points.worst-metres", points.worstMetres),
      ]
    }
    return list
  }

  /// The score for people to read.
  public var table: String {
    var text =
      "links            records  missing  precision   recall       F1   b3 prec  b3 recall    b3 F1   vetoed    found\n"
    for (subject, score) in links {
      text += left(subject, 13) + right("\(score.recordCount)", 11) + right("\(score.missingRecords)", 9)
      for value in [
        score.precision, score.recall, score.f1, score.bCubedPrecision, score.bCubedRecall, score.bCubedF1,
      ] {
        text += right(decimals(value, 5), 10)
      }
      text += right("\(score.vetoedLinks)", 9) + right(decimals(score.found, 4), 9) + "\n"
    }
    text += "\ndefects                     planted    found   recall\n"
    for kind in defects.kinds {
      text +=
        left(kind.kind, 25) + right("\(kind.planted)", 10) + right("\(kind.found)", 9)
        + right(decimals(kind.recall, 4), 9) + "\n"
      for example in kind.missedExamples.prefix(2) { text += "    missed: \(example)\n" }
    }
    text +=
      "\nfindings of severity error on clean cells: \(defects.falseFindings) on \(defects.cleanCells) cells,"
    text += " \(decimals(defects.falsePer2000, 3)) per 2,000\n"
    for (code, count) in defects.falseByCode.prefix(8) { text += "    \(code): \(count)\n" }
    for example in defects.falseExamples.prefix(6) { text += "    such as \(example)\n" }
    text += "\ngolden values                values    right    share\n"
    for golden in golden {
      text +=
        left("\(golden.subject).\(golden.element)", 26) + right("\(golden.values)", 9)
        + right("\(golden.right)", 9) + right(decimals(golden.share, 4), 9) + "\n"
      for example in golden.wrongExamples.prefix(2) { text += "    wrong: \(example)\n" }
    }
    if !relations.isEmpty {
      text += "\nrelations                   planted    found   recall  exported    right  precision\n"
      for relation in relations + [RelationScore.sum(of: relations)] {
        text +=
          left(relation.kind, 25) + right("\(relation.planted)", 10) + right("\(relation.found)", 9)
          + right(decimals(relation.recall, 4), 9) + right("\(relation.exported)", 10)
          + right("\(relation.right)", 9) + right(decimals(relation.precision, 4), 11) + "\n"
        for example in relation.missedExamples.sorted().prefix(2) { text += "    missed: \(example)\n" }
        for example in relation.wrongExamples.sorted().prefix(2) { text += "    wrong: \(example)\n" }
      }
    }
    text += "\nviolations: \(violations.planted) planted, \(violations.right) right,"
    text += " \(violations.missed.count) missed, \(violations.wrong.count) wrong\n"
    for line in violations.missed { text += "    missed: \(line)\n" }
    for line in violations.wrong { text += "    wrong:  \(line)\n" }
    return text + locationTable
  }

  private var locationTable: String {
    guard !locations.isEmpty else { return "" }
    var text =
      "\naddresses led to places     planted    right  coarser    wrong  doubtful  precision   recall\n"
    for score in locations {
      text += left("\(score.subject).\(score.element)", 26)
      text += right("\(score.planted)", 9) + right("\(score.right)", 9) + right("\(score.coarser)", 9)
      text += right("\(score.wrong)", 9) + right("\(score.doubtfulWrong)", 10)
      text += right(decimals(score.precision, 5), 11) + right(decimals(score.recall, 4), 9) + "\n"
      for example in score.wrongExamples.prefix(3) { text += "    wrong: \(example)\n" }
    }
    if let points {
      text +=
        "\npoints of places: \(points.placed) placed, \(points.missing) without, \(points.wrong) wrong by more than a metre,"
      text += " at worst \(decimals(points.worstMetres, 3)) m\n"
    }
    return text
  }

  /// Every measure as one JSON object, with the lists behind the counts.
  public var json: String {
    var lines = measures.map { "  \(quoted($0.name)): \(decimals($0.value, 6))" }
    lines.append("  \"missed-violations\": [\(violations.missed.map(quoted).joined(separator: ", "))]")
    lines.append("  \"wrong-violations\": [\(violations.wrong.map(quoted).joined(separator: ", "))]")
    return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
  }
}

/// A bound that a measure must keep; `*` in its name stands for any text, and every measure of such a name must keep it.
public struct ScoreTarget: Sendable {
  public enum Bound: String, Sendable {
    case atLeast = ">="
    case atMost = "<="
  }

  public var measure: String
  public var bound: Bound
  public var value: Double

  public init(_ measure: String, _ bound: Bound, _ value: Double) {
    self.measure = measure
    self.bound = bound
    self.value = value
  }

  /// Whether the target's name with its `*` fits a measure's.
  fileprivate func isMeant(by name: String) -> Bool {
    let parts = measure.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return name == measure }
    return name.utf8.count >= measure.utf8.count - 1 && name.hasPrefix(parts[0]) && name.hasSuffix(parts[1])
  }

  /// Reads one target per line, `person.pairwise.f1 >= 0.98`; lines that start with # are left out.
  /// - Throws: `CityError` with the file and the line.
  public static func read(_ path: String) throws -> [ScoreTarget] {
    let text = String(decoding: try readFile(path), as: UTF8.self)
    var targets: [ScoreTarget] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.split(separator: " ")
      if words.isEmpty || line.hasPrefix("#") { continue }
      guard words.count == 3, let bound = Bound(rawValue: String(words[1])), let value = Double(words[2])
      else {
        throw CityError("\(path):\(index + 1): expected 'MEASURE >= NUMBER' or 'MEASURE <= NUMBER'")
      }
      targets.append(ScoreTarget(String(words[0]), bound, value))
    }
    return targets
  }

  /// What a run must show on a generated city.
  public static let standard: [ScoreTarget] = [
    ScoreTarget("person.pairwise.f1", .atLeast, 0.98),
    ScoreTarget("person.pairwise.precision", .atLeast, 0.999),
    ScoreTarget("organization.pairwise.f1", .atLeast, 0.97),
    ScoreTarget("organization.pairwise.precision", .atLeast, 0.998),
    ScoreTarget("person.vetoed-links", .atMost, 0), ScoreTarget("organization.vetoed-links", .atMost, 0),
    ScoreTarget("defect.check-digit", .atLeast, 0.98), ScoreTarget("defect.length", .atLeast, 0.98),
    ScoreTarget("defect.placeholder", .atLeast, 0.98), ScoreTarget("defect.date", .atLeast, 0.98),
    ScoreTarget("defect.alphabet", .atLeast, 0.98), ScoreTarget("defect.missing", .atLeast, 0.98),
    ScoreTarget("false-findings-per-2000", .atMost, 1), ScoreTarget("golden.person.name", .atLeast, 0.99),
    ScoreTarget("golden.person.sex", .atLeast, 0.99), ScoreTarget("golden.person.birth-date", .atLeast, 0.99),
    ScoreTarget("golden.person.id-number", .atLeast, 0.99), ScoreTarget("relation.precision", .atLeast, 0.99),
    ScoreTarget("relation.recall", .atLeast, 0.98), ScoreTarget("violations.missed", .atMost, 0),
    ScoreTarget("violations.wrong", .atMost, 0),
  ]
}

extension Score {
  /// The targets that are missed, each as a sentence; a measure that was not taken is missed, too.
  public func missed(_ targets: [ScoreTarget]) -> [String] {
    let values = Dictionary(measures.map { ($0.name, $0.value) }) { first, _ in first }
    return targets.flatMap { target in
      guard target.measure.contains("*") else { return [target] }
      let named = measures.filter { target.isMeant(by: $0.name) }
      return named.isEmpty ? [target] : named.map { ScoreTarget($0.name, target.bound, target.value) }
    }.compactMap { target in
      guard let value = values[target.measure] else {
        // A kind of defect that a small city happens not to have cannot be missed, nor an older one's relations.
        let isOptional = ["defect.", "relation."].contains { target.measure.hasPrefix($0) }
        return isOptional ? nil : "\(target.measure) was not measured"
      }
      let isKept = target.bound == .atLeast ? value >= target.value : value <= target.value
      return isKept
        ? nil : "\(target.measure) is \(decimals(value, 5)), not \(target.bound.rawValue) \(target.value)"
    }
  }
}

/// A number with a fixed count of decimals, rounded to nearest.
func decimals(_ value: Double, _ count: Int) -> String {
  var scale = 1.0
  for _ in 0..<count { scale *= 10 }
  let scaled = (value.magnitude * scale).rounded()
  guard scaled < 1e18 else { return "\(value)" }
  let whole = Int(scaled) / Int(scale)
  return (value < 0 ? "-" : "") + "\(whole)" + "." + padded(Int(scaled) % Int(scale), count)
}

private func left(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

private func right(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

private func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\t": result += "\\t"
    default:
      if scalar.value < 32 {
        let code = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - code.utf8.count) + code
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }
  return result + "\""
}
