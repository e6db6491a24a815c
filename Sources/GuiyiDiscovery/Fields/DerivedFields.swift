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
