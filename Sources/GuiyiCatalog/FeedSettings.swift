public import GuiyiModel
internal import Yams

extension Settings {
  /// The limits of a resource: its own above those of all.
  public func thresholds(ofResource code: String) -> FeedThresholds {
    feedLimits[code].map { $0.over(allFeedLimits) } ?? allFeedLimits
  }
}

/// Reads `feeds`: limits to warn and to stop, for all resources and for single ones.
func readFeeds(_ top: MappingReader, into mistakes: inout MistakeList, settings: inout Settings) {
  guard
    let feeds = top.mapping("feeds", place: .feeds, known: ["warn", "stop", "resources"], into: &mistakes)
  else { return }
  settings.allFeedLimits = readThresholds(feeds, into: &mistakes)
  guard let resources = feeds.mapping("resources", place: .feeds, known: nil, into: &mistakes) else { return }
  for (code, _, _) in resources.all {
    guard
      let own = resources.mapping(code, place: .feedResource, known: ["warn", "stop"], into: &mistakes)
    else { continue }
    settings.feedLimits[code] = readThresholds(own, into: &mistakes)
    settings.feedSites[code] = resources.site(of: code)
  }
}

/// The resources that have limits of their own must be in the catalog.
func checkFeeds(_ settings: Settings, _ catalog: Catalog, into mistakes: inout MistakeList) {
  let codes = catalog.resources.map(\.code)
  for (code, site) in settings.feedSites.sorted(by: { precedes($0.key, $1.key) }) where !codes.contains(code)
  {
    mistakes.add(
      site, "'\(shown(code))' is not a resource of the catalog", "目录中没有资源“\(shown(code))”",
      nearest: nearestWord(to: code, among: codes))
  }
}

private func readThresholds(_ place: MappingReader, into mistakes: inout MistakeList) -> FeedThresholds {
  func limits(_ key: String) -> [FeedMeasure: Double] {
    let known = FeedMeasure.allCases.map(\.rawValue)
    guard let limits = place.mapping(key, place: .feedLimits, known: known, into: &mistakes) else {
      return [:]
    }
    var result: [FeedMeasure: Double] = [:]
    for measure in FeedMeasure.allCases where limits.node(measure.rawValue) != nil {
      if limits.text(measure.rawValue, into: &mistakes) == "off" {
        result[measure] = FeedThresholds.off
      } else {
        // Nothing can be more than all of it, but for a growth.
        let range = measure == .moreRows ? 0.0...1_000 : 0...1
        result[measure] = limits.share(measure.rawValue, in: range, into: &mistakes)
      }
    }
    return result
  }
  return FeedThresholds(warn: limits("warn"), stop: limits("stop"))
}
