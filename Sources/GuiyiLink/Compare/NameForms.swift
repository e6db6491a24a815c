/// Words of names in alphabetic scripts that stand for one another, and words that are no part of a name.
enum NameForms {
  /// Titles and marks of generations: left out where something else is left.
  static func isTitle(_ word: ArraySlice<UInt32>) -> Bool {
    word.count <= 9 && titles.contains(HanNameColumn.hash(word))
  }

  /// Degrees and licences behind a name; short ones that are names too are left out.
  static func isCredential(_ word: ArraySlice<UInt32>) -> Bool {
    word.count <= 4 && credentials.contains(HanNameColumn.hash(word))
  }

  private static let credentials: Set<UInt64> = Set(
    hashes("dds dmd dpm dvm od np rn pt cpa facs mph mba msc bsc llb llm"))

  /// A number that the forms of one given name share (william, will, bill), 0 for other words.
  static func form(_ word: ArraySlice<UInt32>) -> UInt16 {
    word.count <= 12 ? forms[HanNameColumn.hash(word)] ?? 0 : 0
  }

  private static let titles: Set<UInt64> = Set(
    hashes(
      "mr mrs ms miss mister dr prof professor sir lord lady dame rev reverend hon jr sr ii iii iv esq phd md herr frau monsieur madame mme sr "
        + "sra srta dona senor senora 1st 2nd 3rd baronet viscount capt captain col lt sgt"))

  private static let forms: [UInt64: UInt16] = {
    let groups = [
      "william will wm bill billy willie liam", "robert rob bob bobby robt bert",
      "richard rick dick rich ricky", "john jack jon johnny jno",
      "james jim jimmy jas jamie", "thomas tom tommy thos", "charles charlie chas chuck",
      "edward ed ted eddie ned edw", "henry harry hank hal",
      "george geo georgie", "joseph joe jos joey", "francis frank fran frankie",
      "alexander alex sandy alec al", "frederick fred freddie fredk",
      "michael mike mick mickey", "andrew andy drew", "anthony tony ant", "samuel sam saml",
      "benjamin ben benj", "daniel dan danny danl",
      "david dave davy", "matthew matt", "nicholas nick nicolas", "christopher chris kit",
      "stephen steve steven", "peter pete", "philip phil phillip",
      "patrick pat paddy", "lawrence larry laurence", "albert al bertie", "arthur art", "walter walt wally",
      "raymond ray", "ronald ron ronnie",
      "donald don donnie", "kenneth ken kenny", "gerald gerry jerry", "gregory greg",
      "jeffrey jeff geoffrey geoff", "leonard len lenny leo",
      "nathaniel nathan nate nat", "theodore theo ted", "timothy tim", "zachary zach zack", "joshua josh",
      "jonathan jon", "jacob jake",
      "elizabeth liz eliza beth betty lizzie bess betsy elsie libby",
      "margaret maggie meg peggy margt marge rita", "mary polly molly may maria",
      "catherine kate cathy katherine kathy kitty catharine katie", "sarah sally sara sadie",
      "ann anne annie nancy anna hannah nan", "jane jenny janet jean",
      "susan sue susie suzanne", "martha patty mattie", "dorothy dolly dot dora",
      "eleanor ellen nell nellie nora helen elinor", "frances fanny fran",
      "harriet hattie", "isabella bella isabel belle", "jennifer jen jenny", "jessica jess jessie",
      "judith judy", "victoria vicky tori",
      "rebecca becky becca", "patricia pat patty trish", "pamela pam", "deborah deb debbie",
      "barbara barb babs", "charlotte lottie", "caroline carrie",
      "florence flo flossie", "josephine josie jo", "matilda tilly", "virginia ginny", "winifred winnie",
      "abigail abby", "amelia amy millie",
      "emily em", "louisa lou louise", "theresa teresa terry tess", "christine chris tina christina",
      "alexandra alex sandra", "samantha sam",
      "jose pepe", "francisco paco pancho", "manuel manolo", "ignacio nacho", "giuseppe beppe peppe",
      "johann hans johannes", "heinrich heinz",
      "friedrich fritz", "wilhelm willi", "aleksandr sasha", "ivan vanya", "mikhail misha", "dmitri dima",
    ]
    var table: [UInt64: UInt16] = [:]
    for (number, group) in groups.enumerated() {
      // A short form of several names stands for the first.
      for hash in hashes(group) where table[hash] == nil { table[hash] = UInt16(number + 1) }
    }
    return table
  }()

  private static func hashes(_ text: String) -> [UInt64] {
    text.split(separator: " ").map { HanNameColumn.hash($0.unicodeScalars.map(\.value)[...]) }
  }
}
