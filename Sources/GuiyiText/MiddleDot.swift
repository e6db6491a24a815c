/// The separator of the names of minorities and foreigners, U+00B7 (民委发〔2016〕33号).
public let middleDot: UInt32 = 0xB7

/// Signs that stand for the middle dot wherever they stand in a name.
@inline(__always)
public func isDotVariant(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0xB7, 0x2022, 0x30FB, 0x2027, 0x2219, 0x22C5, 0x25CF, 0xFE52, 0xFF65, 0x318D, 0x25E6, 0x02D9, 0x2E31,
    0x16EB, 0x0387, 0x2024, 0x2E33, 0x119E, 0x0701:
    true
  default: false
  }
}

/// Signs that stand for the middle dot between parts of a name of two characters or more: `.`, 。, hyphens and their kin.
@inline(__always)
public func isDotBetweenParts(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x2E, 0x3002, 0x2D, 0x2014, 0x2013, 0x2015, 0x5F, 0x25CB, 0x27: true
  default: false
  }
}
