/// A command about files that stopped: what happened, what to do next, and the exit code of the contract.
///
/// Nothing was written when one is thrown.
public struct LinkageError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Code: Int32, Sendable {
    /// The command line or a settings file is wrong.
    case settings = 2
    /// Input is unreadable as a whole.
    case input = 3
    /// The machine failed us; run again.
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

  public var description: String { "\(message)\n\(nextStep)" }
}
