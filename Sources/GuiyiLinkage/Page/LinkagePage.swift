public import GuiyiColumns

public struct LinkagePage {
  public let html: String
  public init(_ linkage: Linkage, language: Language, isRevealed: Bool, workers: Workers) { html = "" }
}
