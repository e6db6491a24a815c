/// How many allocations each kernel may make in one call, whatever the machine.
struct Thresholds {
  private var limits: [String: UInt64] = [:]

  /// Reads lines of a limit, a space and a kernel's name; `#` starts a remark.
  /// - Returns: nil where a line is none of these.
  init?(_ text: String) {
    for line in text.split(separator: "\n") {
      let words = line.prefix { $0 != "#" }.split(separator: " ", maxSplits: 1)
      if words.isEmpty { continue }
      guard words.count == 2, let limit = UInt64(words[0]) else { return nil }
      var name = words[1]
      while name.first == " " { name.removeFirst() }
      while name.last == " " { name.removeLast() }
      limits[String(name)] = limit
    }
  }

  /// What a measurement breaks, nil where it keeps its limit. A kernel without one breaks the rule, too.
  func complaint(about measurement: Measurement) -> String? {
    guard let limit = limits[measurement.kernel] else {
      return "\(measurement.kernel): no limit in the thresholds file"
    }
    if measurement.allocationCount <= limit { return nil }
    return "\(measurement.kernel): \(measurement.allocationCount) allocations, at most \(limit) allowed"
  }
}
