internal import CGuiyiStore
internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// Writes a database that nobody reads yet: bulk rows first, indexes afterwards, no journal.
///
/// A crash leaves a file that is never put in place, so the speed of having no journal costs no safety.
public final class DatabaseBuilder {
  let queue: DatabaseQueue
  let file: String

  /// Makes the file; an old one at the path is removed.
  public convenience init(path: String) throws(StoreError) {
    do {
      if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    } catch { throw StoreError(error, file: (path as NSString).lastPathComponent) }
    try self.init(opening: path)
  }

  /// Makes the file from a finished database, to be changed in part; what is deleted is overwritten.
  public convenience init(path: String, copying former: String) throws(StoreError) {
    do { try FileManager.default.copyItem(atPath: former, toPath: path) } catch {
      throw StoreError(error, file: (path as NSString).lastPathComponent)
    }
    try self.init(opening: path)
    try execute("PRAGMA secure_delete = ON;")
  }

  private init(opening path: String) throws(StoreError) {
    file = (path as NSString).lastPathComponent
    do {
      prepareSQLite()
      var configuration = Configuration()
      configuration.prepareDatabase { db in
        try db.execute(
          sql: """
            PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            PRAGMA cache_size = -32768; PRAGMA temp_store = FILE; PRAGMA threads = 2;
            """)
      }
      queue = try DatabaseQueue(path: path, configuration: configuration)
    } catch { throw StoreError(error, file: file) }
  }

  /// Runs statements that return nothing.
  public func execute(_ sql: String) throws(StoreError) {
    do { try queue.writeWithoutTransaction { db in try db.execute(sql: sql) } } catch {
      throw StoreError(error, file: file)
    }
  }

  /// Runs one statement that others wrote; a second one behind it is an error.
  public func execute(statement: String) throws(StoreError) {
    do {
      try queue.writeWithoutTransaction { db in try db.makeStatement(sql: statement).execute() }
    } catch { throw StoreError(error, file: file) }
  }

  /// The first row's first column as a whole number, or nil where there is no row or none in it.
  public func integer(_ sql: String) throws(StoreError) -> Int64? {
    do { return try queue.read { db in try Int64.fetchOne(db, sql: sql) } } catch {
      throw StoreError(error, file: file)
    }
  }

  /// The columns that a query gives, with the types of those that are a table's own.
  public func columns(of query: String) throws(StoreError) -> [(name: String, type: String)] {
    do {
      return try queue.writeWithoutTransaction { db in
        let statement = try db.makeStatement(sql: query)
        return statement.columnNames.enumerated().map { index, name in
          // SAFETY: SQLite keeps the text until the statement ends, and it is copied at once.
          let type = unsafe sqlite3_column_decltype(statement.sqliteStatement, Int32(index))
          return (name, unsafe type.map { unsafe String(cString: $0) } ?? "")
        }
      }
    } catch { throw StoreError(error, file: file) }
  }

  /// Calls `body` with every row of a query, in the query's order.
  public func forEach(_ sql: String, _ body: (StoredRow) -> Void) throws(StoreError) {
    do { try queue.read { db in try db.forEachRow(sql, [], body) } } catch {
      throw StoreError(error, file: file)
    }
  }

  /// Attaches another database read-only under a name.
  public func attach(path: String, as name: String) throws(StoreError) {
    do {
      try queue.writeWithoutTransaction { db in
        let address = URL(fileURLWithPath: path).absoluteString + "?mode=ro&immutable=1"
        try db.execute(sql: "ATTACH DATABASE ? AS \(name)", arguments: [address])
        // Its pages are read where the system has them; a cache of our own would copy each of them again and again.
        try db.execute(sql: "PRAGMA \(name).mmap_size = \(AttachedDatabases.mapped.load(ordering: .relaxed))")
      }
    } catch { throw StoreError(error, file: file) }
  }

  /// Attaches an empty database in memory under a name.
  public func attachMemory(as name: String) throws(StoreError) {
    try execute("ATTACH DATABASE ':memory:' AS \(name); PRAGMA \(name).journal_mode = OFF;")
  }

  /// Closes the file and has the system put it on the disk.
  public func finish() throws(StoreError) {
    do {
      let path = queue.path
      try queue.close()
      let descriptor = unsafe open(path, O_RDONLY)
      guard descriptor >= 0 else { throw StoreError.system(file: file) }
      defer { close(descriptor) }
      guard fsync(descriptor) == 0 else { throw StoreError.system(file: file) }
    } catch { throw StoreError(error, file: file) }
  }
}

/// What the process asks of SQLite once, before its first connection.
private let sqliteIsPrepared: Void = guiyi_store_keep_no_account()

func prepareSQLite() { sqliteIsPrepared }

/// Who names the folder for sorts, one thread at a time.
private let sortFolder = Mutex(())

/// Has sorts that find no memory go on beside the results, rather than where everybody's files lie: they are the people's data
/// as well. The first workspace of the process names the folder.
func sortRows(in folder: String) {
  prepareSQLite()
  sortFolder.withLock { _ in unsafe folder.withCString { unsafe guiyi_store_sort_in($0) } }
}

/// How databases are attached, for the whole process.
public enum AttachedDatabases {
  fileprivate static let mapped = Atomic(Int64(1) << 34)

  /// Has at most so many bytes of each attached database be in the memory of the process at a time: what is read of a mapped file
  /// counts as the process's own.
  public static func limitMapping(byteCount: Int) { mapped.store(Int64(byteCount), ordering: .relaxed) }
}
