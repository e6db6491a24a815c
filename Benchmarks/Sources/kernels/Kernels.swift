internal import CBenchClock
internal import FoundationEssentials
internal import Glibc

@main struct Kernels {
  /// `kernels [THRESHOLDS]`: a Markdown table on standard output; exit code 1 where a limit is crossed.
  static func main() throws {
    bench_keep_freed()
    let arguments = CommandLine.arguments.dropFirst()
    var thresholds: Thresholds?
    if let path = arguments.first {
      guard let read = Thresholds(try String(contentsOfFile: path, encoding: .utf8)) else {
        print("kernels: \(path) has a line that is not 'LIMIT NAME'")
        exit(2)
      }
      thresholds = read
    }
    print("| kernel | operations | M operations a second and core | ns each | allocations |")
    print("|---|---:|---:|---:|---:|")
    var complaints: [String] = []
    var checksum: UInt64 = 0
    for kernel in identifierKernels() + columnKernels() + comparisonKernels() + addressKernels()
      + feedKernels()
    {
      let result = kernel.measure()
      checksum = checksum &* 31 &+ result.checksum
      let rate = rounded(result.perSecond / 1e6)
      let each = rounded(result.seconds * 1e9 / Double(result.operationCount))
      print("| \(result.kernel) | \(result.operationCount) | \(rate) | \(each) | \(result.allocationCount) |")
      if let complaint = thresholds?.complaint(about: result) { complaints.append(complaint) }
    }
    print("\nchecksum \(String(checksum, radix: 16))")
    for complaint in complaints { print("kernels: \(complaint)") }
    if !complaints.isEmpty { exit(1) }
  }
}

/// Two decimal places.
private func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
