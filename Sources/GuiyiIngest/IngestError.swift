/// Why a file, or a resource as a whole, could not be read.
public struct IngestError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Reason: Sendable, Hashable {
    /// The file is gone, or was never there.
    case missing
    /// The file is there and the system refuses it; the system's error number.
    case refused(errorNumber: Int32)
    /// Reading failed in the middle; the machine is at fault, not the file.
    case readFailed(errorNumber: Int32)
    /// A folder, a pipe or a device.
    case notAFile
    /// No bytes, or nothing but blank rows.
    case empty
    /// A workbook, an archive or another format that is no text; its name.
    case notText(format: String)
    /// The catalog names an encoding that is not known.
    case unknownEncoding(name: String)
    /// More files, columns or rows than the tables can number.
    case tooMany(what: String)
  }

  public let path: String
  public let reason: Reason

  public init(_ reason: Reason, path: String) {
    self.reason = reason
    self.path = path
  }

  /// Whether running again may help: the machine failed, not the input.
  public var isMachineFailure: Bool {
    if case .readFailed = reason { return true }
    return false
  }

  /// What goes into the `{detail}` of a finding; short, in Chinese.
  public var chineseDetail: String {
    switch reason {
    case .missing: "文件不存在"
    case .refused(let number): "系统拒绝打开，错误 \(number)"
    case .readFailed(let number): "读取中断，错误 \(number)"
    case .notAFile: "不是普通文件"
    case .empty: "文件为空"
    case .notText(let format): "是 \(format) 格式，请另存为 CSV"
    case .unknownEncoding(let name): "目录登记的编码 \(name) 无法识别"
    case .tooMany(let what): "\(what) 过多"
    }
  }

  public var description: String {
    switch reason {
    case .missing: "\(path): no such file"
    case .refused(let number): "\(path): the system refuses to open it (error \(number))"
    case .readFailed(let number): "\(path): reading broke off (error \(number))"
    case .notAFile: "\(path): not a regular file"
    case .empty: "\(path): the file is empty"
    case .notText(let format): "\(path): this is \(format), not text; save it as CSV"
    case .unknownEncoding(let name):
      "\(path): the encoding '\(name)' is not known; use utf-8, gb18030, gbk, utf-16le or utf-16be"
    case .tooMany(let what): "\(path): too many \(what)"
    }
  }
}
