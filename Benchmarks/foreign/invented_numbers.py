"""Numbers of invented people and bodies, under region prefixes that are nobody's."""

CITIZEN_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def citizen_check(first17):
    """The last character of an identity number (ISO 7064 MOD 11-2)."""
    return "10X98765432"[sum(int(c) * w for c, w in zip(first17, CITIZEN_WEIGHTS)) % 11]


def citizen_number(random, region, birth, is_male):
    digits = f"{region}{birth:%Y%m%d}{random.randint(0, 99):02}{random.randint(0, 4) * 2 + (1 if is_male else 0)}"
    return digits + citizen_check(digits)


def organization_code(random, head=""):
    """Nine characters of GB 11714; bodies registered since 2015 begin with MA."""
    body = head + "".join(random.choice("0123456789") for _ in range(8 - len(head)))
    value = sum((int(c) if c.isdigit() else ord(c) - 55) * w for c, w in zip(body, ORGANIZATION_WEIGHTS))
    rest = 11 - value % 11
    return body + ("X" if rest == 10 else "0" if rest == 11 else str(rest))


def credit_code(random, kind, region, code=None):
    """The 18 characters of GB 32100; `kind` is the registering department and the category."""
    body = kind + region + (code or organization_code(random, "MA"))
    value = sum(CREDIT_ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(body))
    return body + CREDIT_ALPHABET[(31 - value % 31) % 31]


def registration_number(random, region, is_individual):
    """The 15 digits of GS 15-2006 (ISO 7064 MOD 11,10)."""
    body = region + random.choice("6789" if is_individual else "0123") + f"{random.randint(0, 9_999_999):07}"
    product = 10
    for digit in body:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return body + str((11 - product) % 10)
