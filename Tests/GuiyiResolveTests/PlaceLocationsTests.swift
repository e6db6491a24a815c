import GuiyiColumns
import GuiyiIdentifiers
import GuiyiResolve
import GuiyiText
import Testing

@Suite struct PlaceLocationsTests {
  /// A register with a compound, its buildings and a home, a second compound of the same name, a number at a road, a village.
  private static let register = [
    "河南省平顶山市新华区光明路街道阳光社区建设路12号阳光花园", "河南省平顶山市新华区光明路街道阳光社区建设路12号阳光花园3号楼",
    "河南省平顶山市新华区光明路街道阳光社区建设路12号阳光花园3号楼2单元501室", "河南省平顶山市新华区曙光街街道锦绣社区矿工路88号阳光花园",
    "河南省平顶山市新华区曙光街街道锦绣社区矿工路88号阳光花园3号楼", "河南省平顶山市卫东区五一路街道平安社区平安大道7号", "河南省平顶山市宝丰县石桥镇柳树沟村",
    "河南省平顶山市宝丰县石桥镇柳树沟村3组", "河南省平顶山市宝丰县石桥镇柳树沟村3组5号", "河南省平顶山市宝丰县大营镇柳树沟村",
  ]

  private static let gazetteer = Gazetteer(regions: RegionTable(extras: []), cityCode: 410_400)

  private static func locate(_ addresses: [String], threads: Int = 1) -> [LocatedAddress?] {
    let workers = Workers(threadCount: threads)
    var places = ByteDictionary()
    let ids = register.map { places.intern($0) }
    let locations = PlaceLocations(
      addresses: ids, dictionary: places, gazetteer: gazetteer, workers: workers)
    var dictionary = ByteDictionary()
    return locations.locate(
      addresses.map { dictionary.intern($0) }, dictionary: dictionary, workers: workers)
  }

  @Test(arguments: [
    // The whole address, other writings of it, and what is deeper than the register goes.
    ("河南省平顶山市新华区光明路街道阳光社区建设路12号阳光花园3号楼2单元501室", 2, PlaceLevel.room),
    ("新华区光明路办事处阳光社区建设路12号阳光花园3-2-501", 2, .room), ("平顶山新华区建设路12号阳光花园三号楼二单元501", 2, .room),
    ("新华区建设路12号阳光花园小区3幢2单元501室", 2, .room), ("新华区建设路12号阳光花园3号楼1单元101室", 1, .building),
    ("新华区建设路12号阳光花园9号楼", 0, .site), ("新华区建设路12号", 0, .site),
    // One compound of two by its community or its town.
    ("新华区锦绣社区阳光花园3号楼", 4, .building), ("新华区曙光街街道阳光花园3号楼2单元501室", 4, .building),
    ("新华区矿工路阳光花园", 3, .site),
    ("卫东区平安大道7号", 5, .site), ("卫东区平安大道7号2楼", 5, .site),
    // Villages, with former names of their town, and without a county.
    ("宝丰县石桥乡柳树沟村3组5号", 8, .building), ("石桥镇柳树沟村第三村民组5号", 8, .building), ("宝丰石桥镇柳树沟村3组", 7, .group),
    ("宝丰县大营镇柳树沟村9组1号", 9, .community),
  ])
  func `leads an address to the deepest place it lies in`(address: String, place: Int, level: PlaceLevel)
    throws
  {
    let found = try #require(Self.locate([address])[0])
    #expect(found.place == UInt32(place))
    #expect(found.level == level)
    #expect(found.confidence >= 900)
  }

  @Test(arguments: [
    "", "新华区", "平顶山市新华区建设路", "新华区建设路13号", "湛河区建设路12号阳光花园3号楼", "新华区建设路12号金色家园3号楼",
    "新华区建设路12号金色家园", "许昌市襄城县石桥镇柳树沟村3组5号", "湖北省襄阳市枣阳市鹿头镇柳树沟村3组5号", "宝丰县周庄镇柳树沟村3组5号",
    "新华区阳光花园3号楼2单元501室", "宝丰县柳树沟村3组5号", "阳光花园3号楼", "卫东区平安大道8号",
  ])
  func `tells no place where another could be meant`(address: String) {
    #expect(Self.locate([address])[0] == nil)
  }

  @Test(arguments: ["卫东区平安大道7号对面", "卫东区平安大道7号东侧50米", "平安大道7号"])
  func `what may be somewhere else is told with a doubt`(address: String) throws {
    let found = try #require(Self.locate([address])[0])
    #expect(found.confidence < 900)
  }

  @Test func `answers in the order of the questions, whatever the threads`() {
    let addresses = (0..<20_000).map { "新华区建设路12号阳光花园\($0 % 40 + 1)号楼\($0 / 40)室" }
    let one = Self.locate(addresses, threads: 1)
    #expect(one == Self.locate(addresses, threads: 3))
    #expect(one.count { $0?.place == 1 } == 500)
    #expect(one.allSatisfy { $0 != nil })
  }

  @Test func `an empty register leads nowhere, and no text traps`() {
    let workers = Workers(threadCount: 1)
    var dictionary = ByteDictionary()
    let pieces = [
      "新华区", "建设路", "12号", "阳光花园", "3", "-", "号楼", "组", "村", "\u{0}", "附", "（", "十", "室", "９", "对面", "a",
    ]
    var random = SplitMix64(seed: 0x10CA)
    let ids = (0..<20_000).map { _ in
      dictionary.intern((0..<random.next() % 9).map { _ in pieces[Int(random.next() % 17)] }.joined())
    }
    let empty = PlaceLocations(
      addresses: [0, 0], dictionary: dictionary, gazetteer: Self.gazetteer, workers: workers)
    #expect(empty.locate(ids, dictionary: dictionary, workers: workers).allSatisfy { $0 == nil })
    let own = PlaceLocations(
      addresses: ids, dictionary: dictionary, gazetteer: Self.gazetteer, workers: workers)
    for located in own.locate(ids, dictionary: dictionary, workers: workers) {
      guard let located else { continue }
      #expect(Int(located.place) < ids.count && located.confidence <= 1000)
    }
  }
}
