internal import CBenchClock

/// One loop of the engine with its data made ready.
struct Kernel {
  let name: String
  /// How many operations one call of `body` does.
  let operationCount: Int
  /// Does the work once; the result depends on all of it, so that no part can be left out.
  let body: () -> UInt64

  /// What the best of nine calls took, after one that warms caches.
  func measure() -> Measurement {
    var checksum = body()
    var seconds = Double.infinity
    var allocations = UInt64.max
    for _ in 0..<9 {
      let allocationsBefore = bench_allocation_count()
      let start = bench_cpu_seconds()
      checksum &+= body()
      seconds = min(seconds, bench_cpu_seconds() - start)
      allocations = min(allocations, bench_allocation_count() - allocationsBefore)
    }
    return Measurement(
      kernel: name, operationCount: operationCount, seconds: seconds, allocationCount: allocations,
      checksum: checksum)
  }
}

/// What one kernel took.
struct Measurement {
  let kernel: String
  let operationCount: Int
  /// Processor seconds of the fastest call.
  let seconds: Double
  /// Requests for memory in the call that made the fewest.
  let allocationCount: UInt64
  let checksum: UInt64

  var perSecond: Double { seconds > 0 ? Double(operationCount) / seconds : 0 }
}
