import GuiyiIdentifiers
import GuiyiTesting

/// People among whom traps are laid; a trap is two people whom much of their records makes one.
///
/// Twins; father and son of one name at one address; a telephone that many share; a name that a thousand bear; one
/// number on two people.
func trapSet(people: Int, namesakes: Int, seed: UInt64) -> GeneratedSet {
  var make = Inventor(seed: seed)
  var set = GeneratedSet(headings: ["姓名", "性别", "出生日期", "身份证号", "联系电话", "家庭住址"])
  var entity = 0

  struct Person {
    var name: String
    var isMale: Bool
    var born: (year: Int, month: Int, day: Int)
    var number: String
    var phone: String
    var address: (full: String, short: String)
  }
  func number(_ born: (year: Int, month: Int, day: Int), _ isMale: Bool) -> String {
    CivilDate(year: born.year, month: born.month, day: born.day).flatMap {
      makeIdentityNumber(region: 990_402, birth: $0, sequence: make.number(0...498) * 2 + (isMale ? 1 : 0))
    }.map { "\($0)" } ?? ""
  }
  func person() -> Person {
    let (born, isMale) = (make.date(1945...2012), make.chance(0.5))
    return Person(
      name: make.hanName(), isMale: isMale, born: born, number: number(born, isMale), phone: make.mobile(),
      address: make.hanAddress())
  }
  func write(_ person: Person) {
    entity += 1
    for copy in 0..<make.number(1...3) {
      let isFirst = copy == 0
      set.add(
        [
          make.perhaps(isFirst ? 0 : 0.03, person.name) { $0.hanSlip($1) }, person.isMale ? "男" : "女",
          make.chance(0.1) ? "" : iso(person.born), make.chance(0.12) ? "" : person.number,
          make.chance(isFirst ? 0.05 : 0.15) ? "" : person.phone,
          make.chance(0.1) ? "" : make.chance(0.6) ? person.address.full : person.address.short,
        ], entity: entity, source: copy)
    }
  }
  let agency = make.mobile()
  for index in 0..<people {
    var first = person()
    var second = first
    switch index % 40 {
    case 0:
      second.name = String(first.name.prefix(1)) + make.hanName().suffix(1)
      while second.name == first.name {
        second.name = String(first.name.prefix(1)) + make.hanName().suffix(1)
      }
      second.number = number(first.born, first.isMale)
      write(first)
      write(second)
    case 1:
      second.born.year = first.born.year - make.number(22...30)
      second.isMale = true
      first.isMale = true
      first.number = number(first.born, true)
      second.number = number(second.born, true)
      write(first)
      write(second)
    case 2:
      second = person()
      second.number = first.number
      write(first)
      write(second)
    case 3...6:
      first.phone = agency
      write(first)
    default: write(first)
    }
  }
  for _ in 0..<namesakes {
    var namesake = person()
    namesake.name = "王伟"
    write(namesake)
  }
  return set
}
