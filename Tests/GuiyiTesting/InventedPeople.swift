public import GuiyiIdentifiers

/// A person who does not exist, with a valid number under the unassigned prefix 99.
public struct InventedPerson: Sendable {
  public let number: String
  public let name: String
  public let birthDate: String
  /// 男 or 女, as the number says.
  public let sex: String
  public let phone: String
  public let address: String
}

/// The number of an invented person.
/// - Parameter sequence: 0 through 999; odd for men.
public func inventedNumber(region: Int = 990_402, born: CivilDate, sequence: Int) -> String {
  guard let number = makeIdentityNumber(region: region, birth: born, sequence: sequence) else {
    preconditionFailure("no number of \(born) and \(sequence)")
  }
  return "\(number)"
}

/// The credit code of an invented body.
/// - Parameter index: below 10,000,000; two bodies with different ones have different codes.
public func inventedUSCC(_ index: Int) -> String {
  let digits = String(10_000_000 + index * 37)
  guard
    let code = makeUSCC(
      department: UInt8(ascii: "9"), category: UInt8(ascii: "1"), region: 990_402,
      orgBody: Array(digits.suffix(8).utf8).span)
  else { preconditionFailure("no code \(index)") }
  return "\(code)"
}

/// The invented person of a number; everybody has another name, birth date, phone and address.
/// - Parameter index: from 0 below 1,000.
public func inventedPerson(_ index: Int) -> InventedPerson {
  let surnames = Array("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗")
  let first = Array("建国志明海燕春雨思远文博晓梦佳宁俊杰")
  let second = Array("伟芳娜敏静丽强磊军洋勇艳杰涛超")
  let year = 1950 + index * 7 % 55
  guard let born = CivilDate(year: year, month: 1 + index * 5 % 12, day: 1 + index * 11 % 28) else {
    preconditionFailure("no such day")
  }
  let number = inventedNumber(born: born, sequence: 100 + index % 800)
  return InventedPerson(
    number: number,
    name: String([
      surnames[index % surnames.count], first[index * 3 % first.count],
      second[(index / surnames.count + index * 4) % second.count],
    ]), birthDate: "\(born)", sex: (100 + index % 800).isMultiple(of: 2) ? "女" : "男",
    phone: "139" + String(String(100_000_000 + index * 104_729 % 89_999_999).suffix(8)),
    address:
      "示例一区\(["和平", "建设", "光明", "矿工", "湛河"][index % 5])路\(10 + index)号院\(1 + index % 9)号楼\(1 + index % 4)单元\(100 + index)室"
  )
}
