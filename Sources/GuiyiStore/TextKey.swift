internal import GRDBSQLite

/// `text_key(value)` in SQL: a 64-bit number of a text, the same for equal texts on every machine; NULL for what is no text.
///
/// Long texts that begin alike, as addresses do, are grouped in half the time by their number and then by themselves.
enum TextKey {
  /// Makes the function known to a connection.
  static func add(to connection: OpaquePointer) -> Bool {
    // SAFETY: the function keeps nothing, and SQLite calls it with a context and as many values as were declared here.
    let code = unsafe sqlite3_create_function_v2(
      connection, "text_key", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nil,
      { context, _, arguments in
        guard let value = unsafe arguments?[0], unsafe sqlite3_value_type(value) == SQLITE_TEXT else {
          return unsafe sqlite3_result_null(context)
        }
        // SAFETY: SQLite keeps the buffer until the function returns. The text is asked for before its length.
        let start = unsafe sqlite3_value_text(value)
        let count = unsafe Int(sqlite3_value_bytes(value))
        let bytes = unsafe UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
        unsafe sqlite3_result_int64(context, Int64(bitPattern: textHash(bytes.span)))
      }, nil, nil, nil)
    return code == SQLITE_OK
  }
}

/// FNV-1a.
private func textHash(_ bytes: Span<UInt8>) -> UInt64 {
  var result: UInt64 = 0xCBF2_9CE4_8422_2325
  for index in bytes.indices { result = (result ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
  return result
}
