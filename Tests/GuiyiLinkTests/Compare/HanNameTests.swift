import GuiyiLink
import Testing

@Suite struct HanNameTests {
  @Test(arguments: [
    ("王伟", "王伟", "exact"), ("王伟", "", "missing"), ("王伟", "***", "missing"), ("", "", "missing"),
    ("王　伟", "王伟", "folded"), ("王 伟", "王伟", "folded"), ("張偉", "张伟", "folded"), ("付小明", "傅小明", "folded"),
    ("闫磊", "阎磊", "folded"), ("户主：张三丰", "张三丰", "folded"), ("张三丰(已故)", "张三丰", "folded"),
    ("李四2", "李四", "folded"), ("王五（夫）", "王五", "folded"), ("古丽·买买提", "古丽•买买提", "folded"),
    ("阿卜杜拉·买买提", "阿布都拉买买提", "folded"), ("买买提·阿卜杜拉", "阿布都拉·麦麦提", "folded"),
    ("阿卜杜拉?买买提", "阿卜杜拉·买买提", "folded"),
    ("王小?", "王小喆", "character-lost"), ("王□明", "王小明", "character-lost"), ("王小⿱龙天", "王小䶮", "character-lost"),
    ("王小(上龙下天)", "王小䶮", "character-lost"), ("王小??", "王小喆", "character-lost"), ("王?", "王喆", "one-apart"),
    ("王小zhe", "王小喆", "same-sound"),
    ("王伟", "王玮", "same-sound"), ("张晓丽", "张小莉", "same-sound"), ("WANG WEI", "王伟", "same-sound"),
    ("Wei Wang", "王伟", "same-sound"), ("Lyu Jing", "吕静", "same-sound"), ("单田芳", "单天方", "same-sound"),
    ("章伟", "张伟", "near"), ("陈林", "陈玲", "near"), ("王己", "王巳", "near"), ("张晴", "张睛", "near"),
    ("李琪琪", "李琦琦", "same-sound"), ("刘侯", "刘候", "same-sound"), ("赵志刚", "赵自刚", "near"),
    ("王小明", "王小强", "one-apart"), ("王小明", "王明小", "one-apart"), ("欧阳娜娜", "欧阳娜", "one-apart"),
    ("王伟", "王强", "different"), ("王小明", "李小明", "different"), ("王伟", "李伟", "different"),
    ("王伟", "王伟明", "different"), ("王伟", "李娜", "different"), ("陈伟", "程伟", "different"),
    ("阿卜杜拉·买买提", "阿卜杜拉", "one-apart"), ("阿卜杜拉·买买提", "吐尔逊·艾力", "different"),
    ("John Smith", "Smith, John", "folded"), ("JOHN SMITH", "john smith", "folded"),
    ("Jonh Smith", "John Smith", "near"),
    ("John Smith", "Mary Jones", "different"),
  ])
  func `levels of names`(a: String, b: String, level: String) {
    #expect(levelName(.hanName, a, b) == level, "\(a) / \(b)")
  }
}
