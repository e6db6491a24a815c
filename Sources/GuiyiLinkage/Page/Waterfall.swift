internal import GuiyiLink
internal import GuiyiReport

/// Drawings of weights: bars of bits to both sides of nothing.
enum WeightDrawing {
  static let good = "var(--good)"
  static let bad = "var(--bad)"
  static let calm = "var(--calm)"

  /// A number for SVG: two decimals.
  static func number(_ value: Double) -> String {
    let hundredths = (value * 100).rounded() / 100
    return hundredths == hundredths.rounded() ? String(Int(hundredths)) : String(hundredths)
  }
}

extension HTMLText {
  /// The waterfall of one pair: where each comparison takes the sum, from the prior to the whole.
  mutating func waterfall(_ story: PairStory, threshold: Int32, language: Language) {
    let rows = story.steps.filter { !$0.isMissing }
    var low = min(0, Double(story.prior))
    var high = max(0, Double(threshold))
    var sum = Double(story.prior)
    for step in rows {
      sum += Double(step.weight)
      low = min(low, sum)
      high = max(high, sum)
    }
    let group = story.explanation.groupWeight
    high = max(high, sum)
    low = min(low, sum + Double(group))
    let (left, right, height) = (330.0, 830.0, 20.0)
    let scale = (right - left) / max(1, high - low)
    func x(_ millibits: Double) -> Double { left + (millibits - low) * scale }
    let total = height * Double(rows.count + (group == 0 ? 2 : 3)) + 6
    let n = WeightDrawing.number
    markup("<svg viewBox=\"0 0 936 \(n(total))\" width=\"100%\" role=\"img\" font-size=\"12\">")
    for (place, colour, dash) in [(0.0, "var(--line)", ""), (Double(threshold), "var(--warn)", "4 3")] {
      markup(
        "<line x1=\"\(n(x(place)))\" x2=\"\(n(x(place)))\" y1=\"0\" y2=\"\(n(total))\" stroke=\"\(colour)\""
          + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"") + "/>")
    }
    var top = 3.0
    func middle() -> Double { top + height * 0.7 }
    var reached = 0.0
    func bar(_ from: Double, _ to: Double, _ colour: String) -> String {
      "<rect x=\"\(n(x(min(from, to))))\" y=\"\(n(top + 4))\" width=\"\(n(max(1.5, abs(to - from) * scale)))\" height=\"\(n(height - 8))\" fill=\"\(colour)\"/>"
    }
    func line(
      _ name: String, _ values: String, _ weight: Int32, _ from: Double, _ to: Double, _ colour: String
    ) -> String {
      "<text x=\"0\" y=\"\(n(middle()))\" font-weight=\"600\" fill=\"currentColor\">\(HTMLText.escaped(shortened(name, toWidth: 16)))</text>"
        + "<text x=\"118\" y=\"\(n(middle()))\" fill=\"var(--soft)\">\(HTMLText.escaped(shortened(values, toWidth: 32)))</text>"
        + bar(from, to, colour)
        + "<text x=\"936\" y=\"\(n(middle()))\" text-anchor=\"end\" fill=\"currentColor\">\(bits(weight))</text>"
    }
    markup(
      line(
        language.say("before looking", "比对之前"), "", story.prior, 0, Double(story.prior), WeightDrawing.calm))
    reached = Double(story.prior)
    for step in rows {
      top += height
      let to = reached + Double(step.weight)
      let values = step.left == step.right ? step.left : "\(step.left) ↔ \(step.right)"
      markup(
        line(
          step.name, values, step.weight, reached, to,
          step.weight >= 0 ? WeightDrawing.good : WeightDrawing.bad))
      reached = to
    }
    if group != 0 {
      top += height
      markup(
        line(
          language.say("shared by a group", "同组共有"), "", group, reached, reached + Double(group),
          WeightDrawing.bad))
    }
    top += height
    let weight = story.explanation.weight
    markup(
      line(
        language.say("together", "合计"), language.say("probability ", "概率 ") + probability(weight), weight, 0,
        Double(weight), weight >= threshold ? WeightDrawing.good : WeightDrawing.calm))
    markup("</svg>\n")
  }

  /// The levels of a comparison as bars to both sides, with m and u.
  mutating func weightBars(_ comparison: LinkModel.Comparison, widest: Int32) {
    let height = 18.0
    let rows = Array(comparison.levels.dropFirst())
    let total = height * Double(rows.count) + 4
    let (middle, half) = (500.0, 250.0)
    let scale = half / max(1, Double(widest))
    let n = WeightDrawing.number
    markup("<svg viewBox=\"0 0 936 \(n(total))\" width=\"100%\" role=\"img\" font-size=\"12\">")
    markup("<line x1=\"500\" x2=\"500\" y1=\"0\" y2=\"\(n(total))\" stroke=\"var(--line)\"/>")
    for (place, level) in rows.reversed().enumerated() {
      let top = 2 + height * Double(place)
      let length = Double(level.weight) * scale
      let baseline = n(top + height * 0.72)
      markup("<text x=\"0\" y=\"\(baseline)\" fill=\"currentColor\">\(HTMLText.escaped(level.name))</text>")
      markup(
        "<text x=\"130\" y=\"\(baseline)\" fill=\"var(--soft)\">m \(Self.share(level.m))  u \(Self.share(level.u))</text>"
      )
      markup(
        "<rect x=\"\(n(min(middle, middle + length)))\" y=\"\(n(top + 3))\" width=\"\(n(max(1.5, abs(length))))\" height=\"\(n(height - 6))\" fill=\"\(level.weight >= 0 ? WeightDrawing.good : WeightDrawing.bad)\"/>"
      )
      if level.dependentWeight != level.weight {
        let other = n(middle + Double(level.dependentWeight) * scale)
        markup(
          "<line x1=\"\(other)\" x2=\"\(other)\" y1=\"\(n(top + 1))\" y2=\"\(n(top + height - 1))\" stroke=\"var(--ink)\" stroke-width=\"2\"/>"
        )
      }
      markup(
        "<text x=\"936\" y=\"\(baseline)\" text-anchor=\"end\" fill=\"currentColor\">\(bits(level.weight))</text>"
      )
    }
    markup("</svg>\n")
  }

  /// How many pairs have which weight, in whole bits, on a scale of powers of ten.
  mutating func histogram(_ counts: [Int], link: Int32, review: Int32, language: Language) {
    let used = counts.indices.filter { counts[$0] > 0 }
    guard let first = used.first, let last = used.last else { return }
    let slots =
      max(0, min(first, Self.slot(review)) - 1)...min(counts.count - 1, max(last, Self.slot(link)) + 1)
    let height = 200.0
    let width = 900.0 / Double(slots.count)
    let most = Self.tens(counts.max() ?? 1)
    let n = WeightDrawing.number
    markup("<svg viewBox=\"0 0 936 250\" width=\"100%\" role=\"img\" font-size=\"12\">")
    var power = 1
    var exponent = 0.0
    while exponent <= most {
      let y = n(height + 10 - exponent / most * height)
      markup("<line x1=\"36\" x2=\"936\" y1=\"\(y)\" y2=\"\(y)\" stroke=\"var(--line)\"/>")
      markup("<text x=\"30\" y=\"\(y)\" text-anchor=\"end\" fill=\"var(--soft)\">\(Self.brief(power))</text>")
      power *= 10
      exponent += 1
    }
    for slot in slots where counts[slot] > 0 {
      let length = max(1.5, Self.tens(counts[slot]) / most * height)
      let x = 36 + Double(slot - slots.lowerBound) * width
      let bitsHere = Int32(slot - 40) * 1000
      let colour =
        bitsHere >= link ? WeightDrawing.good : bitsHere >= review ? "var(--warn)" : WeightDrawing.calm
      markup(
        "<rect x=\"\(n(x + 1))\" y=\"\(n(height + 10 - length))\" width=\"\(n(max(1, width - 2)))\" height=\"\(n(length))\" fill=\"\(colour)\"><title>\(slot - 40): \(grouped(counts[slot]))</title></rect>"
      )
      if (slot - 40).isMultiple(of: 5) {
        markup(
          "<text x=\"\(n(x + width / 2))\" y=\"226\" text-anchor=\"middle\" fill=\"var(--soft)\">\(slot - 40)</text>"
        )
      }
    }
    for (weight, name) in [(link, language.say("link", "关联")), (review, language.say("review", "核对"))] {
      let x = n(36 + (Double(weight) / 1000 + 40.5 - Double(slots.lowerBound)) * width)
      markup(
        "<line x1=\"\(x)\" x2=\"\(x)\" y1=\"6\" y2=\"\(n(height + 10))\" stroke=\"var(--ink)\" stroke-dasharray=\"4 3\"/>"
      )
      markup("<text x=\"\(x)\" y=\"246\" text-anchor=\"middle\" fill=\"currentColor\">\(name)</text>")
    }
    markup("</svg>\n")
  }

  private static func slot(_ millibits: Int32) -> Int { Int(min(max((millibits + 40_500) / 1000, 0), 80)) }

  /// About log10(count + 1), without a library: digits and the leading one.
  private static func tens(_ count: Int) -> Double {
    var value = Double(count) + 1
    var tens = 0.0
    while value >= 10 {
      value /= 10
      tens += 1
    }
    return tens + (value - 1) / 9
  }

  private static func brief(_ number: Int) -> String {
    number >= 1_000_000 ? "\(number / 1_000_000)M" : number >= 1000 ? "\(number / 1000)k" : "\(number)"
  }

  private static func share(_ value: Double) -> String {
    if value >= 0.001 { return "\((value * 10_000).rounded() / 10_000)" }
    return value > 0 ? "1/\(grouped(Int(min(1 / value, 1e12).rounded())))" : "0"
  }
}
