internal import GuiyiColumns
internal import GuiyiModel

/// `missing`: a required item is empty, or holds what stands for empty and has no finding of its own.
struct MissingRule: RowRule {
  let column: Int
  let ids: [UInt32]
  let repeatOf: [UInt32]
  let fileOfRow: [UInt16]
  /// Per raw value.
  let isMissing: [Bool]
  /// Per file: the file does not have the column, which was told once for the file.
  let isAbsent: [Bool]

  static func rules(_ scope: ResourceScope) -> [any RowRule] {
    scope.resource.items.enumerated().compactMap { index, item in
      guard item.isRequired, index < scope.table.columns.count else { return nil }
      let column = scope.table.columns[index]
      return MissingRule(
        column: index, ids: column.ids, repeatOf: scope.table.repeatOf, fileOfRow: scope.table.fileOfRow,
        isMissing: missing(scope.normalized.columns[index], column.dictionary),
        isAbsent: scope.filesWithout(column: index))
    }
  }

  func check(_ rows: Range<Int>, into drafts: inout [FindingDraft]) {
    for row in rows where isMissing[Int(ids[row])] {
      guard repeatOf[row] == ResourceTable.notARepeat, !isAbsent[Int(fileOfRow[row])] else { continue }
      drafts.append(
        FindingDraft(row: UInt32(row), column: Int16(column), rule: .missing, rawID: ids[row]))
    }
  }
}

extension ResourceScope {
  /// Per file of the table: whether it does not have the column.
  func filesWithout(column: Int) -> [Bool] {
    var isAbsent = [Bool](repeating: false, count: table.files.count)
    for absent in input.absentColumns where absent.resourceIndex == index && absent.columnIndex == column {
      isAbsent[absent.fileIndex] = true
    }
    return isAbsent
  }
}

/// Which raw values are empty or stand for empty, without a finding of their own.
private func missing(_ normal: NormalizedColumn?, _ dictionary: ByteDictionary) -> [Bool] {
  guard let normal else {
    return (0..<UInt32(dictionary.count)).map { id in dictionary.withBytes(of: id) { isBlank($0) } }
  }
  var isMissing = normal.values.map { $0.id == 0 && $0.quality == .missing }
  for issue in normal.issues { isMissing[Int(issue.rawID)] = false }
  isMissing[0] = true
  return isMissing
}

/// Spaces of ASCII and the ideographic space.
private func isBlank(_ text: Span<UInt8>) -> Bool {
  var index = 0
  while index < text.count {
    let byte = text[index]
    if byte == 0x20 || (0x09...0x0D).contains(byte) {
      index += 1
    } else if byte == 0xE3, index + 2 < text.count, text[index + 1] == 0x80, text[index + 2] == 0x80 {
      index += 3
    } else {
      return false
    }
  }
  return true
}
