// Health: births, vaccinations, deaths. Education: pupils.

let healthDepartment = DepartmentDefinition(
  code: departmentCode(8), name: "平顶山市卫生健康委员会", key: "health",
  feeds: [birthsFeed, vaccinationsFeed, deathsFeed])

let educationDepartment = DepartmentDefinition(
  code: departmentCode(9), name: "平顶山市教育体育局", key: "education", feeds: [pupilsFeed])

private let birthsFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-WJ-0001", "出生医学证明", folder: "health/births", files: ["csyxzm"], cycle: "daily",
    items: [
      Item("出生证编号", "row.key").required(), Item("新生儿姓名", "person.name", role: "newborn"),
      Item("新生儿性别", "person.sex", role: "newborn"),
      Item("出生日期", "person.birth-date", role: "newborn").required(), Item("出生体重"),
      Item("母亲姓名", "person.name", role: "mother").required(),
      Item("母亲证件号码", "person.id-number", role: "mother").required(),
      Item("母亲民族", "person.ethnicity", role: "mother").statutory("《母婴保健法》第二十三条"),
      Item("父亲姓名", "person.name", role: "father"), Item("父亲证件号码", "person.id-number", role: "father"),
      Item("接生机构"), Item("签发日期", "row.collected-on"),
    ])
  feed.format.encoding = .utf8BOM
  feed.dirt.dates = 0.3
  return feed
}()

private let vaccinationsFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-WJ-0002", "预防接种记录", folder: "health/vaccination", files: ["ymjz_a", "ymjz_b"], cycle: "daily",
    items: [
      Item("儿童编码", "row.key"), Item("姓名", "person.name").required(),
      Item("儿童身份证号", "person.id-number"), Item("性别", "person.sex"),
      Item("出生日期", "person.birth-date").required(),
      Item("监护人姓名", "person.name", role: "guardian"),
      Item("监护人身份证", "person.id-number", role: "guardian"),
      Item("监护人电话", "person.phone", role: "guardian"),
      Item("现住址", "person.residence-address", role: "guardian"), Item("疫苗"), Item("接种日期", "row.collected-on"),
    ])
  return feed
}()

private let deathsFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-WJ-0003", "死亡医学证明", folder: "health/deaths", files: ["swyxzm"], cycle: "weekly",
    items: [
      Item("证明编号", "row.key"), Item("姓名", "person.name").required(),
      Item("死者身份证件号码", "person.id-number").required(), Item("性别", "person.sex"),
      Item("死亡日期", "person.death-date").required().authoritative(), Item("填报日期", "row.collected-on"),
    ])
  feed.published = Day(2026, 9, 1)
  feed.format.titles = ["居民死亡医学证明（推断）书登记册"]
  return feed
}()

private let pupilsFeed: FeedDefinition = {
  var feed = FeedDefinition(
    "410400-JY-0001", "中小学学籍", folder: "edu/xj",
    files: Places.districts.map { "xj_\($0.region)" }, cycle: "yearly",
    items: [
      Item("全国学籍号", "person.id-number").required(), Item("姓名", "person.name").required(),
      Item("性别", "person.sex"), Item("出生日期", "person.birth-date"),
      Item("民族", "person.ethnicity").statutory("《中小学生学籍管理办法》第六条"), Item("学校名称", "row.school"), Item("年级"),
      Item("户口所在地", "person.registered-address"),
      Item("监护人姓名", "person.name", role: "guardian"), Item("监护人关系"),
      Item("监护人身份证", "person.id-number", role: "guardian"),
      Item("监护人电话", "person.phone", role: "guardian"), Item("建档日期", "row.collected-on"),
    ])
  feed.format.encoding = .utf16
  feed.format.delimiter = 9
  feed.format.endsWithCarriageReturn = true
  feed.format.apostrophes = true
  feed.fileExtension = "txt"
  return feed
}()

extension City {
  func writeBirth(_ child: Person, _ random: inout RandomStream) throws {
    guard let mother = household.members.first(where: { $0.sex == .female && $0.age(on: Self.asOf) >= 20 })
    else {
      return
    }
    let father = household.couple?.husband
    let row = begin("410400-WJ-0001", &random)
    row.required(
      "\(row.random.pick(["T", "U", "V"]))\(padded((household.index * 10 + child.slot) % 1_000_000_000, 9))")
    if row.random.chance(0.06) {
      // Registered before the parents had settled on a name.
      row.plant(.otherValue, "\(mother.name)之\(child.sex == .male ? "子" : "女")")
      row.plain("\(mother.name)之\(child.sex == .male ? "子" : "女")")
    } else {
      row.name(child)
    }
    row.sex(child)
    row.birthDate(child)
    row.plain("\(row.random.within(2400...4200))")
    row.name(mother)
    row.identityNumber(mother)
    row.ethnicity(mother)
    if let father {
      row.name(father)
      row.identityNumber(father, missing: 0.08)
    } else {
      row.skip(2)
    }
    row.plain(row.random.pick(["平顶山市第一人民医院", "平顶山市妇幼保健院", "宝丰县人民医院", "鲁山县妇幼保健院"]))
    row.date(min(child.birth + row.random.within(2...20), Self.asOf))
    try end([
      .person(child, role: "newborn"), .person(mother, role: "mother"), .person(father, role: "father"),
    ])
  }

  func writeVaccination(_ child: Person, _ random: inout RandomStream) throws {
    guard let guardian = guardian(&random) else { return }
    let row = begin("410400-WJ-0002", file: random.below(2), &random)
    row.plain("4104\(padded(household.index * 10 + child.slot, 10))")
    row.name(child)
    row.identityNumber(child, missing: 0.25)
    row.sex(child)
    row.birthDate(child)
    row.name(guardian)
    row.identityNumber(guardian, missing: 0.45)
    row.phone(guardian, empty: 0.02)
    row.address(household.home)
    row.plain(row.random.pick(["乙肝疫苗", "卡介苗", "脊灰疫苗", "百白破疫苗", "麻腮风疫苗", "乙脑疫苗"]))
    row.date(min(child.birth + row.random.within(1...900), Self.asOf))
    try end([.person(child), .person(guardian, role: "guardian")])
  }

  func writeDeath(_ person: Person, _ death: Day, _ random: inout RandomStream) throws {
    let row = begin("410400-WJ-0003", &random)
    row.plain("SW\(padded(household.index * 10 + person.slot, 9))")
    row.name(person)
    row.identityNumber(person)
    row.sex(person)
    row.date(death)
    row.date(death + row.random.within(0...5))
    try end([.person(person)])
  }

  func writePupil(_ pupil: Person, _ random: inout RandomStream) throws {
    guard let guardian = guardian(&random), !pupil.number.isEmpty else { return }
    let row = begin("410400-JY-0001", file: household.home.districtIndex, &random)
    row.embeddedNumber(pupil, prefix: "G", suffix: "")
    row.name(pupil)
    row.sex(pupil)
    row.birthDate(pupil)
    row.ethnicity(pupil)
    let age = pupil.age(on: Self.asOf)
    row.plain(
      "\(Places.districts[household.home.districtIndex].name)第\(chineseNumeral(household.index % 9 + 1))\(age < 12 ? "小学" : "中学")"
    )
    row.plain("\(age < 12 ? age - 5 : age < 15 ? age - 11 : age - 14)年级")
    row.address(household.registered)
    row.name(guardian)
    row.plain(guardian.sex == .male ? "父亲" : "母亲")
    row.identityNumber(guardian, missing: 0.4)
    row.phone(guardian, empty: 0.01)
    row.collectedOn()
    try end([.person(pupil), .person(guardian, role: "guardian")])
  }

  /// One of the parents.
  private func guardian(_ random: inout RandomStream) -> Person? {
    let adults = household.members.prefix(2).filter { $0.age(on: Self.asOf) > 20 && $0.death == nil }
    return adults.isEmpty ? nil : random.pick(Array(adults))
  }
}
