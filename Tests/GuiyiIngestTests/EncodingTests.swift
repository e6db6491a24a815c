import Foundation
import GuiyiColumns
import GuiyiIngest
import GuiyiModel
import GuiyiText
import Testing

@Suite struct EncodingTests {
  static let text = """
    "姓名","民族",备注\r
    张三,汉,"一,二\r
    三"\r
    阿卜杜拉·买买提,维吾尔族,"说""好""\"\r
    赵六,满,𠂇€\r

    """
  static let rows = ["2:张三|汉|一,二\r\n三", "3:阿卜杜拉·买买提|维吾尔族|说\"好\"", "4:赵六|满|𠂇€"]

  static func encoded(_ encoding: TextEncoding) -> [UInt8] {
    switch encoding {
    case .utf8: return Array(text.utf8)
    case .utf16LittleEndian: return [UInt8](text.data(using: .utf16LittleEndian) ?? Data())
    case .utf16BigEndian: return [UInt8](text.data(using: .utf16BigEndian) ?? Data())
    case .gb18030:
      // The euro sign as Windows writes it in GBK, the component in its four bytes.
      let standard = String.Encoding(rawValue: 0x8000_0632)
      let parts = text.components(separatedBy: "𠂇€")
      let (before, after) = (
        parts[0].data(using: standard) ?? Data(), parts[1].data(using: standard) ?? Data()
      )
      return [UInt8](before) + [0x95, 0x32, 0x90, 0x31, 0x80] + [UInt8](after)
    }
  }

  @Test(arguments: TextEncoding.allCases)
  func `reads the same rows from every encoding, whatever the blocks`(encoding: TextEncoding) throws {
    let bytes = Self.encoded(encoding)
    for blockByteCount in [1, 2, 3, 7, 16, 64, 1 << 20] {
      var options = IngestOptions()
      options.blockByteCount = blockByteCount
      let result = try read(bytes, columns: ["姓名", "民族", "备注"], options: options, threads: 2)
      #expect(result.fileFormats[0]?.encoding == encoding)
      #expect(result.rows == Self.rows)
      #expect(result.quarantined.isEmpty)
    }
  }

  @Test func `reads marks of byte order, single and double`() throws {
    let wide = [UInt8](Self.text.data(using: .utf16LittleEndian) ?? Data())
    for bytes in [
      Array("\u{FEFF}\(Self.text)".utf8), Array("\u{FEFF}\u{FEFF}\(Self.text)".utf8), [0xFF, 0xFE] + wide,
      [0xFF, 0xFE, 0xFF, 0xFE] + wide, [0xEF, 0xBB, 0xBF] + Self.encoded(.gb18030),
    ] {
      #expect(try read(bytes, columns: ["姓名", "民族", "备注"]).rows == Self.rows)
    }
  }

  @Test func `a broken double byte costs one row`() throws {
    let good: [UInt8] = [0xD5, 0xC5, 0x2C, 0xBA, 0xBA, 0x0A]
    let header: [UInt8] = [0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0xC3, 0xF1, 0xD7, 0xE5, 0x0A]
    let result = try read(header + good + [0xD5, 0x2C, 0xBA, 0x0A] + good, columns: ["姓名", "民族"])
    #expect(result.rows == ["2:张|汉", "4:张|汉"])
    #expect(result.setAside == ["3 bad-bytes"])
    #expect(result.quarantined[0].detail == "gb18030")
  }

  @Test func `a second byte that looks like the delimiter is none`() throws {
    // 謡 is D6 7C, and 7C is the bar.
    let bytes: [UInt8] = [0xD0, 0xD5, 0xC3, 0xFB, 0x7C, 0x62, 0x0A, 0xD6, 0x7C, 0x7C, 0x22, 0x78, 0x22, 0x0A]
    #expect(try read(bytes, columns: ["姓名", "b"]).rows == ["2:謡|x"])
  }

  @Test func `an encoding that the catalog gets wrong is corrected`() throws {
    let format = DeclaredFormat(encoding: "utf-8")
    let result = try read(Self.encoded(.gb18030), columns: ["姓名", "民族", "备注"], format: format)
    #expect(result.rows == Self.rows)
    #expect(result.fileFormats[0]?.contradictsCatalog == true)
  }

  @Test func `Chinese that comes late still decides the encoding`() throws {
    var bytes = Array("xm,mz\n".utf8)
    for _ in 0..<2000 { bytes += Array("zhang san,han\n".utf8) }
    var options = IngestOptions()
    options.sampleByteCount = 1000
    let result = try read(
      bytes + [0xD5, 0xC5, 0x2C, 0xBA, 0xBA, 0x0A], columns: ["xm", "mz"], options: options)
    #expect(result.rows.last == "2002:张|汉")
  }

  @Test func `an unknown encoding makes the file unreadable`() throws {
    let result = try read(Array("a\n1\n".utf8), columns: ["a"], format: .init(encoding: "klingon"))
    #expect(result.findings.findings.map(\.rule) == [.fileUnreadable])
    var options = IngestOptions()
    options.stopsAtUnreadableFile = true
    #expect(throws: IngestError(.unknownEncoding(name: "klingon"), path: "a.csv")) {
      try read(Array("a\n1\n".utf8), columns: ["a"], format: .init(encoding: "klingon"), options: options)
    }
  }
}
