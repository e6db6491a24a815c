public import GuiyiCatalog
public import GuiyiStore

/// A run that stopped: what happened, what to do next, and the exit code of the contract.
///
/// Nothing that readers see has changed when one is thrown.
public struct RunError: Error, Sendable, CustomStringConvertible {
  public enum Code: Int32, Sendable {
    /// The command line or a settings file is wrong.
    case settings = 2
    /// Input is unreadable as a whole.
    case input = 3
    /// The machine failed us; nothing is lost, run again to resume.
    case machine = 4
  }

  public let code: Code
  public let message: String
  public let nextStep: String

  public init(_ code: Code, _ message: String, nextStep: String) {
    self.code = code
    self.message = message
    self.nextStep = nextStep
  }

  public init(_ error: SettingsError) {
    self.init(
      .settings, "\(error)", nextStep: "Correct the places named above and run again; nothing was written.")
  }

  public init(_ error: StoreError) {
    self.init(
      .machine, "cannot write the results: \(error)",
      nextStep: error.isDiskFull
        ? "Free space on the disk of the workspace and run again; the former results are untouched."
        : "The former results are untouched; see the message, then run again.")
  }

  public var description: String { "\(message)\n\(nextStep)" }
}
