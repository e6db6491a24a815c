import GuiyiTesting

/// Citations of two libraries: initials for names, venues in short, titles with errors; the same title again at another venue.
func bibliographySet(count: Int, seed: UInt64) -> GeneratedSet {
  var make = Inventor(seed: seed)
  var set = GeneratedSet(headings: ["title", "authors", "venue", "year"])
  let topics = [
    "query", "optimization", "database", "distributed", "parallel", "index", "join", "mining", "stream",
    "transaction", "recovery", "cache", "spatial",
    "temporal", "relational", "object", "semantic", "web", "data", "warehouse", "view", "maintenance",
    "approximate", "efficient", "adaptive",
    "scalable", "evaluation", "processing", "model", "schema", "integration", "clustering", "similarity",
    "search", "xml", "graph", "ranking",
  ]
  let rare = make.words(500, 2...3)
  let small = ["for", "of", "in", "on", "with", "the", "a", "using", "and"]
  let given = [
    "michael", "david", "hector", "jennifer", "rakesh", "jim", "divesh", "surajit", "anna", "peter", "wei",
    "laura", "hans", "elena", "jeffrey", "christos",
  ]
  let family = make.words(400, 2...3)
  let venues = [
    ("sigmod conference", "international conference on management of data"),
    ("vldb", "very large data bases"),
    ("acm trans. database syst.", "acm transactions on database systems"), ("vldb j.", "the vldb journal"),
    ("sigmod record", "acm sigmod record"),
  ]
  for entity in 0..<count {
    var title: [String] = []
    for place in 0..<make.number(4...9) {
      title.append(place % 3 == 2 ? make.pick(small) : make.chance(0.3) ? make.pick(rare) : make.pick(topics))
    }
    let authors = (0..<make.number(1...4)).map { _ in (make.pick(given), make.pickFrequent(family)) }
    let venue = make.pick(venues)
    let year = make.number(1994...2003)
    func names(_ isShort: Bool) -> String {
      authors.map { isShort ? "\($0.0.prefix(1)) \($0.1)" : "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
    set.add([title.joined(separator: " "), names(false), venue.0, "\(year)"], entity: entity)
    if make.chance(0.6) {
      var other = title
      if make.chance(0.1) { other.removeLast() }
      let text = make.perhaps(0.15, other.joined(separator: " ")) { $0.typo($1) }
      set.add(
        [
          text, make.perhaps(0.1, names(make.chance(0.5))) { $0.typo($1) }, make.chance(0.25) ? "" : venue.1,
          make.chance(0.3) ? "" : "\(year + (make.chance(0.08) ? 1 : 0))",
        ], entity: entity, source: 1)
    }
    if make.chance(0.04) {
      // The journal's version of the conference paper is another publication.
      set.add(
        [
          title.joined(separator: " "), names(false), make.pick(venues.filter { $0.0 != venue.0 }).0,
          "\(year + make.number(2...3))",
        ],
        entity: count + entity)
    }
  }
  return set
}

/// Songs of several catalogs: number in front, length in other units, missing years.
func musicSet(count: Int, seed: UInt64) -> GeneratedSet {
  var make = Inventor(seed: seed)
  var set = GeneratedSet(headings: ["number", "title", "length", "artist", "album", "year", "language"])
  let words = make.words(600, 1...3)
  let artists = make.words(count / 8 + 5, 2...3)
  for album in 0..<(count / 5) {
    let artist = make.pick(artists) + (make.chance(0.4) ? " " + make.pick(words) : "")
    let name = (0..<make.number(1...3)).map { _ in make.pick(words) }.joined(separator: " ")
    let year = make.number(1965...2012)
    let language = make.pickFrequent(["english", "german", "spanish", "french"])
    for track in 1...5 {
      let entity = album * 5 + track
      let title = (0..<make.number(1...4)).map { _ in make.pick(words) }.joined(separator: " ")
      let seconds = make.number(120...420)
      for source in 0..<(make.chance(0.5) ? make.number(2...4) : 1) {
        let isFirst = source == 0
        let lengths = [
          "\(seconds * 1000 + make.number(0...999))",
          "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)", "\(seconds)",
        ]
        set.add(
          [
            isFirst ? "\(track)" : make.chance(0.3) ? "" : "\(track)",
            (make.chance(isFirst ? 0 : 0.15) ? "00\(track)-" : "")
              + make.perhaps(isFirst ? 0 : 0.2, title) { $0.typo($1) },
            make.chance(0.1) ? "" : lengths[source % 3],
            make.chance(isFirst ? 0 : 0.08) ? "" : make.perhaps(isFirst ? 0 : 0.12, artist) { $0.typo($1) },
            make.chance(isFirst ? 0 : 0.12) ? "" : make.perhaps(isFirst ? 0 : 0.12, name) { $0.typo($1) },
            make.chance(isFirst ? 0.1 : 0.35) ? "" : make.chance(0.2) ? "'\(year % 100)" : "\(year)",
            language,
          ], entity: entity, source: source)
      }
    }
  }
  return set
}
