internal import FoundationEssentials
internal import GuiyiModel

/// The guiyi.yaml that `guiyi init` writes: every key with what it does; all but the city are commented out.
public let settingsTemplate = """
  # 归一工作区设置 · Settings of a Guiyi workspace
  # 未写的键取默认值；写错的键会连同行号和最接近的写法一起报告。
  # Keys left out have defaults; an unknown key is reported with its line and the nearest known one.

  # 城市：六位行政区划代码与名称 · The city: its six-digit region code and name
  city: {code: "410400", name: 平顶山市}

  # 数据截止日（计算年龄和期限），默认今天 · The run's date for ages and deadlines; default: today
  # as-of: 2026-11-01

  # 内置区划表之外的代码（如测试用 99 开头） · Region codes beyond the built-in tables
  # regions: {"990402": 示例一区}

  # 线程数（默认为本机处理器数）与内存上限（默认 2 GiB，放不下的暂存于 state/ 所在磁盘）
  # Threads (default: one per processor) and the limit of memory (default 2 GiB; the rest waits on the disk of state/)
  # threads: 2
  # memory: 1.5 GiB

  # 关联阈值（匹配概率）：达到 link 即关联，介于两者之间送人工复核
  # Match probabilities: linked from link-threshold on, reviewed by a person from review-threshold on
  # link:
  #   person: {link-threshold: 0.98, review-threshold: 0.5}
  #   organization: {link-threshold: 0.98, review-threshold: 0.5}

  # 停用的校验规则（按规则编号） · Validation rules that are switched off, by code
  # rules: {off: [duplicate-key]}

  # 整批数据的上限：超过 warn 预警，超过 stop 该资源不并入本次运行；不写则不限，off 为不限
  # Limits of a delivery as a whole: warned of above warn, left out of the run above stop; left out or off: no limit
  # quarantined 隔离行 / 全部行，faulty-identifiers 有误号码 / 已填号码，fewer-rows、more-rows 与上次相比
  # feeds:
  #   warn: {quarantined: 1%, faulty-identifiers: 5%, fewer-rows: 30%, more-rows: 100%}
  #   stop: {quarantined: 20%, faulty-identifiers: 50%, fewer-rows: 60%}
  # 单个资源另设上限写在 feeds 的 resources 下 · Limits of one resource stand under 'resources':
  # resources: {资源代码 code: {stop: {fewer-rows: off}}}

  # 工作日历：内置表之后公布的放假调休 · Days off and make-up days published since the built-in table
  # calendar:
  #   off: [2027-01-01]
  #   working: []
  #   published-through: 2027-12-28

  # 期限（工作日）须注明依据；职责有 repair-data（整改）、answer-notice（答复）、update-catalog（更新目录）、
  # decide-application（审批申请） · Deadlines in working days, each with its legal source
  # deadlines:
  #   - {duty: repair-data, working-days: 10, source: 《…》第…条, from: 2026-01-01}

  # 权威值的取值规则（默认规则见 guiyi rules --survivorship） · How golden values are chosen; the shipped rules are
  # printed by guiyi rules --survivorship
  # survivorship:
  #   - elements: [person.phone]
  #     criteria: [sound, trust, completeness, sources]
  #     half-life: 365

  # 保留最近几次运行的结果 · How many finished runs are kept
  # retain-runs: 3

  """

/// The sharing/grants.yaml that `guiyi init` writes.
let grantsTemplate = """
  # 共享授权：哪个部门可通过平台使用哪个资源的哪些数据元
  # Which department may use which elements of a resource through the exchange platform
  grants: []
  #  - {consumer: 11410400MB0000002X, resource: 410400-GA-0001, elements: [person.ethnicity],
  #     from: 2022-09-01, until: 2027-08-31}

  """

/// Makes the folders and commented settings files of a new workspace; what is there already stays as it is.
///
/// - Returns: what was made, relative to `path`, in order.
/// - Throws: the first folder or file that cannot be written.
@discardableResult
public func initWorkspace(at path: String) throws(SettingsError) -> [String] {
  var made: [String] = []
  for folder in ["catalog", "pools", "sharing", "state"] {
    let full = "\(path)/\(folder)"
    if FileManager.default.fileExists(atPath: full) { continue }
    do {
      try FileManager.default.createDirectory(atPath: full, withIntermediateDirectories: true)
    } catch {
      throw unwritable(folder)
    }
    made.append("\(folder)/")
  }
  for (file, text) in [("guiyi.yaml", settingsTemplate), ("sharing/grants.yaml", grantsTemplate)] {
    let full = "\(path)/\(file)"
    if FileManager.default.fileExists(atPath: full) { continue }
    do {
      try Data(text.utf8).write(to: URL(filePath: full), options: .withoutOverwriting)
    } catch {
      throw unwritable(file)
    }
    made.append(file)
  }
  return made
}

private func unwritable(_ file: String) -> SettingsError {
  var mistakes = MistakeList()
  mistakes.add(Site(file: file, lineNumber: 1), "cannot be written", "无法写入")
  return mistakes.error()
}
