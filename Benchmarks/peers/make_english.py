#!/usr/bin/env python3
"""Invented English person records with the truth, for comparing linkage engines.

    make_english.py FOLDER --records 1000000 --seed 1

FOLDER/labelled.csv: unique_id, truth_id, first_name, surname, dob, city, email, gender.
FOLDER/people.csv:   the same without truth_id, which is what an engine is given.

Names are put together from syllables, so they are nobody's; the few common ones are very common, as in life.
Three persons in ten have one to four further records, each spoilt by itself: typing errors, shortened or
exchanged names, another surname, slips in the date of birth, moves, other e-mail addresses, empty fields.
Same seed, same bytes: only random.random() is drawn from, whose sequence Python guarantees.
"""
import argparse
import bisect
import csv
import datetime
import itertools
import os
import random

ONSETS = ["", "b", "c", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w",
          "bl", "br", "cl", "cr", "dr", "fr", "gr", "pl", "pr", "sh", "st", "th", "tr"]
VOWELS = ["a", "e", "i", "o", "u", "a", "e", "ea", "oo", "ia"]
CLOSES = ["", "", "", "l", "n", "r", "s", "t", "m", "nd", "rk", "ss", "lt"]
PLACE_ENDS = ["ton", "ford", "ham", "bridge", "mouth", "dale", "worth", "combe"]
SURNAME_ENDS = ["", "", "", "son", "er", "man", "ley", "wood", "ett"]
HOSTS = ["mail.test", "post.test", "letters.test", "home.test", "office.test", "net.test"]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Chance:
    """Draws from one seeded sequence."""

    def __init__(self, seed):
        self.random = random.Random(seed).random

    def below(self, limit):
        return int(self.random() * limit)

    def one_of(self, choices):
        return choices[self.below(len(choices))]

    def happens(self, probability):
        return self.random() < probability


class Skewed:
    """Words of which the n-th is drawn in proportion to 1 / (n + offset)."""

    def __init__(self, words, offset):
        self.words = words
        self.sums = list(itertools.accumulate(1 / (n + offset) for n in range(1, len(words) + 1)))

    def draw(self, chance):
        return self.words[bisect.bisect(self.sums, chance.random() * self.sums[-1])]


def words(chance, count, syllables, ends):
    """Different words; the first ones, which will be the common ones, have at most two syllables."""
    made = {}
    while len(made) < count:
        length = 1 + chance.below(min(syllables, 2) if len(made) < count // 20 else syllables)
        word = "".join(chance.one_of(ONSETS) + chance.one_of(VOWELS) for _ in range(length))
        word += chance.one_of(CLOSES) + chance.one_of(ends)
        if 4 <= len(word) <= 13:
            made[word] = None
    return list(made)


def typing_error(chance, text, alphabet=LETTERS):
    """One character replaced, dropped, added, or exchanged with the next; the first is spared more often."""
    if len(text) < 2:
        return text
    at = chance.below(len(text))
    if at == 0 and chance.happens(0.6):
        at = 1 + chance.below(len(text) - 1)
    kind = chance.random()
    if kind < 0.40:
        return text[:at] + chance.one_of(alphabet) + text[at + 1:]
    if kind < 0.62:
        return text[:at] + text[at + 1:]
    if kind < 0.80:
        return text[:at] + chance.one_of(alphabet) + text[at:]
    at = min(at, len(text) - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2:]


class Town:
    """The names in use, and the persons made from them."""

    def __init__(self, chance):
        self.chance = chance
        self.first = {"m": Skewed(words(chance, 2000, 3, [""]), 6), "f": Skewed(words(chance, 2000, 3, ["", "a", "ie"]), 6)}
        self.surnames = Skewed(words(chance, 50000, 4, SURNAME_ENDS), 8)
        self.cities = Skewed(words(chance, 1200, 2, PLACE_ENDS), 3)
        self.hosts = Skewed(HOSTS, 0)

    def email(self, first, surname):
        form = self.chance.below(3)
        box = (first + "." + surname, first[0] + surname, surname + "_" + first[0])[form]
        return f"{box}{1 + self.chance.below(2000)}@{self.hosts.draw(self.chance)}"

    def person(self):
        c = self.chance
        gender = "f" if c.happens(0.51) else "m"
        first, surname = self.first[gender].draw(c), self.surnames.draw(c)
        # More of the living were born late than early.
        born = datetime.date(1930, 1, 1) + datetime.timedelta(days=int(32870 * (1 - (1 - c.random()) ** 1.3)))
        return {"first_name": first, "surname": surname, "dob": born.isoformat(),
                "city": "" if c.happens(0.03) else self.cities.draw(c),
                "email": "" if c.happens(0.15) else self.email(first, surname), "gender": gender}

    def spoilt(self, person):
        """A further record of a person, as another clerk wrote it years later."""
        c, r = self.chance, dict(person)
        if c.happens(0.02):
            r["surname"] = self.surnames.draw(c)
        if c.happens(0.10):
            r["city"] = self.cities.draw(c)
        for field, probabilities in (("first_name", (0.12, 0.02)), ("surname", (0.12, 0.02)), ("city", (0.05,))):
            for probability in probabilities:
                if c.happens(probability):
                    r[field] = typing_error(c, r[field])
        if c.happens(0.05):
            r["first_name"] = r["first_name"][:c.one_of((1, 3))]
        if c.happens(0.04):
            r["first_name"], r["surname"] = r["surname"], r["first_name"]
        if c.happens(0.14):
            r["email"] = self.email(person["first_name"], person["surname"])
        if c.happens(0.05):
            r["email"] = typing_error(c, r["email"])
        if c.happens(0.08):
            r["dob"] = self.digit_slip(r["dob"])
        if c.happens(0.03) and int(r["dob"][8:]) <= 12:
            r["dob"] = r["dob"][:5] + r["dob"][8:] + "-" + r["dob"][5:7]
        for field, probability in (("first_name", 0.03), ("surname", 0.02), ("dob", 0.04), ("city", 0.08), ("email", 0.18)):
            if c.happens(probability):
                r[field] = ""
        if c.happens(0.01):
            r["gender"] = "m" if r["gender"] == "f" else "f"
        if c.happens(0.04):
            r["gender"] = ""
        return r

    def digit_slip(self, dob):
        """One digit of year, month or day is another one; it may no longer be a day of any calendar."""
        at = self.chance.one_of((2, 3, 3, 6, 8, 9, 9))
        highest = 4 if at == 8 else 10
        digit = (int(dob[at]) + 1 + self.chance.below(highest - 1)) % highest
        return dob[:at] + str(digit) + dob[at + 1:]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = Chance(arguments.seed)
    town = Town(chance)
    further = (1,) * 50 + (2,) * 27 + (3,) * 15 + (4,) * 8
    rows, truth_id = [], 0
    while len(rows) < arguments.records:
        truth_id += 1
        person = town.person()
        rows.append((truth_id, *person.values()))
        if chance.happens(0.30):
            rows += [(truth_id, *town.spoilt(person).values()) for _ in range(chance.one_of(further))]
    del rows[arguments.records:]
    for i in range(len(rows) - 1, 0, -1):
        j = chance.below(i + 1)
        rows[i], rows[j] = rows[j], rows[i]

    os.makedirs(arguments.folder, exist_ok=True)
    fields = ["first_name", "surname", "dob", "city", "email", "gender"]
    with open(os.path.join(arguments.folder, "labelled.csv"), "w", newline="") as labelled, \
            open(os.path.join(arguments.folder, "people.csv"), "w", newline="") as people:
        all_columns, given = csv.writer(labelled, lineterminator="\n"), csv.writer(people, lineterminator="\n")
        all_columns.writerow(["unique_id", "truth_id"] + fields)
        given.writerow(["unique_id"] + fields)
        for number, row in enumerate(rows, 1):
            all_columns.writerow([number, *row])
            given.writerow([number, *row[1:]])
    print(f"{len(rows)} records of {truth_id} persons, seed {arguments.seed}")


main()
