// Characters of given names by birth cohort and sex, compiled for this project; the front of a list is used more.

enum GivenNames {
  /// One birth cohort: until which year, how many have one character, and the characters.
  struct Cohort: Sendable {
    let untilYear: Int
    let singleShare: Double
    let male: [Character]
    let female: [Character]
  }

  static let cohorts: [Cohort] = [
    Cohort(
      untilYear: 1957, singleShare: 0.12,
      male: Array("国德明金文玉福成长海保富永志清林生荣春建中学全有喜来根水田山石天书振庆云兴才留套栓柱祥魁义仁礼信法安万发财宝堂亭臣良贵运顺昌盛广大新狗铁"),
      female: Array("秀英桂兰玉珍荣芳花凤梅爱香莲翠素淑芝云霞琴月娥巧瑞清翠枝贞菊大妮小改转环银金焕青美竹真仙姣彩娟妞勤俭桃杏喜遂银盈灵芬")),
    Cohort(
      untilYear: 1971, singleShare: 0.2,
      male: Array("建国军民红卫东志强明新文华永海平伟峰林春生跃进保战全忠学援朝庆祥继社会中胜利爱党向阳铁栓付喜来宏光荣正义安根群德松杰书振山河清云"),
      female: Array("秀英玉兰桂梅红霞爱芳丽华荣琴花凤珍香淑敏素云青春燕萍莲芬改焕小美枝娥景琴平转巧玲改勤翠彩霞灵会先慧英群菊朝阳革文建新军")),
    Cohort(
      untilYear: 1985, singleShare: 0.32,
      male: Array("伟军强勇涛磊斌鹏超辉刚杰峰亮波宏建志国庆红旭东晓阳文明海永民新华俊卫利光彦飞龙平松林春雷世耀武根召占奎会中豪克现要顺"),
      female: Array("丽艳娟敏静霞红燕芳玲英娜萍慧莉洁华云晓小亚红彩春秋平利会俊爱玉秀淑君芬娥香花梅琴瑞青雪蕾巧改景素霞焕喜新阳军培")),
    Cohort(
      untilYear: 2000, singleShare: 0.3,
      male: Array("鹏飞帅超凯磊涛阳浩杰龙伟强旭斌宇辉亚博文俊晓东世豪志远少华明亮坤帆威鑫森光恒嘉冲腾达洋康健子健佳琦乐毅琪晨翔云峰一凡军"),
      female: Array("婷倩雪丹娜静梦莹颖慧敏琳佳晓亚红玉文静瑞娟艳丽莎莎璐瑶洁欣悦媛媛晨培露珂小雨欢春晓芳菲冰玲珊姗云霞青灿利平楠蕊")),
    Cohort(
      untilYear: 2012, singleShare: 0.18,
      male: Array("浩宇轩子博文涵俊杰佳豪嘉怡鑫一鸣天佑家乐世航晨曦明哲梓泽睿皓恒毅凡宸煜锦程翔坤奥运森烁晓阳远志鹏飞旭东铭洋辰逸龙帅思源"),
      female: Array("雨涵欣怡梦琪佳怡子涵思雨若嘉诗琪紫萱可馨雅静婷婷晨曦梓涵语嫣依诺一诺心怡悦彤娅楠艺馨睿淑婧雯萌萌璐瑶冰洁灿阳")),
    Cohort(
      untilYear: 9999, singleShare: 0.07,
      male: Array("梓浩奕辰沐宸子墨宇泽轩逸晨皓铭睿一诺锦程景泽星辰嘉佑煜祺承恩昊天思远亦航彦霖知行俊熙瑾瑜明轩恩泽柏言书豪予安鸣屹尧"),
      female: Array("梓涵一诺雨桐欣妍若汐语桐沐瑶依诺可馨芷晴艺涵诗涵奕辰子萱思彤昕玥佳琪心悦锦溪婉清语汐沐曦苡念安妤恬柠禾书瑶知夏")),
  ]

  /// Characters that many systems cannot show or store; the last ones lie outside GBK or outside the basic plane.
  static let rare: [Character] = Array("喆堃淼犇赟翀昶烜翾燚䶮𬱖㛃㬎䒟")

  /// Names of the dotted kind, parts only.
  static let dottedFirst = ["阿卜杜拉", "买买提", "古丽娜尔", "艾力", "阿依古丽", "吐尔逊", "热依汗", "玉素甫"]
  static let dottedLast = ["买买提", "阿布都拉", "艾合买提", "吐尔逊", "依明", "库尔班", "热合曼"]

  /// Characters of one sound or one look, for slips of typing.
  static let confusions: [Character: String] = {
    var table: [Character: String] = [:]
    let groups = [
      "婷亭廷", "静竞境婧", "艳燕彦妍", "晓小", "丽莉力利", "辉晖徽", "伟玮炜卫", "杰洁", "玲灵铃凌", "红宏洪", "军君俊", "文雯",
      "英瑛莹颖颍", "芳方", "霞侠", "华桦", "海亥", "明铭鸣", "强祥", "志智致", "新欣鑫馨昕", "涛滔", "磊雷蕾", "斌彬宾", "鹏朋",
      "超朝", "峰锋丰", "博波", "宇雨语羽", "轩萱", "浩皓昊豪", "子梓紫", "涵晗寒", "怡宜依伊", "佳嘉家加", "琪琦祺旗", "梦孟", "晨辰宸",
      "国果", "建健", "玉钰", "兰蓝", "梅美", "秀绣", "桂贵", "珍真贞", "春椿", "云芸", "敏闵", "慧惠会", "娟捐", "翠脆", "李里", "张章",
      "王玉", "刘留", "陈程", "杨扬", "候侯", "未末", "士土", "天夭", "日曰", "徐许", "薛雪", "付傅", "肖萧", "阎闫", "戴代", "邱丘",
    ]
    for group in groups {
      for character in group {
        table[character, default: ""] += group.filter { $0 != character }
      }
    }
    return table
  }()

  /// Two lawful writings of one surname.
  static let surnameVariants: [Character: Character] = [
    "傅": "付", "萧": "肖", "阎": "闫", "戴": "代", "邱": "丘", "于": "於", "钟": "锺", "付": "傅",
  ]
}
