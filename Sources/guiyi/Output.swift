import Foundation

/// Writes a line to standard error: messages never mix with data on standard output.
func complain(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// Writes a line to standard output at once, in one order with the progress lines.
func tell(_ text: String) {
  FileHandle.standardOutput.write(Data((text + "\n").utf8))
}

/// Whether standard output is a terminal that can redraw a line.
var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

/// A number with separators: 1,234,567.
func grouped(_ number: Int) -> String {
  var result = ""
  let digits = Array(String(abs(number)))
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
    result.append(digit)
  }
  return number < 0 ? "-" + result : result
}

/// Seconds with as many digits as anybody wants to read.
func readable(seconds: Double) -> String {
  if seconds < 10 { return "\((seconds * 100).rounded() / 100) 秒" }
  if seconds < 90 { return "\(Int(seconds.rounded())) 秒" }
  return "\(Int(seconds) / 60) 分 \(Int(seconds) % 60) 秒"
}
