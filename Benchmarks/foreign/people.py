"""Households of an invented city: who lives where, with whom, and under which names."""

import datetime
from dataclasses import dataclass, field

from invented_numbers import citizen_number

TODAY = datetime.date(2026, 11, 1)
DISTRICTS = [("990410", "望湖区"), ("990411", "东郊区"), ("990412", "云台区"), ("990430", "临沙县"), ("990431", "青河县")]
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛"
    "伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童甄项曲成游阳裴席卫查屈鲍覃霍翁隋甘景单包司柏"
)
COMPOUND = ["欧阳", "上官", "皇甫", "令狐", "司徒", "诸葛", "尉迟", "公孙", "慕容", "夏侯", "赫连", "呼延"]
# Characters of given names by birth year and sex (male, female).
GIVEN = [
    (1975, "建国军民强志明伟平德福海龙春林生华保成文忠义学永金全根长树发贵贤良庆", "秀英兰芳桂珍玉梅凤莲红丽霞敏静素琴淑云香花爱巧翠菊春荣莉琳娟"),
    (2003, "磊鹏涛勇超杰浩斌辉波刚飞宇航凯旭晨阳亮宁峰博帅洋坤东岩鑫毅龙", "婷娜雪颖燕倩莹佳慧晶丹蕾璐洁薇媛琪欣怡楠艳玲梦瑶露悦晓萍虹"),
    (9999, "子轩浩然宇泽梓睿博文俊辰奕铭一诺嘉懿瑞霖沐逸皓晗晟煜昊天佑承翰景行", "梓涵欣怡诗雨思彤可馨语桐若汐依诺一菲沐瑶芷萱妍晨曦雅楠沁悦"),
]
RARE = "䶮㛃𬱖𫘧㑇𬀩㐱喆堃甯翀㳇"
MINORITY = ["阿卜杜拉", "买买提", "古丽", "艾力", "热合曼", "玉素甫", "迪丽娜尔", "努尔麦麦提", "吐尔逊", "库尔班"]
ETHNICITIES = [("01", "汉族", 976), ("03", "回族", 17), ("11", "满族", 3), ("02", "蒙古族", 2), ("05", "维吾尔族", 1)]
STREETS = ["迎春街道", "光明北街道", "矿工路街道", "西市场街道", "南环街道", "焦店镇", "香山街道"]
TOWNS = ["大营镇", "商酒务镇", "闹店镇", "龙泉乡", "仙台镇", "常村镇", "辛店乡", "水寨乡"]
COMMUNITIES = ["春华", "秋实", "和顺", "安泰", "长青", "东风", "繁荣", "朝晖", "富康", "祥和", "锦绣"]
VILLAGES = ["东庄", "西高", "南张", "北李", "马楼", "石桥", "柳河", "大王庄", "前刘", "竹园", "关帝庙", "双楼"]
ROADS = ["中兴路", "建设中路", "矿工西路", "湛北路", "开源路", "姚电大道", "和平街", "平安大道", "黄河路", "育才街"]
COMPOUNDS = ["鹰城花园", "明珠世纪城", "锦绣家园", "联盟新村", "平煤家属院", "盛世龙庭", "香樟苑", "帝景湾", "教师新村"]


@dataclass
class Home:
    district: str
    town: str
    is_rural: bool
    # A village with its group, or a community with road, compound, building, unit and room.
    place: str
    numbers: tuple
    road: str = ""
    compound: str = ""


@dataclass(eq=False)
class Person:
    key: str
    name: str
    surname: str
    is_male: bool
    birth: datetime.date
    number: str
    ethnicity: str
    home: Home
    residence: Home
    phones: list
    second_number: str = ""
    former_name: str = ""
    marital: str = "未婚"
    education: str = ""
    died: datetime.date = None
    spouse: "Person" = None
    father: "Person" = None
    mother: "Person" = None
    head: "Person" = None
    employer: object = None
    children: list = field(default_factory=list)

    @property
    def age(self):
        return (TODAY - self.birth).days // 365


class Population:
    """All people of a city, household by household."""

    def __init__(self, random, count):
        self.random = random
        self.people = []
        self.numbers = set()
        while len(self.people) < count:
            self._add_household()

    def adults(self):
        return [p for p in self.people if 20 <= p.age <= 70 and not p.died]

    def day(self, first, last):
        days = (datetime.date(last, 12, 31) - datetime.date(first, 1, 1)).days
        return datetime.date(first, 1, 1) + datetime.timedelta(days=self.random.randint(0, days))

    def phone(self):
        return self.random.choice(["138", "139", "150", "157", "186", "177"]) + f"{self.random.randint(0, 10**8 - 1):08}"

    def new_home(self):
        random = self.random
        district = random.choice(DISTRICTS)[1]
        if random.random() < 0.35:
            numbers = (random.randint(1, 12), random.randint(1, 160))
            return Home(district, random.choice(TOWNS), True, random.choice(VILLAGES) + "村", numbers)
        numbers = (
            random.randint(1, 300), random.randint(1, 28), random.randint(1, 4),
            random.randint(1, 18) * 100 + random.randint(1, 4),
        )
        compound = random.choice(COMPOUNDS) if random.random() < 0.8 else ""
        return Home(
            district, random.choice(STREETS), False, random.choice(COMMUNITIES) + "社区", numbers,
            random.choice(ROADS), compound)

    def given_name(self, is_male, year):
        random = self.random
        characters = next(row for row in GIVEN if year < row[0])[1 if is_male else 2]
        weights = [1 / (place + 4) for place in range(len(characters))]
        length = 1 if random.random() < 0.25 else 2
        name = "".join(random.choices(characters, weights, k=length))
        return name[:-1] + random.choice(RARE) if random.random() < 0.012 else name

    def new_number(self, region, birth, is_male):
        while True:
            number = citizen_number(self.random, region, birth, is_male)
            if number not in self.numbers:
                self.numbers.add(number)
                return number

    def _add(self, is_male, birth, region, home, residence, surname="", ethnicity=""):
        random = self.random
        birth = min(birth, TODAY - datetime.timedelta(days=20))
        ethnicity = ethnicity or random.choices(
            [row[0] for row in ETHNICITIES], [row[2] for row in ETHNICITIES])[0]
        weights = [(place + 3) ** -0.85 for place in range(len(SURNAMES))]
        surname = surname or (
            random.choice(COMPOUND) if random.random() < 0.006 else random.choices(SURNAMES, weights)[0])
        name = surname + self.given_name(is_male, birth.year)
        if ethnicity == "05":
            name = random.choice(MINORITY) + "·" + random.choice(MINORITY)
        person = Person(
            f"P{len(self.people):07}", name, surname, is_male, birth, self.new_number(region, birth, is_male),
            ethnicity, home, residence, [])
        if person.age >= 14:
            person.phones = [self.phone() for _ in range(2 if random.random() < 0.2 else 1)]
        if random.random() < 0.0015:
            person.second_number = self.new_number(random.choice(DISTRICTS)[0], birth, is_male)
        if random.random() < 0.012 and ethnicity != "05":
            person.former_name = surname + self.given_name(is_male, birth.year)
        if person.age > 22:
            person.education = random.choice(["小学", "初中", "高中", "大专", "大学本科"])
        if person.age > 70 and random.random() < 0.12:
            person.died = self.day(2021, 2025)
        self.people.append(person)
        return person

    def _add_household(self):
        random = self.random
        region = random.choice(DISTRICTS)[0]
        home = self.new_home()
        residence = self.new_home() if random.random() < 0.28 else home
        year = random.randint(1938, 1998)
        head = self._add(True, self.day(year, year), region, home, residence)
        head.head = head
        if random.random() > 0.82:
            return
        wife = self._add(False, self.day(year - 2, year + 4), region, home, residence)
        wife.head, wife.spouse, head.spouse = head, head, wife
        head.marital = wife.marital = "已婚"
        for _ in range(random.choices([0, 1, 2, 3], [1, 4, 4, 1])[0]):
            birth = self.day(min(year + 21, 2025), min(year + 38, 2026))
            for _ in range(2 if random.random() < 0.03 else 1):
                self._add_child(head, wife, birth, region)

    def _add_child(self, father, mother, birth, region):
        random = self.random
        residence = father.residence
        if birth.year < 2004 and random.random() < 0.5:
            residence = self.new_home()
        child = self._add(
            random.random() < 0.5, birth, region, father.home, residence, father.surname, father.ethnicity)
        if random.random() < 0.004 and child.is_male:
            child.name = father.name
        child.father, child.mother, child.head = father, mother, father
        father.children.append(child)
        mother.children.append(child)
