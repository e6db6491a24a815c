"""What each department of the city collects: its tables, their headings in each dialect, and who stands in each row."""

from table import Column, Table

# Roles as catalogs in English and in Chinese call them.
CHINESE_ROLES = {
    "husband": "男方", "wife": "女方", "newborn": "新生儿", "mother": "母亲", "father": "父亲", "guardian": "监护人",
    "guardian-2": "监护人2", "legal-representative": "法定代表人", "household-head": "户主", "employer": "用人单位",
    "shareholder": "股东", "finance-officer": "财务负责人", "holder": "权利人", "account-holder": "用电户主", "deceased": "死者",
    "relative": "家属",
}


class Departments:
    """The tables of a city in one dialect: A, abbreviations and GB 18030; B, Chinese roles and UTF-16; C, English words."""

    def __init__(self, random, population, bodies, dialect):
        self.random = random
        self.people = population.people
        self.adults = population.adults()
        self.population = population
        self.bodies = bodies
        self.dialect = dialect
        self.encodings = {"A": ("gb18030", "utf-8"), "B": ("utf-16", "gb18030"), "C": ("utf-8-sig", "gb18030")}[dialect]
        self.tables = []
        self.violations = []
        for add in (
            self._residents, self._marriages, self._births, self._vaccinations, self._pupils, self._insured,
            self._patients, self._register, self._shares, self._taxpayers, self._estates, self._benefits, self._deaths,
            self._grid, self._power, self._penalties,
        ):
            add()

    # MARK: Words

    def role(self, role):
        return CHINESE_ROLES[role] if self.dialect == "B" else role

    def heading(self, short, chinese, english):
        return {"A": short, "B": chinese, "C": english}[self.dialect]

    def some(self, people, share):
        return [person for person in people if self.random.random() < share]

    def add(self, department, code, name, path, columns, rows, **options):
        self.tables.append(Table(department, code, name, path, columns, rows, **options))

    def violation(self, code, column, kind, element):
        self.violations.append((code, column, kind, element, "violation", ""))

    # MARK: Columns

    def number(self, heading, who, role="", extra="", share=1.0, required=True):
        return Column(heading, "person.id-number", role, who, lambda clerk, person, slips: (
            clerk.number(person, slips, required) if self.random.random() < share else ""), extra)

    def name(self, heading, who, role="", extra="required: true"):
        return Column(heading, "person.name", role, who, lambda clerk, person, slips: clerk.name(person, slips), extra)

    def sex(self, heading, who, role="", extra=""):
        return Column(heading, "person.sex", role, who, lambda clerk, person, slips: clerk.sex(person, slips), extra)

    def birth(self, heading, who, role="", extra=""):
        return Column(
            heading, "person.birth-date", role, who, lambda clerk, person, slips: clerk.birth(person, slips), extra)

    def ethnicity(self, heading, who, extra=""):
        return Column(
            heading, "person.ethnicity", "", who, lambda clerk, person, slips: clerk.ethnicity(person, slips), extra)

    def phone(self, heading, who, role=""):
        return Column(heading, "person.phone", role, who, lambda clerk, person, slips: clerk.phone(
            self.random.choice(person.phones) if person.phones else "", slips), "")

    def home(self, heading, who, role="", extra="", element="person.residence-address"):
        registered = element.endswith("registered-address")
        return Column(heading, element, role, who, lambda clerk, person, slips: clerk.address(
            person.home if registered else person.residence, slips), extra)

    def code(self, heading, who, role="", extra="required: true", required=True):
        return Column(
            heading, "organization.uscc", role, who,
            lambda clerk, body, slips: clerk.body_code(body, slips, required), extra)

    def body_name(self, heading, who, role="", extra="required: true"):
        return Column(
            heading, "organization.name", role, who, lambda clerk, body, slips: clerk.body_name(body, slips), extra)

    def day(self, heading="登记日期", element="row.collected-on"):
        return Column(heading, element, "", None, lambda clerk, _, slips: clerk.date(self.population.day(2023, 2025)), "")

    def plain(self, heading, text, element=None, who=None, extra=""):
        return Column(heading, element, "", who, lambda clerk, subject, slips: text(subject), extra)

    # MARK: Tables

    def _residents(self):
        heading = self.heading
        source = "required: true, authoritative: true"
        self.add("公安局", "FC-GA-01", "户籍人口", "ga/rk_{}.csv", [
            self.number(heading("GMSFHM", "公民身份号码", "idCard"), "person", extra=source),
            self.name(heading("XM", "姓名", "fullName"), "person", extra=source),
            self.plain(heading("CYM", "曾用名", "formerName"), lambda p: p.former_name, "person.former-name", "person"),
            self.sex(heading("XBDM", "性别", "gender"), "person", extra=source),
            self.birth(heading("CSRQ", "出生日期", "birthday"), "person", extra=source),
            self.ethnicity(heading("MZDM", "民族", "nation"), "person", extra="authoritative: true"),
            self.home(heading("ZZ", "户籍住址", "address"), "person", extra="authoritative: true",
                      element="person.registered-address"),
        ], [{"person": p} for p in self.some(self.people, 0.985)], encoding=self.encodings[0], files=4, slips=0.5)

    def _marriages(self):
        husband, wife = self.role("husband"), self.role("wife")
        couples = self.some([p for p in self.people if p.is_male and p.spouse], 0.8)
        self.add("民政局", "FC-MZ-01", "婚姻登记", "mz/hy_{}.csv", [
            self.name("男方姓名", "husband", husband), self.number("男方身份证件号", "husband", husband, "required: true"),
            self.name("女方姓名", "wife", wife), self.number("女方身份证件号", "wife", wife, "required: true"), self.day(),
        ], [{"husband": p, "wife": p.spouse} for p in couples], encoding=self.encodings[1], files=2)

    def _births(self):
        child, mother, father = self.role("newborn"), self.role("mother"), self.role("father")
        self.add("卫生健康委员会", "FC-WJ-01", "出生医学证明", "wj/cs_{}.csv", [
            self.name("新生儿姓名", "child", child, ""), self.sex("性别", "child", child), self.birth("出生时间", "child", child),
            self.name("母亲姓名", "mother", mother), self.number("母亲证件号码", "mother", mother, "required: true"),
            self.name("父亲姓名", "father", father, ""), self.number("父亲证件号码", "father", father, required=False),
        ], [{"child": p, "mother": p.mother, "father": p.father} for p in self.people if p.mother and p.age < 8],
            encoding="utf-8-sig")

    def _children(self, youngest, oldest):
        children = [p for p in self.people if p.mother and youngest <= p.age <= oldest]
        return [{"child": p, "guardian": self.random.choice([p.mother, p.father])} for p in children]

    def _vaccinations(self):
        guardian = self.role("guardian")
        self.add("卫生健康委员会", "FC-WJ-02", "预防接种", "wj/jz_{}.csv", [
            self.name("儿童姓名", "child"), self.number("儿童身份证", "child", share=0.55, required=False),
            self.birth("出生日期", "child"), self.name("监护人姓名", "guardian", guardian, ""),
            self.phone("监护人电话", "guardian", guardian), self.home("现住址", "child"), self.day("接种日期"),
        ], self._children(0, 11), encoding=self.encodings[1], files=2)

    def _pupils(self):
        guardian = self.role("guardian")
        self.add("教育局", "FC-JY-01", "学生学籍", "jy/xs_{}.txt", [
            self.number("身份证件号", "child", extra="required: true"), self.name("学生姓名", "child"),
            self.sex("性别", "child"), self.birth("出生日期", "child"), self.name("监护人1姓名", "guardian", guardian, ""),
            self.number("监护人1身份证件号", "guardian", guardian, share=0.5, required=False),
            self.phone("监护人1电话", "guardian", guardian),
            self.home("户口所在地", "child", element="person.registered-address",
                      extra="collection: {kind: statutory, basis: 《学籍管理办法》第六条}"),
        ], self._children(6, 18), encoding="gb18030", delimiter="|", files=3, title="2025学年学生信息")

    def _insured(self):
        heading, employer = self.heading, self.role("employer")
        memo = heading("BZ", "备注", "memo")
        self.add("人力资源和社会保障局", "FC-RS-01", "职工参保", "rs/cb_{}.csv", [
            self.number(heading("AAC002", "社会保障号码", "ssn"), "person", extra="required: true"),
            self.name(heading("AAC003", "参保人姓名", "personName"), "person"),
            self.code(heading("AAB998", "单位统一社会信用代码", "employerCode"), "employer", employer, "", False),
            self.body_name(heading("AAB004", "单位名称", "employerName"), "employer", employer, ""),
            self.plain("文化程度", lambda p: p.education, "person.education", "person"), self.phone("手机号", "person"), self.day(),
            Column(memo, None, "", "person", lambda clerk, p, slips: (
                clerk.ethnicity(p, []) if self.random.random() < 0.8 else ""), ""),
        ], [{"person": p, "employer": p.employer} for p in self.adults if p.employer], encoding=self.encodings[0], files=3,
            total="合计")
        self.violation("FC-RS-01", memo, "hidden", "person.ethnicity")

    def _patients(self):
        self.add("医疗保障局", "FC-YB-01", "参保人员", "yb/ry_{}.csv", [
            self.number("certno", "person", extra="required: true"), self.name("psn_name", "person"),
            self.sex("gend", "person"), self.ethnicity("naty", "person", "origin: shared"), self.phone("tel", "person"),
            self.home("live_addr", "person"), self.day("更新时间", "row.updated-on"),
        ], [{"person": p} for p in self.some(self.people, 0.75) if not p.died], encoding="utf-8", files=3)

    def _register(self):
        heading, head = self.heading, self.role("legal-representative")
        source = "required: true, authoritative: true"
        self.add("市场监督管理局", "FC-SC-01", "市场主体登记", "sc/zt_{}.csv", [
            self.code(heading("UNISCID", "统一社会信用代码", "creditCode"), "body", extra=source),
            self.plain(heading("REGNO", "注册号", "regNo"), lambda b: b.registration, "organization.registration-number", "body"),
            self.plain(heading("ENTNAME", "企业名称", "entName"), lambda b: b.name, "organization.name", "body", source),
            self.plain(heading("NAME_OLD", "曾用名称", "oldName"), lambda b: b.former_name, "organization.former-name", "body"),
            self.name(heading("LEREP", "法定代表人", "legalPerson"), "head", head),
            self.number(heading("CERNO", "法定代表人证件号码", "legalPersonId"), "head", head, "required: true"),
            Column(heading("ESTDATE", "成立日期", "estDate"), "organization.established-on", "", "body",
                   lambda clerk, body, slips: clerk.date(body.founded), ""),
            Column(heading("DOM", "住所", "domicile"), "organization.address", "", "body",
                   lambda clerk, body, slips: clerk.address(body.address, slips), "authoritative: true"),
            self.plain("登记状态", lambda b: b.status, "organization.status", "body", "authoritative: true"),
            self.plain("经营范围", lambda b: "日用百货销售，\n技术服务", None, "body"),
        ], [{"body": b, "head": b.representative} for b in self.bodies.registered], encoding=self.encodings[0], files=2,
            slips=0.6)

    def _shares(self):
        rows = []
        for body in self.bodies.registered:
            if body.kind == "企业":
                others = self.random.sample(self.adults, self.random.randint(0, 2))
                rows += [{"body": body, "holder": p} for p in dict.fromkeys([body.representative] + others)]
        self.add("市场监督管理局", "FC-SC-02", "股东出资", "sc/gd_{}.csv", [
            self.code("公司代码", "body"), self.body_name("公司名称", "body"),
            self.name("股东姓名", "holder", self.role("shareholder")),
            self.number("股东证件号码", "holder", self.role("shareholder"), required=False),
        ], rows, encoding="utf-8")

    def _taxpayers(self):
        head, officer = self.role("legal-representative"), self.role("finance-officer")
        bodies = [b for b in self.bodies.bodies if self.random.random() < 0.85]
        self.add("税务局", "FC-SW-01", "纳税人登记", "sw/nsr_{}.txt", [
            self.code("纳税人识别号", "body"), self.body_name("纳税人名称", "body"), self.name("法定代表人姓名", "head", head, ""),
            Column("法定代表人电话", "person.phone", head, "head", lambda clerk, p, slips: (
                clerk.phone(p.phones[0], slips) if self.random.random() < 0.6 else ""), ""),
            self.name("财务负责人", "officer", officer, ""), self.phone("财务负责人手机", "officer", officer),
            Column("生产经营地址", "organization.address", "", "body",
                   lambda clerk, body, slips: clerk.address(body.address, slips), ""),
            self.day("采集日期"),
        ], [{"body": b, "head": b.representative, "officer": self.random.choice(self.adults)} for b in bodies],
            encoding="gb18030", delimiter="|", files=2)
        self.violation("FC-SW-01", "生产经营地址", "declared", "organization.address")

    def _estates(self):
        holder = self.role("holder")
        rows = [{"person": p, "estate": f"99041000100{i % 9 + 1}GB{i // 9000:05}F{i % 40 + 1:04}{i % 10000:04}"}
                for i, p in enumerate(self.some(self.adults, 0.35))]
        self.add("自然资源和规划局", "FC-ZR-01", "不动产权利人", "zr/qlr_{}.csv", [
            self.plain("不动产单元号", lambda estate: estate, "estate.unit-code", "estate", "required: true"),
            self.name("权利人", "person", holder), self.number("权利人证件号", "person", holder, "required: true"),
            self.phone("联系方式", "person", holder), self.day("登记时间"),
        ], rows, encoding="utf-8", files=2)

    def _benefits(self):
        head = self.role("household-head")
        rows = []
        for first in self.some([p for p in self.people if p.head is p], 0.06):
            family = [first, first.spouse] + first.children
            rows += [{"head": first, "person": p} for p in family if p and not p.died]
        self.add("民政局", "FC-MZ-02", "低保家庭", "mz/db_{}.csv", [
            self.name("户主姓名", "head", head), self.number("户主身份证号", "head", head, share=0.6, required=False),
            self.name("成员姓名", "person"), self.number("成员身份证号", "person", extra="required: true"),
            self.home("家庭住址", "person"),
            self.home("户籍地址", "person", element="person.registered-address"),
        ], rows, encoding=self.encodings[1], files=2, slips=1.5, rounded_share=0.03)
        self.violation("FC-MZ-02", "户籍地址", "declared", "person.registered-address")

    def _deaths(self):
        role, relative = self.role("deceased"), self.role("relative")
        rows = [{"person": p, "relative": (p.children or [p.spouse or p.head])[0]} for p in self.people if p.died]
        self.add("民政局", "FC-MZ-03", "火化登记", "mz/hh_{}.csv", [
            self.name("逝者姓名", "person", role), self.number("逝者身份证号", "person", role, "required: true"),
            Column("死亡日期", "person.death-date", role, "person", lambda clerk, p, slips: clerk.date(p.died), ""),
            self.name("家属姓名", "relative", relative, ""), self.phone("家属电话", "relative", relative),
        ], rows, encoding="gb18030")

    def _grid(self):
        self.add("网格中心", "FC-WG-01", "网格人口台账", "wg/wg_{}.csv", [
            self.name("姓名", "person"), self.number("身份证", "person", share=0.8, required=False),
            self.phone("电话", "person"), self.home("现住址", "person"), self.ethnicity("民族", "person"), self.day("填报日期"),
        ], [{"person": p} for p in self.some(self.people, 0.55) if not p.died], encoding=self.encodings[1], files=5,
            title="网格人口信息采集表", slips=2.0, rounded_share=0.01)
        self.violation("FC-WG-01", "民族", "declared", "person.ethnicity")

    def _power(self):
        holder = self.role("account-holder")
        self.add("供电公司", "FC-GY-01", "用电户", "gy/yh_{}.csv", [
            self.name("户名", "person", holder), self.home("用电地址", "person", holder), self.phone("联系电话", "person", holder),
        ], [{"person": p} for p in self.some(self.adults, 0.33)], encoding="gb18030", delimiter="\t")

    def _penalties(self):
        head = self.role("legal-representative")
        bodies = [b for b in self.bodies.registered if self.random.random() < 0.25]
        self.add("发展和改革委员会", "FC-FG-01", "行政处罚", "fg/cf_{}.csv", [
            self.plain("决定书文号", lambda number: number, "credit.document-number", "number", "required: true, origin: generated"),
            self.body_name("行政相对人名称", "body"), self.code("行政相对人代码", "body"), self.name("法定代表人", "head", head, ""),
            self.number("法定代表人身份证号", "head", head, share=0.5, required=False),
        ], [{"body": b, "head": b.representative, "number": f"平市监罚〔2025〕{i}号"} for i, b in enumerate(bodies)],
            encoding="utf-8-sig", files=2)
