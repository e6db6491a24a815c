import Foundation
public import Testing

/// Holds an export against the file beside the fixture's input.
///
/// With `GUIYI_UPDATE_FIXTURES=1` in the environment the file is written instead, so that a change of result is a
/// diff to read.
/// - Parameter file: the expected export's path.
public func expectExport(
  _ export: String, equals file: String, at location: SourceLocation = #_sourceLocation
) throws {
  if ProcessInfo.processInfo.environment["GUIYI_UPDATE_FIXTURES"] == "1" {
    try Data(export.utf8).write(to: URL(fileURLWithPath: file))
    return
  }
  let expected = String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
  expectSameLines(export, expected, (file as NSString).lastPathComponent, at: location)
}

/// Expects two texts to be the same and names the first line where they differ.
public func expectSameLines(
  _ found: String, _ expected: String, _ name: String, at location: SourceLocation = #_sourceLocation
) {
  if found == expected { return }
  let a = found.split(separator: "\n", omittingEmptySubsequences: false)
  let b = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let place = zip(a, b).enumerated().first { $1.0 != $1.1 }?.offset ?? min(a.count, b.count)
  func line(_ lines: [Substring]) -> String { place < lines.count ? String(lines[place]) : "(the end)" }
  Issue.record(
    "\(name) differs in line \(place + 1): found '\(line(a))', expected '\(line(b))'",
    sourceLocation: location)
}
