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
  /// Answers that stood already: the workbook was sent out with them.
  public var standingCount = 0
  /// Rows of the workbook whose answer is no word of the list, or whose number is no open finding.
  public var notUnderstood: [(sheet: String, row: Int, reason: String)] = []
}

/// Reads the answers of a returned workbook into `state/answers/`, where the next run finds them.
///
/// The file is put in place in one step. Answers that stand already are left out, so that a workbook read twice is one
/// answer, received on its first day.
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
  var lines: [AnswerLine] = []
  do {
    let ledger = try LedgerDatabase.read(path: run.folder + "/" + LedgerDatabase.fileName)
    let known = KnownNumbers(
      ledger, AnswerFolder.read(workspace: path), lastRun: try run.meta("run").flatMap { Int($0) } ?? 0)
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
    let text = lines.map { "\($0.text)\t\(received)\t\($0.runNumber)\n" }.joined()
    if !lines.isEmpty { try AnswerFolder.add(text, received: received, workspace: path) }
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

/// An answer as it is kept: number, answer and remark, and the run of the workbook it came in.
private struct AnswerLine {
  let text: String
  let runNumber: Int
}

/// The numbers that an answer may name, since which run, and what is said of them already.
private struct KnownNumbers {
  private(set) var findings: [UInt64: (openedRun: Int, answer: FindingAnswer?)] = [:]
  private(set) var notices: [UInt64: (askedRun: Int, answer: NoticeAnswer?, reason: String)] = [:]
  let lastRun: Int

  /// - Parameter received: answers that no run has taken up yet stand as well.
  init(
    _ ledger: Ledger, _ received: (findings: [ReceivedAnswer], notices: [ReceivedNoticeAnswer]), lastRun: Int
  ) {
    self.lastRun = lastRun
    for life in ledger.lives where life.isOpen { findings[life.id] = (Int(life.openedRun), life.answer) }
    for notice in ledger.notices { notices[notice.id] = (notice.askedRun, notice.answer, notice.reason) }
    for answer in received.findings {
      if let known = findings[answer.id], known.openedRun <= answer.runNumber {
        findings[answer.id] = (known.openedRun, answer.answer)
      }
    }
    for answer in received.notices {
      if let known = notices[answer.id], known.askedRun <= answer.runNumber {
        notices[answer.id] = (known.askedRun, answer.answer, answer.reason)
      }
    }
  }
}

private func take(
  _ columns: AnswerColumns, _ row: Int, _ cells: [(column: Int, text: String)], sheet: String,
  known: KnownNumbers, into summary: inout AnswerSummary, _ lines: inout [AnswerLine]
) {
  func cell(_ column: Int?) -> String {
    guard let column else { return "" }
    return cells.first { $0.column == column }?.text.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
  }
  func refuse(_ reason: String) { summary.notUnderstood.append((sheet, row, reason)) }
  let word = cell(columns.answer)
  if word.isEmpty { return }
  guard let id = FindingLife.id(number: cell(columns.number)) else { return refuse("问题编号不存在或已销号") }
  let (finding, notice) = (known.findings[id], known.notices[id])
  guard let since = finding?.openedRun ?? notice?.askedRun else { return refuse("问题编号不存在或已销号") }
  guard let run = Int(cell(columns.run)), (1...max(1, known.lastRun)).contains(run) else {
    return refuse("批次缺失，或不是已有的批次")
  }
  // It is about the finding as it was then; what came back since is another question.
  guard since <= run else { return refuse("该问题在此批次之后再次出现，请在新工作簿中答复") }
  // A remark may say anything, and never becomes more than text.
  let remark = String(cell(columns.remark).map { $0.isNewline || $0 == "\t" ? " " : $0 }.prefix(500))
  let findingAnswer = finding == nil ? nil : FindingAnswer(cell: word)
  let noticeAnswer = notice == nil ? nil : NoticeAnswer(cell: word)
  guard let answer = findingAnswer?.rawValue ?? noticeAnswer?.rawValue else {
    return refuse("核实结果不在选项内")
  }
  let isStanding =
    findingAnswer.map { $0 == finding?.answer }
    ?? (noticeAnswer == notice?.answer && remark == notice?.reason)
  if isStanding {
    summary.standingCount += 1
    return
  }
  lines.append(AnswerLine(text: "\(FindingLife.number(id))\t\(answer)\t\(remark)", runNumber: run))
  if let findingAnswer, let place = summary.counts.firstIndex(where: { $0.answer == findingAnswer }) {
    summary.counts[place].count += 1
  }
  if findingAnswer == nil { summary.noticeCount += 1 }
}

/// Where a sheet of findings has what it is read by; found by the headings, so that columns may be moved.
private struct AnswerColumns {
  let number: Int
  let run: Int?
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
    run = column(names.run)
    remark = column(names.remark)
  }
}

/// The answers that departments gave: `state/answers/*.tsv`, one file per returned workbook.
enum AnswerFolder {
  static func add(_ text: String, received: String, workspace: String) throws {
    let folder = workspace + "/state/answers"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let hash = FindingLife.number(StableHash.hash(Array(text.utf8).span))
    let sameDay = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix(received + "-") && $0.hasSuffix(".tsv") }
    // Of two workbooks of one day the second stands above the first.
    let digits = String(sameDay.count + 1)
    let place = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    let path = "\(folder)/\(received)-\(place)-\(hash).tsv"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
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
          notices.append(
            ReceivedNoticeAnswer(id: id, answer: answer, day: day, reason: cells[2], runNumber: run))
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
