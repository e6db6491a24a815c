internal import GuiyiColumns
internal import GuiyiIdentifiers
internal import GuiyiLink
internal import GuiyiText

/// Fields made of a column by reading its values: each distinct value is read once.
enum DerivedFields {
  /// The names of regions, for addresses and organizations anywhere.
  private static let gazetteer = Gazetteer(regions: .builtin, cityCode: 0)

  /// Chinese addresses taken apart.
  static func addressParts(_ field: LinkField, name: String, workers: Workers) -> LinkField {
    read(field, name: name, workers: workers) { range, take in
      var parts = AddressParts()
      for id in range {
        var bytes: [UInt8] = []
        field.dictionary.withBytes(of: UInt32(id)) { parts.parse($0, gazetteer: gazetteer) }
        parts.joinedParts(into: &bytes)
        take(bytes)
      }
    }
  }

  /// Chinese names of organizations taken apart.
  static func organizationParts(_ field: LinkField, name: String, workers: Workers) -> LinkField {
    read(field, name: name, workers: workers) { range, take in
      var parts = OrganizationNameParts()
      for id in range {
        var bytes: [UInt8] = []
        field.dictionary.withBytes(of: UInt32(id)) { parts.parse($0, gazetteer: gazetteer) }
        parts.joinedParts(into: &bytes)
        take(bytes)
      }
    }
  }

  /// Identifiers whose check digits are right, in normal form; the others are missing.
  static func soundIdentifiers(_ field: LinkField, name: String, workers: Workers) -> LinkField {
    read(field, name: name, workers: workers) { range, take in
      for id in range {
        let found = field.dictionary.withBytes(of: UInt32(id)) {
          recognize($0, hint: .any, asOf: CivilDate.last, regions: .builtin)
        }
        var bytes: [UInt8] = []
        if found.hasRightCheck {
          found.text.withSpan { span in for byte in span.indices { bytes.append(span[byte]) } }
        }
        take(bytes)
      }
    }
  }

  /// The words with digits of texts, signs inside them left out: `PS-LX350H` is `pslx350h`, `9.5` is `95`.
  static func codes(_ field: LinkField, name: String, workers: Workers) -> LinkField {
    read(field, name: name, workers: workers) { range, take in
      var text = ScalarText()
      for id in range {
        field.dictionary.withBytes(of: UInt32(id)) { text.fold($0) }
        take(codes(of: text.scalars))
      }
    }
  }

  private static func codes(of scalars: [UInt32]) -> [UInt8] {
    var found: [UInt8] = []
    var word: [UInt8] = []
    var hasDigit = false
    func isAlphanumeric(_ place: Int) -> Bool {
      scalars.indices.contains(place) && (isDigit(scalars[place]) || isLatinLetter(scalars[place]))
    }
    func finish() {
      if hasDigit && word.count >= 2 {
        if !found.isEmpty { found.append(0x20) }
        found += word
      }
      word.removeAll(keepingCapacity: true)
      hasDigit = false
    }
    for (place, scalar) in scalars.enumerated() {
      if isDigit(scalar) {
        word.append(UInt8(scalar))
        hasDigit = true
      } else if isLatinLetter(scalar) {
        word.append(UInt8(scalar | 0x20))
      } else if !([0x2D, 0x2E, 0x2F].contains(scalar) && isAlphanumeric(place - 1)
        && isAlphanumeric(place + 1))
      {
        // Hyphens, points and strokes inside a code are written or not.
        finish()
      }
    }
    finish()
    return found
  }

  /// - Parameter body: hands over what becomes of each value of a range, in order; nothing for missing.
  private static func read(
    _ field: LinkField, name: String, workers: Workers,
    _ body: @Sendable (Range<Int>, (_ value: [UInt8]) -> Void) -> Void
  ) -> LinkField {
    let pieces = workers.mapChunks(field.dictionary.count, size: 4096) { range -> [[UInt8]] in
      var values: [[UInt8]] = []
      values.reserveCapacity(range.count)
      body(range) { values.append($0) }
      return values
    }
    var dictionary = ByteDictionary()
    var numbers: [UInt32] = []
    numbers.reserveCapacity(field.dictionary.count)
    for piece in pieces { for value in piece { numbers.append(dictionary.intern(value.span)) } }
    if !numbers.isEmpty { numbers[0] = 0 }
    return LinkField(name: name, dictionary: dictionary, ids: field.ids.map { numbers[Int($0)] })
  }
}

extension RecognizedIdentifier {
  /// Whether the check digits of a kind that has some are right; region and age need not be those of today's people.
  var hasRightCheck: Bool {
    switch kind {
    case .identityNumber, .unifiedCode, .organizationCode, .registrationNumber, .taxNumber, .estateUnitCode,
      .certificateIdentifier, .disabilityNumber, .pupilNumber:
      reasons.errors.isSubset(of: [.regionUnknown, .dateFuture, .dateTooEarly])
    default: false
    }
  }
}
