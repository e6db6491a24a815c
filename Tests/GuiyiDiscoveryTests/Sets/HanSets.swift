import GuiyiIdentifiers
import GuiyiTesting

private let surnames = Array("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜").map(String.init)
private let givenLetters = Array("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文斌鑫宇浩然子涵梓轩欣怡雨泽晨思佳琪雪婷慧淑珍凤莲春海波辉鹏飞龙云翔").map(
  String.init)
private let alike: [String: String] = [
  "伟": "玮", "静": "婧", "丽": "莉", "杰": "洁", "华": "花", "红": "虹", "英": "瑛", "浩": "皓", "子": "梓", "怡": "宜",
  "晨": "辰", "国": "囯", "军": "君", "婷": "亭",
]
private let roads = [
  "中兴路", "建设路", "和平路", "稻香路", "文化路", "开源路", "矿工路", "光明路", "长青路", "新华路", "凌云路", "诚朴路", "湛南路", "姚电大道",
]
private let compounds = ["康馨佳苑", "怡园国际", "阳光花园", "锦绣嘉园", "翠湖小区", "天泽家属院", "明珠世纪城", "龙庭佳苑"]
private let towns = ["新华区", "卫东区", "湛河区", "石龙区", "宝丰县", "叶县", "鲁山县", "郏县"]

extension Inventor {
  mutating func hanName() -> String {
    pickFrequent(surnames) + (chance(0.25) ? "" : pickFrequent(givenLetters)) + pickFrequent(givenLetters)
  }

  mutating func hanSlip(_ name: String) -> String {
    var letters = name.map(String.init)
    let place = number(1...letters.count - 1)
    letters[place] = alike[letters[place]] ?? pick(givenLetters)
    return letters.joined()
  }

  mutating func hanAddress() -> (full: String, short: String) {
    let (town, road, door) = (pick(towns), pick(roads), number(1...400))
    let (compound, building, unit, room) = (
      pick(compounds), number(1...20), number(1...4), number(1...6) * 100 + number(1...4)
    )
    return (
      "河南省平顶山市\(town)\(road)\(door)号\(compound)\(building)号楼\(unit)单元\(room)室",
      "\(town)\(road)\(door)号\(compound)\(building)-\(unit)-\(room)"
    )
  }

  mutating func mobile() -> String { pick(["139", "138", "150", "186", "177"]) + digits(8) }
}

/// People of a few offices: a number here, a telephone there, addresses written long or short.
func hanPersonSet(people: Int, seed: UInt64) -> GeneratedSet {
  var make = Inventor(seed: seed)
  var set = GeneratedSet(headings: ["姓名", "证件号码", "手机", "住址", "性别"])
  for entity in 0..<people {
    let name = make.hanName()
    let born = make.date(1945...2010)
    let isMale = make.chance(0.5)
    let number =
      CivilDate(year: born.year, month: born.month, day: born.day)
      .flatMap {
        makeIdentityNumber(region: 990_402, birth: $0, sequence: make.number(0...498) * 2 + (isMale ? 1 : 0))
      }.map { "\($0)" } ?? ""
    let phone = make.mobile()
    let address = make.hanAddress()
    for copy in 0..<(make.chance(0.55) ? make.number(2...4) : 1) {
      let isFirst = copy == 0
      set.add(
        [
          make.perhaps(isFirst ? 0 : 0.06, name) { $0.hanSlip($1) },
          make.chance(isFirst ? 0.15 : 0.45)
            ? "" : make.perhaps(isFirst ? 0 : 0.04, number) { $0.digitSlip($1) },
          make.chance(0.15) ? "" : make.chance(isFirst ? 0 : 0.15) ? make.mobile() : phone,
          make.chance(0.12)
            ? ""
            : make.chance(isFirst ? 0 : 0.1)
              ? make.hanAddress().full : make.chance(0.6) ? address.full : address.short,
          make.chance(0.1) ? "" : isMale ? "男" : "女",
        ], entity: entity, source: copy)
    }
  }
  return set
}

/// Organizations of a few registers: credit codes now and then, names long and short, branches of one firm.
func hanOrganizationSet(count: Int, seed: UInt64) -> GeneratedSet {
  var make = Inventor(seed: seed)
  var set = GeneratedSet(headings: ["单位名称", "统一社会信用代码", "法定代表人", "地址", "联系电话"])
  let letters = Array("鑫盛恒达隆泰华兴瑞丰宏远康诚信德顺和天宇嘉美昌润金源海通利民安博創卓越").map(String.init)
  let trades = ["商贸", "建筑工程", "物业管理", "餐饮管理", "信息技术", "农业科技", "机械制造", "文化传媒", "装饰工程", "医药"]
  let forms = ["有限公司", "有限责任公司", "股份有限公司"]
  var entity = 0
  func code(_ make: inout Inventor) -> String {
    let body = (0..<8).map { _ in make.pick(Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)) }
    return makeUSCC(
      department: UInt8(ascii: "9"), category: UInt8(ascii: "1"), region: 990_402, orgBody: body.span
    ).map { "\($0)" } ?? ""
  }
  for _ in 0..<count {
    let stem = make.pick(letters) + make.pick(letters) + (make.chance(0.3) ? make.pick(letters) : "")
    let (trade, form) = (make.pick(trades), make.pickFrequent(forms))
    let name = "平顶山市\(stem)\(trade)\(form)"
    let branches = make.chance(0.12) ? make.number(1...3) : 0
    for branch in 0...branches {
      entity += 1
      let own = branch == 0 ? name : name + make.pick(["新华分公司", "卫东分公司", "宝丰分公司", "叶县分公司", "第一分店", "第二分店"])
      let number = code(&make)
      let head = make.hanName()
      let address = make.hanAddress()
      let phone = make.chance(0.5) ? make.mobile() : "0375-" + make.digits(7)
      for copy in 0..<(make.chance(0.6) ? make.number(2...4) : 1) {
        let isFirst = copy == 0
        let shortName = branch == 0 && make.chance(0.25) ? own.replacing("平顶山市", with: "") : own
        set.add(
          [
            isFirst ? own : shortName,
            make.chance(isFirst ? 0.1 : 0.4)
              ? "" : make.perhaps(isFirst ? 0 : 0.03, number) { $0.digitSlip($1) },
            make.chance(0.15) ? "" : make.chance(isFirst ? 0 : 0.07) ? make.hanName() : head,
            make.chance(0.12) ? "" : make.chance(0.6) ? address.full : address.short,
            make.chance(0.25) ? "" : make.chance(isFirst ? 0 : 0.15) ? make.mobile() : phone,
          ], entity: entity, source: copy)
      }
    }
  }
  return set
}

/// Customers of two shops in Japan: a name and how it is read tell one fact, and dates, telephones and spaces are written in
/// several ways.
func japaneseSet(people: Int, seed: UInt64) -> GeneratedSet {
  var make = Inventor(seed: seed)
  var set = GeneratedSet(headings: ["氏名", "フリガナ", "生年月日", "住所", "電話番号"])
  let families = [
    ("佐藤", "サトウ"), ("鈴木", "スズキ"), ("高橋", "タカハシ"), ("田中", "タナカ"), ("伊藤", "イトウ"), ("山本", "ヤマモト"),
    ("中村", "ナカムラ"),
    ("小林", "コバヤシ"), ("加藤", "カトウ"), ("吉田", "ヨシダ"), ("松本", "マツモト"), ("井上", "イノウエ"), ("木村", "キムラ"),
    ("清水", "シミズ"),
  ]
  let given = [
    ("翔", "ショウ"), ("健太", "ケンタ"), ("大輔", "ダイスケ"), ("誠", "マコト"), ("浩", "ヒロシ"), ("拓也", "タクヤ"), ("直樹", "ナオキ"),
    ("結衣", "ユイ"),
    ("美咲", "ミサキ"), ("愛", "アイ"), ("恵子", "ケイコ"), ("洋子", "ヨウコ"), ("幸子", "サチコ"), ("彩", "アヤ"), ("香織", "カオリ"),
  ]
  let wards = ["東京都新宿区西新宿", "東京都足立区千住", "大阪府大阪市北区梅田", "愛知県名古屋市中村区名駅", "埼玉県川口市栄町", "千葉県船橋市本町"]
  for entity in 0..<people {
    let (family, familyRead) = make.pickFrequent(families)
    let (own, ownRead) = make.pick(given)
    let born = make.date(1940...1988)
    let ward = make.pick(wards)
    let place = (make.number(1...9), make.number(1...30), make.number(1...25))
    let phone = "0\(make.pick(["90", "80"]))-\(make.digits(4))-\(make.digits(4))"
    for copy in 0..<(make.chance(0.5) ? 2 : 1) {
      let space = make.pick(["", "　", " "])
      let date =
        copy == 1
        ? iso(born)
        : make.chance(0.5)
          ? "昭和\(born.year - 1925)年\(born.month)月\(born.day)日" : "\(born.year)/\(born.month)/\(born.day)"
      set.add(
        [
          family + space + own, make.chance(0.15) ? "" : familyRead + space + ownRead,
          make.chance(0.15) ? "" : date,
          make.chance(0.15)
            ? ""
            : ward
              + (make.chance(0.5)
                ? "\(place.0)丁目\(place.1)番\(place.2)号" : "\(place.0)-\(place.1)-\(place.2)"),
          make.chance(0.2)
            ? ""
            : make.chance(0.3) ? phone.filter(\.isNumber) : make.chance(0.1) ? "03-" + make.digits(8) : phone,
        ], entity: entity, source: copy)
    }
  }
  return set
}
