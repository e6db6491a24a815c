import GuiyiTesting
import Testing

/// What linking without a setting reaches on invented data of many kinds; the bounds leave room below what was measured.
@Suite struct AccuracyTests {
  /// A kind of data, its size, and what it must reach.
  struct Claim: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let precision: Double
    let recall: Double
    let make: @Sendable () -> GeneratedSet
  }

  static let claims = [
    Claim(testDescription: "restaurants of two guides", precision: 0.97, recall: 0.95) {
      restaurantSet(count: 500, seed: 5)
    },
    Claim(testDescription: "companies of two registers", precision: 0.98, recall: 0.97) {
      companySet(count: 800, seed: 5)
    },
    Claim(testDescription: "citations of two libraries", precision: 0.85, recall: 0.95) {
      bibliographySet(count: 800, seed: 5)
    },
    Claim(testDescription: "songs of several catalogs", precision: 0.95, recall: 0.9) {
      musicSet(count: 2000, seed: 5)
    },
    Claim(testDescription: "people long gone, in one field for the name", precision: 0.95, recall: 0.88) {
      historicalSet(people: 800, seed: 5)
    },
    Claim(testDescription: "names of firms and nothing else", precision: 0.9, recall: 0.65) {
      firmNameSet(count: 900, seed: 5)
    },
    Claim(
      testDescription: "goods of two shops, told apart by their model numbers", precision: 0.9, recall: 0.75
    ) {
      modelSet(count: 700, seed: 5)
    },
    Claim(testDescription: "visits of patients, each on a day of its own", precision: 0.98, recall: 0.95) {
      visitSet(people: 1200, seed: 5)
    },
    Claim(testDescription: "tax forms of people who move and change employers", precision: 0.98, recall: 0.95)
    {
      taxFormSet(people: 900, seed: 5)
    },
    Claim(testDescription: "people of Chinese offices", precision: 0.98, recall: 0.92) {
      hanPersonSet(people: 1500, seed: 5)
    },
    Claim(
      testDescription: "customers in Japan, their names beside how they are read", precision: 0.9,
      recall: 0.85
    ) {
      japaneseSet(people: 1500, seed: 5)
    },
    Claim(
      testDescription: "organizations of Chinese registers, branches among them", precision: 0.98,
      recall: 0.95
    ) {
      hanOrganizationSet(count: 800, seed: 5)
    },
  ]

  @Test(arguments: claims)
  func `finds who is who`(claim: Claim) {
    let set = claim.make()
    let score = set.score(set.clusters())
    #expect(score.precision >= claim.precision)
    #expect(score.recall >= claim.recall)
  }

  @Test func `tells the members of a household apart without dates of birth`() {
    let set = censusSet(households: 1500, seed: 5)
    let score = set.score(set.clusters())
    #expect(score.precision >= 0.9)
    #expect(score.recall >= 0.85)
  }

  @Test func `merges no twins, no father and son, nobody who shares a telephone, a name or a number`() {
    let set = trapSet(people: 1500, namesakes: 300, seed: 5)
    let score = set.score(set.clusters())
    #expect(score.precision >= 0.99)
    #expect(score.recall >= 0.97)
  }
}

@Suite struct InvarianceTests {
  @Test func `the order of the columns and the number of threads change nothing`() {
    let set = hanPersonSet(people: 400, seed: 9)
    let clusters = set.clusters()
    #expect(set.clusters(columnOrder: [3, 1, 4, 0, 2]) == clusters)
    #expect(set.clusters(threadCount: 1) == clusters)
    #expect(set.clusters(threadCount: 3) == clusters)
  }

  @Test func `names in each other's column are found`() {
    var set = GeneratedSet(headings: ["first name", "last name", "date of birth"])
    var make = Inventor(seed: 3)
    let given = make.words(200, 1...2)
    let family = make.words(800, 2...3)
    for person in 0..<600 {
      let (first, last, born) = (make.pick(given), make.pick(family), iso(make.date(1940...2000)))
      set.add([first, last, born], entity: person)
      if person % 3 == 0 { set.add([first, last, born], entity: person) }
      if person % 20 == 0 { set.add([last, first, born], entity: person) }
    }
    #expect(set.score(set.clusters()).recall >= 0.98)
  }
}
