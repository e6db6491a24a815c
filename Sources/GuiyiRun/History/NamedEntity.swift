import GuiyiBase
import GuiyiModel
import GuiyiStore

/// An entity of a finished run by the id that somebody wrote down, whether it is still there or not.
struct NamedEntity {
  let run: FinishedRun
  let declaration: BaseDeclaration
  let number: UInt32
  let base: DatabaseReader

  /// - Parameter id: an entity id such as `P000000001`.
  init(workspace: String, id: String) throws {
    guard let declaration = BaseDeclaration.all.first(where: { $0.entityNumber(id) != nil }),
      let number = declaration.entityNumber(id)
    else {
      throw RunError(
        .settings, "'\(id)' is no entity id",
        nextStep: "Take one from 'guiyi export … links', such as P000000001.")
    }
    run = try FinishedRun.current(workspace: workspace)
    self.declaration = declaration
    self.number = number
    base = try DatabaseReader(path: run.folder + "/base/" + declaration.fileName)
  }
}
