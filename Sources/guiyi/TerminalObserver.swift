import Foundation
import GuiyiRun
import Synchronization

/// Shows a run on a terminal: one line per finished stage, and a line that moves while a stage reads.
final class TerminalObserver: RunObserver {
  private let isLive: Bool
  private let began = Mutex<(date: Date, lastShown: Date)>((Date(), Date()))

  init(isLive: Bool) { self.isLive = isLive }

  func began(_ stage: RunStage) {
    began.withLock { $0 = (Date(), Date()) }
    if isLive { show("\r\u{1B}[K  \(stage.chineseName) …") }
  }

  func finished(_ stage: RunStage, amount: Int?, seconds: Double) {
    let count = amount.map { "\(grouped($0)) \(stage.unit)" } ?? ""
    var line = "  \(stage.chineseName)  \(count)  \(readable(seconds: seconds))"
    if let amount, seconds > 0.5 { line += "（每秒 \(grouped(Int(Double(amount) / seconds)))）" }
    show((isLive ? "\r\u{1B}[K" : "") + line + "\n")
  }

  func read(bytes: Int, of total: Int) {
    guard isLive, total > 0 else { return }
    let now = Date()
    let elapsed: TimeInterval? = began.withLock { state in
      guard now.timeIntervalSince(state.lastShown) > 0.1 else { return nil }
      state.lastShown = now
      return now.timeIntervalSince(state.date)
    }
    guard let elapsed, elapsed > 0, bytes > 0 else { return }
    let rate = Double(bytes) / elapsed
    let left = Double(max(0, total - bytes)) / rate
    show(
      "\r\u{1B}[K  \(RunStage.read.chineseName) \(bytes * 100 / total)%  "
        + "\(Int(rate / 1_000_000)) MB/秒  剩余 \(readable(seconds: left))")
  }

  private func show(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}

/// Tells a run to a program: one JSON object per line.
final class JSONObserver: RunObserver {
  func began(_ stage: RunStage) { show(["event": "began", "stage": stage.rawValue]) }

  func finished(_ stage: RunStage, amount: Int?, seconds: Double) {
    var object: [String: any Sendable] = ["event": "finished", "stage": stage.rawValue, "seconds": seconds]
    if let amount { object["amount"] = amount }
    show(object)
  }

  func read(bytes: Int, of total: Int) {}

  func show(_ object: [String: any Sendable]) {
    guard let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]) else {
      return
    }
    FileHandle.standardOutput.write(data + Data("\n".utf8))
  }
}
