import GuiyiLink
import Testing

/// Parts written with a bar for the separator.
private func parts(_ text: String) -> String {
  text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\u{1F}")
}

@Suite struct PartsTests {
  // region | town | community | road | door | compound | building | unit | room | rest
  @Test(arguments: [
    ("平顶山市示例区|||建设路|12号|||||", "河南省平顶山市示例区|||建设路|12|||||", "same-room"),
    ("示例区|||建设路|12号|花园小区|3号楼|2单元|501室|", "平顶山市示例区|||建设路|12|花园小区|3|2|501|", "same-room"),
    ("示例区|||建设路|12号|花园小区|3号楼|2单元|501|", "示例区||||||3号楼|2单元|501|", "missing"),
    ("示例区|||建设路||花园小区|3号楼|2单元|501|", "示例区|||||花园|三号楼|2|0501|", "same-room"),
    ("示例区|||建设路|12||3|2|501|", "示例区|||建设路|12||3|2|502|", "same-building"),
    ("示例区|||建设路|12||3|2||", "示例区|||建设路|12||3|2|502|", "same-building"),
    ("示例区|||建设路|12||3|2|501|", "示例区|||建设路|12||4|2|501|", "same-compound"),
    ("示例区|||建设路|12||十二号楼|2|501|", "示例区|||建设路|12||12|2|501|", "same-room"),
    ("示例区|||建设路|12|||||", "示例区|||建设路|14|||||", "same-road"),
    ("示例区|||建设东路|12|||||", "示例区|||建设西路|12|||||", "different"),
    ("示例区|||湛河南路|12|||||", "示例区|||湛河南露|12|||||", "same-room"),
    ("示例区|矿工路街道||||||||", "示例区|矿工路||||||||", "same-town"),
    ("示例区|东镇|李庄村|||||||三组15号", "示例区|东镇|李庄|||||||三组15号", "same-room"),
    ("示例区|东镇|李庄村|||||||三组15号", "示例区|东镇|李庄|||||||四组2号", "same-road"),
    ("示例区|东镇|李庄村|||||||", "示例区|西镇|王庄村|||||||", "different"),
    ("甲市新华区|||建设路|12|||||", "乙市新华区|||建设路|12|||||", "different"),
    ("甲市新华区|||||||||", "新华区|||建设路|12|||||", "missing"),
    ("示例区|||建设路|12||||0|", "示例区|||建设路|12||||0|", "exact"),
  ])
  func `levels of addresses`(a: String, b: String, level: String) {
    #expect(levelName(.parts(.address), parts(a), parts(b)) == level, "\(a) / \(b)")
  }

  // region | stem | trade | form | branch
  @Test(arguments: [
    ("平顶山市|鑫源|商贸|有限公司|", "平顶山市|鑫源|商贸|有限公司|", "exact"),
    ("平顶山市|鑫源|商贸|有限公司|", "河南省平顶山市|鑫源|商贸|有限责任公司|", "same-name"),
    ("|鑫源|商贸|有限公司|", "平顶山市|鑫源|商贸||", "same-name"),
    ("平顶山市|鑫源|商贸|有限公司|", "平顶山市|鑫源|商贸|股份有限公司|", "same-stem"),
    ("平顶山市|鑫源||有限公司|", "平顶山市|鑫源|商贸|有限公司|", "same-stem"),
    ("平顶山市|鑫源|商贸|有限公司|", "平顶山市|鑫原|商贸|有限公司|", "similar-stem"),
    ("平顶山市|鑫源|商贸|有限公司|", "平顶山市|鑫源|商贸|有限公司|新城分公司", "branch"),
    ("平顶山市|鑫源|商贸|有限公司|东城分公司", "平顶山市|鑫源|商贸|有限公司|新城分公司", "branch"),
    ("平顶山市|鑫源|种植|有限公司|", "平顶山市|鑫源|种植|专业合作社|", "conflict"),
    ("平顶山市|鑫源|商贸|有限公司|", "甲市|鑫源|商贸|有限公司|", "conflict"),
    ("平顶山市|鑫源|商贸|有限公司|", "平顶山市|鑫源|建材|有限公司|", "conflict"),
    ("平顶山市|鑫源|商贸|有限公司|", "平顶山市|鑫源|商贸|经营部|", "conflict"),
    ("平顶山市|鑫源|商贸|有限公司|", "平顶山市|宏达|商贸|有限公司|", "different"),
    ("平顶山市||||", "平顶山市|鑫源|商贸|有限公司|", "different"),
  ])
  func `levels of organization names`(a: String, b: String, level: String) {
    #expect(levelName(.parts(.organizationName), parts(a), parts(b)) == level, "\(a) / \(b)")
  }
}
