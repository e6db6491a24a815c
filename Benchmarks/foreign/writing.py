"""How clerks write values down, and what goes wrong on the way.

Every function returns a cell and notes in `slips` what was done to it as (kind, class), in the words of truth/defects.csv:
an error must be found, a variant is the right value in another writing, of noted ones either answer is right.
"""

import datetime

from bodies import CITY, PROVINCE
from invented_numbers import CREDIT_ALPHABET, citizen_check
from people import ETHNICITIES, RARE, TODAY

DATE_STYLES = ["%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d", "chinese", "serial", "%Y-%m-%d 00:00:00"]
PLACEHOLDERS = ["111111111111111111", "000000000000000000", "123456789012345678", "无", "不详"]
SIMILAR = {
    "伟": "玮炜", "丽": "莉", "静": "靖", "艳": "燕", "辉": "晖", "杰": "洁", "玲": "铃", "婷": "亭", "晓": "小", "华": "桦",
    "军": "君", "平": "萍", "英": "瑛", "红": "宏", "明": "铭", "志": "智", "霞": "侠", "琪": "琦", "晨": "辰", "建": "健",
}
DIGITS = "零一二三四五六七八九十"


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def chinese_number(number):
    if number <= 10:
        return DIGITS[number]
    if number < 20:
        return "十" + DIGITS[number - 10]
    if number < 100:
        return DIGITS[number // 10] + "十" + (DIGITS[number % 10] if number % 10 else "")
    return str(number)


class Clerk:
    """One file's habits: its writing of dates, sexes and addresses, and how often its hand slips."""

    def __init__(self, random, slips_per_usual=1.0, rounded_share=0.0):
        self.random = random
        self.usual = slips_per_usual
        self.rounded_share = rounded_share
        self.date_style = random.choice(DATE_STYLES)
        self.sex_words = random.choice([("1", "2"), ("男", "女"), ("男性", "女性"), ("1-男", "2-女")])
        self.ethnicity_style = random.choice(["word", "code", "short"])
        self.address_head = random.choice([PROVINCE + CITY, CITY, "", f"{PROVINCE} {CITY} "])
        self.owns_number = False

    def chance(self, rate):
        return self.random.random() < rate * self.usual

    def date(self, day):
        if day is None:
            return ""
        if self.date_style == "chinese":
            return f"{day.year}年{day.month}月{day.day}日"
        if self.date_style == "serial":
            return str((day - datetime.date(1899, 12, 30)).days)
        return day.strftime(self.date_style)

    def birth(self, person, slips):
        if self.chance(0.002):
            slips.append(("date", "error"))
            return f"{person.birth.year}-{self.random.choice(['02-30', '13-05'])}"
        if self.chance(0.002):
            slips.append(("sentinel-date", "noted"))
            return "1900-01-01"
        if self.chance(0.002):
            slips.append(("birth-mismatch", "error"))
            return self.date(person.birth - datetime.timedelta(days=33))
        return self.date(person.birth)

    def sex(self, person, slips):
        is_male = person.is_male
        if self.chance(0.001):
            slips.append(("sex-mismatch", "error"))
            is_male = not is_male
        return self.sex_words[0 if is_male else 1]

    def ethnicity(self, person, slips):
        code, word, _ = next(row for row in ETHNICITIES if row[0] == person.ethnicity)
        return {"word": word, "code": code, "short": word[:-1]}[self.ethnicity_style]

    def number(self, person, slips, is_required=True):
        """An identity number; `owns_number` says afterwards whether it is the person's own, sound."""
        random = self.random
        number = person.number
        self.owns_number = False
        if person.second_number and random.random() < 0.3:
            slips.append(("second-id", "noted"))
            return person.second_number
        kind = random.choices(
            ["", "digit", "length", "placeholder", "day", "letter", "missing", "relative", "old"],
            [900 / self.usual, 4, 2, 3, 1.5, 1, 6, 3, 20])[0]
        relative = person.spouse or person.mother
        if kind == "digit":
            place = random.choice([p for p in range(14, 17)])
            slips.append(("check-digit", "error"))
            return number[:place] + str((int(number[place]) + random.randint(1, 9)) % 10) + number[place + 1:]
        if kind == "length":
            slips.append(("length", "error"))
            return number[:-1] if random.random() < 0.5 else number[:9] + number[10:]
        if kind == "placeholder":
            slips.append(("placeholder", "error"))
            return random.choice(PLACEHOLDERS)
        if kind == "day":
            slips.append(("date", "error"))
            body = number[:10] + random.choice(["1332", "0230", "0431"]) + number[14:17]
            return body + citizen_check(body)
        if kind == "letter" and "0" in number:
            slips.append(("alphabet", "error"))
            return number.replace("0", "O", 1)
        if kind == "missing" or not is_required and random.random() < 0.02:
            if is_required:
                slips.append(("missing", "error"))
            return ""
        if kind == "relative" and relative:
            slips.append(("wrong-person-id", "error"))
            return relative.number
        if self.rounded_share and random.random() < self.rounded_share:
            slips.append(("spreadsheet-rounded", "error"))
            return number[:15] + "000"
        if kind == "old" and person.birth.year < 1985 and not person.second_number:
            slips.append(("old-id15", "variant"))
            return number[:6] + number[8:17]
        self.owns_number = True
        return self._number_writing(number, slips)

    def _number_writing(self, number, slips):
        random = self.random
        if number[-1] == "X" and random.random() < 0.1:
            slips.append(("lowercase-x", "variant"))
            return number[:-1] + random.choice("xｘ×")
        if self.chance(0.01):
            slips.append(("fullwidth", "variant"))
            return wide(number)
        if self.chance(0.02):
            slips.append(("whitespace", "variant"))
            return random.choice([f" {number}", f"{number[:6]} {number[6:14]} {number[14:]}", number + "\u00a0"])
        if self.chance(0.005):
            slips.append(("apostrophe", "variant"))
            return "'" + number
        return number

    def name(self, person, slips):
        random = self.random
        name = person.name
        if person.former_name and random.random() < 0.2:
            slips.append(("former-name", "noted"))
            return person.former_name
        if "·" in name:
            slips.append(("dot-variant", "variant"))
            return name.replace("·", random.choice("·•・.‧"))
        if self.chance(0.006):
            place = random.randrange(1, len(name))
            if name[place] in SIMILAR:
                slips.append(("name-typo", "error"))
                return name[:place] + random.choice(SIMILAR[name[place]]) + name[place + 1:]
        if len(name) == 2 and self.chance(0.02):
            slips.append(("whitespace", "variant"))
            return name[0] + "　" + name[1]
        if self.chance(0.006):
            slips.append(("name-suffix", "noted"))
            return name + ("（已故）" if person.died else "（本人）")
        if any(c in RARE for c in name[1:]) and random.random() < 0.3:
            slips.append(("rare-char-lost", "error"))
            return "".join(random.choice("?□*") if c in RARE else c for c in name)
        return name

    def phone(self, phone, slips):
        if not phone:
            return ""
        if self.chance(0.01):
            slips.append(("phone-format", "error"))
            return phone[:-1]
        if self.chance(0.12):
            slips.append(("phone-variant", "variant"))
            return self.random.choice(["+86" + phone, f"{phone[:3]}-{phone[3:7]}-{phone[7:]}", wide(phone)])
        return phone

    def address(self, home, slips):
        random = self.random
        slips.append(("address-variant", "variant"))
        head = self.address_head + home.district
        if home.is_rural:
            group, door = home.numbers
            named = random.choice([f"{group}组", f"{chinese_number(group)}组", f"第{chinese_number(group)}村民组"])
            return head + home.town + home.place + named + f"{door}号"
        door, building, unit, room = home.numbers
        rest = random.choice([
            f"{building}号楼{unit}单元{room}室", f"{building}号楼{unit}单元{room}", f"{building}栋{unit}单元{room}室",
            f"{building}幢{unit}单元{room}号", f"{building}#{unit}-{room}",
            f"{chinese_number(building)}号楼{chinese_number(unit)}单元{room}室",
        ])
        town = home.town + (home.place if random.random() < 0.6 else "")
        return head + town + home.road + f"{door}号" + home.compound + rest

    def body_name(self, body, slips):
        random = self.random
        if body.former_name and random.random() < 0.35:
            slips.append(("former-name", "noted"))
            return body.former_name
        if body.name.endswith("有限公司") and "股份" not in body.name and self.chance(0.04):
            slips.append(("org-name-variant", "variant"))
            return body.name.replace("有限公司", "有限责任公司")
        if body.name.startswith(CITY) and self.chance(0.06):
            slips.append(("org-name-variant", "variant"))
            return random.choice([PROVINCE + body.name, "平顶山" + body.name[len(CITY):]])
        return body.name

    def body_code(self, body, slips, is_required=True):
        random = self.random
        code = body.code
        self.owns_number = False
        if self.chance(0.004):
            place = random.randrange(9, 17)
            slips.append(("check-digit", "error"))
            return code[:place] + random.choice([c for c in CREDIT_ALPHABET if c != code[place]]) + code[place + 1:]
        if self.chance(0.002):
            slips.append(("length", "error"))
            return code[:-1]
        if self.chance(0.002):
            slips.append(("placeholder", "error"))
            return random.choice(["000000000000000000", "无"])
        if "0" in code[8:] and self.chance(0.002):
            slips.append(("alphabet", "error"))
            return code[:8] + code[8:].replace("0", "O", 1)
        if is_required and self.chance(0.01):
            slips.append(("missing", "error"))
            return ""
        if body.is_old and self.chance(0.03):
            slips.append(("old-tax-number", "noted"))
            return body.region + code[8:17]
        self.owns_number = True
        return code.lower() if self.chance(0.02) else code
