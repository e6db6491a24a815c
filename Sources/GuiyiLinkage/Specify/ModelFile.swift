internal import Foundation
public import GuiyiLink

/// Reads a model that `--write-model` wrote.
/// - Throws: `LinkageError` with the line that is not understood.
public func readModel(path: String) throws(LinkageError) -> LinkModel {
  guard let data = FileManager.default.contents(atPath: path) else {
    throw LinkageError(
      .settings, "cannot read \(path)", nextStep: "'guiyi link … --write-model \(path)' writes one.")
  }
  guard let text = String(validating: data, as: UTF8.self) else {
    throw LinkageError(.settings, "\(path) is not UTF-8", nextStep: "Save it as UTF-8.")
  }
  do { return try LinkModel(text: text) } catch {
    throw LinkageError(
      .settings, "\(path):\(error.lineNumber): \(error.message)", nextStep: "Correct the line and run again.")
  }
}
