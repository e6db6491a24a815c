/// Words that give a kind of value away, folded: lower case, without accents.
enum WordLists {
  /// Endings and parts of Chinese organization names.
  static let hanOrganizationEnds: [[UInt32]] = split(
    "公司 集团 厂 店 部 局 委员会 合作社 学校 大学 学院 中学 小学 幼儿园 医院 诊所 卫生院 卫生室 中心 事务所 银行 支行 分行 协会 商会 学会 基金会 超市 商行 "
      + "工作室 农场 场 站 所 馆 院 社 队 会 处 社区 村委会 企业 有限合伙 门市 饭庄 酒店 宾馆 研究院 株式会社 株式會社")

  /// Signs of a Chinese address.
  static let hanAddressMarks: Set<UInt32> = Set("省市区县镇乡村路街巷号弄室栋幢楼組组屯庄道苑园丁目番".unicodeScalars.map(\.value))

  /// Words of Latin organization names.
  static let organizationWords: Set<String> = words(
    "inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh ag kg ohg ev sa sas sarl srl spa bv nv ab as oy oyj "
      + "aps kft zrt sro doo pty pte bhd sdn holding holdings group partners associates enterprises industries international "
      + "university college school institute hospital clinic bank foundation association society church museum ministry department "
      + "agency council committee trust stiftung verein universitat universite universidad societe compagnie compania sociedad limitada "
      + "services solutions systems technologies restaurant cafe grill hotel store shop")

  /// Words of Latin addresses.
  static let streetWords: Set<String> = words(
    "street st str road rd avenue ave av boulevard blvd lane ln drive dr court ct place pl square sq terrace tce way highway hwy "
      + "parkway pkwy circle cir crescent cres close gardens grove row walk mews alley trail loop pike plaza broadway floor fl suite ste apt unit "
      + "strasse straße weg platz allee gasse ufer damm ring rue chemin impasse quai calle avenida plaza paseo carrera via viale piazza corso rua "
      + "travessa ulica ul aleja ulitsa prospekt gatan gata vagen vej straat laan plein box po")

  /// Given names that are frequent where alphabetic scripts are written.
  static let givenNames: Set<String> = words(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew "
      + "joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott "
      + "brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose henry adam nathan peter zachary kyle "
      + "walter ethan jeremy harold carl keith roger arthur terry lawrence sean christian albert austin joe noah jesse willie ralph roy eugene "
      + "luke lucas liam logan mason oliver harry charlie oscar leo max archie mary patricia jennifer linda elizabeth barbara susan jessica sarah "
      + "karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon "
      + "laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet "
      + "catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl "
      + "hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber "
      + "doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori ella lucy mia chloe ruby lily "
      + "hans klaus jurgen wolfgang gunter werner heinz stefan andreas matthias martin uwe jens ursula monika petra sabine renate ingrid brigitte "
      + "heike anja katrin jean pierre michel jacques philippe alain bernard nathalie isabelle sylvie monique francoise juan carlos luis miguel "
      + "antonio manuel francisco jesus pedro javier alejandro carmen ana isabel josefa dolores pilar lucia giuseppe giovanni luigi mario marco "
      + "francesca giulia paolo rosa joao paulo ivan sergei dmitri alexei olga natalia tatiana elena irina andrzej piotr krzysztof anna ewa "
      + "mohammed muhammad ahmed ali omar hassan hussein ibrahim fatima aisha amit raj priya sanjay anil sunita joshua lachlan jack william thomas "
      + "wei min jun hiroshi takashi yuki akira jiho minjun")

  /// Family names that are frequent where alphabetic scripts are written.
  static let familyNames: Set<String> = words(
    "smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore "
      + "jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen "
      + "hill flores green adams nelson baker hall rivera campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards "
      + "collins reyes stewart morris morales murphy cook rogers gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox "
      + "ward richardson watson brooks chavez wood james bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers long ross "
      + "foster jimenez powell jenkins perry russell sullivan bell coleman butler henderson barnes fisher vasquez simmons graham murray ford "
      + "muller schmidt schneider fischer weber meyer wagner becker schulz hoffmann schafer koch bauer richter klein wolf schroder neumann "
      + "schwarz zimmermann braun kruger hofmann lange bernard dubois durand moreau laurent simon michel lefebvre leroy roux fournier girard "
      + "rossi russo ferrari esposito bianchi romano colombo ricci marino greco silva santos ferreira pereira oliveira costa souza almeida "
      + "ivanov petrov smirnov kuznetsov popov novak nowak kowalski wisniewski hansen johansen olsen larsen andersson nilsson jensen nielsen "
      + "khan singh kumar sharma gupta wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin tanaka suzuki sato takahashi"
  )

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map(String.init))
  }

  private static func split(_ text: String) -> [[UInt32]] {
    text.split(separator: " ").map { $0.unicodeScalars.map(\.value) }
  }
}
