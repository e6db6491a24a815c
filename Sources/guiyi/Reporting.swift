import ArgumentParser
import GuiyiCatalog
import GuiyiIngest
import GuiyiLinkage
import GuiyiRun

/// Runs a command's work and turns what it throws into a message with the next step and the contract's exit code.
func reporting(_ body: () throws -> Void) throws {
  do { try body() } catch let error as RunError {
    complain("guiyi: \(error.message)\n\(error.nextStep)")
    throw ExitCode(error.code.rawValue)
  } catch let error as LinkageError {
    complain("guiyi: \(error.message)\n\(error.nextStep)")
    throw ExitCode(error.code.rawValue)
  } catch let error as SettingsError {
    complain(error.chineseDescription)
    complain("guiyi: \(error.mistakes.count) 处设置有误，请按上述位置更正后重试；未写入任何内容。")
    throw ExitCode(RunError.Code.settings.rawValue)
  } catch let error as IngestError {
    complain("guiyi: \(error)\nCheck the file and try again; nothing was written.")
    throw ExitCode(error.isMachineFailure ? RunError.Code.machine.rawValue : RunError.Code.input.rawValue)
  } catch let error as ValidationError {
    throw error
  } catch let error as ExitCode {
    throw error
  } catch {
    complain("guiyi: \(error)\nNothing that was there before has changed.")
    throw ExitCode(RunError.Code.machine.rawValue)
  }
}
