import Foundation

/// What a finished process left behind.
public struct ProcessOutcome: Sendable {
  /// The exit code, or the negated number of the signal that ended it.
  public let status: Int32
  public let output: String
  public let complaints: String
}

/// The built `guiyi`, each call a process of its own with a hash seed of its own.
public struct GuiyiProcess {
  private let process = Process()
  private let folder = ScratchFolder("process")

  /// The executable beside the test bundle, where `swift test` has built both.
  public static let executable: String = {
    let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (bundle as NSString).deletingLastPathComponent + "/guiyi"
  }()

  /// Starts the process; it runs on until `wait` or `kill`.
  public init(_ arguments: [String]) throws {
    try folder.write("output", "")
    try folder.write("complaints", "")
    process.executableURL = URL(fileURLWithPath: Self.executable)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: folder.path + "/output")
    process.standardError = FileHandle(forWritingAtPath: folder.path + "/complaints")
    try process.run()
  }

  public var isRunning: Bool { process.isRunning }

  /// Ends the process as a power cut would.
  public func kill() { _ = Foundation.kill(process.processIdentifier, SIGKILL) }

  public func wait() throws -> ProcessOutcome {
    process.waitUntilExit()
    return ProcessOutcome(
      status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
      output: try folder.read("output"), complaints: try folder.read("complaints"))
  }

  /// Runs to the end.
  public static func run(_ arguments: String...) throws -> ProcessOutcome {
    try GuiyiProcess(arguments).wait()
  }
}
