import ArgumentParser
import GuiyiCatalog

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make an empty workspace with a commented guiyi.yaml.",
    discussion: "EXAMPLE\n  guiyi init my-city")

  @Argument(help: "The folder to make.") var workspace: String

  func run() throws {
    try reporting {
      try initWorkspace(at: workspace)
      print("已建立工作区 \(workspace)：")
      print("  1. 修改 guiyi.yaml 中的城市")
      print("  2. 把各部门文件放入 pools/，用 guiyi inspect 生成目录，存入 catalog/")
      print("  3. 运行 guiyi run \(workspace)")
    }
  }
}
