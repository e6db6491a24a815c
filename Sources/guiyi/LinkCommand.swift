public import ArgumentParser
import Foundation
import GuiyiColumns
import GuiyiLink
public import GuiyiLinkage
import GuiyiRun

/// What the commands about files share: which files, and how they are read.
struct LinkageFiles: ParsableArguments {
  @Option(help: "The column that names each row of a file once.") var id: String?
  @Option(help: "What to compare and how, as --write-spec writes it; chosen from the data where left out.")
  var spec: String?
  @Option(help: "dedupe: any two records may be one. link: only records of two files. dedupe where left out.")
  var mode: LinkageMode?
  @Flag(
    inversion: .prefixedNo, exclusivity: .exclusive,
    help: "Every file holds each entity only once: a record is linked to at most one of each other file.")
  var oneToOne: Bool?
  @Option(help: "Link from this match probability on, 0 to 1.") var threshold: Double?
  @Option(help: "What people decided: left, right, decision (must-link, must-not-link), who, when, why.")
  var decisions: String?
  @Option(help: "Known pairs (left, right, match) or records (id, entity) that sharpen what was learned.")
  var labels: String?
  @Option(help: "Weights learned before, as --write-model writes them.") var model: String?
  @Option(help: "Threads to use; one per processor where left out.") var threads: Int?

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads is 1 or more") }
    if let threshold, !(threshold > 0 && threshold < 1) {
      throw ValidationError("--threshold is a probability between 0 and 1, not \(threshold)")
    }
  }

  var workers: Workers {
    Workers(
      threadCount: threads ?? ProcessInfo.processInfo.activeProcessorCount, beforePiece: MemoryLimit.look,
      betweenSteps: MemoryLimit.giveBack)
  }

  /// Everything that is read before the data: a mistake in it costs no time.
  func settings() throws -> LinkageSettings {
    var settings = LinkageSettings()
    settings.isOneToOne = oneToOne
    settings.threshold = threshold
    if let spec { settings.specification = try SpecificationFile(path: spec) }
    if let model { settings.model = try readModel(path: model) }
    if let decisions { settings.decisions = try DecisionFile(path: decisions, workers: workers) }
    if let labels { settings.labels = try LabelFile(path: labels, workers: workers) }
    settings.mode = mode ?? settings.specification?.linkageMode
    return settings
  }
}

extension LinkageMode: ExpressibleByArgument {}

struct LinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Find the records of any files that are about one thing.",
    discussion: """
      Needs no settings, no training data and no labels: what the columns are, how they are compared and \
      which pairs are looked at is chosen from the data; --write-spec and --report show what was chosen. \
      The result depends on the records alone, not on the order of rows, columns or files.

      EXAMPLES
        guiyi link people.csv --id unique_id --output clusters.csv
        guiyi link a.csv b.csv --id rec_id --mode link --write-spec link.yaml --output clusters.csv
        guiyi link people.csv --id no --spec link.yaml --decisions decided.csv --report link.html --output clusters.csv
        guiyi evaluate clusters.csv --truth truth.csv
        guiyi explain people.csv --id unique_id --pair 17 4711
      """)

  @Argument(
    help: "Files with a heading: CSV, TSV and their kin, in any common encoding.", completion: .file())
  var files: [String]
  @OptionGroup var how: LinkageFiles
  @Option(name: .shortAndLong, help: "The file to write: source, id, cluster_id.") var output: String
  @Option(help: "Write what was chosen, to be changed and given back with --spec.") var writeSpec: String?
  @Option(help: "Write the weights, to be read, and given back with --model.") var writeModel: String?
  @Option(help: "Write one self-contained HTML page: what was chosen, weights, blocking, clusters, examples.")
  var report: String?
  @Flag(help: "Show identifiers, phones and mailboxes in full in the report.") var reveal = false
  @Option(help: "en or zh for summary and report; by the headings where left out.") var language: Language?
  @Flag(help: "Progress and summary as JSON lines.") var json = false
  @Option(
    help:
      "The most memory to use, such as 512M or 2G (default: 2G); what finds no room waits beside the output.")
  var memory: String?

  func validate() throws {
    try checkMemory(memory)
    if how.id == nil {
      throw ValidationError("--id is needed: the column that names each row of a file once")
    }
  }

  func run() throws {
    try reporting {
      guard let id = how.id else { return }
      let start = Date()
      let outputs = [output, writeSpec, writeModel, report].compactMap { $0 }
      for path in outputs { try checkOutput(path) }
      // A specification and a model may be written back to where they came from.
      try checkDistinct(outputs, from: files + [how.decisions, how.labels].compactMap { $0 })
      let settings = try how.settings()
      let mode = settings.mode ?? .dedupe
      if mode == .link && files.count < 2 {
        throw ValidationError("--mode link needs two files or more; one file is deduplicated")
      }
      let folder = URL(fileURLWithPath: output).deletingLastPathComponent().path
      try MemoryLimit(byteCount: memory.flatMap(byteCount), scratchFolder: folder)
        .apply(inputByteCount: inputByteCount(), usualShare: 4.5)
      let progress = LinkProgress(isJSON: json, isLive: !json && isTerminal)
      progress.began(.read)
      let input = try LinkageInput(
        paths: files, id: id, scope: mode.scope, workers: how.workers, progress: progress.read(byteCount:)
      )
      progress.finished(amount: input.table.recordCount)
      let linkage = try LinkedFiles(input, mode: mode, settings: settings, workers: how.workers) { stage in
        if stage == .choose || stage == .propose { MemoryLimit.giveBack() }
        progress.began(stage)
      }
      progress.began(.write)
      try writeWhole(to: output) { write in
        try linkage.clusters.write(input, workers: how.workers, to: write)
      }
      if let writeSpec { try writeWhole(Array(linkage.specificationText.utf8), to: writeSpec) }
      if let writeModel { try writeWhole(Array(linkage.result.model.text.utf8), to: writeModel) }
      if let report {
        let page = LinkagePage(
          linkage, language: language ?? .of(input), isRevealed: reveal, workers: how.workers)
        try writeWhole(Array(page.html.utf8), to: report)
      }
      progress.done()
      let summary = LinkageSummary(linkage, seconds: Date().timeIntervalSince(start))
      if json {
        JSONObserver().show(summary.object)
      } else {
        for line in summary.lines(language ?? .of(input)) { tell(line) }
        tell(output)
      }
      for line in summary.warnings(language ?? .of(input)) { complain(line) }
    }
  }
}

extension LinkCommand {
  /// The size of all files; one that cannot be looked at is told of when it is read.
  private func inputByteCount() -> Int {
    files.reduce(0) { sum, path in
      let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      let attributes = try? FileManager.default.attributesOfItem(atPath: file)
      return sum + (attributes?[.size] as? Int ?? 0)
    }
  }
}

extension Language: ExpressibleByArgument {}

/// Shows a linkage while it goes on.
final class LinkProgress {
  private let isJSON: Bool
  private let isLive: Bool
  private var stage: LinkageStage?
  private var start = Date()
  private var startTicks = clock()
  private var byteCount = 0
  private var shown = Date()

  init(isJSON: Bool, isLive: Bool) {
    self.isJSON = isJSON
    self.isLive = isLive
  }

  func began(_ stage: LinkageStage) {
    if self.stage != nil { finished(amount: nil) }
    self.stage = stage
    start = Date()
    startTicks = clock()
    if isJSON { JSONObserver().show(["event": "began", "stage": stage.rawValue]) }
    if isLive { show("\r\u{1B}[K  \(stage.rawValue) …") }
  }

  func read(byteCount more: Int) {
    byteCount += more
    guard isLive, Date().timeIntervalSince(shown) > 0.1 else { return }
    shown = Date()
    show("\r\u{1B}[K  \(LinkageStage.read.rawValue) \(byteCount / 1_000_000) MB")
  }

  func finished(amount: Int?) {
    guard let stage else { return }
    let seconds = Date().timeIntervalSince(start)
    self.stage = nil
    if isJSON {
      var object: [String: any Sendable] = [
        "event": "finished", "stage": stage.rawValue, "seconds": seconds,
        // POSIX fixes the unit at 1/1,000,000 second.
        "processor-seconds": Double(clock() - startTicks) / 1_000_000,
      ]
      if let amount { object["amount"] = amount }
      JSONObserver().show(object)
      return
    }
    let count = amount.map { "  \(grouped($0))" } ?? ""
    show(
      (isLive ? "\r\u{1B}[K" : "") + "  \(stage.rawValue)\(count)  \((seconds * 100).rounded() / 100) s\n")
  }

  func done() { finished(amount: nil) }

  private func show(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}
