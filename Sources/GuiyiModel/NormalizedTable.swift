public import GuiyiColumns

/// How far a normalized value can be trusted by itself.
public enum ValueQuality: UInt8, Sendable, Comparable {
  /// Empty, or a placeholder that stands for empty: the value's number is 0.
  case missing
  /// Kept for comparing and shown, but wrong by itself (a check digit that fails): never golden over a sound one.
  case faulty
  /// Readable, with a doubt (a repaired writing, an upgraded old number).
  case doubtful
  case sound

  public static func < (a: ValueQuality, b: ValueQuality) -> Bool { a.rawValue < b.rawValue }
}

/// What a raw cell turned into. 8 bytes, no references.
public struct NormalValue: Sendable, Hashable {
  /// The value's number in the dictionary of `element`; 0 is none.
  public var id: UInt32
  /// `DataElement.index` of the element the value really belongs to: an organization code found
  /// under `organization.uscc` is filed under `organization.org-code`.
  public var elementIndex: UInt8
  public var quality: ValueQuality

  public init(id: UInt32, elementIndex: UInt8, quality: ValueQuality) {
    self.id = id
    self.elementIndex = elementIndex
    self.quality = quality
  }
}

/// A finding about a raw value wherever it stands in its column.
public struct ValueIssue: Sendable, Hashable {
  /// The value's number in the raw column's dictionary.
  public var rawID: UInt32
  public var rule: Rule
  /// The message's `{detail}`, in `NormalizedTable.details`; 0 where there is none.
  public var detail: UInt32
  public init(rawID: UInt32, rule: Rule, detail: UInt32) {
    self.rawID = rawID
    self.rule = rule
    self.detail = detail
  }
}

/// The normal form of a mapped column: computed once for each distinct raw value.
public struct NormalizedColumn: Sendable {
  public let element: DataElement
  /// One per raw value of the `ResourceColumn`'s dictionary.
  public var values: [NormalValue]
  /// Ascending by `rawID`, then in the order of the rules.
  public var issues: [ValueIssue]
  public init(element: DataElement, values: [NormalValue], issues: [ValueIssue]) {
    self.element = element
    self.values = values
    self.issues = issues
  }
}

/// The normal forms of one resource, beside its `ResourceTable`.
public struct NormalizedTable: Sendable {
  /// One per column of the `ResourceTable`; nil where the column has no element.
  public var columns: [NormalizedColumn?]
  public var details: ByteDictionary
  public init(columns: [NormalizedColumn?], details: ByteDictionary = .init()) {
    self.columns = columns
    self.details = details
  }
}

/// The distinct normal values of every element, over all resources.
public struct ElementValues: Sendable {
  /// One dictionary per element, at `DataElement.index`; UTF-8 normal forms.
  public var dictionaries: [ByteDictionary]
  public init() { dictionaries = DataElement.all.map { _ in ByteDictionary() } }

  public subscript(element: DataElement) -> ByteDictionary {
    _read { yield dictionaries[Int(element.index)] }
    _modify { yield &dictionaries[Int(element.index)] }
  }
}
