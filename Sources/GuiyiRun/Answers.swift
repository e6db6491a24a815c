import Foundation
import GuiyiCatalog
import GuiyiColumns
import GuiyiIdentifiers
public import GuiyiLedger
import GuiyiModel
import GuiyiReport
import GuiyiStore
import GuiyiWorkbook

/// What came of reading a returned workbook.
public struct AnswerSummary: Sendable {
  /// Answers taken up, in the order of `FindingAnswer.allCases`.
  public var counts: [(answer: FindingAnswer, count: Int)] = FindingAnswer.allCases.map { ($0, 0) }
  /// Answers to questions of repeated collection.
  public var noticeCount = 0
  public var takenCount: Int { counts.reduce(noticeCount) { $0 + $1.count } }
  /// Rows of the workbook whose answer is no word of the list, or whose number is no open finding.
  public var notUnderstood: [(sheet: String, row: Int, reason: String)] = []
  /// The very same workbook was read before.
  public var isKnown = false
}

/// Reads the answers of a returned workbook into `state/answers/`, where the next run finds them.
///
/// The file is put in place in one step, and is named by what it holds: the same workbook read twice on
/// one day is one answer.
/// - Parameter received: the day it came in, as `2026-11-26`.
public func readAnswers(
  workspace path: String, workbook: String, received: String
) throws(RunError) -> AnswerSummary {
  guard let day = CivilDate(text: received) else {
    throw RunError(.settings, "'\(received)' is no day", nextStep: "Write it as 2026-11-26.")
  }
  // One way of writing: the day is part of a file's name, and names are read in their order.
  let received = "\(day)"
  do { _ = try readWorkspace(at: path) } catch { throw RunError(error) }
  let run = try FinishedRun.current(workspace: path)
  var summary = AnswerSummary()
  var lines: [String] = []
  do {
    let ledger = try LedgerDatabase.read(path: run.folder + "/" + LedgerDatabase.fileName)
    let known = KnownNumbers(
      findings: Set(ledger.lives.lazy.filter(\.isOpen).map(\.id)), notices: Set(ledger.notices.map(\.id)))
    let rowLimit = max(1 << 20, 2 * (known.findings.count + known.notices.count))
    let reader = try WorkbookReader(path: workbook)
    var isFound = false
    for (index, given) in reader.sheetNames.enumerated() {
      // It goes to the terminal, which would obey controls.
      let name = String(
        given.map { $0.unicodeScalars.contains { $0.properties.generalCategory == .control } ? "_" : $0 })
      var columns: AnswerColumns?
      try reader.forEachRow(ofSheet: index) { row, cells in
        guard let columns else {
          columns = AnswerColumns(cells)
          if columns != nil { isFound = true }
          return
        }
        take(columns, row, cells, sheet: name, known: known, into: &summary, &lines)
        // Every finding once, and as many rows again that are not understood.
        if lines.count + summary.notUnderstood.count > rowLimit {
          throw WorkbookError("it has more answers than any that is sent out")
        }
      }
    }
    guard isFound else {
      throw WorkbookError("no sheet of it has the columns 问题编号 (Finding) and 核实结果 (Answer)")
    }
    let text = lines.map { "\($0)\t\(received)\t\(ledger.lastRun)\n" }.joined()
    if !lines.isEmpty { summary.isKnown = try !AnswerFolder.add(text, received: received, workspace: path) }
  } catch let error as WorkbookError {
    throw RunError(
      .input, "\(workbook): \(error)",
      nextStep:
        "Send the department's workbook as it came back, saved as .xlsx without a password; nothing was written."
    )
  } catch let error as RunError {
    throw error
  } catch {
    throw RunError(.machine, "\(error)", nextStep: "Nothing was taken up; see the message, then try again.")
  }
  return summary
}

/// The numbers that an answer may name.
private struct KnownNumbers {
  let findings: Set<UInt64>
  let notices: Set<UInt64>
}

private func take(
  _ columns: AnswerColumns, _ row: Int, _ cells: [(column: Int, text: String)], sheet: String,
  known: KnownNumbers,
  into summary: inout AnswerSummary, _ lines: inout [String]
) {
  func cell(_ column: Int?) -> String {
    guard let column else { return "" }
    return cells.first { $0.column == column }?.text.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
  }
  let word = cell(columns.answer)
  if word.isEmpty { return }
  guard let id = FindingLife.id(number: cell(columns.number)),
    known.findings.contains(id) || known.notices.contains(id)
  else {
    summary.notUnderstood.append((sheet, row, "问题编号不存在或已销号"))
    return
  }
  let finding = known.findings.contains(id) ? FindingAnswer(cell: word) : nil
  let notice = known.notices.contains(id) ? NoticeAnswer(cell: word) : nil
  guard let answer = finding?.rawValue ?? notice?.rawValue else {
    summary.notUnderstood.append((sheet, row, "核实结果不在选项内"))
    return
  }
  // A remark may say anything, and never becomes more than text.
  let remark = String(cell(columns.remark).map { $0.isNewline || $0 == "\t" ? " " : $0 }.prefix(500))
  lines.append("\(FindingLife.number(id))\t\(answer)\t\(remark)")
  if let place = summary.counts.firstIndex(where: { $0.answer == finding }) {
    summary.counts[place].count += 1
  }
  if notice != nil { summary.noticeCount += 1 }
}

/// Where a sheet of findings has what it is read by; found by the headings, so that columns may be moved.
private struct AnswerColumns {
  let number: Int
  let answer: Int
  let remark: Int?

  init?(_ header: [(column: Int, text: String)]) {
    func column(_ names: [String]) -> Int? {
      header.first { cell in names.contains(cell.text.trimmingCharacters(in: .whitespacesAndNewlines)) }?
        .column
    }
    let names = DepartmentWorkbook.answerHeadings
    guard let number = column(names.number), let answer = column(names.answer) else { return nil }
    self.number = number
    self.answer = answer
    remark = column(names.remark)
  }
}

/// The answers that departments gave: `state/answers/*.tsv`, one file per returned workbook.
enum AnswerFolder {
  /// - Returns: false where the same answers were there before.
  static func add(_ text: String, received: String, workspace: String) throws -> Bool {
    let folder = workspace + "/state/answers"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let hash = FindingLife.number(StableHash.hash(Array(text.utf8).span))
    let sameDay = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix(received + "-") && $0.hasSuffix(".tsv") }
    if sameDay.contains(where: { $0.hasSuffix("-\(hash).tsv") }) { return false }
    // Of two workbooks of one day the second stands above the first.
    let digits = String(sameDay.count + 1)
    let place = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    let path = "\(folder)/\(received)-\(place)-\(hash).tsv"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return true
  }

  /// All answers by the day they were received; a line that is not ours is left out.
  static func read(workspace: String) -> (findings: [ReceivedAnswer], notices: [ReceivedNoticeAnswer]) {
    var findings: [ReceivedAnswer] = []
    var notices: [ReceivedNoticeAnswer] = []
    let folder = workspace + "/state/answers"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".tsv") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for name in names {
      guard let text = try? String(contentsOfFile: folder + "/" + name, encoding: .utf8) else { continue }
      for line in text.split(separator: "\n") {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 5, let run = Int(cells[4]), let id = FindingLife.id(number: cells[0]),
          let day = CivilDate(text: cells[3]).map({ DayNumber($0.daysSinceEpoch) })
        else { continue }
        if let answer = FindingAnswer(rawValue: cells[1]) {
          findings.append(ReceivedAnswer(id: id, answer: answer, day: day, runNumber: run))
        } else if let answer = NoticeAnswer(rawValue: cells[1]) {
          notices.append(ReceivedNoticeAnswer(id: id, answer: answer, day: day, reason: cells[2]))
        }
      }
    }
    return (findings, notices)
  }
}

extension CivilDate {
  init?(text: String) {
    let bytes = Array(text.utf8)
    self.init(ascii: bytes.span)
  }
}
