/// How many true values stand in the golden record of the entity that holds most of the records.
public struct GoldenScore: Sendable {
  public var subject: String
  public var element: String
  public var values = 0
  public var right = 0
  public var wrongExamples: [String] = []
  public var share: Double { values == 0 ? 1 : Double(right) / Double(values) }
}

/// One writing for values that the truth and an export may write differently.
func foldedValue(_ element: String, _ value: String) -> String {
  switch element {
  case "sex":
    switch value.lowercased() {
    case "1", "男", "男性", "male", "m": "1"
    case "2", "女", "女性", "female", "f": "2"
    default: value
    }
  case "ethnicity":
    Row.ethnicityWords.first { $0.value == value || twoDigits($0.key) == value || "\($0.key)" == value }
      .map { twoDigits($0.key) } ?? value
  case "birth-date", "death-date", "established-on": String(value.filter(\.isNumber).prefix(8))
  case "id-number", "uscc": foldedNumber(value)
  case "area":
    value.contains(".") ? String(value.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed()) : value
  // Years of documents stand in brackets of one kind or another.
  case "document-number", "number": value.filter { !"()（）〔〕[]［］".contains($0) }
  default:
    value.replacing("(", with: "（").replacing(")", with: "）").filter { $0 != " " && $0 != "　" }
  }
}
