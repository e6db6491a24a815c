/// A county-level district: the region prefix of its people and what its addresses are made of.
///
/// The prefixes are unassigned (99…), because a made-up valid number may be a real person's; the names in
/// addresses are those of Pingdingshan.
struct District: Sendable {
  let region: Int
  /// The name that guiyi.yaml declares for the prefix.
  let declaredName: String
  let name: String
  let isUrban: Bool
  let townships: [String]
}

enum Places {
  static let cityRegion = 990400

  static let districts: [District] = [
    district(990401, "示例一区", "新华区", true, "曙光街街道 光明路街道 中兴路街道 矿工路街道 西市场街道 新新街街道 焦店镇"),
    district(990402, "示例二区", "卫东区", true, "东安路街道 优越路街道 五一路街道 建设路街道 东环路街道 光华路街道 鸿鹰街道"),
    district(990403, "示例三区", "石龙区", true, "高庄街道 龙兴街道 人民路街道 龙河街道"),
    district(990404, "示例四区", "湛河区", true, "马庄街道 南环路街道 姚孟街道 九里山街道 轻工路街道 高阳路街道 曹镇乡"),
    district(990421, "示例一县", "宝丰县", false, "城关镇 周庄镇 闹店镇 石桥镇 商酒务镇 大营镇 张八桥镇 肖旗乡"),
    district(990422, "示例二县", "叶县", false, "昆阳街道 任店镇 保安镇 仙台镇 叶邑镇 廉村镇 龙泉镇 田庄乡"),
    district(990423, "示例三县", "鲁山县", false, "露峰街道 下汤镇 梁洼镇 张官营镇 张良镇 尧山镇 瓦屋镇 董周乡 马楼乡"),
    district(990424, "示例四县", "郏县", false, "龙山街道 冢头镇 安良镇 堂街镇 薛店镇 长桥镇 茨芭镇 渣元乡"),
    district(990481, "示例一市", "舞钢市", false, "垭口街道 寺坡街道 朱兰街道 尚店镇 八台镇 尹集镇 枣林镇 庙街乡"),
    district(990482, "示例二市", "汝州市", false, "煤山街道 风穴路街道 骑岭街道 寄料镇 温泉镇 临汝镇 小屯镇 杨楼镇 米庙镇"),
  ]

  /// Where people come from who are registered elsewhere.
  static let outside: [(region: Int, declaredName: String, address: String)] = [
    (990501, "示例外一县", "河南省许昌市襄城县颍桥镇"), (990502, "示例外二县", "河南省南阳市方城县独树镇"),
    (990503, "示例外三县", "河南省洛阳市汝阳县小店镇"), (990504, "示例外四县", "湖北省襄阳市枣阳市鹿头镇"),
    (990505, "示例外五县", "四川省达州市宣汉县南坝镇"), (990506, "示例外六县", "安徽省阜阳市临泉县杨桥镇"),
  ]

  /// Every region prefix in use, in one order: districts first.
  static let regions: [Int] = districts.map(\.region) + outside.map(\.region)

  static let formerTownships = [
    "龙泉镇": "龙泉乡", "骑岭街道": "骑岭乡", "周庄镇": "周庄乡", "任店镇": "任店乡", "董周乡": "董周公社", "焦店镇": "焦店乡", "枣林镇": "枣林乡",
  ]

  static let roads =
    Array(["建设路", "中兴路", "光明路", "矿工路", "开源路", "新华路", "诚朴路", "凌云路", "稻香路", "优越路"])
    + ["园林路", "平安大道", "长安大道", "湛北路", "湛南路", "体育路", "劳动路", "和平路", "健康路", "文化路", "东风路", "迎宾大道", "人民路", "解放路"]
  static let compoundFirst = [
    "阳光", "金色", "锦绣", "翠湖", "蓝湾", "东方", "御景", "盛世", "龙门", "平安", "书香", "世纪", "丽景", "康馨", "怡园", "滨河", "华诚",
    "鹰城", "天泽", "常绿",
  ]
  static let compoundLast = [
    "花园", "家园", "小区", "名邸", "新村", "国际", "佳苑", "华府", "公寓", "家属院", "御园", "城", "里", "湾", "庄园",
  ]
  static let villageFirst = [
    "柳树", "石桥", "马庄", "大王", "小李", "上河", "下河", "东坡", "西岭", "黄楝", "槐树", "杨家", "张家", "李家", "刘家", "郭家", "孟家",
    "龙潭", "白石", "青山",
    "寨子", "铁炉", "瓦窑", "神沟",
  ]
  static let villageLast = ["沟村", "村", "庄村", "寨村", "营村", "湾村", "岭村", "店村", "坡村", "楼村"]

  private static func district(
    _ region: Int, _ declaredName: String, _ name: String, _ isUrban: Bool, _ townships: String
  ) -> District {
    District(
      region: region, declaredName: declaredName, name: name, isUrban: isUrban,
      townships: townships.split(separator: " ").map(String.init))
  }
}

/// Some 40 neighbouring homes: a housing compound with its street, or a village.
struct Neighbourhood: Sendable {
  static let homeCount = 40

  let index: Int
  let districtIndex: Int
  let township: String
  let isUrban: Bool
  /// 社区 or 村.
  let community: String
  let road: String
  let roadNumber: Int
  let compound: String
  let longitude: Double
  let latitude: Double
  /// A cadre's phone that stands for villagers without one.
  let sharedPhone: String

  init(seed: UInt64, index: Int) {
    var random = RandomStream(seed: seed, lane: .address, index: index)
    self.index = index
    districtIndex = random.below(Places.districts.count)
    let district = Places.districts[districtIndex]
    township = random.pick(district.townships)
    isUrban = random.chance(district.isUrban ? 0.92 : 0.35)
    road = random.pick(Places.roads)
    roadNumber = random.within(1...399)
    let first = random.pick(isUrban ? Places.compoundFirst : Places.villageFirst)
    let last = random.pick(isUrban ? Places.compoundLast : Places.villageLast)
    compound = first + last
    community = isUrban ? random.pick(Places.compoundFirst) + "社区" : first + last
    longitude = 112.9 + random.unit() * 0.8
    latitude = 33.5 + random.unit() * 0.6
    sharedPhone = inventedPhone(&random)
  }
}

/// An invented mobile number; the block 154 is not assigned to any network.
func inventedPhone(_ random: inout RandomStream) -> String { "154\(padded(random.below(100_000_000), 8))" }

/// One home in the parts that addresses are written from.
struct Home: Sendable {
  let districtIndex: Int
  let districtName: String
  let township: String
  let isUrban: Bool
  let community: String
  let road: String
  let roadNumber: Int
  let compound: String
  let building: Int
  let unit: Int
  let room: Int
  /// The standard writing in full.
  let standard: String
  /// Its neighbourhood; nil outside the city.
  let neighbourhoodIndex: Int?
  /// Its place in the neighbourhood.
  let slot: Int
  /// The standard writing of the compound or village that it is in.
  let siteAddress: String
  /// Whether its neighbourhood is one of those that people of this city live in.
  var isHere = true

  /// The home in a place of its neighbourhood, 0 ..< `Neighbourhood.homeCount`.
  init(in place: Neighbourhood, slot: Int) {
    districtIndex = place.districtIndex
    districtName = Places.districts[place.districtIndex].name
    township = place.township
    isUrban = place.isUrban
    community = place.community
    road = place.road
    roadNumber = place.roadNumber
    compound = place.compound
    neighbourhoodIndex = place.index
    self.slot = slot
    // 61 is prime to 40: neighbours in the stream do not live door to door.
    let shuffled = slot * 61 % Neighbourhood.homeCount
    building = shuffled / 16 + 1
    if place.isUrban {
      unit = shuffled / 8 % 2 + 1
      room = (shuffled % 8 / 2 + 1) * 100 + shuffled % 2 + 1
    } else {
      unit = 0
      room = shuffled % 16 + 1
    }
    siteAddress =
      "河南省平顶山市\(districtName)"
      + Home.local(township, isUrban, community, road, roadNumber, compound, "")
    standard = siteAddress + (isUrban ? "\(building)号楼\(unit)单元\(room)室" : "\(building)组\(room)号")
  }

  /// A room of a hostel or an address outside the city, of which only the writing is known.
  init(outside address: String) {
    districtIndex = 0
    districtName = ""
    township = ""
    isUrban = false
    community = ""
    road = ""
    roadNumber = 0
    compound = ""
    building = 0
    unit = 0
    room = 0
    standard = address
    siteAddress = ""
    neighbourhoodIndex = nil
    slot = 0
  }

  /// Whether no home with a smaller slot is in the same building.
  var isFirstOfBuilding: Bool {
    (0..<slot).allSatisfy { $0 * 61 % Neighbourhood.homeCount / 16 + 1 != building }
  }

  private static func local(
    _ township: String, _ isUrban: Bool, _ community: String, _ road: String, _ roadNumber: Int,
    _ compound: String, _ door: String
  ) -> String {
    isUrban
      ? "\(township)\(community)\(road)\(roadNumber)号\(compound)\(door)" : "\(township)\(compound)\(door)"
  }

  /// Another writing of the same home, as a clerk may type it.
  func variant(_ random: inout RandomStream) -> String {
    guard !districtName.isEmpty else { return standard }
    let prefix = random.pick(["", "平顶山市", "平顶山", "河南省平顶山市", "河南平顶山"])
    let townshipText =
      random.chance(0.1) ? Places.formerTownships[township] ?? township : random.chance(0.2) ? "" : township
    if !isUrban {
      let door =
        switch random.below(4) {
        case 0: "\(chineseNumeral(building))组\(room)号"
        case 1: "\(building)组\(room)"
        case 2: "第\(building)村民组\(room)号"
        default: "\(building)组\(room)号"
        }
      return prefix + districtName + (townshipText.isEmpty ? township : townshipText) + compound + door
    }
    let door =
      switch random.below(6) {
      case 0: "\(building)幢\(unit)单元\(room)"
      case 1: "\(building)栋\(unit)单元\(room)室"
      case 2: "\(building)#楼\(unit)单元\(room)室"
      case 3: "\(building)-\(unit)-\(room)"
      case 4: "\(chineseNumeral(building))号楼\(chineseNumeral(unit))单元\(room)室"
      default: fullWidthDigits("\(building)号楼\(unit)单元\(room)室")
      }
    let street = random.chance(0.8) ? "\(road)\(roadNumber)号" : ""
    let communityText = random.chance(0.5) ? community : ""
    return prefix + districtName + townshipText + communityText + street + compound + door
  }

  /// Only the village or the compound, as many rural rows have it.
  var landmarkOnly: String { township + (isUrban ? compound : compound) }
}

func chineseNumeral(_ number: Int) -> String {
  let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
  return number <= 10 ? digits[number] : number < 20 ? "十" + digits[number - 10] : "\(number)"
}

/// ASCII digits and capitals in full width.
func fullWidthDigits(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    let value = scalar.value
    let isNarrow = (48...57).contains(value) || (65...90).contains(value)
    result.append(isNarrow ? UnicodeScalar(value + 0xFEE0) ?? scalar : scalar)
  }
  return String(result)
}
