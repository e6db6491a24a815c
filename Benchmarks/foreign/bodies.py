"""Firms, branches, shops and schools of an invented city, with their representatives."""

import datetime
from dataclasses import dataclass

from invented_numbers import credit_code, organization_code, registration_number
from people import DISTRICTS, VILLAGES

CITY, PROVINCE = "平顶山市", "河南省"
STEMS = "鑫恒瑞德隆泰昌盛宏远达润丰源华腾博亿诚信嘉禾成安康佳美利众和兴永顺凯旋卓越金石"
TRADES = [
    ("商贸", "F"), ("建筑工程", "E"), ("科技", "I"), ("餐饮管理", "H"), ("物流", "G"), ("农业开发", "A"), ("机械制造", "C"),
    ("文化传媒", "R"), ("物业管理", "K"), ("医药", "F"), ("教育咨询", "P"), ("装饰设计", "E"),
]
SHOPS = [("小吃店", "H"), ("便利店", "F"), ("理发店", "O"), ("五金店", "F"), ("水果店", "F"), ("烟酒店", "F"), ("汽修厂", "O")]


@dataclass(eq=False)
class Body:
    key: str
    name: str
    kind: str
    industry: str
    representative: object
    code: str
    registration: str
    region: str
    founded: datetime.date
    address: object
    capital: int
    phone: str
    # Registered before 2015, so that its code holds its old organization code.
    is_old: bool
    parent: object = None
    former_name: str = ""
    is_closed: bool = False

    @property
    def status(self):
        return "注销" if self.is_closed else "存续"


class Bodies:
    """All bodies of a city."""

    def __init__(self, random, population, count):
        self.random = random
        self.population = population
        self.adults = population.adults()
        self.bodies = []
        self.names = set()
        while len(self.bodies) < count:
            random.choices([self._add_firm, self._add_shop, self._add_cooperative, self._add_school], [50, 35, 7, 8])[0]()
        self.registered = [body for body in self.bodies if body.kind != "事业单位"]
        employers = [body for body in self.bodies if body.kind in ("企业", "分支机构", "事业单位")]
        for person in self.adults:
            if person.age < 62 and random.random() < 0.55:
                person.employer = random.choice(employers)

    def _add(self, name, kind, industry, prefix, representative=None, parent=None):
        random = self.random
        is_old = kind == "企业" and random.random() < 0.3
        region = random.choice(DISTRICTS)[0]
        address = self.population.new_home()
        while address.is_rural:
            address = self.population.new_home()
        body = Body(
            f"B{len(self.bodies):06}", name, kind, industry, representative or random.choice(self.adults),
            credit_code(random, prefix, region, organization_code(random) if is_old else None),
            registration_number(random, region, kind == "个体工商户"), region,
            self.population.day(*((1998, 2014) if is_old else (2016, 2025))), address,
            random.choice([10, 50, 100, 200, 500]), self.population.phone(), is_old, parent)
        body.is_closed = random.random() < 0.08
        self.names.add(name)
        self.bodies.append(body)
        return body

    def _firm_name(self, trade, form="有限公司"):
        place = self.random.choice([CITY, "平顶山", CITY + self.random.choice(DISTRICTS)[1], PROVINCE])
        return place + "".join(self.random.sample(STEMS, 2)) + trade + form

    def _add_firm(self):
        random = self.random
        trade, industry = random.choice(TRADES)
        form = random.choice(["有限公司"] * 7 + ["有限责任公司", "股份有限公司"])
        name = self._firm_name(trade, form)
        if name in self.names:
            return
        firm = self._add(name, "企业", industry, "91")
        if random.random() < 0.05:
            firm.former_name = self._firm_name(trade, form)
        if random.random() < 0.12:
            for district in random.sample(DISTRICTS, random.randint(1, 3)):
                self._add(name + district[1] + "分公司", "分支机构", industry, "91", parent=firm)
        if firm.is_closed and random.random() < 0.3:
            # A closed firm's name is free again after a year.
            self._add(name, "企业", industry, "91").is_closed = False

    def _add_shop(self):
        random = self.random
        trade, industry = random.choice(SHOPS)
        owner = random.choice(self.adults)
        stem = owner.name if random.random() < 0.35 and "·" not in owner.name else "".join(random.sample(STEMS, 2))
        name = random.choice(DISTRICTS)[1] + stem + trade
        if name not in self.names:
            self._add(name, "个体工商户", industry, "92", owner)

    def _add_cooperative(self):
        name = self.random.choice(DISTRICTS)[1] + self.random.choice(VILLAGES) + "种植专业合作社"
        if name not in self.names:
            self._add(name, "农民专业合作社", "A", "93")

    def _add_school(self):
        name = self.random.choice(DISTRICTS)[1] + f"第{self.random.choice('一二三四五六七八九')}" + self.random.choice(["小学", "中学"])
        if name not in self.names:
            self._add(name, "事业单位", "P", "12")
        else:
            self._add_shop()
