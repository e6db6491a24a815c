/// What a heading says about its column.
enum Heading: Sendable {
  case givenName, familyName, fullName
  /// `name`, `名称`: of a person or of anything else.
  case name
  case date, year, category, phone, email, postcode, identifier, address, organizationName, number
  case coordinate, freeText, word
  /// Numbers the rows, not what they are about.
  case rowNumber

  /// Reads a heading, nil where no word of it is known.
  init?(_ heading: String) {
    let words = Self.words(of: heading)
    let joined = words.joined()
    if let known = Self.meanings[joined] {
      self = known
      return
    }
    // From the longest run of words to the shortest, the last run first: `date of first name change` is a change.
    for count in (1...3).reversed() where count < words.count {
      for start in (0...(words.count - count)).reversed() {
        if let known = Self.meanings[words[start..<start + count].joined()] {
          self = known
          return
        }
      }
    }
    // Nothing separates words in Chinese headings: the longest known ending decides, then any part.
    let scalars = Array(joined.unicodeScalars)
    guard scalars.contains(where: { $0.value >= 0x2E80 }) else { return nil }
    for length in (1...max(1, scalars.count)).reversed() where length < scalars.count {
      var tail = String.UnicodeScalarView()
      tail.append(contentsOf: scalars.suffix(length))
      if let known = Self.meanings[String(tail)] {
        self = known
        return
      }
    }
    for length in (2...max(2, scalars.count)).reversed() where length < scalars.count {
      var head = String.UnicodeScalarView()
      head.append(contentsOf: scalars.prefix(length))
      if let known = Self.meanings[String(head)] {
        self = known
        return
      }
    }
    return nil
  }

  /// Whether a heading names the day on which somebody was born, or something began.
  static func namesBirth(_ heading: String) -> Bool {
    let joined = words(of: heading).joined()
    return births.contains { joined.contains($0) }
  }

  /// Whether a heading names what somebody or something is called beside its name.
  static func namesFurther(_ heading: String) -> Bool {
    let joined = words(of: heading).joined()
    return joined == "aka" || joined == "dba" || furtherNames.contains { joined.contains($0) }
  }

  private static let furtherNames = [
    "alsoknownas", "alias", "othername", "alternativename", "alternatename", "altname", "formername",
    "previousname", "knownas", "doingbusinessas", "tradingas", "曾用名", "别名", "又名", "旧名", "别称",
  ]

  private static let births = [
    "birth", "born", "dob", "bday", "geburt", "naiss", "nacim", "nascim", "nascit", "urodz", "рожд", "出生",
    "生日", "生年",
    "誕生", "생년", "생일", "csrq", "ميلاد", "ولادة", "founded", "established", "成立",
  ]

  /// Lower case without accents, cut at signs, digits and humps.
  private static func words(of heading: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for scalar in heading.unicodeScalars {
      let letter = accents[scalar] ?? scalar
      let isLetter = letter.properties.isAlphabetic
      let isUpper = letter.properties.isUppercase
      if !isLetter || (isUpper && wasLower) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if isLetter { word += letter.properties.lowercaseMapping }
      wasLower = isLetter && letter.properties.isLowercase
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static let accents: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    let pairs =
      "áa àa âa äa ãa åa ée èe êe ëe íi ìi îi ïi óo òo ôo öo õo øo úu ùu ûu üu ñn çc ýy ğg şs ıi żz źz śs łl ćc čc šs žz řr ěe ůu őo űu"
    for pair in pairs.split(separator: " ") {
      let scalars = Array(pair.unicodeScalars)
      table[scalars[0]] = scalars[1]
    }
    return table
  }()

  private static let meanings: [String: Heading] = {
    let lines: [(Heading, String)] = [
      (
        .givenName,
        "firstname givenname forename fname first given gname christianname middlename mname middle givennames forenames firstnames "
          + "vorname rufname prenom prenoms nombre nombres nombredepila nome primeironome imie имя отчество 名 名字 givnm frstnm "
          + "nickname initials"
      ),
      (
        .familyName,
        "surname lastname familyname lname last family sname maidenname nachname familienname zuname geburtsname nomdefamille apellido apellidos "
          + "primerapellido segundoapellido cognome sobrenome apelido nazwisko фамилия 姓 姓氏 苗字 성 lstnm surnm"
      ),
      (
        .fullName,
        "fullname personname displayname contactname ownername patientname customername employeename nameofperson individualname nameofindividual nomcomplet nombrecompleto "
          + "nomecompleto vollstandigername фио 姓名 氏名 성명 人员姓名 中文姓名 曾用名 法定代表人 法人代表 法人 负责人 联系人 户主 申请人 监护人 xm 名前 お名前 이름 "
          + "author artist performer director manager contact owner player composer"
      ),
      (.name, "name names nom название наименование 名称 mc bezeichnung denominazione denominacion"),
      (
        .date,
        "date dob birthdate dateofbirth birthday birth born bday datebirth birthdt deathdate dateofdeath died geburtsdatum geburtstag datenaissance "
          + "datedenaissance naissance fechanacimiento fechadenacimiento nacimiento fecha datadinascita datanascita datadenascimento datanascimento "
          + "dataurodzenia датарождения дата 出生日期 出生年月 出生年月日 生日 出生时间 日期 时间 生年月日 誕生日 생년월일 csrq startdate enddate opened "
          + "released releasedate timestamp created updated modified datum"
      ),
      (
        .year,
        "year yr birthyear yearofbirth byear yob by geburtsjahr jahr annee ano anno год 年 年份 出生年 出生年份 年度 published built yearbuilt modelyear baujahr"
      ),
      (
        .category,
        "sex gender sexe geschlecht sexo sesso пол 性别 性別 성별 xb state province region country nationality ethnicity race maritalstatus status type "
          + "kind category class genre language currency title salutation prefix suffix bundesland staat land pais paese nation 民族 国籍 婚姻状况 状态 "
          + "类型 类别 学历 文化程度 省 省份 county cuisine religion party bloodtype grade"
      ),
      (
        .phone,
        "phone telephone tel mobile cell cellphone phonenumber telephonenumber mobilenumber mobilephone fax contactnumber handy telefon "
          + "telefonnummer mobil telefono celular movil cellulare telefone телефон 电话 手机 手机号 手机号码 联系电话 联系方式 移动电话 固定电话 電話 電話番号 携帯 携帯電話 전화 휴대전화 휴대폰 "
          + "전화번호 dh sjh lxdh"
      ),
      (
        .email,
        "email mail emailaddress eaddress correo correoelectronico courriel почта 邮箱 电子邮箱 电子邮件 メール 이메일 yx"
      ),
      (
        .postcode,
        "postcode zip zipcode postalcode postal pcode postleitzahl plz codepostal cp codigopostal cap cep индекс kodpocztowy 邮编 邮政编码 郵便番号 "
          + "우편번호 yb postcodefake"
      ),
      (
        .identifier,
        "id identifier number no nr code ssn nin sin nhs nhsnumber socsecid socialsecuritynumber passport passportnumber licence license taxid vat "
          + "vatnumber ein duns isbn issn doi ean upc gtin sku asin mpn modelno modelnumber model serial serialnumber account accountnumber iban "
          + "reference ref key personalausweis steuernummer numero matricule dni nie nif cpf cnpj codicefiscale снилс инн паспорт 身份证 身份证号 "
          + "身份证号码 证件号码 证件号 公民身份号码 统一社会信用代码 社会信用代码 信用代码 组织机构代码 注册号 税号 编号 号码 代码 番号 sfzh sfzhm zjhm"
      ),
      (
        .address,
        "address addr streetaddress addressline street streetname residence location adresse anschrift strasse strase rue direccion domicilio calle "
          + "indirizzo endereco morada adres ulica адрес улица 地址 住址 现住址 家庭住址 户籍地址 居住地址 详细地址 住所 注册地址 经营地址 经营场所 住所地 "
          + "坐落 所在地 주소 dz"
      ),
      (
        .organizationName,
        "company companyname organization organisation organizationname organisationname business businessname employer firm firmname institution "
          + "vendor supplier manufacturer brand publisher affiliation account legalname tradename firma unternehmen entreprise societe raisonsociale "
          + "empresa razonsocial azienda ragionesociale организация компания 企业名称 单位名称 公司名称 机构名称 工作单位 单位 公司 企业 商户名称 会社 "
          + "会社名 회사 entname restaurant hotel school hospital brewery label imprint assignee supplier 供应商 客户名称"
      ),
      (
        .number,
        "age price cost amount quantity qty count total salary income weight height width length size area volume abv ibu score rating rank pages "
          + "duration time runtime population alter preis edad precio eta prezzo idade preco возраст 年龄 价格 金额 面积 数量 年齢 나이"
      ),
      (
        .coordinate,
        "latitude longitude lat lon lng long coord coordinates geo breitengrad langengrad latitud longitud 经度 纬度 坐标"
      ),
      (
        .freeText,
        "description desc notes note comment comments remarks text abstract summary content details features keywords beschreibung descripcion "
          + "descrizione 备注 描述 内容 说明 简介 摘要 authors booktitle papertitle articletitle songtitle producttitle productname"
      ),
      (
        .word,
        "city town suburb village district municipality locality neighborhood neighbourhood place birthplace placeofbirth occupation profession job "
          + "jobtitle venue journal conference album song track stadt ort wohnort beruf ville commune metier profession ciudad localidad municipio "
          + "ocupacion citta comune cidade miasto город 城市 市 区 县 镇 乡镇 街道 社区 村 职业 籍贯 出生地 行业 市区町村 도시 style streetnumber housenumber "
          + "housenr hausnummer house flat unit door apt apartment room building"
      ),
      (
        .rowNumber,
        "uniqueid recid recordid rowid rowno rownumber rownum index idx recno pk uuid guid 序号 行号 xh sourceid tid pid"
      ),
    ]
    var table: [String: Heading] = [:]
    for (meaning, words) in lines {
      for word in words.split(separator: " ") where table[String(word)] == nil {
        table[String(word)] = meaning
      }
    }
    return table
  }()
}
