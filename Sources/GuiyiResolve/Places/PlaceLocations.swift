public import GuiyiColumns
public import GuiyiModel
public import GuiyiText

/// The places that the addresses of a city lie in, each distinct address looked up once.
public struct PlaceLocations: Sendable {
  /// Which addresses of a subject are places to be found at.
  public static func elements(of subject: Subject) -> [DataElement] {
    switch subject {
    case .person: [.personRegisteredAddress, .personResidenceAddress]
    case .organization: [.organizationAddress]
    case .estate: [.estateAddress]
    case .credit, .place, .certificate, .row: []
    }
  }

  private let index: AddressIndex
  /// Whether there is a place at all.
  private let isEmpty: Bool
  private let gazetteer: Gazetteer

  /// - Parameters:
  ///   - addresses: the number of each place's address in `dictionary`; 0 where it has none.
  public init(
    addresses: [UInt32], dictionary: ByteDictionary, gazetteer: Gazetteer, workers: Workers
  ) {
    self.gazetteer = gazetteer
    isEmpty = addresses.allSatisfy { $0 == 0 }
    index = AddressIndex(
      workers.mapChunks(addresses.count, size: Self.chunkSize) { range in
        var reader = AddressReader()
        return range.map { place in
          addresses[place] == 0
            ? AddressPath()
            : dictionary.withBytes(of: addresses[place]) { reader.read($0, gazetteer: gazetteer) }
        }
      }.flatMap { $0 })
  }

  /// The place of each address; nil where none is sure enough to be told.
  ///
  /// - Parameter addresses: numbers in `dictionary`, the same one as often as it likes; 0 is no address.
  /// - Complexity: a distinct address is read once, all others are looked up.
  public func locate(_ addresses: [UInt32], dictionary: ByteDictionary, workers: Workers) -> [LocatedAddress?]
  {
    if isEmpty { return Array(repeating: nil, count: addresses.count) }
    var isAsked = [Bool](repeating: false, count: dictionary.count)
    for address in addresses { isAsked[Int(address)] = true }
    isAsked[0] = false
    let asked = isAsked.indices.filter { isAsked[$0] }
    let found = workers.mapChunks(asked.count, size: Self.chunkSize) { range in
      var reader = AddressReader()
      return range.map { place in
        dictionary.withBytes(of: UInt32(asked[place])) { index.locate(reader.read($0, gazetteer: gazetteer)) }
      }
    }.flatMap { $0 }
    var located = [LocatedAddress?](repeating: nil, count: dictionary.count)
    for (address, place) in zip(asked, found) { located[address] = place }
    return addresses.map { located[Int($0)] }
  }

  private static let chunkSize = 4096
}
