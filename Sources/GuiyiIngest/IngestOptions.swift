/// How files are read; the defaults are for departments' feeds, the rest for tests and odd machines.
public struct IngestOptions: Sendable {
  /// Bytes that one thread takes at a time: what few threads take stays in the caches while its columns are interned. Results do
  /// not depend on it.
  public var blockByteCount = 1 << 16
  /// Blocks read ahead for each thread.
  public var blocksPerThread = 4
  /// So much of a file foretells how many rows and values the rest of it has.
  public var foretellingByteCount = 1 << 19
  /// Bytes that are looked at to find out a file's form.
  public var sampleByteCount = 1 << 18
  /// A longer row is set aside; in bytes of UTF-8.
  public var rowByteLimit = 1 << 20
  /// A quoted cell that runs on for longer was never closed; in bytes of UTF-8.
  public var quotedByteLimit = 1 << 16
  /// A quoted cell with more line breaks was never closed.
  public var quotedLineLimit = 256
  /// Throws when a file cannot be opened, instead of reporting it and going on with the others.
  public var stopsAtUnreadableFile = false

  /// Whether rows that repeat an earlier one are found; without, every row is accepted.
  public var findsRepeats = true

  public init() {}
}
