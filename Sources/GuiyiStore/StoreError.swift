internal import Foundation
internal import GRDB

/// The machine or a file failed a database: nothing that readers see has changed.
public struct StoreError: Error, CustomStringConvertible, Sendable {
  /// The database's file name, without its folder.
  public let file: String
  /// What SQLite or the system said.
  public let message: String
  /// Whether the disk is full, so that the message can say what to free.
  public let isDiskFull: Bool

  public var description: String { "\(file): \(message)" }

  public init(file: String, message: String, isDiskFull: Bool = false) {
    self.file = file
    self.message = message
    self.isDiskFull = isDiskFull
  }

  /// Whether rows came that pages cannot hold without SQLite's judgement.
  private(set) var isNotForPages = false

  static func notForPages(file: String) -> StoreError {
    var error = StoreError(file: file, message: "the rows are not for pages")
    error.isNotForPages = true
    return error
  }

  /// What the system call that just failed said.
  static func system(file: String) -> StoreError {
    let code = errno
    return StoreError(file: file, message: unsafe String(cString: strerror(code)), isDiskFull: code == ENOSPC)
  }

  init(_ error: any Error, file: String) {
    if let error = error as? StoreError {
      self = error
    } else if let error = error as? DatabaseError {
      self.init(
        file: file, message: error.message ?? "\(error)", isDiskFull: error.resultCode == .SQLITE_FULL)
    } else {
      self.init(file: file, message: "\(error)")
    }
  }
}
