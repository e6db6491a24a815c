internal import CGuiyiCredit
internal import GuiyiIdentifiers
public import GuiyiModel

/// What may be in credit records and how long each kind of item is public, as dated data.
///
/// Everything outside the 全国公共信用信息基础目录 must stay out of credit records; the table names the law of each kind.
public struct CreditCatalog: Sendable {
  /// How the publicity of a kind ends.
  public enum End: Int32, Sendable {
    /// With the validity that the decision names.
    case validity
    /// So many months after the decision.
    case months
    /// When the authority takes it off its list.
    case open
    /// It tells of another item and is never public by itself.
    case event
    /// The kind is in no edition of the catalog.
    case absent
  }

  /// A kind of item: the normal form of `credit.kind`.
  public struct Kind: Sendable {
    public let name: String
    /// The class of the catalog; empty where it has none.
    public let className: String
    /// The law or list that says so.
    public let basis: String
    /// The first day on which the kind is in the catalog.
    public let since: DayNumber?
    public let end: End
    public let months: Int

    /// Whether such an item may be in credit records on a day.
    public func isListed(on day: DayNumber) -> Bool {
      guard end != .absent, let since else { return false }
      return day >= since
    }

    /// The first day after a decision's publicity; nil where nothing ends it, or where it never was public.
    ///
    /// - Parameters:
    ///   - decided: the day of the decision.
    ///   - validUntil: the last day of validity that the row names, where it names one that ends.
    public func publicityEnd(decided: DayNumber?, validUntil: DayNumber?) -> DayNumber? {
      let named = validUntil.map { $0 + 1 }
      switch end {
      case .validity: return named
      case .months:
        guard let legal = decided.flatMap({ Self.adding(months, to: $0) }) else { return named }
        return named.map { min($0, legal) } ?? legal
      case .open, .event, .absent: return nil
      }
    }

    private static func adding(_ months: Int, to day: DayNumber) -> DayNumber? {
      guard let date = CivilDate(daysSinceEpoch: Int(day)) else { return nil }
      let count = date.year * 12 + date.month - 1 + months
      let (year, month) = (count / 12, count % 12 + 1)
      let last = min(date.day, CivilDate.dayCount(year: year, month: month))
      return CivilDate(year: year, month: month, day: last).map { DayNumber($0.daysSinceEpoch) }
    }
  }

  /// By name; the order is the table's.
  public let kinds: [Kind]

  /// The built-in table; its source and date stand in the script that makes it.
  public static let builtIn = CreditCatalog()

  private init() {
    kinds = (0..<guiyi_credit_kind_count).map { index in
      Kind(
        name: unsafe String(cString: guiyi_credit_kind(index)),
        className: unsafe String(cString: guiyi_credit_class(index)),
        basis: unsafe String(cString: guiyi_credit_basis(index)),
        since: CivilDate(compact: Int(guiyi_credit_since(index))).map { DayNumber($0.daysSinceEpoch) },
        end: End(rawValue: guiyi_credit_end(index)) ?? .absent, months: Int(guiyi_credit_months(index)))
    }
  }

  /// The kind with this normal form; nil for words that no edition has.
  public subscript(name: String) -> Kind? { kinds.first { $0.name == name } }

  /// What must never be collected about a person's credit (河南省社会信用条例): the words that give it away.
  public static let forbiddenWords = ["宗教信仰", "基因", "指纹", "血型", "疾病", "病史"]
}
